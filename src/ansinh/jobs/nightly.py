"""What runs every night: all verifiers over closed months. They report; they never mend."""

from ansinh.core.period import Month
from ansinh.domain.ledger.violation import Violation
from ansinh.jobs.month.recheck import verify_r6
from ansinh.records.bulk.arrow import close_doors
from ansinh.records.store.collection.verify import VERIFIERS as OF_MONEY_IN
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.verify import VERIFIERS


def verify_month(office: str, period: Month) -> dict[str, list[Violation]]:
    """Return the violations of every invariant in a closed month of an office, by the name of the invariant."""
    place = months.office(office)
    found: dict[str, list[Violation]] = {}
    try:
        for verifier in (*VERIFIERS, *OF_MONEY_IN, verify_r6):
            name = verifier.__name__.removeprefix("verify_").upper()
            found[name] = [Violation(name, *row) for row in verifier(place, period)]
    finally:
        close_doors()
    return found


def verify_office(office: str, last: int = 3) -> dict[Month, dict[str, list[Violation]]]:
    """Return the violations of the `last` closed months of an office, the latest first."""
    place = months.office(office)
    closed = [Month.containing(row["period"]) for row in months.states(place, 600) if row["state"] == "closed"]
    return {period: verify_month(office, period) for period in closed[:last]}
