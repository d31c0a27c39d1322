"""A forecast knows the calendar, is honest about its error, and is never worse in the past than saying nothing new."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.domain.planning.forecast import forecast
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.outlook import Line, weeks_left
from ansinh.domain.planning.quota import monthly, weekly

FIRST = Month.of(2019, 1)


def series(busy: tuple[int, ...], months: int, seed: int, *, growth: int = 100) -> list[int]:
    """People: steady growth, a jump in the busy months, a dip at Tet, some noise."""
    rng = np.random.default_rng(seed)
    level, made = 100_000, []
    for at in range(months):
        month = FIRST.plus(at)
        level += (
            growth + (900 if month.month in busy else 0) - (700 if month.month == 2 else 0) + int(rng.normal(0, 40))
        )
        made.append(level)
    return made


@pytest.mark.parametrize("busy", [(9, 10, 11), (3, 6)])  # the second: a province with another seasonality
@pytest.mark.parametrize("months", [22, 34])
def test_the_year_end_of_two_provinces(busy: tuple[int, ...], months: int) -> None:
    truth = series(busy, months + 2, seed=3)
    ahead = forecast(truth[:months], FIRST, FIRST.plus(months + 1), "stock")
    assert ahead.error <= ahead.naive_error
    assert ahead.low <= truth[-1] <= ahead.high
    assert abs(ahead.end - truth[-1]) < 1500


def test_money_since_january_begins_anew_each_year() -> None:
    flow = [10 * (1 + at % 12) for at in range(22)]
    ahead = forecast(flow, FIRST, FIRST.plus(23), "flow")
    assert ahead.end == 120
    assert ahead.path == (110, 120)


def test_with_a_short_past_only_naive_is_said_and_nothing_is_claimed_of_its_error() -> None:
    ahead = forecast([100, 101, 102], FIRST, FIRST.plus(11), "stock")
    assert (ahead.method, ahead.tried) == ("naive", 0)
    with pytest.raises(ValueError, match="past"):
        forecast([1], FIRST, FIRST, "stock")


@settings(deadline=None)  # the first year of holidays takes its time
@given(st.integers(0, 10**6), st.integers(0, 300))
def test_quotas_of_weeks_and_months_make_the_whole(total: int, offset: int) -> None:
    day = dt.date(2021, 1, 4) + dt.timedelta(days=offset)
    for deal in (weekly, monthly):
        spans = deal(total, day, dt.date(2021, 12, 31))
        assert sum(span.quota for span in spans) == total
        assert spans[0].first == day
        assert spans[-1].last == dt.date(2021, 12, 31)
        assert all(span.quota == 0 for span in spans if span.working_days == 0)


@pytest.mark.parametrize(
    ("actual", "plan", "end", "potential", "verdict"),
    [
        (100, 100, None, 0, "reached"),
        (90, 100, 101, 0, "likely"),
        (90, 100, 95, 5, "with_effort"),
        (90, 100, 95, 4, "out_of_reach"),
        (90, None, 95, 4, "no_plan"),
    ],
)
def test_the_verdict_says_where_it_can_come_from(
    actual: int, plan: int | None, end: int | None, potential: int, verdict: str
) -> None:
    ahead = forecast([end, end], FIRST, FIRST.plus(2), "stock") if end else None
    line = Line(catalogue()["participants_hi"], actual, plan, ahead, weeks_left(dt.date(2021, 10, 31)), potential)
    assert line.verdict == verdict
    if plan:
        assert line.per_week == (plan - actual) / line.weeks
