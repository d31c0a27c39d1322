"""Days as columns (datetime64[D]): the same day some months later."""

import numpy as np
from numpy.typing import NDArray


def months_later(days: NDArray[np.datetime64], months: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return the same days (n,) `months` (n,) later, or the last day of a shorter month; as period.add_months."""
    month = days.astype("datetime64[M]")
    inside = (days - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months
    last = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64) - 1
    return np.asarray(target.astype("datetime64[D]") + np.minimum(inside, last))
