"""Numbers as people read them, in both languages."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.planning.numbers import Numerals, round_shown, share_shown

VI, EN = Numerals("vi"), Numerals("en")


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (VI.decimal(1099580), "1.099.580"),
        (EN.decimal(1099580), "1,099,580"),
        (VI.percent(Fraction("97.7")), "97,7%"),
        (VI.percent(Fraction("97.7"), fixed=True), "97,70%"),
        (VI.decimal(0), "0"),
        (VI.decimal(-5, sign=True), "−5"),
        (VI.decimal(5, sign=True), "+5"),
        (VI.decimal(Fraction("-0.4")), "0"),
        (VI.decimal(Fraction("0.05"), 2), "0,05"),
        (VI.decimal(Fraction("-4.645"), 2), "−4,65"),
        (VI.money(4_313_058_000_000), "4.313,1 tỷ đồng"),
        (EN.money(4_313_058_000_000), "VND 4,313.1 billion"),
        (VI.money(1_500_000), "1,5 triệu đồng"),
        (VI.money(999_999), "999.999 đồng"),
        (VI.money(-2_000_000_000, sign=True), "−2 tỷ đồng"),
        (VI.points(Fraction("-4.63")), "−4,63 điểm phần trăm"),
        (EN.points(1), "1 percentage point"),
        (VI.share(Fraction("99.999")), "99,99%"),
        (VI.share(100), "100%"),
        (VI.share(Fraction("100.004")), "100%"),
    ],
)
def test_text(made, text):
    assert made == text


@given(st.fractions(min_value=0, max_value=200))
def test_a_share_below_the_plan_never_shows_as_reached(value):
    assert (share_shown(value) >= 100) == (value >= 100)


@given(st.fractions(max_denominator=10**6), st.integers(0, 4))
def test_rounding_is_symmetric_and_near(value, places):
    assert round_shown(-value, places) == -round_shown(value, places)
    assert abs(round_shown(value, places) - value) * 2 <= Fraction(1, 10**places)
