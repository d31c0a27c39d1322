"""Cases of voluntary social insurance."""

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, yes_or_no
from ansinh.cli.cases.given import Call, Given
from ansinh.cli.cases.names import CODES
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values
from ansinh.law.voluntary.amount import REASONS, PeriodAmounts, PeriodColumns, period_amounts
from ansinh.law.voluntary.deadline import pay_by
from ansinh.law.voluntary.income import monthly_rate
from ansinh.law.voluntary.lump import MissingLump, Payer, forward_lump, missing_lump
from ansinh.law.voluntary.refund import VoluntaryRefund, refund_of_lump, refund_of_period
from ansinh.law.voluntary.support import GROUPS, support_share

PERIODS = (1, 3, 6, 12)
SUPPORT = "Decree 134/2015/ND-CP art. 14; Decree 159/2025/ND-CP art. 5"
MOST_YEARS = 20
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
        steps=(_bounds_step(given, paid, values),) if reason else _period_steps(given, paid, values),
    )


def _bounds_step(given: Given, paid: PeriodAmounts, values: Values) -> Step:
    """Tell between which incomes the chosen one must lie."""
    bounds = f"{dong(paid.bounds.lowest)} ≤ {dong(given.whole('income'))} ≤ {dong(paid.bounds.highest)}"
    name = Text("Thu nhập chọn đóng nằm trong mức cho phép", "The chosen income lies within its bounds")
    return Step(name, yes_or_no(answer=False), bounds, values.get("vsi.rate", given.month("month").first_day).citation)


def _period_steps(given: Given, paid: PeriodAmounts, values: Values) -> tuple[Step, ...]:
    """Show the arithmetic of a period: contribution, support, what is left."""
    month, months = given.month("month"), given.whole("months")
    rate, share = monthly_rate(month, values), support_share(given.words("groups"), month, values)
    gross, support, due = int(paid.gross[0]), int(paid.support[0]), int(paid.due[0])
    article = values.get("vsi.rate", month.first_day).citation
    shown = f"{percent(rate)} x {dong(given.whole('income'))} x {months}"
    steps = [reckoned("Mức đóng", "Contribution", shown, gross, article)]
    if support:
        line = values.whole("rural_poverty_line", month.first_day)
        shown = f"{percent(share)} x {percent(rate)} x {dong(line)} x {int(paid.supported[0])}"
        steps.append(reckoned("Nhà nước hỗ trợ", "State support", shown, support, SUPPORT))
    return (*steps, reckoned("Người tham gia đóng", "Paid by the person", f"{dong(gross)} - {dong(support)}", due))


def _payer(given: Given, *, so_far: int) -> Payer:
    return Payer(given.whole("income"), given.words("groups", *GROUPS), so_far)


def ahead(call: Call, values: Values) -> Answer:
    """One payment for 2 to 5 years to come."""
    given, day = call.given, call.given.month("month").first_day
    least, most = values.whole("vsi.forward.min_years", day), values.whole("vsi.forward.max_years", day)
    paid = forward_lump(
        given.month("month"),
        _payer(given, so_far=given.whole("supported_months_so_far")),
        years=given.between("years", least, most),
        monthly_return=given.part("monthly_return"),
        values=values,
    )
    outputs = {"gross": paid.gross, "undiscounted": paid.undiscounted, "support": paid.support, "due": paid.due}
    first, count = given.month("month"), 12 * given.whole("years")
    monthly = _monthly(first, given, values)
    summed = f"Σ {monthly} / (1 + {percent(given.ratio('monthly_return'))})^(i - 1), i = 1..{count}"
    steps = (
        reckoned("Chưa chiết khấu", "Before discount", f"{monthly} x {count}", paid.undiscounted),
        reckoned("Mức đóng một lần", "One payment", summed, paid.gross, "Decree 159/2025/ND-CP art. 6"),
        *_support_steps(first, given, (paid.supported, paid.support), values),
        reckoned("Người tham gia đóng", "Paid by the person", f"{dong(paid.gross)} - {dong(paid.support)}", paid.due),
    )
    return Answer(outputs, steps=steps)


def _monthly(first: Month, given: Given, values: Values) -> str:
    """Return the contribution of one month as a formula."""
    return f"{percent(monthly_rate(first, values))} x {dong(given.whole('income'))}"


def _support_steps(first: Month, given: Given, supported: tuple[int, int], values: Values) -> tuple[Step, ...]:
    """Show the State's support of some months, nothing where there is none."""
    months, support = supported
    if not support:
        return ()
    share, line = (
        support_share(given.words("groups"), first, values),
        values.whole("rural_poverty_line", first.first_day),
    )
    shown = f"{percent(share)} x {percent(monthly_rate(first, values))} x {dong(line)} x {months}"
    return (reckoned("Nhà nước hỗ trợ", "State support", shown, support, SUPPORT),)


def missing(call: Call, values: Values) -> Answer:
    """One payment for years missing at retirement age; the month is that of `at`."""
    given = call.given
    paid = missing_lump(
        Month.containing(call.day),
        months=given.between("months", 0, MOST_MISSING),
        income=given.whole("income"),
        monthly_return=given.part("monthly_return"),
        reached_age=given.yes("reached_retirement_age"),
        values=values,
    )
    refused = bool(paid.reason)
    return Answer(
        {"accepted": not refused, "reason": paid.reason or None}
        | {"gross": None if refused else paid.gross, "undiscounted": None if refused else paid.undiscounted},
        steps=(_refused_step(call, paid, values),) if refused else _missing_steps(call, paid, values),
    )


def _refused_step(call: Call, paid: MissingLump, values: Values) -> Step:
    """Tell why months are not bought, and how many may be at most."""
    most = values.get("vsi.missing.max_months", call.day)
    name = Text("Đóng một lần cho thời gian còn thiếu", "Missing time paid in one sum")
    asked = call.given.whole("months")
    return Step(name, CODES[paid.reason], f"{asked} > {most.text}" if asked > most.whole else "", most.citation)


def _missing_steps(call: Call, paid: MissingLump, values: Values) -> tuple[Step, ...]:
    """Show the sum of the months bought."""
    given, months = call.given, call.given.whole("months")
    monthly = _monthly(Month.containing(call.day), given, values)
    summed = f"Σ {monthly} x (1 + {percent(given.ratio('monthly_return'))})^i, i = 1..{months}"
    return (
        reckoned("Chưa tính lãi", "Before interest", f"{monthly} x {months}", paid.undiscounted),
        reckoned("Mức đóng một lần", "One payment", summed, paid.gross, "Decree 159/2025/ND-CP art. 7"),
    )


def _refund(answer: VoluntaryRefund, given: Given, months: int, gross: str, values: Values) -> Answer:
    """Return what is given back with its arithmetic."""
    outputs = {"gross_back": answer.gross_back, "support_back": answer.support_back, "refund": answer.refund}
    article = "QD 959/QD-BHXH art. 10(4); Decree 159/2025/ND-CP art. 8"
    steps = (
        reckoned(
            "Tiền đóng của các tháng còn lại", "Contribution of the months left", gross, answer.gross_back, article
        ),
        *_support_steps(given.month("paid_month"), given, (months, answer.support_back), values),
        reckoned(
            "Trả cho người tham gia", "Given to the person",
            f"{dong(answer.gross_back)} - {dong(answer.support_back)}", answer.refund,
        ),
    )  # fmt: skip
    return Answer(outputs, steps=steps)


def refund_period(call: Call, values: Values) -> Answer:
    """Refund of the rest of a period of 3, 6 or 12 months."""
    given, paid = call.given, call.given.month("paid_month")
    left = given.between("remaining_months", 0, max(PERIODS))
    found = refund_of_period(
        paid, income=given.whole("income"), groups=given.words("groups", *GROUPS), remaining=left, values=values
    )
    return _refund(found, given, left, f"{_monthly(paid, given, values)} x {left}", values)


def refund_lump(call: Call, values: Values) -> Answer:
    """Refund of the rest of a forward lump payment."""
    given, paid = call.given, call.given.month("paid_month")
    years = given.between("years", 1, MOST_YEARS)
    left, monthly_return = given.between("months_left", 0, 12 * years), given.part("monthly_return")
    found = refund_of_lump(
        paid,
        _payer(given, so_far=0),
        years=years,
        months_left=left,
        monthly_return=monthly_return,
        values=values,
    )
    months = f"i = {12 * years - left + 1}..{12 * years}"
    gross = f"Σ {_monthly(paid, given, values)} / (1 + {percent(monthly_return)})^(i - 1), {months}"
    return _refund(found, given, left, gross, values)


def last_day(call: Call, values: Values) -> Answer:
    """Last day to pay for a chosen period."""
    first, months = call.given.month("period_from"), call.given.one_of("months", *PERIODS)
    within, day = values.get("vsi.pay_within_months", first.first_day), pay_by(first, months, values).isoformat()
    count = within.by_name[str(months)]
    name = Text(
        f"Đóng trong {count} tháng đầu của kỳ {months} tháng",
        f"Paid in the first {count} months of a period of {months}",
    )
    return Answer({"pay_by": day}, steps=(Step(name, day, citation=within.citation),))
