"""Forecast and conversion hold in provinces whose years are another's, and the command says so."""

import itertools
import json

import pytest
from typer.testing import CliRunner

from ansinh.cli.plan import app
from ansinh.jobs.synthetic.seasons import conversions, forecasts, held, series


@pytest.mark.parametrize("busy", [(9, 10, 11), (3, 6), (1, 2, 6)])
def test_near_months_of_any_year_are_told_within_the_interval_and_better_than_naive(busy: tuple[int, ...]) -> None:
    near = forecasts(busy, 3, ahead=(1, 2))
    assert all(one.inside and one.error <= one.naive_error for one in near)


def test_nine_in_ten_truths_lie_inside_at_every_distance_and_intervals_are_not_drawn_wide_to_get_there() -> None:
    for one in held([(9, 10, 11), (3, 6), (1, 2, 6)], 3, provinces=4):
        assert one.share >= 85, one
        assert one.half <= 12 * one.missed, one


def test_a_year_has_its_own_busy_months() -> None:
    told = series((3,), 25, 1)
    steps = [after - before for before, after in itertools.pairwise(told)]
    assert steps.index(max(steps[:12])) + 2 == 3  # the step into March
    assert series((3,), 25, 1) == told != series((3,), 25, 2)


def test_what_one_province_teaches_holds_in_another() -> None:
    own, away = conversions((9, 10, 11), (1, 2, 6), 1)
    assert own.brier < own.naive
    assert away.brier < away.naive


def test_the_command_prints_both_and_refuses_a_month_that_is_none() -> None:
    told = json.loads(CliRunner().invoke(app, ["backtest", "--busy", "9,10", "--busy", "3,6", "--json"]).stdout)
    assert {tuple(one["busy"]) for one in told["forecasts"]} == {(9, 10), (3, 6)}
    assert told["conversion"]["other"]["rows"] > 0
    assert {one["ahead"] for one in told["intervals"]} == {1, 2, 3, 6, 9}
    assert "Brier" in CliRunner().invoke(app, ["backtest", "--busy", "3,6"]).stdout
    assert CliRunner().invoke(app, ["backtest", "--busy", "13"]).exit_code == 2
