"""Five continuous years: the first day on which they are complete, for each period of each person."""

import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.day_columns import months_later
from ansinh.core.segments import Segments
from ansinh.law.values import Values

FIRST: Final = dt.date(2009, 7, 1)
MONTHS = 12


def five_year_days(
    people: Segments, start: NDArray[np.datetime64], stop: NDArray[np.datetime64], values: Values
) -> NDArray[np.datetime64]:
    """Art. 12.5, Decree 146/2018/ND-CP: the day (n,) on which five years are complete, seen from each period.

    Periods (n,) [start, stop) of each person stand together by time and do not overlap. Gaps are added up; once they
    are longer than three months (counted from the first gap) the years begin again with the next period. Gap days do
    not push the day (unsure). A period is one step of the loop for all people at once: as many steps as the person
    with the most periods has.
    """
    allowed = values.whole("card.five_years.gap_months", FIRST)
    years = values.whole("card.five_years.years", FIRST)
    begins = start.copy()
    budget = np.zeros(people.starts.size, dtype=np.int64)  # days of gaps still allowed
    fresh = np.ones(people.starts.size, dtype=np.bool_)  # no gap yet since the years began
    for step in range(1, int(people.counts.max(initial=1))):
        who = np.flatnonzero(people.counts > step)
        row = people.starts[who] + step
        gap = (start[row] - stop[row - 1]).astype(np.int64)
        opening = fresh[who] & (gap > 0)
        window = months_later(stop[row - 1], np.full(row.size, allowed)) - stop[row - 1]
        budget[who] = np.where(opening, window.astype(np.int64), budget[who])
        left = np.where(gap > 0, budget[who] - gap, budget[who])
        again = (gap > 0) & (left < 0)
        begins[row] = np.where(again, start[row], begins[row - 1])
        budget[who], fresh[who] = left, (fresh[who] & ~opening) | again
    return months_later(begins, np.full(begins.size, years * MONTHS))
