"""The card of a child under six: its last day."""

import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.day_columns import months_later
from ansinh.law.values import Values

FIRST: Final = dt.date(2009, 7, 1)


def child_last_days(born: NDArray[np.datetime64], values: Values) -> NDArray[np.datetime64]:
    """Art. 13, Decree 146/2018/ND-CP: the last day (n,) of the card of children `born` (n,) on these days.

    Born until 30 September: 30 September of the year in which the child reaches 72 months; born later: the last day of
    the month in which it does.
    """
    school = values.get("card.child.school_day", FIRST).text
    old = months_later(born, np.full(born.size, values.whole("card.child.months", FIRST)))
    month = old.astype("datetime64[M]")
    end_of_month = (month + 1).astype("datetime64[D]") - 1
    month_day = int(school[:2]) * 100 + int(school[3:])
    number = (
        (born.astype("datetime64[M]").astype(np.int64) % 12 + 1) * 100
        + (born - born.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
        + 1
    )
    january = old.astype("datetime64[Y]").astype("datetime64[M]")
    autumn = (january + int(school[:2]) - 1).astype("datetime64[D]") + int(school[3:]) - 1
    return np.where(number <= month_day, autumn, end_of_month)
