"""Statutory days, and when offices work."""

import datetime as dt

import pytest

from ansinh.core.errors import UnknownValueError
from ansinh.core.working_days import OFFICES, Roster, after_working_days, is_working_day
from ansinh.law.deadlines.due import KINDS, due_date, office_roster
from ansinh.law.value_files import load
from ansinh.law.values import Announced

VALUES = load()
D = dt.date
WEEKENDS = Roster.of(["saturday", "sunday"], [])

DUE = [  # kind, received: due, unit
    ("sickness_from_employer", D(2025, 6, 30), D(2025, 7, 10), "days"),
    ("sickness_from_employer", D(2025, 7, 1), D(2025, 7, 10), "working_days"),
    ("maternity_from_employer", D(2026, 3, 6), D(2026, 3, 17), "working_days"),
    ("maternity_from_person", D(2025, 6, 30), D(2025, 7, 7), "working_days"),
    ("one_time_si", D(2024, 3, 7), D(2024, 3, 17), "days"),
    ("pension", D(2024, 3, 7), D(2024, 3, 27), "days"),
    ("pension", D(2026, 3, 6), D(2026, 3, 26), "days"),
    ("survivors", D(2025, 6, 30), D(2025, 7, 15), "days"),
    ("survivors", D(2026, 1, 5), D(2026, 1, 19), "working_days"),
    ("occupational", D(2016, 6, 30), D(2016, 7, 15), "days"),
    ("occupational", D(2016, 7, 1), D(2016, 7, 11), "days"),
    ("unemployment", D(2025, 12, 31), D(2026, 1, 28), "working_days"),
    ("unemployment", D(2026, 3, 2), D(2026, 3, 23), "working_days"),
]


@pytest.mark.parametrize(("kind", "received", "due", "unit"), DUE)
def test_due(kind, received, due, unit):
    found = due_date(kind, received, VALUES, WEEKENDS)
    assert (found.day, found.unit) == (due, unit)
    assert found.steps[0].citation


def test_a_pension_of_the_law_of_2024_does_not_count_holidays():
    roster = Roster.of(["saturday", "sunday"], [D(2026, 4, 27), D(2026, 4, 30), D(2026, 5, 1)])
    assert due_date("pension", D(2026, 4, 20), VALUES, roster).day == D(2026, 5, 13)
    assert due_date("pension", D(2025, 4, 20), VALUES, roster).day == D(2025, 5, 10)


def test_every_kind_is_dated_and_nothing_is_due_before_its_law():
    assert {key for key in VALUES.parameters if key.startswith("deadline.")} >= set(KINDS)
    with pytest.raises(UnknownValueError, match="2025-07-01"):
        due_date("allowance23", D(2025, 6, 30), VALUES)


SWAPS = [  # a day off swapped with a Saturday, both ways
    (D(2024, 4, 29), False), (D(2024, 5, 4), True), (D(2019, 1, 5), True), (D(2018, 12, 31), False),
    (D(2026, 8, 31), False), (D(2026, 8, 22), True), (D(2026, 8, 23), False), (D(2026, 8, 24), True),
]  # fmt: skip


@pytest.mark.parametrize(("day", "worked"), SWAPS)
def test_offices_work_on_saturdays_swapped_for_a_day_off(day, worked):
    assert is_working_day(day) == worked


def test_limits_count_the_swapped_saturday():
    assert after_working_days(D(2024, 4, 26), 3) == D(2024, 5, 4)  # 2, 3 and Saturday 4 May
    assert OFFICES.first(D(2024, 5, 4), 2) == (D(2024, 5, 4), D(2024, 5, 6))


def test_swaps_of_the_year_and_announced_ones_change_the_roster():
    new_year = office_roster(D(2026, 1, 5), VALUES)
    assert [new_year.works(day) for day in (D(2026, 1, 2), D(2026, 1, 10), D(2026, 1, 11))] == [False, True, False]
    assert office_roster(D(2025, 5, 5), VALUES).works(D(2026, 1, 2))


def test_an_announced_value_moves_a_limit():
    told = Announced("deadline.survivors", D(2026, 1, 1), "unknown", "1/CV", "lan", "minh")
    with pytest.raises(UnknownValueError, match=r"deadline\.survivors"):
        due_date("survivors", D(2026, 2, 2), VALUES.with_announced([told]))


def test_a_week_without_work_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        Roster(frozenset(range(7)))
