"""One-time benefits by both laws: amounts, who may take them, settling abroad, the allowance of article 23."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.law.one_time.abroad import settle_allowance, settle_pension
from ansinh.law.one_time.amount import (
    SupportRow,
    area_allowance,
    one_time,
    reference,
    split_months,
    state_support,
    under_one_year,
)
from ansinh.law.one_time.article_23 import article_23, funeral_due, unpaid_at_death
from ansinh.law.one_time.right import Ground, Leaver, grounds, months_out_right, nearest_ground
from ansinh.law.value_files import load

OLD, NEW = dt.date(2023, 5, 4), dt.date(2026, 5, 4)


def quarters(before: int, later: int, day: dt.date = NEW) -> int:
    found = one_time(np.array([before]), np.array([later]), np.array([4]), day, load())
    assert found.amount[0] == found.quarters[0]
    return int(found.quarters[0])


@pytest.mark.parametrize(
    ("before", "later", "averages"),
    [
        (92, 47, "20.5"), (0, 31, "6"), (0, 1, "1"), (0, 7, "2"), (11, 0, "2"), (12, 0, "1.5"), (13, 0, "2.5"),
        (23, 1, "3.5"), (24, 24, "7"), (239, 0, "30.5"), (5, 1, "1"), (6, 1, "2"), (0, 0, "0"),
    ],
)  # fmt: skip
def test_averages_due(before: int, later: int, averages: str) -> None:
    assert Fraction(quarters(before, later), 4) == Fraction(averages)
    assert quarters(before, later, OLD) == quarters(before, later)


@given(before=st.integers(0, 300), later=st.integers(0, 300), average=st.integers(0, 60_000_000))
def test_the_amount_is_rounded_once_and_odd_months_move(before: int, later: int, average: int) -> None:
    moved = before % 12 + later
    half = 0 if moved % 12 == 0 else Fraction(1, 2) if moved % 12 < 7 else 1
    exact = (Fraction(3, 2) * (before // 12) + 2 * (moved // 12 + half)) * average
    found = one_time(np.array([before]), np.array([later]), np.array([average]), NEW, load())
    assert int(found.amount[0]) == (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def test_before_the_law_of_2014_nothing_is_reckoned() -> None:
    with pytest.raises(UnknownValueError):
        quarters(12, 12, dt.date(2015, 12, 31))


@pytest.mark.parametrize(
    ("spells", "split"),
    [
        ([("2010-01", "2022-10")], (48, 106)), ([("2013-12", "2014-01")], (1, 1)), ([("2005-03", "2013-12")], (106, 0)),
        ([("2014-01", "2014-01")], (0, 1)), ([("2001-01", "2001-12"), ("2020-01", "2020-06")], (12, 6)), ([], (0, 0)),
    ],
)  # fmt: skip
def test_months_split_at_2014(spells: list[tuple[str, str]], split: tuple[int, int]) -> None:
    assert split_months([(Month.parse(first), Month.parse(last)) for first, last in spells], load()) == split


LEAVERS = [  # first, months out, months, day, reason
    ("2025-08", 14, 30, "2029-05-02", "joined_from_2025_07"),
    ("2025-07", 12, 12, "2027-05-02", "joined_from_2025_07"),
    ("2025-06", 12, 12, "2027-05-02", ""),
    ("2010-01", 12, 180, "2026-05-04", ""),
    ("2018-03", 11, 80, "2026-05-04", "under_twelve_months_out"),
    ("2003-03", 12, 239, "2026-05-04", ""),
    ("2003-03", 12, 240, "2026-05-04", "twenty_years_or_more"),
    ("2025-08", 11, 240, "2046-05-04", "joined_from_2025_07"),  # all three fail: the first is told first
    ("2018-03", 12, 80, "2020-05-04", ""),
    ("2018-03", 11, 80, "2020-05-04", "under_twelve_months_out"),
]


@pytest.mark.parametrize(("first", "out", "months", "day", "reason"), LEAVERS)
def test_twelve_months_outside(first: str, out: int, months: int, day: str, reason: str) -> None:
    right = months_out_right(Leaver(Month.parse(first), out, months), dt.date.fromisoformat(day), load())
    assert right.reason == reason


def test_other_grounds_and_why_not() -> None:
    person = Leaver(Month.of(2010, 1), 0, 170, of_age=True)
    assert nearest_ground(person, NEW, load()).due
    assert grounds(person, NEW, load())[Ground.OF_AGE].due
    assert not grounds(Leaver(Month.of(2010, 1), 0, 190, of_age=True), NEW, load())[Ground.OF_AGE].due  # a pension
    assert grounds(Leaver(Month.of(2010, 1), 0, 190, of_age=True), OLD, load())[Ground.OF_AGE].due  # by the old law
    assert Ground.DISABILITY not in grounds(person, OLD, load())
    assert grounds(Leaver(Month.of(2010, 1), 0, 190, loss_pct=81), NEW, load())[Ground.DISABILITY].due
    refused = nearest_ground(Leaver(Month.of(2018, 3), 4, 80), NEW, load())
    assert [condition.code for condition in refused.failed] == ["under_twelve_months_out"]
    assert "8 more months" in refused.failed[0].mend.en


def test_less_than_a_year() -> None:
    assert under_one_year(20_000_000, 4_100_000, OLD, load()).amount == 4_400_000
    assert under_one_year(60_000_000, 6_100_000, OLD, load()).amount == 12_200_000
    assert under_one_year(20_000_000, 4_100_000, NEW, load()).amount == 4_400_000


def test_state_support_and_area_allowance() -> None:
    rows = [SupportRow(24, 700_000, Fraction(1, 10)), SupportRow(7, 1_500_000, Fraction(3, 10))]
    assert state_support(rows, dt.date(2023, 5, 4), load()) == 369_600 + 693_000
    assert state_support([], NEW, load()) == 0
    coefficients = [(Fraction(3, 10), 40), (Fraction(4, 10), 30)]
    assert area_allowance(coefficients, 1_490_000, dt.date(2019, 8, 1), load()) == 5_364_000


@pytest.mark.parametrize(
    ("decided", "level"), [("2024-06-30", 1_800_000), ("2024-07-01", 2_340_000), ("2026-07-01", 2_530_000)]
)
def test_the_base_is_that_of_the_decision(decided: str, level: int) -> None:
    assert reference(dt.date.fromisoformat(decided), load()).whole == level


@pytest.mark.parametrize(
    ("before", "later", "drawn", "months"),
    [(300, 0, 120, "3"), (220, 140, 36, "33"), (0, 180, 1, "29.5"), (0, 180, 53, "3.5"), (0, 180, 54, "3")],
)
def test_settling_abroad(before: int, later: int, drawn: int, months: str) -> None:
    found = settle_pension(before, later, pension=5_000_001, months_drawn=drawn, day=NEW, values=load())
    assert found.months == Fraction(months)
    assert found.amount == (2 * Fraction(months) * 5_000_001 + 1) // 2
    assert settle_allowance(1_943_200, NEW, load()).amount == 5_829_600


@pytest.mark.parametrize(
    ("average", "months", "to_age", "expected"),
    [
        (5_000_000, 120, 156, (200, 156, 641_026, 0)), (3_100_000, 92, 150, (100, 100, 500_000, 25_000_000)),
        (5_000_000, 120, 200, (200, 200, 500_000, 0)), (5_000_000, 126, 200, (210, 200, 525_000, 0)),
        (2_500_000, 13, 60, (15, 15, 500_000, 22_500_000)),
    ],
)  # fmt: skip
def test_article_23(average: int, months: int, to_age: int, expected: tuple[int, int, int, int]) -> None:
    found = article_23(average, months, social_pension=500_000, months_to_age=to_age, day=NEW, values=load())
    assert (found.months_entitled, found.months_paid, found.monthly, found.top_up) == expected
    assert unpaid_at_death(found, found.months_paid) == 0
    assert unpaid_at_death(found, 1) == (found.months_paid - 1) * found.monthly


def test_article_23_needs_a_month_and_the_law_of_2024() -> None:
    with pytest.raises(UnknownValueError):
        article_23(5_000_000, 120, social_pension=500_000, months_to_age=0, day=NEW, values=load())
    with pytest.raises(UnknownValueError, match="2025-07-01"):
        article_23(5_000_000, 120, social_pension=500_000, months_to_age=5, day=OLD, values=load())
    assert funeral_due(12, 12, NEW, load())
    assert not funeral_due(11, 59, NEW, load())
