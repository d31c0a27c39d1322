"""State pay whose last years are not the best: hard work left behind, military service left for civil work.

The better of the special window and the last years counts (`average.better`).
"""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ansinh.law.pension.average import Averages
from ansinh.law.values import Values


def hard_work_average(
    worth: NDArray[np.int64], hard: NDArray[np.bool_], window: int, day: dt.date, values: Values
) -> Averages | None:
    """Art. 20, Circular 59/2015/TT-BLDTBXH; Art. 15.2, Decree 158/2025/ND-CP: the best window of years in hard jobs.

    For one person who had fifteen years of hard or dangerous work and then a lower-paid job: `worth` of each month of
    State pay in the order of time, (m,), and which were hard, (m,) bool. The best `window` months in a row among the
    hard ones, (1,); None with less than fifteen years of them. UnknownValueError before the first known day.
    """
    months = worth[hard]
    if months.size < values.whole("pension.hard_months", day):
        return None
    length = min(window, months.size)
    running = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(months)])
    sums = running[length:] - running[:-length]
    return Averages(sums.max(keepdims=True), np.array([length], dtype=np.int64))


def before_change_average(worth: NDArray[np.int64], changed_at: int, window: int) -> Averages | None:
    """Art. 20, Circular 59/2015/TT-BLDTBXH; Art. 15.2, Decree 158/2025/ND-CP: the last years before leaving the forces.

    `worth` of each month of State pay in the order of time, (m,); `changed_at` the number of them before the change to
    civil work. The last `window` of those, (1,); None where there were none.
    """
    months = worth[max(0, changed_at - window) : changed_at]
    if not months.size:
        return None
    return Averages(months.sum(keepdims=True), np.array([months.size], dtype=np.int64))
