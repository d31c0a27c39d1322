"""Amounts of lines and days of a stay, at the places where a rule turns."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ansinh.core.rounding import half_up
from ansinh.law.entitlement.amounts import line_amounts
from ansinh.law.entitlement.stay import bed_days
from ansinh.law.value_files import load

FREE_HOURS = load().get("entitlement.bed.free_hours", dt.date(2025, 1, 1))

# came, left, one day more (death, taken home worse, transfer), bed days: Art. 6, Circular 39/2018/TT-BYT
STAYS = [
    ("2025-03-03T08:00", "2025-03-03T12:00", False, 0),  # four hours: no bed day
    ("2025-03-03T08:00", "2025-03-03T12:01", False, 1),
    ("2025-03-03T08:00", "2025-03-03T12:00", True, 0),
    ("2025-03-03T22:00", "2025-03-04T03:00", False, 1),
    ("2025-03-03T08:00", "2025-03-04T07:59", True, 1),  # less than 24 hours: one, whatever the end
    ("2025-03-03T08:00", "2025-03-04T08:00", True, 2),  # 24 hours: date left - date came, and one more
    ("2025-03-03T08:00", "2025-03-04T08:00", False, 1),
    ("2025-02-27T23:00", "2025-03-03T01:00", False, 4),
]


@pytest.mark.parametrize(("came", "left", "more", "days"), STAYS)
def test_days_of_a_stay(came: str, left: str, days: int, *, more: bool) -> None:
    first, last = (np.array([text], dtype="datetime64[m]") for text in (came, left))
    assert bed_days(first, last, one_more=np.array([more]), free_hours=FREE_HOURS).tolist() == [days]


@given(st.integers(0, 10**6), st.integers(0, 10**12), st.integers(0, 10_000))
@example(1, 700_000_050_000_000, 3_333)  # beyond 64 bits, and exactly a half
@example(1, 150, 5_000)  # half of 1.5 hundredths goes up
def test_an_amount_is_rounded_once_at_any_size(quantity: int, price: int, ratio: int) -> None:
    """Quantity and price in thousandths, the ratio in hundredths of a per cent, the amount in hundredths of a dong."""
    columns = (np.array([value], dtype=np.int64) for value in (quantity, price, ratio))
    exact = half_up(Fraction(quantity * price * ratio, 10**8))
    assert line_amounts(*columns).tolist() == [exact]
