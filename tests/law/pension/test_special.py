"""Windows of State pay that are not the last years."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.pension.average import Averages, better
from ansinh.law.pension.special import before_change_average, hard_work_average
from ansinh.law.value_files import load

DAY = dt.date(2024, 6, 1)


def test_the_best_years_in_hard_work_beat_an_easier_job_at_the_end() -> None:
    worth = np.array([400] * 120 + [600] * 60 + [300] * 60)
    hard = np.array([True] * 180 + [False] * 60)
    found = hard_work_average(worth, hard, 60, DAY, load())
    assert found is not None
    last = Averages(np.array([300 * 60]), np.array([60]))
    assert better(last, found).dong.tolist() == [600]


def test_under_fifteen_years_of_hard_work_nothing_special_counts() -> None:
    assert hard_work_average(np.full(179, 500), np.ones(179, dtype=np.bool_), 60, DAY, load()) is None


def test_the_last_years_before_leaving_the_forces() -> None:
    worth = np.array([500] * 30 + [900] * 30 + [200] * 12)
    found = before_change_average(worth, 60, 60)
    assert found is not None
    assert found.dong.tolist() == [700]
    assert before_change_average(worth, 0, 60) is None


@given(st.lists(st.integers(0, 10**8), min_size=180, max_size=240), st.integers(1, 120))
def test_no_window_is_better_than_the_best(worth: list[int], window: int) -> None:
    found = hard_work_average(np.array(worth), np.ones(len(worth), dtype=np.bool_), window, DAY, load())
    assert found is not None
    assert int(found.over[0]) == max(sum(worth[i : i + window]) for i in range(len(worth) - window + 1))
