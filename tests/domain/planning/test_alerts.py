"""Thresholds of alerts as a table: compared exactly, dated, and the years ahead bounded and honest."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.planning.alerts import Threshold, growth, outlier, over, rules
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.years_ahead import years_ahead


def limit(*, deviations=2, threshold=0, least=0):
    return Threshold(dt.date(2008, 1, 1), "x", Fraction(deviations), Fraction(threshold), Fraction(least))


OUTLIERS = (
    # the months before, the month, least, raised
    ((10,) * 12, 10, 0, False),
    ((10,) * 12, 11, 0, True),
    ((8, 12) * 6, 14, 0, False),  # mean 10, deviation 2: 14 is not above 10 + 2 x 2
    ((8, 12) * 6, 15, 0, True),
    ((8, 12) * 6, 15, 16, False),
    ((0,) * 12, 3, 3, True),
    ((0,) * 12, 2, 3, False),
    ((), 9, 0, False),
    ((10,) * 12, 1, 0, False),
)


@pytest.mark.parametrize(("before", "value", "least", "raised"), OUTLIERS)
def test_outliers(before, value, least, raised):
    assert (outlier(before, value, limit(least=least)) is not None) == raised


def test_the_threshold_is_told():
    found = outlier((8, 12) * 6, 15, limit())
    assert (found.value, found.threshold, found.evidence["mean"], found.evidence["variance"]) == (15, 14, "10", "4")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=24), st.integers(0, 2000), st.integers(0, 2000))
def test_more_is_never_less_alarming(before, value, more):
    if outlier(before, value, limit()) is not None:
        assert outlier(before, value + more, limit()) is not None


FIGURES = (
    # over or growth of: value, last month, threshold in per cent, least; raised
    (5, None, 5, 0, False),
    ("5.01", None, 5, 0, True),
    (110, 100, 10, 0, False),
    (111, 100, 10, 0, True),
    (111, 0, 10, 0, False),
    (5, 1, 10, 9, False),
)


@pytest.mark.parametrize(("value", "before", "threshold", "least", "raised"), FIGURES)
def test_over_and_growth(value, before, threshold, least, raised):
    rule = limit(threshold=threshold, least=least)
    found = over(Fraction(value), rule) if before is None else growth(Fraction(value), Fraction(before), rule)
    assert (found is not None) == raised


def test_every_rule_is_whole():
    for rule in rules().values():
        assert rule.on(dt.date(2007, 12, 31)) is None
        assert rule.on(dt.date(2021, 1, 1)).document
        assert not rule.indicator or rule.indicator in catalogue()
        assert (rule.way == "outlier") == bool(rule.months)


def test_years_ahead_keep_the_level_where_the_past_is_too_short():
    made = years_ahead([1000], 3)
    assert (made.method, made.tried, [year.point for year in made.years]) == ("level", 0, [1000] * 3)
    assert made.years[0].low < made.years[0].point < made.years[0].high
    assert made.years[0].high < made.years[2].high


def test_years_ahead_choose_what_erred_least():
    steady = [1000 + 10 * month for month in range(37)]
    made = years_ahead(steady, 5)
    assert (made.method, made.error, made.years[4].point) == ("trend", 0, steady[-1] + 600)
    assert made.naive_error == 120
    assert years_ahead([5000] * 30, 3).method == "level"
    assert years_ahead(steady, 5, most=1500).years[4].point == 1500


@pytest.mark.parametrize(("levels", "years"), [([], 3), ([1], 0), ([1], 6)])
def test_years_ahead_refuse(levels, years):
    with pytest.raises(ValueError, match="one to five"):
        years_ahead(levels, years)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40), st.integers(1, 5))
def test_years_ahead_hold_the_point_between_low_and_high(levels, years):
    assert all(0 <= one.low <= one.point <= one.high for one in years_ahead(levels, years).years)
