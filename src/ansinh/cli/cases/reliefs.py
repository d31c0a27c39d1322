"""Cases of the relief of 2021-22."""

import numpy as np

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call
from ansinh.core.rate import decimal_text
from ansinh.core.rounding import half_up_column
from ansinh.law.relief.support import NEVER, REASONS, SupportColumns, support
from ansinh.law.relief.suspension import deferral, eligibility
from ansinh.law.values import Values

DROP_PLACES = 6
EMPLOYERS = ("enterprise", "public_unit_state_paid", "state_agency")


def cash(call: Call, values: Values) -> Answer:
    """One-off cash support of Resolution 116."""
    given = call.given
    kind = None if given.none("employer_kind") else given.word("employer_kind", *EMPLOYERS)
    excluded = kind in values.get("covid116.support.excluded", call.day).listed
    stopped = NEVER if given.none("ui_stopped") else np.datetime64(given.day("ui_stopped"), "D")
    people = SupportColumns(
        participating=np.array([given.yes("participating_2021_09_30")]),
        excluded=np.array([excluded]),
        stopped=np.array([stopped], dtype="datetime64[D]"),
        reserved=np.array([given.yes("reserved")]),
        pension=np.array([given.yes("monthly_pension")]),
        months=np.array([given.whole("ui_months_unused")], dtype=np.int64),
    )
    amount, refused = support(people, call.day, values)
    reason = REASONS[int(refused[0])] or None
    return Answer({"eligible": reason is None, "amount": int(amount[0]), "reason": reason})


def summary(call: Call, _values: Values) -> Answer:
    """Head count and mean of a province's support."""
    people = call.given.whole("participating") + call.given.whole("reserved")
    mean = half_up_column(np.array([call.given.whole("total_amount")], dtype=np.int64), people)
    return Answer({"people": people, "mean_amount": int(mean[0])})


def may_suspend(call: Call, values: Values) -> Answer:
    """Whether a unit may suspend the retirement and survivorship fund under Resolution 68."""
    given = call.given
    found = eligibility(
        workers_before=given.whole("workers_2021_04"),
        workers_now=given.whole("workers_now"),
        paid_to=given.month("paid_to"),
        asked_on=call.day,
        values=values,
    )
    drop = decimal_text(found.drop, DROP_PLACES)
    return Answer({"eligible": found.eligible, "drop": drop, "reason": found.reason or None})


def suspended(call: Call, values: Values) -> Answer:
    """Months suspended and money deferred under Resolution 68."""
    given = call.given
    found = deferral(
        given.month("application_month"),
        given.whole("payroll_per_month"),
        earlier_months=given.whole("earlier_suspension_months"),
        asked_on=call.day,
        values=values,
    )
    return Answer(
        {"months": [str(month) for month in found.months], "suspended_per_month": found.per_month}
        | {"suspended_total": found.total, "sm_due_per_month": found.sm_due}
    )
