"""The card of the household scheme: first and last day from the day of the full payment and the months paid."""

import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.day_columns import months_later
from ansinh.law.values import Values

FIRST: Final = dt.date(2015, 1, 1)


def household_periods(
    paid_on: NDArray[np.datetime64], previous_last: NDArray[np.datetime64], months: NDArray[np.int64], values: Values
) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """Art. 16.3.c, Law 25/2008/QH12 as amended; Art. 13, Decree 146/2018/ND-CP: first and last days (n,), (n,).

    A first card, or one after a break of three months or more (`previous_last` NaT: none before): 30 days after the
    full payment. One that goes on: the day after the last day before, and never before it was paid (own reading).
    """
    joined = previous_last + 1
    waiting = paid_on + values.whole("card.household.wait_days", FIRST)
    gap = np.full(paid_on.size, values.whole("card.household.gap_months", FIRST))
    known = ~np.isnat(previous_last)
    broken = np.ones(paid_on.size, dtype=np.bool_)
    broken[known] = paid_on[known] >= months_later(joined[known], gap[known])
    first = np.where(broken, waiting, np.maximum(joined, paid_on))
    return first, months_later(first, months) - 1
