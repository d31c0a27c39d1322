"""Occupational accidents and diseases, by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import RefusedError, UnknownValueError
from ansinh.core.period import Month
from ansinh.law.careers import Careers
from ansinh.law.convalescence.rest import rest_money
from ansinh.law.occupational.amount import (
    assess_again_from,
    attendant,
    compensation,
    convalescence_days,
    convalescence_window,
    death_grant,
    monthly,
    one_off,
    settling_abroad,
    starts,
)
from ansinh.law.occupational.combined import after_combined_assessment, fund_years, salary
from ansinh.law.value_files import load

VALUES = load()
D = dt.date
DAY = D(2026, 6, 30)  # 2,340,000


def career(first, last, money):
    return Careers.one([(Month.parse(first), Month.parse(last), money)])


ONE_OFF = [  # loss, years, salary: by loss, by years
    (5, 0, 6_000_000, 11_700_000, 3_000_000), (5, 1, 6_000_000, 11_700_000, 3_000_000),
    (6, 2, 6_000_000, 12_870_000, 4_800_000),
    (30, 11, 6_000_000, 40_950_000, 21_000_000), (31, 11, 6_000_000, 0, 0), (4, 11, 6_000_000, 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("loss", "years", "wage", "by_loss", "by_years"), ONE_OFF)
def test_one_off(loss, years, wage, by_loss, by_years):
    found = one_off(loss, years, wage, DAY, VALUES)
    assert (found.by_loss, found.by_years, found.amount) == (by_loss, by_years, by_loss + by_years)
    assert found.right.due == (5 <= loss <= 30)


MONTHLY = [  # loss, years, salary: by loss, by years
    (31, 1, 8_000_000, 702_000, 40_000), (100, 2, 8_000_000, 3_931_200, 64_000), (30, 2, 8_000_000, 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("loss", "years", "wage", "by_loss", "by_years"), MONTHLY)
def test_monthly(loss, years, wage, by_loss, by_years):
    found = monthly(loss, years, wage, DAY, VALUES)
    assert (found.by_loss, found.by_years, found.amount) == (by_loss, by_years, by_loss + by_years)


def test_halves_of_both_parts_are_rounded_once():
    found = one_off(5, 1, 1, DAY, VALUES)
    assert (found.by_years, found.amount) == (1, 11_700_001)


def test_attendance_asks_for_both():
    asked = [(81, "two_limbs"), (80, "two_limbs"), (81, "none")]
    found = [attendant(loss, condition, DAY, VALUES) for loss, condition in asked]
    assert [each.amount for each in found] == [2_340_000, 0, 0]
    assert [each.right.reason for each in found] == ["", "loss_below_attendance", "condition_not_listed"]


@pytest.mark.parametrize(("day", "dong"), [(D(2026, 6, 30), 84_240_000), (D(2026, 7, 1), 91_080_000)])
def test_death(day, dong):
    assert death_grant(day, VALUES)[0] == dong


@pytest.mark.parametrize(("loss", "days"), [(14, 0), (15, 5), (30, 5), (31, 7), (50, 7), (51, 10), (100, 10)])
def test_days_of_convalescence(loss, days):
    assert convalescence_days(loss, DAY, VALUES) == days


def test_in_the_first_half_of_2016_the_place_decided():
    with pytest.raises(RefusedError):
        rest_money("oad.convalescence.rate", 5, D(2016, 6, 30), VALUES)
    assert rest_money("oad.convalescence.rate", 5, D(2016, 7, 1), VALUES)[0] == 1_815_000


def test_before_2016_nothing_is_silently_zero():
    with pytest.raises(UnknownValueError, match="2016-01-01"):
        one_off(20, 5, 1, D(2015, 12, 31), VALUES)


def test_years_and_salary_come_from_before_the_accident():
    assert fund_years(career("2023-07", "2026-06", 1), D(2026, 6, 15)) == 2  # the month of the accident is not counted
    assert fund_years(career("2023-06", "2026-06", 1), D(2026, 6, 15)) == 3
    first_month, other = career("2026-06", "2026-06", 5_000_000), career("2025-01", "2026-06", 7_000_000)
    assert salary([first_month, other], D(2026, 6, 15), VALUES) == 12_000_000
    assert salary([career("2020-01", "2026-06", 40_000_000)] * 2, D(2026, 6, 15), VALUES) == 46_800_000


def test_several_injuries_are_one_loss():
    assert after_combined_assessment(30, 4, 8_000_000, DAY, VALUES) == one_off(30, 4, 8_000_000, DAY, VALUES)
    assert after_combined_assessment(31, 4, 8_000_000, DAY, VALUES) == monthly(31, 4, 8_000_000, DAY, VALUES)


PAID_BY_EMPLOYER = [(4, 0), (5, 15), (10, 15), (11, 19), (80, 295), (81, 300), (100, 300)]


@pytest.mark.parametrize(("loss", "tenths"), PAID_BY_EMPLOYER)
def test_compensation_by_the_employer(loss, tenths):
    assert compensation(loss, 10_000_000, DAY, VALUES) == tenths * 1_000_000
    assert compensation(loss, 10_000_000, DAY, VALUES, own_fault=True) == tenths * 400_000


def test_days_around_it():
    assert (starts(D(2026, 3, 9), D(2026, 5, 4)), starts(None, D(2026, 5, 4))) == (Month.of(2026, 3), Month.of(2026, 5))
    assert assess_again_from(D(2024, 2, 29), VALUES) == D(2026, 3, 1)
    assert convalescence_window(D(2026, 3, 1), VALUES) == D(2026, 3, 30)
    assert settling_abroad(1_000_000, DAY, VALUES) == 3_000_000


@given(st.integers(5, 99), st.integers(0, 45), st.integers(0, 46_800_000))
def test_more_loss_or_more_years_never_pay_less(loss, years, wage):
    for law in (one_off, monthly):
        now, worse = law(loss, years, wage, DAY, VALUES), law(loss + 1, years, wage, DAY, VALUES)
        longer = law(loss, years + 1, wage, DAY, VALUES)
        assert longer.amount >= now.amount >= 0
        assert worse.amount >= now.amount or not worse.right.due
