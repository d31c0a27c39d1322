"""The salary on which sickness benefit is reckoned."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.careers import Careers
from ansinh.law.explain import Step, dong
from ansinh.law.regime import Regime, regime_on
from ansinh.law.values import Values

CITATIONS = {
    Regime.LAW2006: "Law 71/2006/QH11 art. 25(1)",
    Regime.LAW2014: "Law 58/2014/QH13 art. 28(1)",
    Regime.LAW2024: "Law 41/2024/QH15 art. 45(1); Circular 12/2025/TT-BNV art. 6(1)",
}
NOBODY = Text("chưa có tháng đóng", "no month contributed")


@dataclass(frozen=True, slots=True)
class SalaryBase:
    """The month whose salary counts and that salary (dong); both None where nothing was ever contributed."""

    month: Month | None
    salary: int | None
    steps: tuple[Step, ...]


def salary_base(
    leave_from: dt.date, career: Careers, values: Values, *, back_after_ended_contract: bool = False
) -> SalaryBase:
    """Art. 28.1, Law 58/2014/QH13; Art. 45.1, Law 41/2024/QH15: the salary of which month counts.

    Until June 2025 the month just before the leave; where it was not contributed, the month of the leave (first month,
    or first month back), else the latest before (the illness went on). Since July 2025 the latest contributed month
    before the month of the leave; the month itself in the first month, or the first after an ended contract.
    """
    month, regime = Month.containing(leave_from), regime_on(leave_from, values)
    if regime is Regime.LAW2024:
        chosen = _since_2025(month, career, back=back_after_ended_contract)
    else:
        chosen = _until_2025(month, career)
    salary = None if chosen is None else career.salary(chosen)
    return SalaryBase(chosen, salary, (_step(chosen, salary, CITATIONS[regime]),))


def _until_2025(month: Month, career: Careers) -> Month | None:
    """Return the month whose salary counts under the laws of 2006 and 2014."""
    for candidate in (month.plus(-1), month):
        if career.has(candidate):
            return candidate
    return career.latest_month(month)


def _since_2025(month: Month, career: Careers, *, back: bool) -> Month | None:
    """Return the month whose salary counts under the law of 2024."""
    before = career.latest_month(month.plus(-1))
    return month if career.has(month) and (back or before is None) else before


def _step(month: Month | None, salary: int | None, citation: str) -> Step:
    """Tell which month it was."""
    if month is None or salary is None:
        return Step(Text("Tiền lương tính trợ cấp", "Salary of the benefit"), NOBODY, citation=citation)
    return Step(
        Text(f"Tiền lương đóng BHXH tháng {month.month:02d}/{month.year}", f"Contribution salary of {month}"),
        dong(salary),
        citation=citation,
    )
