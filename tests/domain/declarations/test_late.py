"""Interest on what a declaration adds for earlier months: the official example, grace, days, and what is unknown."""

import datetime as dt
from fractions import Fraction

import pytest

from ansinh.core.period import Month
from ansinh.domain.declarations.consequences import MonthChange
from ansinh.domain.declarations.late import late_interest
from ansinh.law.arrears.recovery import Ground
from ansinh.law.value_files import load
from ansinh.law.values import Announced

EVASION = Ground("evasion")


def change(month: str, amount: int) -> MonthChange:
    return MonthChange(Month.parse(month), 0, {"rs": amount})


@pytest.fixture
def values():
    rate = "fund.investment_rate.average_of_previous_year"
    return load().with_announced([Announced(rate, dt.date(2016, 1, 1), "0.0639", "công văn mẫu", "an", "binh")])


def test_the_worked_example_of_letter_1379(values):
    # 1.065 % a month in 2016 (6.39 % a year, twice, by twelve): 50 m of 2015-01 recovered in 2016-05 is 15 months
    found = late_interest(
        [change("2015-01", 50_000_000), change("2015-02", 60_000_000), change("2016-05", 9)],
        EVASION, Month.of(2016, 5), 1, values,
    )  # fmt: skip
    assert (found.by_month, found.refused) == ((7_987_500, 8_946_000, 0), None)
    assert found.total == 16_933_500


def test_what_is_taken_back_bears_none(values):
    found = late_interest([change("2015-01", -50_000_000)], EVASION, Month.of(2016, 5), 1, values)
    assert (found.by_month, found.refused) == ((0,), None)


@pytest.mark.parametrize(("filed", "charged"), [(dt.date(2016, 6, 30), False), (dt.date(2016, 9, 1), True)])
def test_a_pay_rise_is_free_within_six_months(values, filed, charged):
    ground = Ground("pay_rise", dt.date(2016, 1, 1), filed)
    found = late_interest([change("2016-01", 1_000_000)], ground, Month.of(2016, 9), 1, values)
    assert found.charged is charged


def test_an_unknown_rate_is_said_and_not_guessed():
    found = late_interest([change("2018-01", 1_000_000)], EVASION, Month.of(2018, 5), 1, load())
    assert found.refused is not None
    assert found.total == 0


def test_since_july_2025_by_the_day():
    # July 2025 is due by 31 August; to the end of October that is 61 days at 0.03 %
    found = late_interest([change("2025-07", 10_000_000)], EVASION, Month.of(2025, 10), 1, load())
    assert found.by_month == (10_000_000 * 61 * Fraction(3, 10_000),)


def test_months_before_july_2025_recovered_since_are_not_established():
    found = late_interest([change("2025-05", 10_000_000)], EVASION, Month.of(2025, 10), 1, load())
    assert found.refused is not None
