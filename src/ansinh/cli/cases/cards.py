"""Cases of health insurance cards: first and last days."""

import numpy as np

from ansinh.cli.cases.answer import Answer, said
from ansinh.cli.cases.given import Call
from ansinh.core.text import Text
from ansinh.law.cards.child import child_last_days
from ansinh.law.cards.household import household_periods
from ansinh.law.explain import Step
from ansinh.law.values import Values


def child_end(call: Call, values: Values) -> Answer:
    """Last day of the card of a child under six."""
    born = np.array([call.given.day("born")], dtype="datetime64[D]")
    last, months = str(child_last_days(born, values)[0]), values.get("card.child.months", call.day)
    vi, en = f"Thẻ của trẻ đến đủ {months.text} tháng tuổi, đến", f"Card of a child until {months.text} months old, to"
    told = said(vi, en, last, citation=months.citation)
    return Answer({"valid_to": last}, steps=(told,))


def household_period(call: Call, values: Values) -> Answer:
    """First and last day of a household card."""
    given = call.given
    paid = np.array([given.day("paid_on")], dtype="datetime64[D]")
    before = None if given.none("previous_to") else given.day("previous_to")
    months = np.array([given.one_of("months", 3, 6, 12)], dtype=np.int64)
    first, last = household_periods(paid, np.array([before], dtype="datetime64[D]"), months, values)
    wait = values.get("card.household.wait_days", call.day)
    joins = before is not None and str(first[0]) != str(paid[0] + wait.whole)
    name = (
        Text("Thẻ nối tiếp thẻ trước", "The card joins the one before")
        if joins
        else Text(f"Sau {wait.text} ngày từ ngày đóng đủ", f"{wait.text} days after the full payment")
    )
    told = Step(name, f"{first[0]} → {last[0]}", citation=wait.citation)
    return Answer({"valid_from": str(first[0]), "valid_to": str(last[0])}, steps=(told,))
