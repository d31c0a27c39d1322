"""From rate and average to dong: the monthly pension, the legal minimum, the grant for excess years."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rate import over
from ansinh.core.rounding import half_up_column
from ansinh.core.terms import Sex
from ansinh.law.pension.average import Averages
from ansinh.law.pension.rate import POINT, RateTable, rate_table
from ansinh.law.pension.years import half_years
from ansinh.law.values import Values

HUNDRED_PERCENT = 100 * POINT
QUARTER = 4


def pension_amounts(rates: NDArray[np.int64], averages: Averages) -> DongColumn:
    """Art. 56.1, Law 58/2014/QH13; Art. 66.1, Law 41/2024/QH15: rate x exact average, half-up once; dong, (n,).

    `rates` in thousandths of a percent point. Whole part and remainder are taken apart, so that no product leaves
    int64 and nothing is rounded twice; exact while the average is below 10**13 dong and its divisor below 10**13.
    """
    whole, rest = np.divmod(averages.over, averages.under)
    points = rates * whole + rates * rest // averages.under  # what is cut off here cannot reach the next half
    return half_up_column(points, HUNDRED_PERCENT)


def minimum_level(day: dt.date, values: Values) -> int:
    """Art. 56.5, Law 58/2014/QH13; Art. 141.11, Law 41/2024/QH15: the lowest pension of those protected, dong."""
    return values.whole(values.get("pension.minimum.level", day).text, day)


def with_minimum(pensions: DongColumn, protected: NDArray[np.bool_], day: dt.date, values: Values) -> DongColumn:
    """Art. 56.5, Law 58/2014/QH13; Art. 141.11, Law 41/2024/QH15: lift the pensions of the protected; dong, (n,).

    Protected by the law of 2024: insured before 2025-07 in groups a, b, c, d, dd, g, i with 20 compulsory years.
    """
    lifted: DongColumn = np.where(protected, np.maximum(pensions, minimum_level(day, values)), pensions)
    return lifted


@dataclass(frozen=True, slots=True)
class ExcessColumns:
    """Who is asked about, (n,) each: codes of Sex, first month of pension, months until the age and after it."""

    sexes: NDArray[np.int8]
    starts: NDArray[np.int64]
    before_age: NDArray[np.int64]
    after_age: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ExcessGrants:
    """Excess half-years until the age and after it; the grant in quarters of an average and in dong; (n,) int64."""

    before: NDArray[np.int64]
    after: NDArray[np.int64]
    quarters: NDArray[np.int64]
    amount: DongColumn


def excess_grants(people: ExcessColumns, averages: DongColumn, values: Values) -> ExcessGrants:
    """Art. 58, Law 58/2014/QH13; Art. 68, Law 41/2024/QH15: a grant for the years above those that give the full rate.

    Excess reached before the age counts first; where the threshold is crossed after the age, only what lies above
    counts. The total is rounded to half-years; the remainder stays with the later part (not settled by any text).
    Dong, (n,), half-up once.
    """
    size = averages.size
    before, after, quarters = (np.zeros(size, dtype=np.int64) for _ in range(3))
    key = people.starts * 4 + people.sexes
    for group in np.unique(key):
        rows = np.flatnonzero(key == group)
        month = Month(int(group) // 4)
        table = rate_table(Sex(int(group) % 4), month, values)
        before[rows], after[rows] = _excess(table, people.before_age[rows], people.after_age[rows])
        early = over(values.number("pension.excess.before_age", month.first_day) / 2, QUARTER)
        late = over(values.number("pension.excess.after_age", month.first_day) / 2, QUARTER)
        quarters[rows] = before[rows] * early + after[rows] * late
    return ExcessGrants(before, after, quarters, half_up_column(quarters * averages, QUARTER))


def _excess(
    table: RateTable, before_age: NDArray[np.int64], after_age: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the excess half-years until the age and after it."""
    total = np.maximum(half_years(before_age + after_age) - table.full, 0)
    whole = np.where(after_age > 0, before_age // 12 * 2, half_years(before_age))
    before = np.minimum(np.maximum(whole - table.full, 0), total)
    return before, total - before
