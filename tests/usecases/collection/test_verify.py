"""The verifiers of money in find nothing in sound books, and every corruption made by hand."""

import datetime as dt

import pytest
from django.db import connection
from tests.usecases.collection.small_province import OCTOBER, entry, file, statement

from ansinh.core.period import Month
from ansinh.records.models import BankLine, BankMatch, Refund
from ansinh.records.store.collection.verify import VERIFIERS, verify_m2, verify_m6, verify_m17
from ansinh.records.store.ledger.months import office
from ansinh.usecases.collection import assign, match_suspense, propose_line_refund, take_in, undo_match

pytestmark = pytest.mark.django_db


@pytest.fixture
def money(province):
    lines = [
        entry(1, 100, "TZ0001A"), entry(2, 50, "la"), entry(3, 70, "TZ0002B"), entry(4, -20, "ket chuyen"),
        entry(5, 30, "NSNN BHYT quy III/2021", payer="So Tai chinh"), entry(6, 9, "x", reference="R"),
        entry(7, -9, "huy", reference="R"),
    ]  # fmt: skip
    assert not take_in(file(statement(*lines)), name="x", digest="a" * 64, office="26", actor="lan").findings
    match_suspense(office="26", actor="lan")
    assign(BankLine.objects.get(amount=50).pk, [("TZ0003C", 20)], actor="lan")
    undo_match(BankMatch.objects.get(amount=70).pk, actor="lan", reason="nhầm")
    return province


def found(verifier):
    return verifier(office("26"), OCTOBER)


@pytest.mark.usefixtures("money")
def test_sound_books():
    assert [found(verifier) for verifier in VERIFIERS] == [[], [], []]
    assert verify_m2(office("26"), Month.of(2020, 1)) == []


CORRUPTIONS = [
    "UPDATE records_bankline SET state = 'matched' WHERE amount = 50",
    "UPDATE records_bankline SET state = 'suspense' WHERE amount = 100",
    "UPDATE records_bankline SET amount = 101 WHERE amount = 100",
    "UPDATE records_bankmatch SET amount = 99 WHERE amount = 100",
    "UPDATE records_budgettransfer SET amount = 31",
    "UPDATE records_bankline SET state = 'returned' WHERE amount = 30",
    "UPDATE records_bankline SET amount = -21 WHERE amount = -20",
    "UPDATE records_bankmatch SET undone_at = NULL WHERE amount = 70",
    "UPDATE records_bankmatch SET undone_at = now() WHERE amount = 20",
]


@pytest.mark.usefixtures("money")
@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_every_corruption_is_found(corruption):
    with connection.cursor() as cursor:
        cursor.execute(corruption)
        assert cursor.rowcount == 1
    assert found(verify_m2) + found(verify_m6)


@pytest.mark.usefixtures("money")
def test_a_matcher_who_approved_is_found():
    line = BankLine.objects.get(amount=50)
    refund = propose_line_refund(line.pk, ground="not_contribution", actor="minh")
    decided = dt.datetime(2021, 10, 20, tzinfo=dt.UTC)
    BankMatch.objects.filter(line=line).update(matched_at=decided - dt.timedelta(days=1))
    Refund.objects.filter(pk=refund).update(state="approved", decided_by="lan", decided_at=decided)
    assert len(found(verify_m17)) == 1
