"""Survivors by both laws: who among the relatives, how much, and the sums at once."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.cli.cases.runner import answer_of
from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.survivors.grants import (
    Deceased,
    Standing,
    accident_lump,
    contributor_lump,
    funeral_amount,
    funeral_right,
    pensioner_lump,
    voluntary_lump,
)
from ansinh.law.survivors.relatives import Kind, Relative, deceased_right, relative_right
from ansinh.law.survivors.shares import may_choose_lump, monthly_amounts, monthly_shares, without_carer
from ansinh.law.value_files import load

OLD, NEW = dt.date(2018, 6, 1), dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (Deceased(12), True), (Deceased(11), False), (Deceased(10, 50), True), (Deceased(4, 55), False),
        (Deceased(0, 60), True), (Deceased(0, oad_death=True), True), (Deceased(0, standing=Standing.PENSIONER), True),
        (Deceased(0, standing=Standing.OAD), True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", [OLD, NEW])
def test_funeral(one: Deceased, due: bool, day: dt.date) -> None:  # noqa: FBT001 - a column of the table
    assert funeral_right(one, day, load()).due == due


@pytest.mark.parametrize(
    ("death", "amount"),
    [("2024-06-30", 18_000_000), ("2024-07-01", 23_400_000), ("2025-07-15", 23_400_000), ("2026-07-31", 25_300_000)],
)
def test_funeral_amount(death: str, amount: int) -> None:
    assert funeral_amount(dt.date.fromisoformat(death), load()) == amount


RELATIVES = [  # relative, day, reason
    (Relative(Kind.CHILD, 215), OLD, ""),
    (Relative(Kind.CHILD, 216), OLD, "child_grown"),
    (Relative(Kind.CHILD, 300, loss_pct=81), OLD, ""),
    (Relative(Kind.CHILD, 300, 9_000_000, loss_pct=90), OLD, "income_too_high"),
    (Relative(Kind.CHILD, 100, 9_000_000), OLD, ""),  # children under 18 are not asked about income
    (Relative(Kind.CHILD, -1), OLD, ""),  # to be born
    (Relative(Kind.WIFE, 660), OLD, ""),
    (Relative(Kind.WIFE, 659), OLD, "relative_too_young"),
    (Relative(Kind.WIFE, 500, loss_pct=81), OLD, ""),
    (Relative(Kind.WIFE, 500, loss_pct=80), OLD, "relative_too_young"),
    (Relative(Kind.HUSBAND, 719), OLD, "relative_too_young"),
    (Relative(Kind.FATHER, 720, 1_299_999), OLD, ""),
    (Relative(Kind.FATHER, 720, 1_300_000), OLD, "income_too_high"),
    (Relative(Kind.MOTHER_IN_LAW, 683), NEW, "relative_too_young"),  # 57 years in 2026
    (Relative(Kind.MOTHER_IN_LAW, 684), NEW, ""),
    (Relative(Kind.FATHER, 738), NEW, ""),  # 61 years 6 months in 2026
    (Relative(Kind.FATHER, 738, drawing=True), NEW, "income_too_high"),
    (Relative(Kind.OTHER, 680, sex=Sex.FEMALE), NEW, "relative_too_young"),
    (Relative(Kind.OTHER, 684, sex=Sex.FEMALE), NEW, ""),
]


@pytest.mark.parametrize(("one", "day", "reason"), RELATIVES)
def test_relative(one: Relative, day: dt.date, reason: str) -> None:
    assert relative_right(one, day, load()).reason == reason


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (Deceased(180), True), (Deceased(179), False), (Deceased(0, oad_death=True), True),
        (Deceased(0, standing=Standing.PENSIONER), True), (Deceased(0, 200), False),
    ],
)  # fmt: skip
def test_who_opens_monthly_shares(one: Deceased, due: bool) -> None:  # noqa: FBT001 - a column of the table
    assert deceased_right(one, NEW, load()).due == due


def test_a_monthly_accident_benefit_opens_them_from_sixty_one_per_cent() -> None:
    one = Deceased(20, standing=Standing.OAD)
    assert deceased_right(one, NEW, load(), oad_loss_pct=61).due
    assert not deceased_right(one, NEW, load(), oad_loss_pct=60).due


def test_at_most_four_relatives_and_twice_for_two_deaths() -> None:
    children = tuple(Relative(Kind.CHILD, 24 * number, other_parent_alive=False) for number in range(1, 7))
    open_right = deceased_right(Deceased(200), NEW, load())
    found = monthly_shares(open_right, children, deaths=2, day=NEW, values=load())
    assert found.shares == (*[Fraction(7, 10)] * 4, Fraction(0), Fraction(0))
    assert found.times == 2
    assert monthly_amounts(found.shares[:1], Month.of(2026, 7), load(), times=2) == (3_542_000,)


def test_nothing_a_month_where_the_deceased_has_too_little_time() -> None:
    right = deceased_right(Deceased(100), NEW, load())
    assert monthly_shares(right, (Relative(Kind.CHILD, 12),), deaths=1, day=NEW, values=load()).shares == (0,)
    assert "80 months are missing" in right.failed[0].mend.en


@pytest.mark.parametrize(
    ("one", "alone"),
    [
        (Relative(Kind.CHILD, 12, other_parent_alive=False), True), (Relative(Kind.CHILD, 12), False),
        (Relative(Kind.WIFE, 700, adult_children=0), True), (Relative(Kind.WIFE, 700, adult_children=1), False),
        (Relative(Kind.FATHER, 750, spouse_alive=False, adult_children=0), True),
        (Relative(Kind.FATHER, 750, spouse_alive=True, adult_children=0), False),
        (Relative(Kind.FATHER, 750, spouse_alive=False, adult_children=2), False),
    ],
)  # fmt: skip
def test_without_a_carer(one: Relative, alone: bool) -> None:  # noqa: FBT001 - a column of the table
    assert without_carer(one) == alone


def test_choosing_one_sum() -> None:
    small, grown = Relative(Kind.CHILD, 71), Relative(Kind.CHILD, 72)
    assert not may_choose_lump((small,), OLD, load())
    assert may_choose_lump((grown,), OLD, load())
    assert not may_choose_lump((Relative(Kind.WIFE, 500, loss_pct=85),), OLD, load())
    assert may_choose_lump((small,), NEW, load())


@pytest.mark.parametrize(
    ("drawn", "months"), [(0, "48"), (2, "48"), (3, "47.5"), (13, "42.5"), (91, "3.5"), (92, "3"), (400, "3")]
)
def test_lump_sum_of_a_pensioner(drawn: int, months: str) -> None:
    assert pensioner_lump(4_200_001, drawn, NEW, load()).months == Fraction(months)
    assert pensioner_lump(4_200_001, drawn, OLD, load()).months == Fraction(months)


def test_lump_sums_of_others() -> None:
    values = load()
    assert contributor_lump(0, 7, 6_000_000, NEW, values).months == 3
    assert contributor_lump(48, 106, 7_000_000, NEW, values).amount == 168_000_000
    assert accident_lump(2_000_000, NEW, values).amount == 6_000_000
    assert voluntary_lump(0, 59, average=5_000_000, money_paid=1_234, day=NEW, values=values).amount == 1_234
    assert voluntary_lump(0, 59, average=5_000_000, money_paid=1_234, day=OLD, values=values).amount == 50_000_000
    assert voluntary_lump(0, 60, average=5_000_000, money_paid=1_234, day=NEW, values=values).amount == 50_000_000


@given(before=st.integers(0, 400), later=st.integers(0, 200), more=st.integers(0, 24))
def test_more_time_is_never_worth_less(before: int, later: int, more: int) -> None:
    values = load()
    less = contributor_lump(before, later, 5_000_000, NEW, values).amount
    assert contributor_lump(before, later + more, 5_000_000, NEW, values).amount >= less >= 15_000_000


@pytest.mark.parametrize(
    ("kind", "age", "share"),
    [
        ("father", {"age_years": 61}, "0"), ("father", {"age_years": 61, "age_months": 734}, "0"),
        ("father", {"age_years": 61, "age_months": 735}, "0.5"), ("father", {"age_years": 62}, "0.5"),
        ("mother", {"age_years": 56, "age_months": 680}, "0.5"), ("mother", {"age_years": 56}, "0"),
        ("child", {"age_years": 17}, "0.5"),
    ],
)  # fmt: skip
def test_ages_with_months_may_be_told_and_whole_years_say_what_they_leave_open(
    kind: str, age: dict[str, int], share: str
) -> None:
    facts = {"kind": kind, "income": 0, "other_parent_alive": True, "spouse_alive": True, "adult_children": 1, **age}
    inputs = {"relatives": [facts], "cause": "other", "contributed_months": 200, "deaths": 1}
    answer = answer_of("survivors.monthly_share", "2025-08-01", inputs, load())
    assert answer.outputs["shares"] == [share]
    told = " ".join(step.result.en for step in answer.steps if isinstance(step.result, Text))
    assert ("age_months" in told) == (share == "0" and "age_months" not in age)
