"""Rounding: halves go up, parts sum exactly, and the fast spread is the slow one."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.rounding import half_up, half_up_column, half_up_ratios, largest_remainder, truncate
from ansinh.core.segments import Segments


@pytest.mark.parametrize(("value", "rounded"), [("2.5", 3), ("2.4999", 2), ("-2.5", -2), ("-2.51", -3), ("0", 0)])
def test_a_half_goes_up(value: str, rounded: int) -> None:
    exact = Fraction(value)
    assert half_up(exact) == rounded
    assert half_up_column(np.array([exact.numerator]), exact.denominator)[0] == rounded
    assert half_up_ratios(np.array([exact.numerator]), np.array([exact.denominator]))[0] == rounded


def test_cutting_is_towards_zero() -> None:
    assert truncate(Fraction(29, 30), 4) == Fraction("0.9666")
    assert truncate(Fraction(-29, 30), 4) == Fraction("-0.9666")


def slowly(numerators: list[int], denominator: int, total: int) -> list[int]:
    some = [value for value in numerators if value] or numerators
    if some != numerators:  # who owes nothing takes no part in the rounding of others
        shares = iter(slowly(some, denominator, total))
        return [next(shares) if value else 0 for value in numerators]
    parts = [value // denominator for value in numerators]
    sharing = [row for row, value in enumerate(numerators) if value] or list(range(len(parts)))
    laps, left = divmod(total - sum(parts), len(sharing))
    best = sorted(sharing, key=lambda row: (-(numerators[row] % denominator), row))[:left]
    return [part + (laps if row in sharing else 0) + (row in best) for row, part in enumerate(parts)]


@given(
    st.lists(st.lists(st.integers(0, 10**12), min_size=1, max_size=40), min_size=1, max_size=8),
    st.sampled_from([2, 7, 1000, 20_000]),
    st.integers(-5, 5),
)
def test_the_fast_spread_is_the_slow_one(accounts: list[list[int]], denominator: int, moved: int) -> None:
    totals = [half_up(Fraction(sum(account), denominator)) + moved for account in accounts]
    starts = np.cumsum([0, *(len(account) for account in accounts[:-1])])
    rows = np.array([value for account in accounts for value in account], dtype=np.int64)
    spread = largest_remainder(rows, denominator, Segments.of(starts, rows.size), np.array(totals, dtype=np.int64))
    expected = [
        part for account, whole in zip(accounts, totals, strict=True) for part in slowly(account, denominator, whole)
    ]
    assert spread.tolist() == expected
