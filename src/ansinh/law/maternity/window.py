"""In which months contributions must have been paid, and the average salary of maternity benefit."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.careers import Careers
from ansinh.law.explain import Step, dong
from ansinh.law.spread import first_days, months_of
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Window:
    """The months looked at, both included."""

    first: Month
    last: Month


def window(birth: dt.date, length: int, values: Values, *, birth_month_contributed: bool) -> Window:
    """Art. 9.1, Circular 59/2015/TT-BLDTBXH; Art. 8.2, Circular 12/2025/TT-BNV: the months before the birth.

    A birth (or receipt of the child) from the 15th on counts its own month, if contributed; else it ends the month
    before.
    """
    month = Month.containing(birth)
    inside = birth_month_contributed and birth.day >= values.whole("maternity.window.anchor_day", birth)
    last = month if inside else month.plus(-1)
    return Window(last.plus(1 - length), last)


def last_counted(
    first: NDArray[np.int64], births: NDArray[np.int64], careers: Careers, anchor_day: int
) -> NDArray[np.int64]:
    """Art. 9.1 and 12, Circular 59/2015/TT-BLDTBXH; Art. 8.2, Circular 12/2025/TT-BNV: last month averaged, (n,).

    The month before the leave; that of the birth, where the mother worked up to a birth on the 15th or later and the
    month was contributed. `first`, `births` date ordinals.
    """
    month = months_of(first)
    late = births - first_days(months_of(births)) + 1 >= anchor_day
    contributed = careers.upto(month) > careers.upto(month - 1)
    last: NDArray[np.int64] = month - 1 + ((months_of(births) == month) & late & contributed)
    return last


def averages(careers: Careers, last: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Art. 39.1.a, Law 58/2014/QH13; Art. 59.1, Law 41/2024/QH15: sums (dong) and numbers of the latest months, (n,).

    The `count` (6) latest contributed months at or before `last` (n,), gaps skipped; fewer where there are fewer; the
    first month of insurance where nothing was contributed by then; 0 and 0 where nothing ever was.
    """
    sums, numbers = careers.latest(last, count)
    begun = (numbers == 0) & (np.diff(careers.offsets) > 0)
    if begun.any():
        sums[begun], numbers[begun] = careers.salaries[careers.offsets[:-1][begun]], 1
    return sums, numbers


@dataclass(frozen=True, slots=True)
class Average:
    """The average salary of one person: exact dong and how many months it rests on (0: nothing was contributed)."""

    exact: Fraction
    months: int
    steps: tuple[Step, ...]

    @property
    def amount(self) -> int:
        """The average in whole dong, half-up; shown, never reckoned with."""
        return half_up(self.exact)


def average_salary(career: Careers, last: Month, day: dt.date, values: Values) -> Average:
    """Art. 39.1.a, Law 58/2014/QH13; Art. 59.1, Law 41/2024/QH15: the average of the six latest contributed months.

    `last` is the last month that counts; where nothing was contributed by then, the first month contributed (first
    month of insurance). `day` is the first day of the leave.
    """
    count = values.get("maternity.average.months", day)
    sums, numbers = averages(career, np.array([last.number], dtype=np.int64), count.whole)
    total, months = int(sums[0]), int(numbers[0])
    exact = Fraction(total, months) if months else Fraction(0)
    name = Text(
        f"Bình quân tiền lương {months} tháng đóng gần nhất",
        f"Average salary of the {months} latest contributed months",
    )
    return Average(exact, months, (Step(name, dong(half_up(exact)), f"{dong(total)} / {months}", count.citation),))
