"""Contributed time as amounts count it: half-years. Conditions count whole months and never round."""

from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Months = TypeVar("Months", int, "NDArray[np.int64]")


def half_years(months: Months) -> Months:
    """Art. 5.6, Law 41/2024/QH15 (Art. 17.2, Circular 59/2015/TT-BLDTBXH): months as half-years.

    Odd months 1-6 are half a year, 7-11 a whole one. Whole number or column (n,) in, the same out.
    """
    return months // 12 * 2 + (months % 12 > 0) + (months % 12 > 6)


def split_years(before: Months, later: Months) -> tuple[Months, Months]:
    """Art. 19.4, Circular 59/2015/TT-BLDTBXH; Art. 5.6, Law 41/2024/QH15: time before 2014 and from 2014 on.

    Odd months of the part before are moved to the later part, and only that is rounded. Returns whole years before
    and half-years later. Whole numbers or columns (n,).
    """
    return before // 12, half_years(later + before % 12)


def years(halves: int) -> Fraction:
    """Art. 5.6, Law 41/2024/QH15: half-years as years, exactly."""
    return Fraction(halves, 2)
