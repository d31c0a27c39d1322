"""What a prospect would bring in a year, by the law in force: dong, before any discount for likelihood."""

import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.health.household import household_amounts
from ansinh.law.values import Values
from ansinh.law.voluntary.income import income_bounds, monthly_rate
from ansinh.law.wages.level import level_of_pay

EMPLOYER_RATES: Final = (
    "si.rate.employee.retirement_survivorship",
    "si.rate.employer.retirement_survivorship",
    "si.rate.employer.sickness_maternity",
    "oad.rate.employer.normal",
    "ui.rate.employee",
    "ui.rate.employer",
    "hi.rate.total",
)


def of_wages(wages: DongColumn, day: dt.date, values: Values) -> DongColumn:
    """Art. 32-34, Law 41/2024/QH15 (Art. 85-86, Law 58/2014/QH13): contributions on yearly `wages` (n,), dong (n,).

    All funds together, employer and employee, at the rates of `day`; rounded half-up once.
    """
    rate = sum(values.rate(key, day) for key in EMPLOYER_RATES)
    return np.array([half_up(int(wage) * rate) for wage in wages], dtype=np.int64)


def of_card(day: dt.date, values: Values) -> Dong:
    """Art. 13, Law 25/2008/QH12: health insurance of one person for a year, by whoever pays (dong)."""
    return half_up(values.number("hi.rate.total", day) * level_of_pay(day, values).number * 12)


def of_voluntary(day: dt.date, values: Values) -> Dong:
    """Art. 36, Law 41/2024/QH15 (Art. 87, Law 58/2014/QH13): a year at the lowest income one may choose (dong)."""
    month = Month.containing(day)
    return half_up(monthly_rate(month, values) * income_bounds(month, values).lowest * 12)


def of_households(covered: NDArray[np.int64], missing: NDArray[np.int64], day: dt.date, values: Values) -> DongColumn:
    """Art. 13.3, Law 25/2008/QH12: a year of the scheme for `missing` members after `covered`, dong (n,)."""
    steps = household_amounts(day, np.arange(1, 6), np.full(5, 12), values)
    most = int(missing.max(initial=0)) + int(covered.max(initial=0))
    each = np.concatenate([steps, np.full(max(most, 1), steps[-1])])
    summed = np.concatenate([[0], np.cumsum(each)])
    amount: DongColumn = summed[covered + missing] - summed[covered]
    return amount
