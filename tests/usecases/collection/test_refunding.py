"""Refunds: two people, never the matcher, never more than there is, carried out by a bank line."""

import datetime as dt

import pytest
from tests.usecases.collection.small_province import entry, file, statement

from ansinh.core.errors import RefusedError
from ansinh.domain.collection.refund import RefundDecision, decide
from ansinh.domain.ledger.chart import Chart
from ansinh.records.models import BankLine, EmployerAccount, Refund
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import (
    approve_refund,
    match_suspense,
    propose_line_refund,
    propose_refund,
    refuse_refund,
    take_in,
)

pytestmark = [pytest.mark.django_db]
TODAY = dt.date(2021, 10, 20)


@pytest.mark.parametrize(
    ("status", "decision"),
    [
        ("active", RefundDecision("carry_forward", 0)),
        ("suspended", RefundDecision("carry_forward", 0)),
        ("dissolved", RefundDecision("refund", 7)),
        ("bankrupt", RefundDecision("refund", 7)),
        ("closed", RefundDecision("refund", 7)),
        ("moved", RefundDecision("refund", 7)),
    ],
)
def test_decision(status, decision):
    assert decide(status, 7) == decision


def pay(*entries, digest="a" * 64, opening=0):
    done = take_in(file(statement(*entries, opening=opening)), name="x", digest=digest, office="26", actor="lan")
    assert done.findings == []


@pytest.fixture
def overpaid(province):
    """The first account is dissolving and has 100 dong that nobody owes; lan took them in, hoa matched them."""
    pay(entry(1, 100, "TZ0001A"), entry(2, 30, "khong ro"))
    match_suspense(office="26", actor="hoa")
    EmployerAccount.objects.filter(pk=province.accounts[0].pk).update(status="dissolving")
    return province.accounts[0]


def test_two_people_and_never_the_matcher(overpaid):
    refund = propose_refund("TZ0001A", 60, ground="ended", actor="lan")
    for actor in ("lan", "hoa"):
        with pytest.raises(RefusedError):
            approve_refund(refund, actor=actor, today=TODAY)
    approve_refund(refund, actor="giam_doc", today=TODAY)
    assert (-balance(Chart.UNSPREAD, overpaid.pk), balance(Chart.BANK, overpaid.pk)) == (40, -60)
    with pytest.raises(RefusedError):
        approve_refund(refund, actor="giam_doc", today=TODAY)


@pytest.mark.usefixtures("overpaid")
def test_the_bank_carries_it_out_once():
    refund = propose_refund("TZ0001A", 60, ground="ended", actor="lan")
    approve_refund(refund, actor="giam_doc", today=TODAY)
    pay(entry(1, -60, "hoan tra TZ0001A"), entry(2, -60, "ket chuyen"), digest="b" * 64, opening=500)
    assert Refund.objects.get().state == "paid"
    assert balance(Chart.REMITTED, 0) == 60  # the second line of the same amount was no refund


@pytest.mark.usefixtures("overpaid")
def test_never_more_than_there_is():
    propose_refund("TZ0001A", 60, ground="ended", actor="lan")
    for amount in (41, 0, -1):
        with pytest.raises(RefusedError):
            propose_refund("TZ0001A", amount, ground="ended", actor="lan")


@pytest.mark.usefixtures("overpaid")
def test_an_active_employer_carries_forward():
    EmployerAccount.objects.update(status="active")
    with pytest.raises(RefusedError):
        propose_refund("TZ0001A", 60, ground="ended", actor="lan")
    with pytest.raises(RefusedError):
        propose_refund("TZ0001A", 60, ground="because", actor="lan")
    assert propose_refund("TZ0001A", 60, ground="wrong_office", actor="lan")


@pytest.mark.usefixtures("overpaid")
def test_a_line_nobody_knows_is_sent_back():
    line = BankLine.objects.get(state="suspense")
    refund = propose_line_refund(line.pk, ground="not_contribution", actor="lan")
    approve_refund(refund, actor="giam_doc", today=TODAY)
    line.refresh_from_db()
    assert line.state == "returned"
    with pytest.raises(RefusedError):
        propose_line_refund(line.pk, ground="not_contribution", actor="lan")


@pytest.mark.usefixtures("overpaid")
def test_a_refused_refund_stays_in_the_books():
    refund = propose_refund("TZ0001A", 60, ground="ended", actor="lan")
    with pytest.raises(RefusedError):
        refuse_refund(refund, actor="lan", reason="no")
    refuse_refund(refund, actor="giam_doc", reason="thiếu hồ sơ")
    assert propose_refund("TZ0001A", 100, ground="ended", actor="lan")


@pytest.fixture
def unknown(province):  # noqa: ARG001 - the bank account is its
    take_in(file(statement(entry(1, 70, "la"))), name="x", digest="u" * 64, office="26", actor="lan")
    return BankLine.objects.get(amount=70)


def test_a_line_is_proposed_once_however_often_the_button_is_pressed(unknown):
    propose_line_refund(unknown.pk, ground="not_contribution", actor="minh")
    with pytest.raises(RefusedError):
        propose_line_refund(unknown.pk, ground="not_contribution", actor="minh")
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("state", ["returned", "agent", "budget"])
def test_what_went_elsewhere_meanwhile_is_not_sent_back_again(unknown, state):
    refund = propose_line_refund(unknown.pk, ground="not_contribution", actor="minh")
    BankLine.objects.filter(pk=unknown.pk).update(state=state)
    before = balance(Chart.BANK, 0)
    with pytest.raises(RefusedError):
        approve_refund(refund, actor="chau", today=TODAY)
    assert balance(Chart.BANK, 0) == before
