"""Rates: exact ratios of integers. 17.5 % is 175/1000, never 0.175 of a float."""

from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rate: TypeAlias = Fraction


def parse_rate(text: str) -> Rate:
    """Return the exact ratio written as a decimal ("0.175") or a ratio ("7/40"); ValueError otherwise."""
    if not isinstance(text, str):
        message = f"a rate is written as text, not {type(text).__name__}"
        raise TypeError(message)
    return Fraction(text.strip())


def over(rate: Rate, denominator: int) -> int:
    """Return the numerator of `rate` over `denominator`; ValueError where that is not whole."""
    numerator, rest = divmod(rate.numerator * denominator, rate.denominator)
    if rest:
        message = f"{rate} is not a whole number of 1/{denominator}"
        raise ValueError(message)
    return numerator


def column_over(rates: list[Rate], denominator: int) -> NDArray[np.int64]:
    """Return the numerators of `rates` over one `denominator` as int64; shape (n,)."""
    return np.array([over(rate, denominator) for rate in rates], dtype=np.int64)


def decimal_text(value: Fraction, places: int | None = None) -> str:
    """Return `value` as a decimal in shortest form; rounded half-up to `places` where given.

    A ratio without a finite decimal and without `places` is a ValueError.
    """
    if places is None:
        places = _finite_places(value)
    scaled = value * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(places + 1, "0")
    if places == 0:
        return sign + digits
    return (sign + digits[:-places] + "." + digits[-places:]).rstrip("0").rstrip(".")


def _finite_places(value: Fraction) -> int:
    """Return how many decimals write `value` exactly; ValueError if none do."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        message = f"{value} has no finite decimal"
        raise ValueError(message)
    return max(twos, fives)
