"""Rates, minimum and grants: the tables of both laws, against a slow reading of the sentences."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.law.pension.average import Averages
from ansinh.law.pension.decision import early_months
from ansinh.law.pension.money import ExcessColumns, excess_grants, pension_amounts, with_minimum
from ansinh.law.pension.rate import Retirements, pension_rates
from ansinh.law.pension.years import half_years, split_years
from ansinh.law.value_files import load

F, M = Sex.FEMALE, Sex.MALE


def rate(sex: Sex, months: int, start: str, early: int = 0, *, treaty: bool = False) -> tuple[str, str]:
    people = Retirements(
        np.array([sex], dtype=np.int8), np.array([months]), np.array([Month.parse(start).number]),
        np.array([early]), np.array([treaty]),
    )  # fmt: skip
    found = pension_rates(people, load())
    return str(Fraction(int(found.before[0]), 1000)), str(Fraction(int(found.cut[0]), 1000))


@pytest.mark.parametrize(
    ("sex", "years", "months", "start", "before"),
    [
        (F, 15, 0, "2025-07", "45"), (F, 15, 1, "2025-07", "46"), (F, 15, 6, "2025-07", "46"),
        (F, 15, 7, "2025-07", "47"), (F, 30, 0, "2026-01", "75"), (F, 40, 0, "2026-01", "75"),
        (F, 20, 0, "2017-12", "60"), (F, 20, 0, "2018-01", "55"), (F, 25, 0, "2017-12", "75"),
        (F, 18, 3, "2016-06", "52"), (F, 19, 7, "2019-06", "55"),  # commune women: 45 at 15, then 2
        (M, 20, 0, "2016-01", "55"), (M, 20, 0, "2017-12", "55"), (M, 20, 0, "2018-01", "53"),
        (M, 20, 0, "2019-01", "51"), (M, 20, 0, "2020-01", "49"), (M, 20, 0, "2021-01", "47"),
        (M, 20, 0, "2022-01", "45"), (M, 20, 0, "2025-06", "45"), (M, 35, 0, "2022-01", "75"),
        (M, 15, 0, "2025-07", "40"), (M, 15, 6, "2025-07", "81/2"), (M, 18, 4, "2026-02", "87/2"),
        (M, 19, 6, "2026-02", "89/2"), (M, 19, 7, "2026-02", "45"), (M, 20, 1, "2026-02", "46"),
    ],
)  # fmt: skip
def test_rate_before_the_cut(sex: Sex, years: int, months: int, start: str, before: str) -> None:
    assert rate(sex, 12 * years + months, start)[0] == before


@pytest.mark.parametrize(
    ("born", "start", "reference", "early", "cut"),
    [
        ("1966-08-15", "2021-06-01", (55, 3), 5, "0"),  # 06/2021, example 26: 5 months and some days
        ("1966-09-01", "2021-06-01", (55, 3), 6, "1"),
        ("1966-08-31", "2021-06-01", (55, 3), 5, "0"),
        ("1971-01-01", "2021-01-01", (55, 4), 64, "10"),
        ("1971-01-20", "2021-01-01", (55, 10), 70, "11"),
        ("1960-01-01", "2021-01-01", (60, 3), 0, "0"),
    ],
)
def test_cut_by_exact_dates(born: str, start: str, reference: tuple[int, int], early: int, cut: str) -> None:
    month = Month.containing(dt.date.fromisoformat(start))
    found = early_months(dt.date.fromisoformat(born), month, 12 * reference[0] + reference[1])
    assert (found, rate(M, 360, str(month), found)[1]) == (early, cut)


def test_treaty_time_counts_two_and_a_quarter_a_year() -> None:
    assert rate(M, 126, "2026-01", treaty=True)[0] == "189/8"  # 10.5 x 2.25
    with pytest.raises(UnknownValueError):
        rate(M, 126, "2026-01")


@pytest.mark.parametrize("start", ["2006-12", "1999-01"])
def test_before_the_first_text_nothing_is_reckoned(start: str) -> None:
    with pytest.raises(UnknownValueError, match="2007-01-01"):
        rate(M, 300, start)


def test_the_remainder_of_the_law_of_2006_is_not_made_up() -> None:
    assert rate(F, 290, "2015-06", 84)[1] == "7"
    with pytest.raises(UnknownValueError, match="half_year"):
        rate(F, 290, "2015-06", 80)


@given(
    sex=st.sampled_from([F, M]), months=st.integers(240, 600), year=st.integers(2016, 2026), early=st.integers(0, 130)
)
def test_rate_as_the_sentence_says(sex: Sex, months: int, year: int, early: int) -> None:
    counted = Fraction(months // 12) + (0 if months % 12 == 0 else Fraction(1, 2) if months % 12 < 7 else 1)
    base = 15 if sex is F else max(15, min(20, year - 2002))
    step = 3 if sex is F and year < 2018 else 2
    before = min(Fraction(75), 45 + step * (counted - base))
    cut = 2 * (early // 12) + (1 if early % 12 >= 6 else 0)
    assert rate(sex, months, f"{year}-01", early) == (str(before), str(cut))


@given(months=st.integers(0, 700), more=st.integers(0, 12))
def test_more_time_never_counts_for_less(months: int, more: int) -> None:
    assert half_years(months + more) >= half_years(months)
    whole, halves = split_years(months, more)
    assert 2 * whole + halves == half_years(months + more)


@pytest.mark.parametrize(
    ("sex", "before", "after", "start", "years", "quarters"),
    [
        (M, 432, 0, "2021-06", (4, 0), 4), (M, 384, 0, "2016-06", (4, 0), 4), (F, 316, 0, "2016-06", (3, 0), 3),
        (F, 348, 36, "2026-06", (0, 4), 16), (F, 372, 24, "2026-06", (2, 4), 18), (F, 380, 0, "2025-09", (4, 0), 4),
        (F, 380, 0, "2025-06", (4, 0), 4), (F, 372, 24, "2025-06", (2, 4), 6), (M, 420, 6, "2026-01", (0, 1), 4),
        (M, 432, 14, "2025-09", (2, 3), 14), (M, 400, 0, "2026-01", (0, 0), 0),
    ],
)  # fmt: skip
def test_grant(sex: Sex, before: int, after: int, start: str, years: tuple[int, int], quarters: int) -> None:
    people = ExcessColumns(
        np.array([sex], dtype=np.int8), np.array([Month.parse(start).number]), np.array([before]), np.array([after])
    )
    found = excess_grants(people, np.array([8_000_001]), load())
    assert (int(found.before[0]), int(found.after[0]), int(found.quarters[0])) == (*years, quarters)
    assert int(found.amount[0]) == (quarters * 8_000_001 * 2 + 4) // 8


@given(points=st.integers(0, 75_000), over=st.integers(1, 10**17), under=st.integers(1, 10**9))
def test_amounts_are_rounded_once(points: int, over: int, under: int) -> None:
    exact = Fraction(points, 100_000) * Fraction(over, under)
    if exact < 10**13:
        found = pension_amounts(np.array([points]), Averages(np.array([over]), np.array([under])))
        assert int(found[0]) == (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


@pytest.mark.parametrize(
    ("day", "level"), [("2016-04-30", 1_150_000), ("2024-08-01", 2_340_000), ("2026-07-01", 2_530_000)]
)
def test_the_minimum_lifts_only_the_protected(day: str, level: int) -> None:
    pensions, protected = np.array([100_000, 100_000, 9_000_000]), np.array([True, False, True])
    lifted = with_minimum(pensions, protected, dt.date.fromisoformat(day), load())
    assert lifted.tolist() == [level, 100_000, 9_000_000]
