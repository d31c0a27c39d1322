"""The few ways the texts round. Every rounding is one of these, named where it is used."""

from fractions import Fraction

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


def largest_remainder(
    numerators: NDArray[np.int64], denominator: int, segments: Segments, totals: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Spread whole `totals` (one per segment, dong) over parts numerators/denominator, so that parts sum exactly.

    `numerators` (n,) are the rows of `segments`. Every part is its floor; what is left goes one dong each to the parts
    with the largest remainder (the earlier row wins a tie); whole laps over a segment are shared evenly, also where
    the total is less than the floors. Source: the setting `rounding.employer_spread`.
    """
    parts = numerators // denominator
    left = totals - segments.sums(parts)
    if not left.any():
        return parts
    remainders = parts * -denominator
    remainders += numerators
    laps = left // segments.counts
    if laps.any():
        # Where dong are taken back, a part of nothing gives none: it stands first to get its dong again.
        remainders[(numerators == 0) & segments.each(laps < 0)] = denominator
        parts += segments.each(laps)
        left -= laps * segments.counts
    _add_to_largest(parts, remainders, segments, left)
    return parts


BITS = 5  # coarse classes of remainders (32): all but one class of a segment is decided without sorting


def _add_to_largest(
    parts: NDArray[np.int64], remainders: NDArray[np.int64], segments: Segments, wanted: NDArray[np.int64]
) -> None:
    """Add one dong to the parts with the `wanted` (s,) largest remainders of each segment, in place.

    The classes above the deciding one are taken whole; only the deciding class of each segment is sorted.
    """
    bins = 1 << BITS
    classes = (bins - 1) - (remainders >> max(0, int(remainders.max()).bit_length() - BITS))
    table = np.bincount((segments.owner << BITS) + classes, minlength=wanted.size << BITS)
    upto = table.reshape(-1, bins).cumsum(axis=1)
    deciding = (upto <= wanted[:, None]).sum(axis=1)
    missing = wanted - np.where(deciding > 0, upto[np.arange(wanted.size), deciding - 1], 0)
    decided_by = segments.each(deciding)
    parts += classes < decided_by
    open_segments = missing > 0
    if open_segments.any():
        decided_by[~segments.each(open_segments)] = -1
        rows = np.flatnonzero(classes == decided_by)
        parts[_first(rows, remainders[rows], segments.owner[rows], missing)] += 1


def _first(
    rows: NDArray[np.intp], remainders: NDArray[np.int64], segment: NDArray[np.intp], missing: NDArray[np.int64]
) -> NDArray[np.intp]:
    """Return, of each segment, the `missing` rows with the largest remainders; `rows` rise, the earlier wins a tie."""
    order = np.lexsort((-remainders, segment))
    counts = np.bincount(segment, minlength=missing.size)
    begins = np.cumsum(counts) - counts
    rank = np.arange(rows.size) - begins[segment]  # sorting keeps segments where they are
    return rows[order[rank < missing[segment]]]
