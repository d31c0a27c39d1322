"""A birth: how long the leave is, what it pays, and what changes it (death of the child, early return)."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import month_begins, months_and_days
from ansinh.core.text import Text
from ansinh.law.explain import Step
from ansinh.law.maternity.amount import leave_money, one_off
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth: the day, children of it (those dead in the womb of a multiple pregnancy too), the mother's second?

    `second_child`: the mother has exactly one living child of her own when she gives birth.
    """

    day: dt.date
    children: int = 1
    second_child: bool = False


def leave_lengths(
    children: NDArray[np.int64], second: NDArray[np.bool_], day: dt.date, values: Values
) -> NDArray[np.int64]:
    """Art. 34.1, Law 58/2014/QH13; Art. 139.1, Labour Code 45/2019/QH14: six months, one more for each further child.

    Seven at the birth of the second child from 2026-07-01 (Art. 29, Law 113/2025/QH15). Months (n,) of births under
    the values of `day`; ValueError for a birth without a child.
    """
    if children.size and children.min() < 1:
        message = "a birth has at least one child"
        raise ValueError(message)
    usual = values.whole("maternity.birth.months", day)
    for_second = values.find("maternity.birth.months_second_child", day)
    further = values.whole("maternity.birth.months_each_further_child", day)
    first = np.where(second, usual if for_second is None else for_second.whole, usual)
    lengths: NDArray[np.int64] = first + further * (children - 1)
    return lengths


def leave_months(birth: Birth, values: Values) -> int:
    """Art. 34.1, Law 58/2014/QH13; Art. 139.1, Labour Code 45/2019/QH14: months of one birth, by `leave_lengths`."""
    children, second = np.array([birth.children], dtype=np.int64), np.array([birth.second_child])
    return int(leave_lengths(children, second, birth.day, values)[0])


@dataclass(frozen=True, slots=True)
class BirthAmount:
    """Months of leave, its benefit and the one-off grant, dong."""

    leave_months: int
    leave_benefit: int
    one_off: int
    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        """Both together."""
        return self.leave_benefit + self.one_off


def birth_amount(birth: Birth, average: Fraction | int, values: Values) -> BirthAmount:
    """Art. 34, 38 and 39, Law 58/2014/QH13; Art. 53, 58 and 59, Law 41/2024/QH15: leave and grant of a birth."""
    months = leave_months(birth, values)
    leave, leave_steps = leave_money(average, months, 0, birth.day, values)
    grant, grant_steps = one_off(birth.children, birth.day, values)
    citation = values.get("maternity.birth.months", birth.day).citation
    told = Step(Text("Thời gian nghỉ", "Leave"), Text(f"{months} tháng", f"{months} months"), citation=citation)
    return BirthAmount(months, leave, grant, (told, *leave_steps, *grant_steps))


@dataclass(frozen=True, slots=True)
class Leave:
    """A leave of first and last day; its whole months and odd days."""

    first: dt.date
    last: dt.date

    @property
    def length(self) -> tuple[int, int]:
        """Whole months and odd days."""
        return months_and_days(self.first, self.last + DAY)


def earliest_start(birth_expected: dt.date, values: Values) -> dt.date:
    """Art. 34.1, Law 58/2014/QH13; Art. 53.1, Law 41/2024/QH15: at most two months lie before the birth."""
    return month_begins(birth_expected, -values.whole("maternity.birth.before_months", birth_expected))


def leave_of(birth: Birth, starts: dt.date, values: Values, *, child_died: dt.date | None = None) -> Leave:
    """Art. 34.1 and 34.3, Law 58/2014/QH13; Art. 53, Law 41/2024/QH15: the days of the leave that begins on `starts`.

    Until June 2025 the death of the child ends it: four months from the birth for a child under two months, else two
    months from the death; never past the usual end. Several children: give the death of the last one living.
    """
    end = month_begins(starts, leave_months(birth, values))
    law = values.find("maternity.child_death", birth.day)
    if child_died is not None and law is not None:
        young = child_died < month_begins(birth.day, int(law.of("young_under")))
        cut = (birth.day, int(law.of("from_birth"))) if young else (child_died, int(law.of("from_death")))
        end = min(end, month_begins(*cut))
    return Leave(starts, end - DAY)


def may_return(leave: Leave, back: dt.date, values: Values) -> bool:
    """Art. 40.1, Law 58/2014/QH13; Art. 53, Law 41/2024/QH15: back at work after at least four months of leave."""
    return back >= month_begins(leave.first, values.whole("maternity.early_return.months", leave.first))


def file_by(leave_ended: dt.date, values: Values) -> dt.date:
    """Art. 102.1, Law 58/2014/QH13; Art. 62, Law 41/2024/QH15: the last day to hand in the papers, 45 days.

    From the return to work until June 2025, from the end of the leave since; late papers are no ground of refusal.
    """
    return leave_ended + dt.timedelta(days=values.whole("maternity.file_within_days", leave_ended))
