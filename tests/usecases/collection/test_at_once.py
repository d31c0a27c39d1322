"""Many at once: one file taken in by many hands counts once, one line is matched once, one refund approved once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from tests.usecases.collection.small_province import SmallProvince, entry, file, statement
from tests.usecases.collection.test_refunding import TODAY

from ansinh.core.errors import RefusedError
from ansinh.domain.ledger.chart import Chart
from ansinh.records.models import BankLine, BankMatch, EmployerAccount, Posting
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import approve_refund, assign, match_suspense, propose_refund, take_in

HANDS = 8
FILE = file(statement(entry(1, 100, "TZ0001A"), entry(2, 100, "TZ0001A"), entry(3, 40, "la")))


@pytest.fixture
def province(committed_db):  # noqa: ARG001 - other connections must see what is written
    return SmallProvince()


def at_once(act):
    """Return what `act(number)` answered in each of many threads; a refusal is the answer None."""

    def guarded(number):
        try:
            return act(number)
        except RefusedError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(guarded, range(HANDS)))


def test_many_hands(province):
    first = province.accounts[0].pk
    taken = at_once(lambda _: take_in(FILE, name="x", digest="a" * 64, office="26", actor="lan"))
    assert sorted(one.lines for one in taken) == [0] * (HANDS - 1) + [3]
    renamed = at_once(lambda n: take_in(FILE, name=f"{n}", digest=f"{n}" * 64, office="26", actor="lan"))
    assert sum(one.lines for one in renamed) == 0

    matched = at_once(lambda _: match_suspense(office="26", actor="hoa"))
    assert sum(one.lines for one in matched) == BankMatch.objects.count() == 2
    assert -balance(Chart.UNSPREAD, first) == 200

    line = BankLine.objects.get(amount=40).pk
    given = at_once(lambda _: assign(line, [("TZ0001A", 40)], actor="hoa"))
    assert len([one for one in given if one]) == 1

    EmployerAccount.objects.update(status="closed")
    refund = propose_refund("TZ0001A", 240, ground="ended", actor="lan")
    at_once(lambda n: approve_refund(refund, actor=f"director {n}", today=TODAY))
    assert -balance(Chart.UNSPREAD, first) == 0
    assert Posting.objects.count() == 3 + 2 + 1 + 1
