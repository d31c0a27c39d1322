"""The few ways the texts round. Every rounding is one of these, named where it is used."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray


def half_up(value: Fraction | int) -> int:
    """Return the nearest whole dong; a half goes up (towards plus infinity)."""
    exact = Fraction(value)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def truncate(value: Fraction, places: int) -> Fraction:
    """Return `value` cut (not rounded) to `places` decimals, towards zero."""
    scaled = value * 10**places
    whole = abs(scaled.numerator) // scaled.denominator
    return Fraction(whole if scaled >= 0 else -whole, 10**places)


def half_up_column(numerators: NDArray[np.int64], denominator: int) -> NDArray[np.int64]:
    """Return numerators/denominator rounded half-up to whole dong; shapes (n,) -> (n,), int64.

    Exact while |numerator| < 2**61.
    """
    return (2 * numerators + denominator) // (2 * denominator)


def largest_remainder(
    numerators: NDArray[np.int64], denominator: int, starts: NDArray[np.intp], totals: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Spread whole `totals` (one per segment, dong) over parts numerators/denominator, so that parts sum exactly.

    `starts` (s,) gives the first row of each segment of `numerators` (n,), in order, starting with 0. Every part
    is its floor; what is left goes one dong each to the parts with the largest remainder (the earlier row wins a
    tie); what is missing is taken, one dong each, from the parts with the smallest. Whole laps over a segment are
    shared evenly. A segment without rows must not occur. Source: the setting `rounding.employer_spread`.
    """
    parts = numerators // denominator
    left = totals - np.add.reduceat(parts, starts)
    if not left.any():
        return parts
    sizes = np.diff(np.append(starts, numerators.size))
    parts += np.repeat(left // sizes, sizes)
    _give_remainders(parts, numerators % denominator, starts, left % sizes)
    return parts


def _give_remainders(
    parts: NDArray[np.int64],
    remainders: NDArray[np.int64],
    starts: NDArray[np.intp],
    left: NDArray[np.int64],
) -> None:
    """Add one dong to the `left` (s,) parts of each segment with the largest remainder, in place."""
    sizes = np.diff(np.append(starts, parts.size))
    touched = np.flatnonzero(np.repeat(left > 0, sizes))
    if touched.size == 0:
        return
    segment = np.repeat(np.arange(starts.size), sizes)[touched]
    order = np.lexsort((touched, -remainders[touched], segment))
    first = np.searchsorted(segment[order], segment[order])
    rank = np.arange(touched.size) - first
    chosen = touched[order][rank < left[segment[order]]]
    parts[chosen] += 1
