"""Dong: whole numbers, int for one amount and int64 for a column. No float is ever money."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Dong: TypeAlias = int
DongColumn: TypeAlias = NDArray[np.int64]


def total(column: DongColumn) -> Dong:
    """Return the sum of a column as a Python int (dong), so that no sum ever wraps around int64.

    The two halves of 32 bits are summed apart: exact for up to 2**31 rows.
    """
    high = int(np.sum(column >> 32, dtype=np.int64))
    low = int(np.sum(column & 0xFFFFFFFF, dtype=np.int64))
    return (high << 32) + low


def format_dong(amount: Dong, *, unit: bool = False) -> str:
    """Return `amount` (dong) the Vietnamese way: 1.234.567, or with unit 1.234.567 đ."""
    text = f"{amount:,}".replace(",", ".").replace("-", "−")
    return f"{text} đ" if unit else text
