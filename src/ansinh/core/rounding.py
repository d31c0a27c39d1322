"""The few ways the texts round. Every rounding is one of these, named where it is used."""

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ansinh.core.segments import Segments


def half_up(value: Fraction | int) -> int:
    """Return the nearest whole dong; a half goes up (towards plus infinity)."""
    exact = Fraction(value)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def truncate(value: Fraction, places: int) -> Fraction:
    """Return `value` cut (not rounded) to `places` decimals, towards zero."""
    scaled = value * 10**places
    whole = abs(scaled.numerator) // scaled.denominator
    return Fraction(whole if scaled >= 0 else -whole, 10**places)


def half_up_column(
    numerators: NDArray[np.int64], denominator: int, *, out: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return numerators/denominator rounded half-up to whole dong; shapes (n,) -> (n,), int64; into `out` if given.

    Exact while |numerator| < 2**61.
    """
    if denominator % 2 == 0:
        return np.floor_divide(numerators + denominator // 2, denominator, out=out)
    return np.floor_divide(2 * numerators + denominator, 2 * denominator, out=out)


def half_up_ratios(numerators: NDArray[np.int64], denominators: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return numerators/denominators, row by row, rounded half-up to whole dong; shapes (n,), (n,) -> (n,), int64.

    Exact while |numerator| < 2**61; denominators are 1 or more.
    """
    rounded: NDArray[np.int64] = np.floor_divide(2 * numerators + denominators, 2 * denominators)
    return rounded


def largest_remainder(
    numerators: NDArray[np.int64], denominator: int, segments: Segments, totals: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Spread whole `totals` (one per segment, dong) over parts numerators/denominator, so that parts sum exactly.

    `numerators` (n,), none negative, are the rows of `segments`. Every part is its floor; what is left goes one dong
    each to the parts with the largest remainder (the earlier row wins a tie); whole laps are shared evenly, also where
    the total is less than the floors. A part of nothing neither gets nor gives a dong, unless all parts of its
    segment are nothing. Source: the setting `rounding.employer_spread`.
    """
    parts = numerators // denominator
    left = totals - segments.sums(parts)
    if not left.any():
        return parts
    worst = parts * denominator
    worst -= numerators
    worst += denominator  # 1 .. denominator, the largest remainder is the least
    shares = _put_last(worst, numerators, denominator, segments)
    if ((left < 0) | (left >= shares)).any():
        laps = left // shares
        parts += segments.each(laps) * (worst <= denominator)
        left -= laps * shares
    parts += _least(worst.astype(_narrow(denominator)), denominator, segments, left)
    return parts


def _narrow(denominator: int) -> type[np.unsignedinteger[Any]]:
    """Return the narrowest whole numbers that hold 0 .. denominator + 1: narrow columns are compared fastest."""
    return np.uint8 if denominator < 255 else np.uint16 if denominator < 65_535 else np.uint64


def _put_last(
    worst: NDArray[np.int64], numerators: NDArray[np.int64], denominator: int, segments: Segments
) -> NDArray[np.int64]:
    """Put the parts of nothing behind all others of their segment, in place; return how many parts share, (s,)."""
    something = numerators != 0
    if something.all():
        return segments.counts
    shares = segments.count(something)
    empty = shares == 0
    worst[~something & segments.each(~empty)] = denominator + 1
    return np.where(empty, segments.counts, shares)


def _least(worst: NDArray[Any], most: int, segments: Segments, wanted: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which rows are the `wanted` (s,) least of their segment; the earlier wins a tie. Parts hold 1 .. most.

    The limit of every segment is found by halving, all segments at once: no sort.
    """
    low, high = np.zeros(wanted.size, dtype=worst.dtype), np.full(wanted.size, most, dtype=worst.dtype)
    for _ in range(most.bit_length()):
        middle = low + (high - low) // 2
        enough = segments.count(worst <= segments.each(middle)) >= wanted
        high = np.where(enough, middle, high)
        low = np.where(enough | (low == high), low, middle + 1)
    limit = segments.each(high)
    chosen: NDArray[np.bool_] = worst <= limit
    excess = segments.count(chosen) - wanted
    if excess.any():
        _leave_late_ties(chosen, worst == limit, segments, excess)
    return chosen


def _leave_late_ties(
    chosen: NDArray[np.bool_], tied: NDArray[np.bool_], segments: Segments, excess: NDArray[np.int64]
) -> None:
    """Take back the last `excess` (s,) of the rows tied at the limit of each segment, in place."""
    rows = np.flatnonzero(tied & segments.each(excess > 0))
    owner = segments.owner[rows]
    ends = np.searchsorted(owner, owner, side="right")
    behind = ends - np.arange(rows.size)  # 1 for the last tied row of a segment
    chosen[rows[behind <= excess[owner]]] = False
