"""Averages of whole careers: columns against plain fractions, person by person."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.law.pension.average import Averages, average_salary, better
from ansinh.law.pension.career import Careers, Pay
from ansinh.law.pension.price import coefficients
from ansinh.law.value_files import load

Row = tuple[Pay, int, int, int, int]  # pay, year, months, amount, coefficient in ten-thousandths
WINDOWS = ((1995, 60), (2001, 72), (2007, 96), (2016, 120), (2020, 180), (2025, 240))


def columns(people: list[list[Row]]) -> Careers:
    rows = [row for person in people for row in person]
    starts = np.cumsum([0, *(len(person) for person in people[:-1])]).astype(np.intp)
    pay, year, months, amount, coefficient = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    first = np.array([Month.of(person[0][1], 1).number for person in people])
    return Careers(starts, first, pay.astype(np.int8), year, months, amount, coefficient)


def by_hand(rows: list[Row], entitled: Month) -> Fraction:
    """Art. 62-64 read slowly: a list of months, the last of them, and fractions."""
    values, first = load(), rows[0][1]
    base = 2_340_000 if entitled < Month.of(2026, 7) else 2_530_000
    table = values.get("pension.price", Month.of(entitled.year, 1).first_day)

    def worth(row: Row) -> Fraction:
        if row[0] is Pay.STATE and first < 2016:
            return Fraction(row[4], 10_000) * base
        return row[3] * table.of(str(row[1]) if row[1] >= 1995 else "before_1995")

    state = [worth(row) for row in rows if row[0] is Pay.STATE for _ in range(row[2])]
    others = [worth(row) for row in rows if row[0] in (Pay.EMPLOYER, Pay.VOLUNTARY) for _ in range(row[2])]
    window = next((months for year, months in WINDOWS if first < year), None)
    last = state[-window:] if window else state
    mean = Fraction(sum(last), len(last)) if last else Fraction(0)
    if state and entitled >= Month.of(2025, 7):
        mean = max(mean, Fraction(sum(state), len(state)))
    count = len(state) + len(others)
    return (mean * len(state) + sum(others)) / count if count else Fraction(0)


@st.composite
def careers(draw: st.DrawFn) -> list[Row]:
    first = draw(st.integers(1988, 2022))
    kinds = st.sampled_from([Pay.STATE, Pay.STATE, Pay.EMPLOYER, Pay.VOLUNTARY])
    rows = []
    for year in range(first, draw(st.integers(first, 2024)) + 1):
        pay = draw(kinds) if year >= 1995 else Pay.STATE
        rows.append(
            (pay, year, draw(st.integers(1, 12)), draw(st.integers(100_000, 46_800_000)),
             draw(st.integers(10_000, 130_000)))
        )  # fmt: skip
    return rows


@given(
    people=st.lists(careers(), min_size=1, max_size=4),
    entitled=st.sampled_from(["2025-01", "2025-07", "2026-01", "2026-07"]),
)
def test_columns_are_the_slow_reading(people: list[list[Row]], entitled: str) -> None:
    month = Month.parse(entitled)
    found = average_salary(columns(people), month, load())
    exact = [Fraction(int(over), int(under)) for over, under in zip(found.over, found.under, strict=True)]
    assert exact == [by_hand(rows, month) for rows in people]


def test_time_without_a_wage_counts_for_nothing_here() -> None:
    rows = [(Pay.UNPAID, 1990, 12, 0, 0), (Pay.STATE, 2000, 12, 0, 40_000)]
    assert average_salary(columns([rows]), Month.of(2025, 1), load()).dong.tolist() == [9_360_000]


def test_a_person_without_paid_months_has_no_average() -> None:
    rows = [(Pay.UNPAID, 1990, 12, 0, 0)]
    assert average_salary(columns([rows]), Month.of(2025, 1), load()).dong.tolist() == [0]


@pytest.mark.parametrize(
    ("year", "entitled", "hundredths"),
    [
        (1980, 2025, 563), (1994, 2025, 563), (1995, 2025, 478), (2024, 2025, 100), (2025, 2025, 100),
        (2014, 2026, 136), (2007, 2016, 207), (1995, 2026, 491), (2006, 2026, 305),
    ],
)  # fmt: skip
def test_price_coefficients(year: int, entitled: int, hundredths: int) -> None:
    assert coefficients(np.array([year]), entitled, load()).tolist() == [hundredths]


@pytest.mark.parametrize(("year", "entitled"), [(2014, 2015), (2014, 2027), (2026, 2025)])
def test_a_table_that_is_not_there_is_refused(year: int, entitled: int) -> None:
    with pytest.raises(UnknownValueError):
        coefficients(np.array([year]), entitled, load())


def test_every_table_falls_towards_one_and_covers_its_years() -> None:
    for line in load().parameters["pension.price"].dates:
        if not line.established:
            continue
        found = coefficients(np.arange(1994, line.day.year + 1), line.day.year, load())
        assert found.min() == 100
        assert found[-1] == 100


@given(a=st.integers(0, 10**15), b=st.integers(1, 10**8), c=st.integers(0, 10**15), d=st.integers(1, 10**8))
def test_the_better_average_is_the_higher_one(a: int, b: int, c: int, d: int) -> None:
    found = better(Averages(np.array([a]), np.array([b])), Averages(np.array([c]), np.array([d])))
    assert Fraction(int(found.over[0]), int(found.under[0])) == max(Fraction(a, b), Fraction(c, d))
