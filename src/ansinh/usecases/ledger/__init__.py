"""Acts and questions of the ledger: states of months, signatures, and where an amount comes from."""

from ansinh.usecases.ledger.explain import Explained, explain_person_month
from ansinh.usecases.ledger.months import month_states, sign_month

__all__ = ["Explained", "explain_person_month", "month_states", "sign_month"]
