"""What a changed law would cost and whom it would touch: columns under two laws, compared by group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn, total
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.law.pension.age import age_reached
from ansinh.law.pension.average import Averages
from ansinh.law.pension.money import pension_amounts
from ansinh.law.pension.rate import Retirements, pension_rates
from ansinh.law.pension.roads import Route
from ansinh.law.values import Values

HORIZON = 12  # months of new pensions looked at


@dataclass(frozen=True, slots=True)
class Line:
    """One group: people in it, those whose amount changes, dong under today's law and under the changed one."""

    name: Text
    people: int
    touched: int
    before: Dong
    after: Dong

    @property
    def more(self) -> Dong:
        """What the change adds, dong; negative where it saves."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of money compared: its name, unit of time, and its groups.

    `one_roll`: the lines are funds of the same people, so that people are not added up.
    """

    name: Text
    each: Text
    lines: tuple[Line, ...]
    one_roll: bool = False

    @property
    def all(self) -> Line:
        """The sum of the groups."""
        return Line(
            self.name,
            _people((line.people for line in self.lines), one_roll=self.one_roll),
            _people((line.touched for line in self.lines), one_roll=self.one_roll),
            sum(line.before for line in self.lines),
            sum(line.after for line in self.lines),
        )


def _people(counts: Iterable[int], *, one_roll: bool) -> int:
    """Return the people of several lines: the sum, or the most where all lines are the same people."""
    return max(counts, default=0) if one_roll else sum(counts)


def by_group(
    groups: NDArray[np.int64],
    names: Mapping[int, Text],
    before: DongColumn,
    after: DongColumn,
    touched: NDArray[np.bool_] | None = None,
) -> tuple[Line, ...]:
    """Return a line for each group with people: (n,) codes and amounts under both laws.

    `touched` (n,) says whom the change touches; without it those whose amount changes.
    """
    lines, moved = [], before != after if touched is None else touched
    for code, name in names.items():
        rows = groups == code
        if rows.any():
            amounts = total(before[rows]), total(after[rows])
            lines.append(Line(name, int(rows.sum()), int(moved[rows].sum()), *amounts))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Ahead:
    """People before their pension, (n,): births (Month numbers), sexes (codes of Sex), months so far, base in dong."""

    births: NDArray[np.int64]
    sexes: NDArray[np.int8]
    months: NDArray[np.int64]
    base: DongColumn


def retire_in(births: NDArray[np.int64], sexes: NDArray[np.int8], since: Month, values: Values) -> NDArray[np.int64]:
    """Return the month of the pension of each person who reaches the age from `since` on, -1 for others; (n,)."""
    found = np.full(births.size, -1, dtype=np.int64)
    known = np.flatnonzero(sexes > 0)
    first = age_reached(births[known], sexes[known], Route.NORMAL, values).pension_from
    found[known] = np.where(first >= since.number, first, -1)
    return found


def new_pensions(people: Ahead, since: Month, values: Values) -> DongColumn:
    """Return what each person would draw in the twelve months from `since` on, dong, (n,): an estimate.

    Months from the age to the end of the twelve x rate of the months by then x today's base in place of the average;
    people with too little time draw nothing (Art. 64, 66, Law 41/2024/QH15).
    """
    first = retire_in(people.births, people.sexes, since, values)
    end = since.number + HORIZON
    drawn = np.where(first >= 0, np.maximum(end - first, 0), 0)
    months = people.months + np.maximum(first - since.number, 0)
    least = values.whole("pension.min_months", since.first_day)
    rows = np.flatnonzero((drawn > 0) & (months >= least))
    paid = np.zeros(first.size, dtype=np.int64)
    starts = first[rows]
    rates = pension_rates(Retirements(people.sexes[rows], months[rows], starts, np.zeros_like(starts)), values).rate
    paid[rows] = pension_amounts(rates, Averages.of(people.base[rows])) * drawn[rows]
    return paid
