"""Cases of voluntary social insurance."""

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned
from ansinh.cli.cases.given import Call, Given
from ansinh.core.period import Month
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values
from ansinh.law.voluntary.amount import REASONS, PeriodAmounts, PeriodColumns, period_amounts
from ansinh.law.voluntary.deadline import pay_by
from ansinh.law.voluntary.income import monthly_rate
from ansinh.law.voluntary.lump import Payer, forward_lump, missing_lump
from ansinh.law.voluntary.refund import VoluntaryRefund, refund_of_lump, refund_of_period
from ansinh.law.voluntary.support import GROUPS, support_share

PERIODS = (1, 3, 6, 12)
MOST_MISSING = 600  # months; more is refused by the law at any date


def amount(call: Call, values: Values) -> Answer:
    """Amount for one paid period of 1, 3, 6 or 12 months."""
    given = call.given
    members = PeriodColumns(
        months=np.array([given.one_of("months", *PERIODS)], dtype=np.int64),
        income=np.array([given.whole("income")], dtype=np.int64),
        so_far=np.array([given.whole("supported_months_so_far")], dtype=np.int64),
        groups=(given.words("groups", *GROUPS),),
    )
    paid = period_amounts(given.month("month"), members, values)
    reason = REASONS[int(paid.reason[0])] or None
    money = {"gross": paid.gross, "supported_months": paid.supported, "support": paid.support, "due": paid.due}
    return Answer(
        {"accepted": reason is None, "reason": reason}
        | {"min_income": paid.bounds.lowest, "max_income": paid.bounds.highest}
        | {name: None if reason else int(column[0]) for name, column in money.items()},
        steps=() if reason else _period_steps(given, paid, values),
    )


def _period_steps(given: Given, paid: PeriodAmounts, values: Values) -> tuple[Step, ...]:
    """Show the arithmetic of a period: contribution, support, what is left."""
    month, months = given.month("month"), given.whole("months")
    rate, share = monthly_rate(month, values), support_share(given.words("groups"), month, values)
    gross, support, due = int(paid.gross[0]), int(paid.support[0]), int(paid.due[0])
    steps = [reckoned("Mức đóng", "Contribution", f"{percent(rate)} x {dong(given.whole('income'))} x {months}", gross)]
    if support:
        line = values.whole("rural_poverty_line", month.first_day)
        shown = f"{percent(share)} x {percent(rate)} x {dong(line)} x {int(paid.supported[0])}"
        steps.append(reckoned("Nhà nước hỗ trợ", "State support", shown, support))
    return (*steps, reckoned("Người tham gia đóng", "Paid by the person", f"{dong(gross)} - {dong(support)}", due))


def _payer(given: Given, *, so_far: int) -> Payer:
    return Payer(given.whole("income"), given.words("groups", *GROUPS), so_far)


def ahead(call: Call, values: Values) -> Answer:
    """One payment for 2 to 5 years to come."""
    given = call.given
    paid = forward_lump(
        given.month("month"),
        _payer(given, so_far=given.whole("supported_months_so_far")),
        years=given.whole("years"),
        monthly_return=given.share("monthly_return"),
        values=values,
    )
    return Answer({"gross": paid.gross, "undiscounted": paid.undiscounted, "support": paid.support, "due": paid.due})


def missing(call: Call, values: Values) -> Answer:
    """One payment for years missing at retirement age; the month is that of `at`."""
    given = call.given
    paid = missing_lump(
        Month.containing(call.day),
        months=given.between("months", 0, MOST_MISSING),
        income=given.whole("income"),
        monthly_return=given.share("monthly_return"),
        reached_age=given.yes("reached_retirement_age"),
        values=values,
    )
    refused = bool(paid.reason)
    return Answer(
        {"accepted": not refused, "reason": paid.reason or None}
        | {"gross": None if refused else paid.gross, "undiscounted": None if refused else paid.undiscounted}
    )


def _refund(answer: VoluntaryRefund) -> Answer:
    return Answer({"gross_back": answer.gross_back, "support_back": answer.support_back, "refund": answer.refund})


def refund_period(call: Call, values: Values) -> Answer:
    """Refund of the rest of a period of 3, 6 or 12 months."""
    given = call.given
    return _refund(
        refund_of_period(
            given.month("paid_month"),
            income=given.whole("income"),
            groups=given.words("groups", *GROUPS),
            remaining=given.between("remaining_months", 0, max(PERIODS)),
            values=values,
        )
    )


def refund_lump(call: Call, values: Values) -> Answer:
    """Refund of the rest of a forward lump payment."""
    given = call.given
    return _refund(
        refund_of_lump(
            given.month("paid_month"),
            _payer(given, so_far=0),
            years=given.whole("years"),
            months_left=given.between("months_left", 0, 12 * given.whole("years")),
            monthly_return=given.share("monthly_return"),
            values=values,
        )
    )


def last_day(call: Call, values: Values) -> Answer:
    """Last day to pay for a chosen period."""
    return Answer(
        {"pay_by": pay_by(call.given.month("period_from"), call.given.one_of("months", *PERIODS), values).isoformat()}
    )
