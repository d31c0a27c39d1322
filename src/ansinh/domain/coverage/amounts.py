"""What a period of health insurance costs outside employment, and who pays which part of it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.domain.coverage.groups import Group
from ansinh.law.health.fund_paid import fund_contributions
from ansinh.law.health.household import household_amounts
from ansinh.law.health.subsidy import subsidised_amounts
from ansinh.law.values import Values

SHARED = ("pupil", "near_poor", "farm", "left_hard_area")


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods to be priced, (n,): the day of payment, the first month, months, order in the household, own base."""

    paid_on: NDArray[np.datetime64]
    first: NDArray[np.int64]  # Month.number
    months: NDArray[np.int64]
    order: NDArray[np.int64]  # from 1
    base: DongColumn  # pension or benefit a month; 0 none


@dataclass(frozen=True, slots=True)
class Parts:
    """The cost of each period in dong (n,): `gross`, of it `state`; the rest is the person's, a fund's or a unit's."""

    gross: DongColumn
    state: DongColumn


def price(group: Group, periods: Periods, values: Values) -> Parts:
    """Return what each period costs by the law functions of the group's scheme, one look-up for each day or month.

    Household amounts take the level of the day of payment (QD 959 art. 19.8); State shares that of the first month.
    UnknownValueError where the law does not establish a value.
    """
    gross = np.zeros(len(periods.months), dtype=np.int64)
    state = np.zeros(len(periods.months), dtype=np.int64)
    keys = periods.paid_on.astype("datetime64[D]").astype(np.int64) if group.scheme == "household" else periods.first
    for key in np.unique(keys).tolist():
        rows = np.flatnonzero(keys == key)
        gross[rows], state[rows] = _price(group, _take(periods, rows), int(key), values)
    return Parts(gross, state)


def _price(group: Group, periods: Periods, key: int, values: Values) -> tuple[DongColumn, DongColumn]:
    """Return gross and the State's part of periods of one day (household) or first month."""
    nothing = np.zeros(len(periods.months), dtype=np.int64)
    if group.scheme == "household":
        day = dt.date(1970, 1, 1) + dt.timedelta(days=key)
        return household_amounts(day, periods.order, periods.months, values), nothing
    month = Month(key)
    if group.scheme == "benefit":
        return fund_contributions(month, periods.base, values) * periods.months, nothing
    if group.scheme in SHARED:
        shared = subsidised_amounts(
            month, group.scheme, periods.months, full=np.zeros(len(periods.months), dtype=np.bool_), values=values
        )
        return shared.gross, shared.state
    whole = subsidised_amounts(
        month, "state", periods.months, full=np.ones(len(periods.months), dtype=np.bool_), values=values
    )
    return whole.gross, whole.gross if group.scheme == "state" else nothing


def _take(periods: Periods, rows: NDArray[np.intp]) -> Periods:
    """Return the periods at `rows`."""
    return Periods(
        periods.paid_on[rows], periods.first[rows], periods.months[rows], periods.order[rows], periods.base[rows]
    )
