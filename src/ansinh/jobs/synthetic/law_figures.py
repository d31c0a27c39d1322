"""The few figures of the law a made-up province is drawn around, looked up where the law keeps them (dong)."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.value_files import load
from ansinh.law.voluntary.support import monthly_support

REGIONS = ("I", "II", "III", "IV")


@cache
def base_salary(month: int) -> int:
    """Return the base salary in force on the first day of a month (Month.number)."""
    return load().whole("base_salary", Month(month).first_day)


@cache
def minimum_wage(month: int) -> tuple[int, ...]:
    """Return the regional minimum wage of regions I to IV in a month; place 0 stands for no region."""
    value = load().get("regional_minimum_wage", Month(month).first_day)
    return (0, *(int(value.of(region)) for region in REGIONS))


@cache
def ceiling(month: int) -> int:
    """Return the highest base of social insurance in a month: twenty base salaries (Art. 89.3, Law 58/2014/QH13)."""
    return 20 * base_salary(month)


@cache
def poverty_line(month: int) -> int:
    """Return the rural poverty line, the lowest income of voluntary insurance."""
    return load().whole("rural_poverty_line", Month(month).first_day)


@cache
def support(month: int) -> int:
    """Return the State's monthly support of a voluntary member of no named group."""
    return half_up(monthly_support((), Month(month), load()))


def by_month(figure: Callable[[int], int], months: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a figure for a column of months."""
    known = {int(number): figure(int(number)) for number in np.unique(months)}
    return np.array([known[number] for number in months.tolist()], dtype=np.int64)
