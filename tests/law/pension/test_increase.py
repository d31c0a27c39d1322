"""Increases since 2008: every decree, who it names, the lift of the lowest, and the surcharge of women."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.law.pension.increase import Roll, event_days, increase, women_surcharge
from ansinh.law.value_files import load


def after(amount: int, started: str, day: str, had: int = -1) -> int:
    roll = Roll(np.array([amount]), np.array([Month.parse(started).number]), np.array([had], dtype=np.int8))
    return int(increase(roll, dt.date.fromisoformat(day), load()).amount[0])


@pytest.mark.parametrize(
    ("day", "amount", "started", "result"),
    [
        ("2008-01-01", 1_000_000, "2005-01", 1_200_000), ("2008-10-01", 1_000_000, "2005-01", 1_150_000),
        ("2009-05-01", 1_000_000, "2005-01", 1_050_000), ("2010-05-01", 1_000_001, "2005-01", 1_123_001),
        ("2011-05-01", 1_000_000, "2005-01", 1_137_000), ("2012-05-01", 1_000_000, "2005-01", 1_265_000),
        ("2013-07-01", 1_000_000, "2005-01", 1_096_000), ("2015-01-01", 1_000_000, "2005-01", 1_080_000),
        ("2016-01-01", 1_000_000, "2014-12", 1_000_000), ("2016-01-01", 1_000_000, "2015-01", 1_080_000),
        ("2016-01-01", 1_000_000, "2016-04", 1_080_000), ("2017-07-01", 1_000_000, "2005-01", 1_074_400),
        ("2018-07-01", 1_000_000, "2005-01", 1_069_200), ("2019-07-01", 4_321_098, "2014-03", 4_631_785),
        ("2022-01-01", 5_000_000, "2010-05", 5_370_000), ("2022-01-01", 5_000_000, "2022-01", 5_000_000),
        ("2022-01-01", 2_100_000, "1994-12", 2_455_400), ("2022-01-01", 2_200_000, "1994-12", 2_500_000),
        ("2022-01-01", 2_200_000, "1995-01", 2_362_800), ("2023-07-01", 2_200_000, "1990-01", 2_775_000),
        ("2023-07-01", 2_400_000, "1990-01", 3_000_000), ("2023-07-01", 2_600_000, "1990-01", 3_000_000),
        ("2023-07-01", 5_000_000, "2022-03", 6_040_000), ("2023-07-01", 5_000_000, "2023-07", 5_000_000),
        ("2024-07-01", 2_700_000, "1990-01", 3_405_000), ("2024-07-01", 2_900_000, "1990-01", 3_500_000),
        ("2024-07-01", 6_041_250, "2010-05", 6_947_438), ("2026-07-01", 6_947_438, "2010-05", 7_503_233),
    ],
)  # fmt: skip
def test_one_decree(day: str, amount: int, started: str, result: int) -> None:
    assert after(amount, started, day) == result


def test_who_decree_108_passed_over_gets_more() -> None:
    assert (after(5_000_000, "2010-05", "2023-07-01", 1), after(5_000_000, "2010-05", "2023-07-01", 0)) == (
        5_625_000,
        6_040_000,
    )


@pytest.mark.parametrize("day", ["2007-01-01", "2020-01-01", "2025-07-01", "2024-07-02"])
def test_a_day_without_an_increase_is_refused(day: str) -> None:
    with pytest.raises(UnknownValueError, match="2024-07-01"):
        after(5_000_000, "2005-01", day)


@given(
    amounts=st.lists(st.integers(1, 50_000_000), min_size=1, max_size=30),
    first=st.integers(Month.of(1980, 1).number, Month.of(2026, 6).number),
    day=st.sampled_from(event_days(load())),
)
def test_nobody_loses_and_order_is_kept(amounts: list[int], first: int, day: dt.date) -> None:
    before = np.sort(np.array(amounts))
    roll = Roll(before, np.full(before.size, first), np.full(before.size, -1, dtype=np.int8))
    raised = increase(roll, day, load())
    assert (raised.amount >= before).all()
    assert (np.diff(raised.amount) >= 0).all()
    assert (raised.amount[~raised.addressed] == before[~raised.addressed]).all()


@pytest.mark.parametrize(
    ("halves", "started", "percent"),
    [
        (40, "2018-05", "7.27"), (50, "2018-05", "12.31"), (59, "2018-05", "1.08"), (40, "2021-05", "1.82"),
        (39, "2018-05", "0"), (60, "2018-05", "0"), (50, "2017-12", "0"), (50, "2022-01", "0"),
    ],
)  # fmt: skip
def test_surcharge_of_women(halves: int, started: str, percent: str) -> None:
    assert women_surcharge(halves, Month.parse(started), load()) == Fraction(percent) / 100
