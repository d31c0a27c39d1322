"""Days and levels of cards, as a jurist would read them off the texts."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.day_columns import months_later
from ansinh.core.errors import UnknownValueError
from ansinh.core.period import add_months
from ansinh.core.segments import Segments
from ansinh.law.cards.child import child_last_days
from ansinh.law.cards.continuous import five_year_days
from ansinh.law.cards.household import household_periods
from ansinh.law.cards.levels import level_on, rate_of
from ansinh.law.value_files import load


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("born", "last"),
    [
        ("2015-01-01", "2021-09-30"),
        ("2015-09-29", "2021-09-30"),
        ("2015-09-30", "2021-09-30"),
        ("2015-10-01", "2021-10-31"),
        ("2015-12-31", "2021-12-31"),
        ("2016-02-29", "2022-09-30"),
    ],
)
def test_last_day_of_a_childs_card(born, last):
    assert str(child_last_days(days(born), load())[0]) == last


@pytest.mark.parametrize(
    ("paid", "previous", "months", "first", "last"),
    [
        ("2026-02-10", "NaT", 12, "2026-03-12", "2027-03-11"),
        ("2025-12-10", "2025-12-31", 6, "2026-01-01", "2026-06-30"),
        ("2026-01-20", "2025-12-31", 3, "2026-01-20", "2026-04-19"),
        ("2026-03-31", "2025-12-31", 3, "2026-03-31", "2026-06-29"),
        ("2026-04-01", "2025-12-31", 3, "2026-05-01", "2026-07-31"),
    ],
)
def test_first_and_last_day_of_a_household_card(paid, previous, months, first, last):
    found = household_periods(days(paid), days(previous), np.array([months]), load())
    assert [str(column[0]) for column in found] == [first, last]


@pytest.mark.parametrize(
    ("periods", "complete"),
    [
        ([("2015-01-01", "2021-01-01")], ["2020-01-01"]),
        ([("2015-01-01", "2016-01-01"), ("2016-04-01", "2021-01-01")], ["2020-01-01", "2020-01-01"]),
        ([("2015-01-01", "2016-01-01"), ("2016-04-02", "2021-01-01")], ["2020-01-01", "2021-04-02"]),
        (
            [("2015-01-01", "2016-01-01"), ("2016-03-01", "2017-01-01"), ("2017-03-01", "2018-01-01")],
            ["2020-01-01", "2020-01-01", "2022-03-01"],
        ),
    ],
)
def test_five_years_run_on_through_three_months_in_all(periods, complete):
    start, stop = days(*(one[0] for one in periods)), days(*(one[1] for one in periods))
    found = five_year_days(Segments.of(np.array([0]), len(periods)), start, stop, load())
    assert found.astype(str).tolist() == complete


@pytest.mark.parametrize(
    ("group", "day", "level", "rate"),
    [
        ("DN", "2026-08-10", 4, 80),
        ("HT", "2020-12-01", 3, 95),
        ("CT", "2023-12-02", 4, 80),
        ("CT", "2023-12-03", 2, 100),
        ("CN", "2025-12-31", 3, 95),
        ("CN", "2026-01-01", 2, 100),
        ("LH", "2026-01-01", 2, 100),
        ("TE", "2020-01-01", 1, 100),
        ("QN", "2020-01-01", 5, 100),
        ("HN", "2014-12-31", 3, 95),
        ("HN", "2015-01-01", 2, 100),
    ],
)
def test_level_and_rate_of_a_group(group, day, level, rate):
    on = dt.date.fromisoformat(day)
    assert (level_on(group, on, load()), rate_of(level, on, load())) == (level, rate)


def test_a_group_nobody_knows_is_refused_by_name():
    with pytest.raises(UnknownValueError, match="ZZ"):
        level_on("ZZ", dt.date(2026, 1, 1), load())


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 200))
def test_a_column_of_days_moves_as_a_single_day_does(day, months):
    assert months_later(np.array([day], dtype="datetime64[D]"), np.array([months]))[0].item() == add_months(day, months)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)))
def test_a_child_is_insured_to_the_month_of_six_years_and_not_a_year_more(born):
    last = child_last_days(np.array([born], dtype="datetime64[D]"), load())[0].item()
    assert add_months(born, 72) <= last + dt.timedelta(days=1) or last == dt.date(born.year + 6, 9, 30)
    assert last < add_months(born, 72 + 9)
