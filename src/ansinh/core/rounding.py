"""The few ways the texts round. Every rounding is one of these, named where it is used."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core import segments


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
    left = totals - segments.sums(parts, starts)
    if not left.any():
        return parts
    counts = segments.sizes(starts, numerators.size)
    remainders = numerators - parts * denominator
    laps = left // counts
    if laps.any():
        parts += np.repeat(laps, counts)
        left -= laps * counts
    _add_to_largest(parts, remainders, starts, left)
    return parts


BINS = 32  # coarse classes of remainders: all but one class of a segment is decided without sorting


def _add_to_largest(
    parts: NDArray[np.int64], remainders: NDArray[np.int64], starts: NDArray[np.intp], wanted: NDArray[np.int64]
) -> None:
    """Add one dong to the parts with the `wanted` (s,) largest remainders of each segment, in place.

    The classes above the deciding one are taken whole; only the deciding class of each segment is sorted.
    """
    counts = segments.sizes(starts, parts.size)
    shift = max(0, int(remainders.max()).bit_length() - (BINS - 1).bit_length())
    classes = (BINS - 1) - (remainders >> shift)
    table = classes + np.repeat(np.arange(starts.size) * BINS, counts)
    upto = np.bincount(table, minlength=starts.size * BINS).reshape(-1, BINS).cumsum(axis=1)
    deciding = (upto <= wanted[:, None]).sum(axis=1)
    missing = wanted - np.where(deciding > 0, upto[np.arange(starts.size), deciding - 1], 0)
    decided_by = np.repeat(deciding, counts)
    parts += classes < decided_by
    rows = np.flatnonzero((classes == decided_by) & np.repeat(missing > 0, counts))
    if rows.size:
        parts[_first(rows, remainders[rows], np.searchsorted(starts, rows, side="right") - 1, missing)] += 1


def _first(
    rows: NDArray[np.intp], remainders: NDArray[np.int64], segment: NDArray[np.intp], missing: NDArray[np.int64]
) -> NDArray[np.intp]:
    """Return, of each segment, the `missing` rows with the largest remainders; the earlier row wins a tie."""
    order = np.lexsort((rows, -remainders, segment))
    sorted_segment = segment[order]
    rank = np.arange(rows.size) - np.searchsorted(sorted_segment, sorted_segment)
    return rows[order[rank < missing[sorted_segment]]]
