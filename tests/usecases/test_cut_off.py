"""Acts whose back end of the database is ended at the last moment: nothing of them stands, and again they are whole."""

import datetime as dt
from collections.abc import Callable

import pytest
from tests.faults.dump import Table, dump
from tests.usecases.claims.test_settlement import APRIL, HOUSE, NOW, TODAY, month, office
from tests.usecases.collection.small_province import OCTOBER, SmallProvince, entry, file, statement
from tests.usecases.collection.test_budgets import QUARTER, covered
from tests.usecases.collection.test_together import PAID
from tests.usecases.declarations.office import listing, row, seed, send

from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.bulk.arrow import database_url
from ansinh.usecases import declarations
from ansinh.usecases.claims import receive, settling
from ansinh.usecases.collection import bill_quarter, match_suspense, post_participants, take_in

__all__ = ["month", "office"]
Cut = Callable[[Callable[[], object]], None]


@pytest.fixture(autouse=True)
def _seen_by_others(committed_db: str) -> None:
    """Ask for a database whose work is committed before anything is put into it."""


def each_falls_and_is_done_again(acts: list[Callable[[], object]], cut_off: Cut) -> None:
    for act in acts:
        before = stands()
        cut_off(act)
        assert stands() == before
        act()
        assert stands() != before


def stands() -> dict[str, Table]:
    return dump(database_url())


def test_money_in(cut_off: Cut) -> None:
    province = SmallProvince()
    covered(province, dt.date(2021, 10, 1), None, receipt_date=dt.date(2021, 9, 28), **PAID)
    covered(province, dt.date(2021, 7, 1), None)
    told = file(statement(entry(1, 100, "TZ0001A"), entry(2, 50, "TZ0002B")))
    acts = [
        lambda: take_in(told, name="x", digest="a" * 64, office="26", actor="lan"),
        lambda: match_suspense(office="26", actor="hoa"),
        lambda: post_participants("26", OCTOBER, actor="may"),
        lambda: bill_quarter("26", QUARTER, actor="may"),
    ]
    each_falls_and_is_done_again(acts, cut_off)


@pytest.mark.usefixtures("month")
def test_medical_claims(cut_off: Cut) -> None:
    more = envelope([Factory(number=40).outpatient().settle()])
    acts = [
        lambda: receive(more, "b.xml", actor="h", now=NOW),
        lambda: settling.settle(HOUSE, APRIL, 1, actor="a", today=TODAY),
    ]
    each_falls_and_is_done_again(acts, cut_off)


def test_a_declaration(cut_off: Cut) -> None:
    seed()
    data = listing(row(), row(full_name="Phạm Thị Hà"))
    each_falls_and_is_done_again([lambda: send(data)], cut_off)
    filing = send(data)
    each_falls_and_is_done_again(
        [lambda: declarations.check(filing, "can-bo"), lambda: declarations.accept(filing, "can-bo")], cut_off
    )
