"""Cases of the relief of 2021-22."""

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.coverage import retirement_rate
from ansinh.cli.cases.given import Call
from ansinh.cli.cases.names import CODES
from ansinh.core.rate import decimal_text
from ansinh.core.rounding import half_up_column
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.relief.support import NEVER, REASONS, SupportColumns, support
from ansinh.law.relief.suspension import Deferral, deferral, eligibility
from ansinh.law.values import Values

DROP_PLACES = 6
NOT_DUE = Text("Không thuộc diện hỗ trợ", "No support is due")
EMPLOYERS = ("enterprise", "public_unit_state_paid", "state_agency")


def cash(call: Call, values: Values) -> Answer:
    """One-off cash support of Resolution 116."""
    given = call.given
    kind = None if given.none("employer_kind") else given.word("employer_kind", *EMPLOYERS)
    excluded = kind in values.get("covid116.support.excluded", call.day).listed
    stopped = NEVER if given.none("ui_stopped") else np.datetime64(given.day("ui_stopped"), "D")
    participating = given.yes("participating_2021_09_30")
    people = SupportColumns(
        participating=np.array([participating]),
        excluded=np.array([excluded]),
        stopped=np.array([stopped], dtype="datetime64[D]"),
        reserved=np.array([given.yes("reserved", asked=not participating)]),
        pension=np.array([given.yes("monthly_pension", asked=not participating)]),
        months=np.array([0 if given.none("ui_months_unused") else given.whole("ui_months_unused")], dtype=np.int64),
    )
    amount, refused = support(people, call.day, values)
    reason = REASONS[int(refused[0])] or None
    unused = 0 if reason and given.none("ui_months_unused") else given.whole("ui_months_unused")
    tiers = values.get("covid116.support.tiers", call.day)
    begins = max(int(step) for step in tiers.by_name if int(step) <= unused)
    name = Text(f"Bậc từ {begins} tháng chưa hưởng", f"Tier from {begins} unused months")
    steps = (Step(name, dong(int(amount[0])), f"{unused} ≥ {begins}", tiers.citation),)
    if reason:
        steps = (Step(NOT_DUE, CODES[reason], "", tiers.citation),)
    return Answer({"eligible": reason is None, "amount": int(amount[0]), "reason": reason}, steps=steps)


def summary(call: Call, _values: Values) -> Answer:
    """Head count and mean of a province's support."""
    people = call.given.whole("participating") + call.given.whole("reserved")
    mean = half_up_column(np.array([call.given.whole("total_amount")], dtype=np.int64), people)
    total = call.given.whole("total_amount")
    steps = (
        said(
            "Số người", "People", people,
            f"{call.given.whole('participating')} + {call.given.whole('reserved')}",
        ),
        reckoned("Bình quân một người", "Mean of a person", f"{dong(total)} / {people}", int(mean[0])),
    )  # fmt: skip
    return Answer({"people": people, "mean_amount": int(mean[0])}, steps=steps)


def may_suspend(call: Call, values: Values) -> Answer:
    """Whether a unit may suspend the retirement and survivorship fund under Resolution 68."""
    given = call.given
    found = eligibility(
        workers_before=given.between("workers_2021_04", 1),
        workers_now=given.whole("workers_now"),
        paid_to=given.month("paid_to"),
        asked_on=call.day,
        values=values,
    )
    drop = decimal_text(found.drop, DROP_PLACES)
    before, now = given.whole("workers_2021_04"), given.whole("workers_now")
    least = values.get("suspension.covid_68.min_reduction", call.day)
    paid = values.get("suspension.covid_68.paid_to", call.day)
    steps = (
        said("Đã đóng đến tháng", "Paid up to", given.month("paid_to"), f"≥ {paid.text}", paid.citation),
        said(
            "Lao động giảm", "Workers lost", percent(found.drop),
            f"({before} - {now}) / {before}, ≥ {percent(least.number)}", least.citation,
        ),
    )  # fmt: skip
    return Answer({"eligible": found.eligible, "drop": drop, "reason": found.reason or None}, steps=steps)


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
        | {"suspended_total": found.total, "sm_due_per_month": found.sm_due},
        steps=_deferral_steps(call, found, values),
    )


def _deferral_steps(call: Call, found: Deferral, values: Values) -> tuple[Step, ...]:
    """Show the months, what is put off and what goes on."""
    day, payroll = call.given.month("application_month").first_day, dong(call.given.whole("payroll_per_month"))
    length, most = (values.get(f"suspension.covid_68.{key}", call.day) for key in ("months", "total_max_months"))
    earlier = call.given.whole("earlier_suspension_months")
    sickness = values.get("si.rate.employer.sickness_maternity", day)
    return (
        said(
            "Số tháng tạm dừng", "Months suspended", len(found.months),
            f"min({length.text}, {most.text} - {earlier})", length.citation,
        ),
        reckoned(
            "Tạm dừng mỗi tháng (hai bên)", "Put off each month, both shares",
            f"{payroll} x {percent(retirement_rate(day, values))}", found.per_month, length.citation,
        ),
        reckoned("Tổng cộng", "In all", f"{dong(found.per_month)} x {len(found.months)}", found.total),
        reckoned(
            "Ốm đau, thai sản vẫn đóng mỗi tháng", "Sickness and maternity go on, a month",
            f"{payroll} x {percent(sickness.number)}", found.sm_due, sickness.citation,
        ),
    )  # fmt: skip
