"""The salary on which sickness benefit is reckoned."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def salary_rows(
    months: NDArray[np.int64], careers: Careers, back: NDArray[np.bool_], regime: Regime
) -> NDArray[np.int64]:
    """Art. 28.1, Law 58/2014/QH13; Art. 45.1, Law 41/2024/QH15: which row of `careers` counts, (n,); -1 none.

    `months` (n,) Month.number of the leaves. Until June 2025 the month just before the leave; where it was not
    contributed, the month of the leave (first month, or first month back), else the latest before (the illness went
    on). Since July 2025 the latest contributed month before the month of the leave; the month itself in the first
    month, or (`back`, (n,)) the first after an ended contract.
    """
    if not careers.months.size:
        return np.full(months.size, -1, dtype=np.int64)
    before, upto = careers.upto(months - 1), careers.upto(months)
    known = before > careers.offsets[:-1]
    here = upto > before
    latest = np.where(known, before - 1, -1)
    if regime is Regime.LAW2024:
        return np.where(here & (back | ~known), upto - 1, latest)
    just_before = known & (careers.months[np.maximum(before - 1, 0)] == months - 1)
    return np.where(here & ~just_before, upto - 1, latest)


def salary_base(
    leave_from: dt.date, career: Careers, values: Values, *, back_after_ended_contract: bool = False
) -> SalaryBase:
    """Art. 28.1, Law 58/2014/QH13; Art. 45.1, Law 41/2024/QH15: the salary of one person's leave, by `salary_rows`."""
    regime = regime_on(leave_from, values)
    month = np.array([Month.containing(leave_from).number], dtype=np.int64)
    row = int(salary_rows(month, career, np.array([back_after_ended_contract]), regime)[0])
    chosen = None if row < 0 else Month(int(career.months[row]))
    salary = None if row < 0 else int(career.salaries[row])
    return SalaryBase(chosen, salary, (_step(chosen, salary, CITATIONS[regime]),))


def _step(month: Month | None, salary: int | None, citation: str) -> Step:
    """Tell which month it was."""
    if month is None or salary is None:
        return Step(Text("Tiền lương tính trợ cấp", "Salary of the benefit"), NOBODY, citation=citation)
    return Step(
        Text(f"Tiền lương đóng BHXH tháng {month.month:02d}/{month.year}", f"Contribution salary of {month}"),
        dong(salary),
        citation=citation,
    )
