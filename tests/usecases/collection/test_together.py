"""Money in, handled by two at the same moment: a line is given away once, a sum is posted once, a bill is one."""

import datetime as dt

import pytest
from tests.usecases.collection.small_province import OCTOBER, SmallProvince, entry, file, statement
from tests.usecases.collection.test_budgets import QUARTER, covered

from ansinh.core.fund import Fund
from ansinh.domain.ledger.chart import Chart
from ansinh.records.models import BankLine, BankMatch, BudgetBill
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import assign, bill_quarter, match_suspense, post_participants, take_in

PAID = {"group": "GD", "payer": "household", "gross": 804_600, "due": 804_600}


@pytest.fixture
def province(committed_db: str) -> SmallProvince:  # noqa: ARG001 - a fixture that has to stand first
    return SmallProvince()


def test_nothing_is_given_away_or_posted_twice(province: SmallProvince, together) -> None:
    take_in(file(statement(entry(1, 100, "TZ0001A"))), name="x", digest="a" * 64, office="26", actor="lan")
    line = BankLine.objects.get().pk
    together(lambda: assign(line, [("TZ0002B", 30)], actor="hoa"), lambda: match_suspense(office="26", actor="lan"))
    assert sum(BankMatch.objects.values_list("amount", flat=True)) <= 100
    assert -balance(Chart.SUSPENSE, 0) >= 0

    covered(province, dt.date(2021, 10, 1), None, receipt_date=dt.date(2021, 9, 28), **PAID)
    posted = together(
        lambda: post_participants("26", OCTOBER, actor="may"), lambda: post_participants("2601", OCTOBER, actor="lan")
    )
    assert sorted(one.amount for one in posted) == [0, 804_600]
    assert balance(Chart.BANK, 0, Fund.HI) == 804_600

    covered(province, dt.date(2021, 7, 1), None)
    billed = together(*(lambda who=who: bill_quarter("26", QUARTER, actor=who) for who in ("may", "lan")))
    assert sorted(one.difference > 0 for one in billed) == [False, True]
    assert balance(Chart.RECEIVABLE_BUDGET, 0, Fund.HI) == BudgetBill.objects.get().amount
