"""The likelihood of joining is honest: calibrated on what it did not learn, better than one share for all, readable."""

from fractions import Fraction

import numpy as np
import pytest

from ansinh.domain.outreach.conversion import History, calibration, contributions, examined, fit, likelihoods
from ansinh.domain.outreach.reasons import reasons
from ansinh.jobs.synthetic.past_outreach import past_outcomes
from ansinh.jobs.synthetic.province import make_province


def history(busy: tuple[int, ...], seed: int = 1) -> History:
    past = past_outcomes(make_province("vinh-phuc-2021", Fraction(1, 200), seed), busy_months=busy)
    return History(past.kind, past.people, past.contacts, past.joined)


@pytest.mark.parametrize("busy", [(9, 10, 11), (1, 2, 6)])  # the second: a province with another year
def test_it_is_calibrated_and_better_than_one_share_for_all(busy: tuple[int, ...]) -> None:
    model, test = examined(history(busy))
    assert model.fitted
    assert test.error < 600  # on average within six points of what came
    assert test.brier < test.naive * 95 // 100
    assert test.rows > 250


def test_a_model_of_one_province_holds_in_another_of_another_season() -> None:
    test = calibration(fit(history((9, 10, 11))), history((1, 2, 6), seed=7))
    assert test.error < 600
    assert test.brier < test.naive


def test_without_history_the_assumed_likelihoods_are_said() -> None:
    nothing = History([], np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    model = fit(nothing)
    one = History(["birth"], np.array([1]), np.array([0]), np.array([False]))
    assert not model.fitted
    assert likelihoods(model, one).tolist() == [round(10_000 * reasons()["birth"].prior)]


def test_every_part_of_a_likelihood_can_be_read_and_none_is_about_who_people_are() -> None:
    model = fit(history((9, 10, 11)))
    assert set(model.weights) - set(reasons()) == {"size", "contacts"}
    parts = dict(contributions(model, "card_30", 1, 2))
    odds = sum(parts.values())
    one = History(["card_30"], np.array([1]), np.array([2]), np.array([False]))
    assert likelihoods(model, one)[0] == round(10_000 / (1 + np.exp(-odds)))
    assert parts["contacts"] > 0  # talking helps, as it was made to
