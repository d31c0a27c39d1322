"""How much one-time social insurance is, over columns: a trend of a country or one case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn
from ansinh.core.period import Month
from ansinh.core.rate import over
from ansinh.core.rounding import half_up, half_up_column
from ansinh.law.pension.years import split_years
from ansinh.law.values import Value, Values
from ansinh.law.wages.level import level_of_pay

QUARTER = 4  # averages are counted in quarters: half a year before 2014 would be 0.75, half a year later is 1


@dataclass(frozen=True, slots=True)
class OneTime:
    """(n,) each: whole years before 2014, half-years later, quarters of an average, and the amount in dong."""

    years_before: NDArray[np.int64]
    halves_later: NDArray[np.int64]
    quarters: NDArray[np.int64]
    amount: DongColumn


def averages_due(
    before: NDArray[np.int64], later: NDArray[np.int64], day: dt.date, values: Values
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Art. 60.2, Law 58/2014/QH13; Art. 70.3, Law 41/2024/QH15: 1.5 averages a year before 2014, 2 a year later.

    Months before and later, (n,). Returns whole years before, half-years later, and quarters of an average.
    UnknownValueError before 2016.
    """
    years, halves = split_years(before, later)
    each_before = over(values.number("one_time.months_per_year.before", day), QUARTER)
    each_half = over(values.number("one_time.months_per_year.later", day) / 2, QUARTER)
    return years, halves, years * each_before + halves * each_half


def one_time(
    before: NDArray[np.int64], later: NDArray[np.int64], averages: DongColumn, day: dt.date, values: Values
) -> OneTime:
    """Art. 60.2, Law 58/2014/QH13; Art. 70.3, Law 41/2024/QH15: averages x (1.5 years before + 2 years later).

    Months before 2014 and from 2014 on, and the average in dong at the decision on `day`; (n,). Half-up once.
    UnknownValueError before 2016.
    """
    years, halves, quarters = averages_due(before, later, day, values)
    return OneTime(years, halves, quarters, half_up_column(quarters * averages, QUARTER))


def split_months(spells: Sequence[tuple[Month, Month]], values: Values) -> tuple[int, int]:
    """Resolution 93/2015/QH13; Art. 60.2, Law 58/2014/QH13: months before 2014 and later of spells (first, last).

    Spells do not overlap; both ends count.
    """
    last = max((end for _, end in spells), default=None)
    if last is None:
        return 0, 0
    edge = Month.containing(values.get("one_time.split_from", max(last.first_day, _EDGE_ASKED)).day)
    before = sum(max(0, min(end, edge.plus(-1)).minus(first) + 1) for first, end in spells)
    return before, sum(end.minus(first) + 1 for first, end in spells) - before


_EDGE_ASKED = dt.date(2014, 1, 1)  # the split is asked by time that may all lie before it


@dataclass(frozen=True, slots=True)
class UnderOneYear:
    """The benefit of less than twelve months and its cap, dong."""

    amount: Dong
    cap: Dong


def under_one_year(salaries: int, average: Dong, day: dt.date, values: Values) -> UnderOneYear:
    """Art. 60.2.c, Law 58/2014/QH13; Art. 70.3.c, Law 41/2024/QH15: a share of the salaries, at most two averages.

    `salaries` is the sum of the salaries contributed on, dong. Half-up once. UnknownValueError before 2016.
    """
    cap = half_up(values.number("one_time.under_year.most", day) * average)
    return UnderOneYear(min(half_up(values.rate("one_time.under_year.rate", day) * salaries), cap), cap)


@dataclass(frozen=True, slots=True)
class SupportRow:
    """Months of voluntary insurance with State support: the poverty line (dong) and the share supported."""

    months: int
    poverty_line: Dong
    share: Fraction


def state_support(rows: Sequence[SupportRow], day: dt.date, values: Values) -> Dong:
    """Art. 19.3, Circular 59/2015/TT-BLDTBXH; Art. 102.3, Law 41/2024/QH15: what the State paid is deducted, dong.

    The sum over the months of rate x poverty line x share; not for serious illness, nor (2024) a severe disability.
    Half-up once.
    """
    rate = values.rate("vsi.rate", day)
    return half_up(rate * sum((row.months * row.poverty_line * row.share for row in rows), Fraction(0)))


def reference(decided: dt.date, values: Values) -> Value:
    """Art. 19.5, Circular 59/2015/TT-BLDTBXH, example 35; Art. 70, Law 41/2024/QH15: the base at the decision.

    Base salary, price table and law are those of the day of the decision, not of the request.
    """
    return level_of_pay(decided, values)


def area_allowance(rows: Sequence[tuple[Fraction, int]], base_salary: Dong, day: dt.date, values: Values) -> Dong:
    """Art. 27, Circular 59/2015/TT-BLDTBXH: 15 % of coefficient x base salary x months, for rows (coefficient, months).

    Dong, half-up once. UnknownValueError before 2016.
    """
    points = sum((coefficient * months for coefficient, months in rows), Fraction(0))
    return half_up(values.rate("one_time.area.rate", day) * base_salary * points)
