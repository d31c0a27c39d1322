"""Bank files on real PostgreSQL: counted once, refused whole, every dong in the books."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.usecases.collection.small_province import BANK, OCTOBER, entry, file, statement

from ansinh.domain.ledger.chart import Chart
from ansinh.formats.bank import write_camt053
from ansinh.records.models import AuditEntry, BankAccount, BankLine, BankStatement, Posting
from ansinh.records.store.ledger.paying import has_statement
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import import_statement, take_in

pytestmark = pytest.mark.django_db


def took(province, *statements, digest="a" * 64):
    return take_in(file(*statements), name="x.xml", digest=digest, office=province.province.code, actor="lan")


def one_day(told):
    return replace(told, first_day=dt.date(2021, 10, 5), last_day=dt.date(2021, 10, 5))


def books():
    return (BankLine.objects.count(), Posting.objects.count(), -balance(Chart.SUSPENSE, 0), balance(Chart.BANK, 0))


@pytest.mark.usefixtures("province")
def test_the_bytes_of_a_bank_are_taken_in_once():
    lines = statement(entry(1, 100, "BHXH TZ0001A"), entry(2, 50, "la"))
    data = write_camt053(lines, created=dt.datetime(2021, 11, 1, tzinfo=dt.UTC))
    first = import_statement(data, name="a.xml", office="26", actor="lan")
    assert (first.findings, first.lines, first.amount) == ([], 2, 150)
    again = import_statement(data, name="other name.xml", office="26", actor="lan")
    assert (again.already, again.lines, again.known) == (True, 0, 2)
    assert books() == (2, 2, 150, 150)
    assert (has_statement(BANK, "a.xml"), has_statement(BANK, "b.xml"), has_statement("0", "a.xml")) == (
        True, False, False,
    )  # fmt: skip
    assert AuditEntry.objects.filter(act="collection.import_statement").count() == 2


def test_overlapping_statements_count_each_line_once(province):
    took(province, statement(entry(1, 100, "a", day=4), entry(2, 70, "b", day=5)))
    second = took(province, statement(entry(1, 70, "b", day=5), entry(2, 30, "c", day=6), opening=100), digest="b" * 64)
    assert (second.lines, second.known) == (1, 1)
    assert books() == (3, 3, 200, 200)


def test_an_equal_pair_counts_twice_and_no_more(province):
    pair = statement(entry(1, 100, "nop BHXH", reference="R1"), entry(2, 100, "nop BHXH", reference="R1"))
    assert took(province, pair).lines == 2
    assert took(province, pair, digest="b" * 64).lines == 0
    assert books() == (2, 2, 200, 200)


def test_an_equal_pair_on_two_pages_of_one_file_counts_twice(province):
    pages = statement(entry(1, 100, "nop")), statement(entry(1, 100, "nop"), opening=100)
    assert took(province, *pages).lines == 2
    assert BankStatement.objects.count() == 2


def test_an_equal_payment_in_the_next_statement_of_the_day_is_another(province):
    morning, noon = statement(entry(1, 100, "nop")), statement(entry(1, 100, "nop"), entry(2, 7, "la"), opening=100)
    evening = statement(entry(1, 100, "nop"), opening=207)
    for number, one in enumerate((morning, noon, evening)):
        assert took(province, one_day(one), digest=f"{number}" * 64).lines == len(one.entries)
    assert books() == (4, 4, 307, 307)
    assert took(province, one_day(noon), digest="8" * 64).lines == 0  # again, under another name
    whole = statement(entry(1, 100, "nop"), entry(2, 100, "nop"), entry(3, 7, "la"), entry(4, 100, "nop"))
    assert took(province, one_day(whole), digest="9" * 64).lines == 0  # the whole day in one
    assert books() == (4, 4, 307, 307)


def test_sums_that_do_not_meet_refuse_the_whole_file(province):
    right, wrong = statement(entry(1, 100)), statement(entry(1, 70), closing=71)
    refused = took(province, right, wrong)
    assert [finding.code for finding in refused.findings] == ["bank.sums"]
    assert books() == (0, 0, 0, 0)


def test_a_foreign_account_is_refused(province):
    assert [f.code for f in took(province, statement(entry(1, 1), account="999")).findings] == ["bank.account_unknown"]
    other = take_in(file(statement(entry(1, 1))), name="x", digest="d", office="00", actor="lan")
    assert other.findings == []  # the nation stands above the office of the account


@pytest.mark.usefixtures("province")
def test_hostile_bytes_change_nothing():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<Document>&b;</Document>"
    )
    for data in (b"", b"\x00\xff" * 500, bomb, b"PK\x03\x04" + b"0" * 100, b"a,b\n1,2\n"):
        assert import_statement(data, name="x.xml", office="26", actor="lan").findings
    assert books() == (0, 0, 0, 0)


def test_a_late_statement_goes_into_the_open_month(province):
    province.close()
    took(province, statement(entry(1, 100)))
    posting = Posting.objects.get()
    assert (posting.period, posting.concerns) == (OCTOBER.plus(1).first_day, OCTOBER.first_day)


def test_money_out_is_passed_on_and_errors_are_taken_back(province):
    took(
        province,
        statement(
            entry(1, 100, "la", reference="R9"),
            entry(2, -100, "huy", reference="R9"),
            entry(3, -30, "ket chuyen"),
            opening=50,
        ),
    )
    assert sorted(BankLine.objects.values_list("amount", "state")) == [
        (-100, "returned"), (-30, "outgoing"), (100, "returned"),
    ]  # fmt: skip
    assert (balance(Chart.SUSPENSE, 0), balance(Chart.REMITTED, 0), balance(Chart.BANK, 0)) == (0, 30, -30)


def test_the_same_account_number_is_found_with_spaces(province):
    assert took(province, statement(entry(1, 5), account=f"{BANK[:4]} {BANK[4:6]}-{BANK[6:]}")).lines == 1


def test_a_file_without_an_account_is_of_the_only_one(province):
    assert took(province, statement(entry(1, 5), account="")).lines == 1
    BankAccount.objects.create(
        office=province.base, bank_bin="970418", bank_name="B", number="2", valid_from=dt.date(2020, 1, 1)
    )
    refused = took(province, statement(entry(1, 6), account=""), digest="b" * 64)
    assert [f.code for f in refused.findings] == ["bank.account_unknown"]
