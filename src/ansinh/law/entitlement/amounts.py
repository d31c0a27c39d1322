"""Amounts of lines in hundredths of a dong: quantity x price x ratios, rounded half-up once, exact at any size."""

import numpy as np
from numpy.typing import NDArray

CENTS = 100
WHOLE = 10_000  # 100 % in hundredths of a per cent
_PARTS = 1_000 * 1_000 // CENTS  # quantity and price are in thousandths, amounts in hundredths
_SAFE = 2**61


def line_amounts(
    quantity: NDArray[np.int64], price: NDArray[np.int64], *ratios: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Decision 130/QD-BYT, THANH_TIEN: r2(quantity x price x ratios); hundredths of a dong (n,).

    Quantity and price in thousandths, ratios in hundredths of a per cent.
    """
    numerator, denominator = np.ones_like(quantity), np.ones_like(quantity)
    for ratio in ratios:
        common = np.gcd(ratio, WHOLE)
        numerator, denominator = numerator * (ratio // common), denominator * (WHOLE // common)
    gross = quantity * price
    huge = np.abs(gross) > _SAFE // np.maximum(numerator, 1)
    out = _halves_up(np.where(huge, 0, gross * np.where(huge, 0, numerator)), denominator * _PARTS)
    for row in np.flatnonzero(huge).tolist():  # more than 230 million dong with an odd ratio: Python's whole numbers
        top = int(quantity[row]) * int(price[row]) * int(numerator[row])
        bottom = int(denominator[row]) * _PARTS
        out[row] = (2 * top + bottom) // (2 * bottom)
    return out


def share_of(amount: NDArray[np.int64], rate: NDArray[np.int64]) -> NDArray[np.int64]:
    """Decision 130/QD-BYT, T_BHTT: r2(amount x rate); hundredths of a dong, rate in hundredths of a per cent (n,)."""
    return _halves_up(amount * rate, np.full_like(amount, WHOLE))


def sums_by(owner: NDArray[np.intp], column: NDArray[np.int64], owners: int) -> NDArray[np.int64]:
    """Decision 130/QD-BYT, XML1: the sum of `column` for each of `owners`; `owner` (n,) rises; (owners,) int64."""
    running = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(column, dtype=np.int64)])
    bounds = np.searchsorted(owner, np.arange(owners + 1))
    sums: NDArray[np.int64] = running[bounds[1:]] - running[bounds[:-1]]
    return sums


def running_before(owner: NDArray[np.intp], column: NDArray[np.int64], owners: int) -> NDArray[np.int64]:
    """Decree 146/2018/ND-CP art. 14: the sum of the lines of the same owner before each line; (n,)."""
    running = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(column, dtype=np.int64)])
    first = np.searchsorted(owner, np.arange(owners))
    before: NDArray[np.int64] = running[:-1] - running[first][owner]
    return before


def _halves_up(numerator: NDArray[np.int64], denominator: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return numerator / denominator rounded half-up, each row with its own denominator."""
    out: NDArray[np.int64] = np.floor_divide(2 * numerator + denominator, 2 * denominator)
    return out
