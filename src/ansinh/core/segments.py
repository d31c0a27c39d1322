"""Sums over consecutive rows: the rows of an account stand together, `starts` says where each account begins."""

import numpy as np
from numpy.typing import NDArray


def sizes(starts: NDArray[np.intp], rows: int) -> NDArray[np.intp]:
    """Return how many of `rows` rows each segment has; shape (s,)."""
    return np.diff(np.append(starts, rows))


def sums(column: NDArray[np.int64], starts: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the sum of each segment, (s,) int64; exact while each sum fits int64. No segment is empty.

    Differences of a running sum: several times faster than adding short segments one by one, and exact even where
    the running sum itself wraps around.
    """
    running = np.cumsum(column, dtype=np.int64)
    upto: NDArray[np.int64] = running[np.append(starts[1:], column.size) - 1]
    upto[1:] -= running[starts[1:] - 1]
    return upto
