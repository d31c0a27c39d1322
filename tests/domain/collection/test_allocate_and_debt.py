"""Spreading money and classing debts: tables from the texts, and what must hold for any money."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.collection.ageing import amounts_by_band, bands, debt_ratios, paid_to
from ansinh.domain.collection.allocate import lawful_order, waterfall
from ansinh.domain.collection.debt import DebtClass, debt_classes, hard_to_collect, must_visit
from ansinh.law.value_files import load

DAY = dt.date(2022, 6, 30)
STEPS = ["hi", "ui", "interest", "oad", "si"]
APRIL, MAY = Month.of(2025, 4).number, Month.of(2025, 5).number
DEBTS = [  # fund, month, interest?, dong
    (Fund.RS, APRIL, False, 25_000_000), (Fund.HI, APRIL, False, 4_500_000), (Fund.UI, APRIL, False, 2_000_000),
    (Fund.OAD, APRIL, False, 500_000), (Fund.RS, MAY, False, 25_000_000), (Fund.HI, MAY, False, 4_500_000),
    (Fund.UI, MAY, False, 2_000_000), (Fund.OAD, MAY, False, 500_000), (Fund.RS, 0, True, 250_000),
]  # fmt: skip


def columns(debts):
    fund, month, interest, amount = zip(*debts, strict=True)
    return np.array(fund, np.int16), np.array(month, np.int32), np.array(interest, np.bool_), np.array(amount, np.int64)


def test_a_receipt_covers_part_of_two_months():
    fund, month, interest, amount = columns(DEBTS)
    owner = np.zeros(len(DEBTS), dtype=np.intp)
    order = lawful_order(owner, (fund, month, interest), STEPS)
    paid = waterfall(owner, amount[order], np.array([30_000_000]))
    used = [(Fund(fund[n]).name, int(month[n]), int(p)) for n, p in zip(order, paid, strict=True) if p]
    assert used == [
        ("HI", APRIL, 4_500_000), ("HI", MAY, 4_500_000), ("UI", APRIL, 2_000_000), ("UI", MAY, 2_000_000),
        ("RS", 0, 250_000), ("OAD", APRIL, 500_000), ("OAD", MAY, 500_000), ("RS", APRIL, 15_750_000),
    ]  # fmt: skip


def test_the_oldest_month_of_a_step_comes_first_whichever_fund_it_is_of():
    fund, month, interest, _ = columns(
        [(Fund.RS, MAY, False, 1), (Fund.SM, MAY, False, 1), (Fund.SM, APRIL, False, 1), (Fund.RS, APRIL, False, 1)]
    )
    order = lawful_order(np.zeros(4, dtype=np.intp), (fund, month, interest), STEPS)
    assert [(Fund(fund[n]).name, int(month[n])) for n in order] == [
        ("RS", APRIL), ("SM", APRIL), ("RS", MAY), ("SM", MAY),
    ]  # fmt: skip


def test_an_order_names_every_step():
    fund, month, interest, _ = columns(DEBTS)
    for steps in (STEPS[:-1], [*STEPS, "hi"], ["hi", "ui", "interest", "oad", "rs"]):
        with pytest.raises(ValueError, match="names each"):
            lawful_order(np.zeros(len(DEBTS), dtype=np.intp), (fund, month, interest), steps)


@given(
    st.lists(st.lists(st.integers(0, 10**12), max_size=5), min_size=1, max_size=6),
    st.lists(st.integers(0, 10**13), min_size=6, max_size=6),
)
def test_each_takes_what_those_before_it_left(dues, pools):
    owner = np.array([n for n, each in enumerate(dues) for _ in each], dtype=np.intp)
    amount = np.array([due for each in dues for due in each], dtype=np.int64)
    paid = waterfall(owner, amount, np.array(pools, dtype=np.int64)).tolist()
    expected = []
    for each, pool in zip(dues, pools, strict=False):
        for due in each:
            expected.append(min(due, pool))
            pool -= expected[-1]  # noqa: PLW2901 - the plain way to say it
    assert paid == expected


CLASSES = [
    (0, DebtClass.LATE), (5, DebtClass.LATE), (9, DebtClass.LATE), (10, DebtClass.OUTSTANDING),
    (29, DebtClass.OUTSTANDING), (30, DebtClass.PROLONGED), (140, DebtClass.PROLONGED),
]  # fmt: skip


@pytest.mark.parametrize(("tenths", "expected"), CLASSES)
def test_classes(tenths, expected):
    none = np.array([False])
    assert debt_classes(np.array([tenths]), none, DAY, load(), over=10).tolist() == [expected]
    assert debt_classes(np.array([tenths]), ~none, DAY, load(), over=10).tolist() == [DebtClass.HARD_TO_COLLECT]


def test_a_state_counts_with_its_document_only():
    states = ["active", "owner_fled", "owner_fled", "suspension_approved", "active"]
    proven = np.array([True, True, False, True, False])
    assert hard_to_collect(states, proven, DAY, load()).tolist() == [False, True, False, True, False]


@pytest.mark.parametrize(("every", "first"), [(1, 2), (3, 4), (6, 7)])
def test_visits(every, first):
    assert [must_visit(every, months, DAY, load()) for months in (first - 1, first)] == [False, True]


def test_bands_hold_every_dong_once():
    period = Month.of(2021, 10)
    concerns = np.array([period.number - age for age in (0, 1, 2, 3, 5, 6, 11, 12, 100)])
    found = amounts_by_band(concerns, np.ones(9, dtype=np.int64), period)
    assert found == {"late": 1, "outstanding": 2, "m3": 2, "m6": 2, "m12": 2}
    assert [(a.end == b.first) for a, b in zip(bands(), bands()[1:], strict=False)] == [True] * 4


def test_both_ratios_and_their_denominators():
    plan, receivable = debt_ratios(210_118, plan=5_480_379, receivable=5_756_658)
    assert (plan.kind, round(plan.value, 4)) == ("plan", round(plan.value, 4))
    assert f"{float(plan.value):.4f} {float(receivable.value):.4f}" == "0.0383 0.0365"
    assert [ratio.kind for ratio in debt_ratios(1, plan=None, receivable=0)] == ["receivable"]
    assert debt_ratios(1, plan=None, receivable=0)[0].value is None


def test_paid_to_the_month_before_the_oldest_open_one():
    last = Month.of(2021, 10)
    assert paid_to({1: Month.of(2021, 8), 5: None}, last, [1, 5, 4]) == {1: Month.of(2021, 7), 5: last, 4: last}
