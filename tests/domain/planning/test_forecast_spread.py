"""A forecast is told as surely as its trials allow: few trials, trials that overlap and far months widen it."""

import numpy as np
import pytest

from ansinh.domain.planning.forecast_spread import spread


def test_many_trials_of_one_month_come_near_the_normal_spread() -> None:
    errors = np.resize([-10.0, 10.0], 400)
    assert spread({1: errors}, 1) == pytest.approx(16.49, abs=0.02)


def test_trials_that_overlap_count_less_than_trials_that_do_not() -> None:
    eight = np.resize([-10.0, 10.0], 8)
    assert spread({1: np.zeros(8), 6: eight}, 6) == pytest.approx(23.53, abs=0.01)  # three apart, not eight
    assert spread({1: eight}, 1) == pytest.approx(18.60, abs=0.01)


def test_a_far_month_is_never_told_surer_than_a_near_one() -> None:
    assert spread({1: np.full(8, 10.0), 4: np.zeros(8)}, 4) == pytest.approx(2 * spread({1: np.full(8, 10.0)}, 1))


def test_no_trial_no_spread() -> None:
    assert spread({1: np.array([]), 2: np.array([])}, 2) == 0
