"""Cases of health insurance cards: first and last days."""

import numpy as np

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call
from ansinh.law.cards.child import child_last_days
from ansinh.law.cards.household import household_periods
from ansinh.law.values import Values


def child_end(call: Call, values: Values) -> Answer:
    """Last day of the card of a child under six."""
    born = np.array([call.given.day("born")], dtype="datetime64[D]")
    return Answer({"valid_to": str(child_last_days(born, values)[0])})


def household_period(call: Call, values: Values) -> Answer:
    """First and last day of a household card."""
    given = call.given
    paid = np.array([given.day("paid_on")], dtype="datetime64[D]")
    before = None if given.none("previous_to") else given.day("previous_to")
    months = np.array([given.one_of("months", 3, 6, 12)], dtype=np.int64)
    first, last = household_periods(paid, np.array([before], dtype="datetime64[D]"), months, values)
    return Answer({"valid_from": str(first[0]), "valid_to": str(last[0])})
