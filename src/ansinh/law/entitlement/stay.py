"""Days of a stay: bed days that are paid, treatment days that are counted. Over columns of minutes."""

import numpy as np
from numpy.typing import NDArray

from ansinh.law.values import Value

Minutes = NDArray[np.datetime64]  # datetime64[m], local time


def bed_days(came: Minutes, left: Minutes, *, one_more: NDArray[np.bool_], free_hours: Value) -> NDArray[np.int64]:
    """Art. 6, Circular 39/2018/TT-BYT: date left - date came, one more for death, taken home worse or transfer; (n,).

    None up to four hours, one for more than four and less than twenty-four.
    """
    stayed = (left - came).astype("timedelta64[m]").astype(np.int64)
    nights = (left.astype("datetime64[D]") - came.astype("datetime64[D]")).astype(np.int64)
    days = nights + one_more
    days = np.where(stayed < 24 * 60, 1, days)
    return np.where(stayed <= free_hours.whole * 60, 0, days).astype(np.int64)


def treatment_days(came: Minutes, left: Minutes) -> NDArray[np.int64]:
    """Decision 4750/QD-BYT, SO_NGAY_DTRI: date left - date came + 1 for treatment; (n,)."""
    days: NDArray[np.int64] = (left.astype("datetime64[D]") - came.astype("datetime64[D]")).astype(np.int64) + 1
    return days
