"""The arithmetic of published figures: exact, on points and on intervals, and deaf to anything else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.planning.expression import (
    ExpressionError,
    Interval,
    at_points,
    figures_in,
    over_intervals,
    parse,
)

VALUES = {"S1-001": Fraction(10), "S1-002": Fraction(4)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("S1-001", 10),
        ("S1-001 - S1-002 - 1", 5),
        ("S1-001 / S1-002 * 2", 5),
        ("S1-001 * 100 / (S1-001 - S1-002)", Fraction(1000, 6)),
        ("((1.5)) + 0.25", Fraction(7, 4)),
        ("100 / (100 + S1-001)", Fraction(10, 11)),
    ],
)
def test_points(text, value):
    assert at_points(parse(text), VALUES.__getitem__) == value


@pytest.mark.parametrize(
    "text",
    ["", "S1-01", "S1-0012", "1 +", "(1", "1)", "- 1", "1 2", "2 ** 3", "x('os')", "1e9", "S1-001 S1-002", "(" * 30],
)
def test_what_is_no_expression(text):
    with pytest.raises(ExpressionError):
        parse(text)


def test_figures_are_named_once_in_order():
    assert figures_in(parse("S1-003 * 100 / (S1-002 - S1-003)")) == ["S1-003", "S1-002"]


numbers = st.fractions(min_value=-50, max_value=50, max_denominator=20)


@given(numbers, numbers, numbers, numbers, st.sampled_from(["+", "-", "*", "/"]))
def test_an_interval_holds_every_point_inside(a, b, c, d, sign):
    left, right = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    tree = parse(f"S1-001 {sign} S1-002")
    if sign == "/" and right.low <= 0 <= right.high:
        with pytest.raises(ZeroDivisionError):
            over_intervals(tree, {"S1-001": left, "S1-002": right}.__getitem__)
        return
    whole = over_intervals(tree, {"S1-001": left, "S1-002": right}.__getitem__)
    for x in (a, b, (a + b) / 2):
        for y in (c, d, (c + d) / 2):
            point = at_points(tree, {"S1-001": x, "S1-002": y}.__getitem__)
            assert whole.low <= point <= whole.high
