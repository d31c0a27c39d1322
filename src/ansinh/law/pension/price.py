"""The price coefficients: what a salary of an earlier year counts for in the year of entitlement."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.rate import over
from ansinh.core.text import Text
from ansinh.law.values import Values

HUNDREDTH = 100  # coefficients have two decimals
_FIRST_YEAR = 1994  # the tables give one coefficient for every year before 1995
_LATER = Text(
    "Năm đóng {year} sau năm được hưởng {entitled}", "Year {year} lies after the year of entitlement {entitled}"
)


def price_table(year: int, values: Values) -> NDArray[np.int64]:
    """Art. 63.2, Law 58/2014/QH13; Art. 16, Decree 158/2025/ND-CP: the coefficients of entitlement in `year`.

    In hundredths, from 1994 (for all years before 1995) to `year`; (year - 1993,) int64. UnknownValueError for a year
    whose table is not established.
    """
    told = values.get("pension.price", dt.date(year, 1, 1))
    names = ["before_1995", *(str(each) for each in range(_FIRST_YEAR + 1, year + 1))]
    return np.array([over(told.of(name), HUNDREDTH) for name in names], dtype=np.int64)


def coefficients(years: NDArray[np.int64], entitled: int, values: Values) -> NDArray[np.int64]:
    """Art. 63.2, Law 58/2014/QH13; Art. 16, Decree 158/2025/ND-CP: the coefficient of each year, in hundredths, (n,).

    UnknownValueError for a year after the entitlement, or a table that is not established.
    """
    if years.size and int(years.max()) > entitled:
        raise UnknownValueError(_LATER.fill(year=int(years.max()), entitled=entitled))
    table = price_table(entitled, values)
    return table[np.maximum(years - _FIRST_YEAR, 0)]
