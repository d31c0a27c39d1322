"""Progress, comparators and splits: the vectors of the domain pack (processes.md, appendix E), then properties."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.domain.planning.compare import Change, Comparator, compare, monthly
from ansinh.domain.planning.numbers import Numerals
from ansinh.domain.planning.progress import annualise, implied_whole, percent, progress
from ansinh.domain.planning.ranking import movement, ranks
from ansinh.domain.planning.split import check_sum, split

OCTOBER = dt.date(2021, 10, 31)
MILLION = 10**6
EN = Numerals("en")


def test_percent_of_plan():
    assert percent(234, 450) == 52
    assert percent(1, 0) is None


@pytest.mark.parametrize(
    ("now", "base", "amount", "printed"), [(1114733, 1092704, 22029, "2%"), (1114733, 1084419, 30314, "2.8%")]
)
def test_growth(now, base, amount, printed):
    change = Change(now, base)
    assert (change.amount, EN.percent(change.percent, 1)) == (amount, printed)


def test_implied_plan():
    plan = implied_whole(220596, Fraction("97.7"), 1)
    assert (plan.value, plan.low, plan.high) == (225789, 225674, 225904)


def test_two_debt_ratios():
    assert EN.percent(percent(210118, 5756658)) == "3.65%"
    assert EN.percent(percent(210118, 5480379)) == "3.83%"


def test_recovery_and_relief():
    assert EN.percent(percent(Fraction("74.1"), Fraction("132.8")), 1) == "55.8%"
    assert annualise(Fraction("20.6"), 4) == Fraction("61.8")


def test_coverage_and_its_points():
    assert implied_whole(2550880, Fraction("92.09"), 2).value == 2769986
    coverage = percent(2550880, 2769986)
    assert EN.points(Change(coverage, 92, is_rate=True).points) == "0.09 percentage points"


def test_even_pace_of_money():
    done = progress(787, 1000, OCTOBER, "even")
    assert EN.decimal(done.gap, 1) == "−4.6"
    assert EN.percent(done.expected_share, 1) == "83.3%"
    assert (done.remaining, done.months_left, done.per_month) == (213, 2, Fraction(213, 2))
    assert done.per_week == Fraction(213 * 7, 61)


def test_line_of_a_stock_from_last_december():
    done = progress(1090, 1120, OCTOBER, "line", december=1000)
    assert done.expected == 1100
    assert done.gap == Fraction(-1000, 1120)
    assert progress(1090, 1120, OCTOBER, "line").gap is None


def test_the_end_of_the_year():
    done = progress(90, 100, dt.date(2021, 12, 31), "even")
    assert (done.per_month, done.per_week, done.outlook(5)) == (None, None, "out_of_reach")
    assert progress(100, 100, dt.date(2021, 12, 31), "even").outlook(None) == "reached"


@pytest.mark.parametrize(
    ("recent", "outlook"),
    [(60, "feasible"), (50, "feasible"), (40, "at_risk"), (30, "out_of_reach"), (-5, "out_of_reach"), (None, None)],
)
def test_outlook(recent, outlook):
    assert progress(0, 100, OCTOBER, "even").outlook(recent) == outlook


def at(year, month):
    return Month.of(year, month)


STOCK = {at(2021, 10): 100, at(2021, 9): 98, at(2020, 12): 90, at(2020, 10): 80}
FLOW = {at(2021, 10): 1000, at(2021, 9): 900, at(2021, 7): 690, at(2021, 6): 600, at(2020, 10): 800}


@pytest.mark.parametrize(
    ("comparator", "now", "base"),
    [
        (Comparator.LAST_MONTH, 100, 98),
        (Comparator.LAST_QUARTER, 100, 98),
        (Comparator.LAST_DECEMBER, 100, 90),
        (Comparator.SAME_PERIOD_LAST_YEAR, 100, 80),
    ],
)
def test_a_stock_at_two_dates(comparator, now, base):
    found = compare(STOCK, at(2021, 10), comparator, flow=False, rate=False)
    assert (found.change.now, found.change.base) == (now, base)


def test_a_flow_over_two_windows():
    same = compare(FLOW, at(2021, 10), Comparator.SAME_PERIOD_LAST_YEAR, flow=True, rate=False)
    assert (same.change.now, same.change.base) == (1000, 800)
    quarter = compare(FLOW, at(2021, 10), Comparator.LAST_QUARTER, flow=True, rate=False)
    assert (quarter.change.now, quarter.change.base) == (100, 90)  # October against July
    assert compare(FLOW, at(2021, 10), Comparator.LAST_MONTH, flow=True, rate=False) is None  # August is not known
    assert compare(FLOW, at(2021, 10), Comparator.LAST_DECEMBER, flow=True, rate=False) is None


def test_rates_change_in_points_only():
    change = compare(STOCK, at(2021, 10), Comparator.LAST_MONTH, flow=False, rate=True).change
    assert (change.points, change.percent) == (2, None)


def test_recent_pace():
    assert monthly(STOCK, at(2021, 10), 1, flow=False) == 2
    assert monthly(FLOW, at(2021, 10), 1, flow=True) == 100
    assert monthly(FLOW, at(2021, 10), 2, flow=True) is None


weighed = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))


@given(st.integers(0, 10**13), st.lists(weighed, min_size=1, max_size=40))
def test_a_split_sums_exactly_and_keeps_floors(total, parts):
    weights, floors = [part[0] for part in parts], [part[1] for part in parts]
    if not sum(weights):
        weights[0] = 1
    shares = split(total, weights, floors)
    assert sum(shares) == total
    if sum(floors) <= total:
        assert all(share >= floor for share, floor in zip(shares, floors, strict=True))


@given(st.integers(0, 10**9), st.lists(st.integers(0, 1000), min_size=2, max_size=20))
def test_a_larger_weight_never_gets_less(total, weights):
    if not sum(weights):
        return
    shares = split(total, weights)
    ordered = sorted(zip(weights, shares, strict=True))
    assert all(low[1] <= high[1] + 1 for low, high in pairwise(ordered))


def test_equal_remainders_go_to_the_first():
    assert split(5, [1, 1, 1]) == [2, 2, 1]


@pytest.mark.parametrize(
    ("total", "weights", "floors"), [(-1, [1], None), (1, [0], None), (1, [-1], None), (1, [1], [1, 2])]
)
def test_a_split_that_cannot_be(total, weights, floors):
    with pytest.raises(ValueError, match=r"split|parts"):
        split(total, weights, floors)


def test_children_that_do_not_add_up():
    assert check_sum("revenue_total", 10, {"a": 4, "b": 6}) is None
    assert "1" in check_sum("revenue_total", 10, {"a": 4, "b": 5}).mend.en


def test_ranks_and_movement():
    assert ranks([5, 7, 5]) == [2, 1, 2]
    moved = movement({"a": Change(12, 10), "b": Change(7, 10), "c": Change(4, 4), "d": Change(11, 10)})
    assert [one.office for one in moved.rising] == ["a", "d"]
    assert [one.office for one in moved.falling] == ["b"]
    assert [one.office for one in moved.unchanged] == ["c"]
    assert movement({"a": Change(13, 10), "b": Change(11, 10)}).offices[0].share == 75
