"""What a pension is paid in a month, and how two months of a payroll differ: as tables in dong."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.domain.benefits.payroll import Standing, Stops, Terms, due_in, settle
from ansinh.domain.benefits.payroll_variance import Lines, closes, joined_up, variance
from ansinh.law.value_files import load

# due this month, balance of earlier months, of it found before, ended; paid, arrears, recovered, owing, found, lost
SETTLED = [
    (3_000, 0, 0, False, (3_000, 0, 0, 0, 0, 0)),
    (3_000, 500, 0, False, (3_500, 500, 0, 0, 0, 0)),  # earlier months are made up
    (3_000, -500, 0, False, (2_500, 0, 500, 0, 500, 0)),  # less than the share: deducted at once
    (3_000, -1_500, 0, False, (2_100, 0, 900, 600, 1_500, 0)),  # 30 % at most, the rest later
    (3_000, -600, 600, False, (2_400, 0, 600, 0, 0, 0)),  # found by the month before: not found again
    (3_001, -900_000, 900_000, False, (2_101, 0, 900, 899_100, 0, 0)),  # 30 % of 3,001 is 900.3: never more than it
    (0, 500, 0, False, (0, 0, 0, 0, 0, 0)),  # stopped: what is owed waits
    (0, 500, 0, True, (500, 500, 0, 0, 0, 0)),  # over: what is owed is paid
    (0, -500, 0, True, (0, 0, 0, 0, 0, 500)),  # over: nothing is left to deduct from
]


@pytest.mark.parametrize(("due", "balance", "known", "ended", "expected"), SETTLED)
def test_what_is_paid_and_what_is_deducted(
    due: int, balance: int, known: int, expected: tuple[int, ...], *, ended: bool
) -> None:
    standing = Standing(*(np.array([value], dtype=np.int64) for value in (due, balance, known)), np.array([ended]))
    paid = settle(standing, Fraction(3, 10))
    found = (paid.amount, paid.arrears, paid.recovered, paid.owing, paid.found, paid.lost)
    assert tuple(int(column[0]) for column in found) == expected


MAY = Month.of(2021, 5)
# terms hold from .. before, stops from .. before (months from May 2021): due in May
HELD = [
    ((0, 9), None, 2_000_000), ((-9, 0), None, 0), ((-9, 1), None, 2_000_000), ((1, 9), None, 0),
    ((0, 9), (0, 1), 0), ((0, 9), (-3, 0), 2_000_000), ((0, 9), (1, 3), 2_000_000),
]  # fmt: skip


@pytest.mark.parametrize(("held", "stopped", "due"), HELD)
def test_a_pension_is_due_in_the_months_of_its_terms_and_not_while_it_is_stopped(
    held: tuple[int, int], stopped: tuple[int, int] | None, due: int
) -> None:
    first, end = (np.array([MAY.number + each]) for each in held)
    terms = Terms(
        np.array([0]), first, end, basis=np.array([2_000_000]), basis_day=np.array([np.datetime64("2021-01-01")]),
        extra=np.array([0]), started=np.array([MAY.number - 9]),
    )  # fmt: skip
    pauses = [] if stopped is None else [MAY.number + each for each in stopped]
    stops = Stops(np.zeros(len(pauses) // 2, np.int64), np.array(pauses[:1], np.int64), np.array(pauses[1:], np.int64))
    assert due_in(MAY, terms, stops, 1, load()).tolist() == [due]
    assert dt.date(2021, 5, 1) == MAY.first_day


def lines(paid: dict[int, int], office: int = 26) -> Lines:
    subject, amount = np.array(sorted(paid), dtype=np.int64), np.array([paid[one] for one in sorted(paid)], np.int64)
    return Lines(subject, np.full(subject.size, office), amount, amount)


def test_joiners_leavers_and_changed_amounts_are_told_apart() -> None:
    found = variance(lines({1: 100, 2: 200, 3: 300}), lines({2: 200, 3: 350, 4: 400}))
    told = {name: found[name] for name in ("opening", "joined", "left", "changed", "closing")}
    assert told == {"opening": [3, 600], "joined": [1, 400], "left": [1, 100], "changed": [1, 50], "closing": [3, 950]}
    assert found["rows"] == {"joined": [[4, 26, 400]], "left": [[1, 26, -100]], "changed": [[3, 26, 50]]}
    assert found["offices"] == {"26": [3, 600, 3, 950]}


PAID = st.dictionaries(st.integers(1, 9), st.integers(1, 10**9), max_size=9)


@given(st.lists(st.tuples(PAID, PAID), max_size=3))
def test_the_movement_of_a_payroll_always_adds_up(parts: list[tuple[dict[int, int], dict[int, int]]]) -> None:
    whole = joined_up([variance(lines(before), lines(now)) for before, now in parts])
    assert closes(whole)
    assert not closes({**whole, "closing": [whole["closing"][0], whole["closing"][1] + 1]})
    assert not closes({**whole, "left": [whole["left"][0] + 1, whole["left"][1]]})
