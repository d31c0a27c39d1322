"""The few ways the texts round. Every rounding is one of these, named where it is used."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.compiled import compiled
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

    `numerators` (n,), none negative, are the rows of `segments`; returns the parts (n,). See `spread`.
    """
    parts = np.empty_like(numerators)
    seen = np.zeros(min(denominator, MOST_COUNTED), dtype=np.int32)
    _spread_each(numerators.copy(), denominator, (segments.starts, segments.counts, totals), parts, seen)
    return parts


MOST_COUNTED = 1 << 16  # remainders of larger denominators are sorted, not counted


@compiled
def _spread_each(
    numerators: NDArray[np.int64],
    denominator: int,
    segments: tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int64]],
    parts: NDArray[np.int64],
    seen: NDArray[np.int32],
) -> None:
    """Spread the total of each segment; `segments` are starts, counts and totals, (s,) each."""
    starts, counts, totals = segments
    for each in range(starts.size):
        rows = slice(starts[each], starts[each] + counts[each])
        spread(numerators[rows], denominator, totals[each], parts[rows], seen)


@compiled
def quotient(exact: int, over: int) -> int:
    """Return exact/over cut to a whole number, both at least 0: unsigned division is the faster one."""
    return np.int64(np.uint64(exact) // np.uint64(over))  # type: ignore[return-value] # one number, as NumPy names it


@compiled
def rounded(exact: int, over: int) -> int:
    """Return exact/over rounded half-up to a whole number, both at least 0: `half_up` for compiled loops."""
    return quotient(2 * exact + over, 2 * over)


@compiled
def spread(
    numerators: NDArray[np.int64], denominator: int, total: int, parts: NDArray[np.int64], seen: NDArray[np.int32]
) -> None:
    """Spread a whole `total` (dong) over `parts` (m,) of numerators/denominator, so that they sum exactly.

    Every part is its floor; what is left goes one dong each to the parts with the largest remainder (the earlier row
    wins a tie); whole laps are shared evenly, also where the total is less than the floors. A part of nothing neither
    gets nor gives a dong, unless all parts are nothing. `seen` is zeros, one for each remainder, and is left so;
    `numerators` become the remainders, -1 for who does not share. Source: the setting `rounding.employer_spread`.
    """
    left, shares = total, 0
    for row in range(numerators.size):
        exact = numerators[row]
        part = quotient(exact, denominator)
        parts[row] = part
        left -= part
        shares += exact > 0
        numerators[row] = exact - part * denominator if exact > 0 else -1
    if left == 0:
        return
    if shares == 0:
        numerators[:] = 0
        shares = numerators.size
    laps = left // shares
    limit, wanted = _limit(numerators, denominator, left - laps * shares, seen)
    for row in range(numerators.size):  # without branches: whether a part gets a dong cannot be foretold
        remainder = numerators[row]
        tied = (remainder == limit) & (wanted > 0)
        wanted -= tied
        parts[row] += laps * (remainder >= 0) + (remainder > limit) + tied


@compiled
def _limit(remainders: NDArray[np.int64], denominator: int, wanted: int, seen: NDArray[np.int32]) -> tuple[int, int]:
    """Return the remainder above which all of the `wanted` largest lie, and how many equal to it are wanted."""
    if denominator > seen.size:
        ordered = np.sort(remainders)
        limit = ordered[ordered.size - wanted] if wanted else denominator
        return limit, wanted - int(np.sum(ordered > limit))
    for remainder in remainders:
        if remainder >= 0:
            seen[remainder] += 1
    limit = denominator
    while wanted > 0:
        limit -= 1
        if seen[limit] >= wanted:
            break
        wanted -= seen[limit]
    for remainder in remainders:
        if remainder >= 0:
            seen[remainder] = 0
    return limit, wanted
