"""Ages of a pension: the printed tables of Decree 135/2020, and the road against a walk by hand."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.law.pension.age import age_asked, age_reached
from ansinh.law.pension.roads import Route
from ansinh.law.value_files import load
from ansinh.law.what_if import Change, with_changes

MEN = [  # Annex I: first birth month, last birth month, age
    ("1961-01", "1961-09", 60, 3), ("1961-10", "1962-06", 60, 6), ("1962-07", "1963-03", 60, 9),
    ("1963-04", "1963-12", 61, 0), ("1964-01", "1964-09", 61, 3), ("1964-10", "1965-06", 61, 6),
    ("1965-07", "1966-03", 61, 9), ("1966-04", "1999-12", 62, 0),
]  # fmt: skip
WOMEN = [
    ("1966-01", "1966-08", 55, 4), ("1966-09", "1967-04", 55, 8), ("1967-05", "1967-12", 56, 0),
    ("1968-01", "1968-08", 56, 4), ("1968-09", "1969-04", 56, 8), ("1969-05", "1969-12", 57, 0),
    ("1970-01", "1970-08", 57, 4), ("1970-09", "1971-04", 57, 8), ("1971-05", "1971-12", 58, 0),
    ("1972-01", "1972-08", 58, 4), ("1972-09", "1973-04", 58, 8), ("1973-05", "1973-12", 59, 0),
    ("1974-01", "1974-08", 59, 4), ("1974-09", "1975-04", 59, 8), ("1975-05", "1999-12", 60, 0),
]  # fmt: skip


def reached(births: list[int], sex: Sex, route: Route = Route.NORMAL, not_before: int | None = None):
    least = None if not_before is None else np.full(len(births), not_before)
    sexes = np.full(len(births), sex, dtype=np.int8)
    return age_reached(np.array(births), sexes, route, load(), not_before=least)


@pytest.mark.parametrize(
    ("sex", "first", "last", "years", "months"),
    [(Sex.MALE, *row) for row in MEN] + [(Sex.FEMALE, *row) for row in WOMEN],
)
def test_every_birth_month_of_annex_i(sex: Sex, first: str, last: str, years: int, months: int) -> None:
    births = list(range(Month.parse(first).number, Month.parse(last).number + 1))
    assert set(reached(births, sex).age.tolist()) == {12 * years + months}


@pytest.mark.parametrize(
    ("sex", "first", "last", "years", "months"),
    [(Sex.MALE, *row) for row in MEN] + [(Sex.FEMALE, *row) for row in WOMEN],
)
def test_annex_ii_is_five_years_later_and_lower(sex: Sex, first: str, last: str, years: int, months: int) -> None:
    births = list(range(Month.parse(first).number + 60, Month.parse(last).number + 61))
    assert set(reached(births, sex, Route.HARD).age.tolist()) == {12 * years + months - 60}


@given(
    birth=st.integers(Month.of(1940, 1).number, Month.of(2005, 12).number),
    sex=st.sampled_from([Sex.MALE, Sex.FEMALE]),
    route=st.sampled_from([Route.NORMAL, Route.HARD]),
)
def test_the_road_is_a_walk_month_by_month(birth: int, sex: Sex, route: Route) -> None:
    month = birth
    while month < Month.of(1962, 1).number or month - birth < age_asked(sex, Month(month), route, load()):
        month += 1
    assert int(reached([birth], sex, route).month[0]) == month


@pytest.mark.parametrize(
    ("sex", "birth", "route", "assessed", "month"),
    [
        (Sex.FEMALE, "1965-05", Route.LOSS_61, "2016-07", "2016-07"),  # 59/2015, example 33
        (Sex.FEMALE, "1970-10", Route.LOSS_61, "2019-02", "2019-10"),  # 49 asked in 2019
        (Sex.FEMALE, "1970-10", Route.LOSS_61, "2018-12", "2018-12"),  # 48 asked in 2018
        (Sex.MALE, "1966-01", Route.LOSS_61, "2020-11", "2021-04"),  # 55 asked until 2020, 55y3m since
        (Sex.MALE, "1970-01", Route.LOSS_81, "2019-05", "2020-01"),  # 50 years until 2020
        (Sex.MALE, "1975-03", Route.LOSS_81, "2026-04", "2026-09"),  # 51y6m in 2026
        (Sex.FEMALE, "1968-06", Route.COAL, None, "2018-06"),  # 50 years for both until 2020
        (Sex.MALE, "1971-01", Route.COAL, None, "2021-04"),
    ],
)
def test_lower_ages(sex: Sex, birth: str, route: Route, assessed: str | None, month: str) -> None:
    least = None if assessed is None else Month.parse(assessed).number
    assert str(Month(int(reached([Month.parse(birth).number], sex, route, least).month[0]))) == month


def test_an_age_before_the_first_text_is_refused() -> None:
    with pytest.raises(UnknownValueError):
        reached([Month.of(1955, 1).number], Sex.MALE, Route.LOSS_61, Month.of(2012, 1).number)
    with pytest.raises(UnknownValueError):
        reached([Month.of(1970, 1).number], Sex.UNKNOWN)


def test_ages_that_fall_again_are_still_reached_once() -> None:
    asked = with_changes(load(), [Change("pension.age.women", dt.date(2022, 1, 1), "680")])  # 56y8m in 2022 alone
    births = np.array([Month.of(1966, 10).number])
    found = age_reached(births, np.array([Sex.FEMALE], dtype=np.int8), Route.NORMAL, asked)
    assert (str(Month(int(found.month[0]))), int(found.age[0])) == ("2023-01", 672)
