"""How far a forecast may miss: nine in ten, from what the same method missed before at the same distance.

Trials that overlap tell less than their number: eight ends of six months within thirteen months are hardly more
than two trials. So the spread is that of a Student distribution with the trials that do not overlap; and a far month is
never told surer than what a single month misses, carried on with the square root of the months. How often the truth
then lies inside is tried on provinces of other years by `ansinh plan backtest`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Column = NDArray[np.float64]
UPPER: Final = 0.95  # a twentieth is cut off at both ends: nine in ten lie between
FEWEST_APART: Final = 3  # with fewer, Student's tails are wider than any province tried has needed


def spread(errors: Mapping[int, Column], ahead: int) -> float:
    """Return half the width of nine in ten at `ahead` months; `errors` of past trials by months ahead."""
    return max(_reach(errors[ahead], ahead), _reach(errors[1], 1) * float(np.sqrt(ahead)))


def _reach(found: Column, months: int) -> float:
    """Return how far nine in ten of such errors reach; nothing where none was tried."""
    if not found.size:
        return 0.0
    apart = max(FEWEST_APART, 1 + (found.size - 1) // months)
    return _times(apart) * float(np.sqrt(np.mean(found**2)))


@cache
def _times(apart: int) -> float:
    """Return how many root mean squares nine in ten reach to, with so many trials that do not overlap."""
    return float(student.ppf(UPPER, apart))
