"""The average of salaries: State, employer's and voluntary careers, over columns.

Every average is kept as an exact ratio of integers and rounded once, where the text rounds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.segments import Segments
from ansinh.law.pension.career import Careers, Pay, last_months
from ansinh.law.pension.price import HUNDREDTH, coefficients
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

SCALE = 10_000  # coefficients of State pay are kept in ten-thousandths
ALL = "all"


@dataclass(frozen=True, slots=True)
class Averages:
    """Exact averages over / under (n,) int64, dong a month; `dong` rounds half-up."""

    over: NDArray[np.int64]
    under: NDArray[np.int64]

    @classmethod
    def of(cls, dong: DongColumn) -> "Averages":
        """Return averages known in whole dong, (n,)."""
        return cls(dong, np.ones_like(dong))

    @property
    def dong(self) -> DongColumn:
        """The averages rounded half-up to whole dong, (n,)."""
        rounded: DongColumn = (2 * self.over + self.under) // (2 * self.under)
        return rounded


def window_months(first: NDArray[np.int64], available: NDArray[np.int64], values: Values) -> NDArray[np.int64]:
    """Art. 62.1, Law 58/2014/QH13; Art. 72.1, Law 41/2024/QH15: months of State pay that enter the average.

    By the first month of insurance (`first`, numbers of Month) of any kind; those who have fewer count all. (n,).
    """
    wanted = available.copy()
    for month in np.unique(first):
        told = values.get("pension.window", Month(int(month)).first_day).text
        if told != ALL:
            rows = first == month
            wanted[rows] = np.minimum(int(told), available[rows])
    return wanted


def weighted(points: NDArray[np.int64], months: NDArray[np.int64], segments: Segments) -> Averages:
    """Art. 62, Law 58/2014/QH13; Art. 63: the mean of `points` over `months` of each person, exactly.

    People without such months get 0/1. (r,) columns in, (n,) out.
    """
    return Averages(segments.sums(points * months), np.maximum(segments.sums(months), 1))


def overall(
    state: Averages, state_months: NDArray[np.int64], other_total: NDArray[np.int64], other_months: NDArray[np.int64]
) -> Averages:
    """Art. 64, Law 58/2014/QH13; Art. 17.5, Decree 158/2025/ND-CP: State average x all State months + other money.

    Divided by all months with a wage. Exact over / under; `other_total` in the unit of the State average.
    """
    over = state.over * state_months + other_total * state.under
    return Averages(over, np.maximum(state.under * (state_months + other_months), 1))


def average_salary(careers: Careers, entitled: Month, values: Values) -> Averages:
    """Art. 62-64, 79, Law 58/2014/QH13; Art. 72-74, 104, Law 41/2024/QH15: the average of whole careers, exactly.

    State pay: the last months by the first month of insurance, coefficients x base salary of the entitlement (money x
    price coefficient for those insured from 2016 on); from 2025-07 the whole career where it is better. Employer's
    and voluntary pay: all months x price coefficient of the entitlement year. (n,). UnknownValueError for tables that
    are not established.
    """
    segments = careers.segments
    value = _row_values(careers, entitled, segments, values)
    is_state = careers.pay == Pay.STATE
    others = (careers.pay == Pay.EMPLOYER) | (careers.pay == Pay.VOLUNTARY)
    state_months = np.where(is_state, careers.months, 0)
    all_state, all_other = segments.sums(state_months), segments.sums(np.where(others, careers.months, 0))
    state = _state_average(careers, value, state_months, entitled, values)
    money = segments.sums(np.where(others, value * careers.months, 0))
    mean = overall(state, all_state, money, all_other)
    return Averages(mean.over, mean.under * SCALE)


def _row_values(careers: Careers, entitled: Month, segments: Segments, values: Values) -> NDArray[np.int64]:
    """Return what a month of each row counts for, in ten-thousandths of a dong, (r,)."""
    as_money_from = Month.containing(values.get("pension.state_pay_as_money_from", entitled.first_day).day)
    as_scale = (careers.pay == Pay.STATE) & (segments.each(careers.first) < as_money_from.number)
    priced = ~as_scale & (careers.pay != Pay.UNPAID)
    value = np.zeros(careers.pay.size, dtype=np.int64)
    if as_scale.any():
        value[as_scale] = careers.coefficient[as_scale] * level_of_pay(entitled.first_day, values).whole
    if priced.any():
        factor = coefficients(careers.year[priced], entitled.year, values)
        value[priced] = careers.amount[priced] * factor * (SCALE // HUNDREDTH)
    return value


def _state_average(
    careers: Careers, value: NDArray[np.int64], state_months: NDArray[np.int64], entitled: Month, values: Values
) -> Averages:
    """Return the State average of each person: the last months, or the whole career where the law takes the better."""
    segments = careers.segments
    available = segments.sums(state_months)
    wanted = window_months(careers.first, available, values)
    last = weighted(value, last_months(state_months, wanted, segments), segments)
    if not values.get("pension.whole_career_if_better", entitled.first_day).yes:
        return last
    return better(last, weighted(value, state_months, segments))


def better(one: Averages, other: Averages) -> Averages:
    """Art. 15.2, Decree 158/2025/ND-CP; Art. 20, Circular 59/2015/TT-BLDTBXH: the higher average; the first if equal.

    Compared exactly, whole parts first, so that no product leaves int64; (n,).
    """
    whole, rest = np.divmod(one.over, one.under)
    other_whole, other_rest = np.divmod(other.over, other.under)
    higher = (other_whole > whole) | ((other_whole == whole) & (other_rest * one.under > rest * other.under))
    return Averages(np.where(higher, other.over, one.over), np.where(higher, other.under, one.under))
