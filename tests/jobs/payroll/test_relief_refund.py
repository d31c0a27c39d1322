"""Relief given back to employers: at most what was relieved and over-paid, asked for, decided by another, paid."""

import datetime as dt

import pytest
from django.db import connection
from tests.jobs.payroll.small_payroll import rows
from tests.jobs.payroll.test_files_and_answers import csv_list, references
from tests.jobs.small_books import Books

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.domain.benefits.relief import measures
from ansinh.domain.benefits.relief_report import Amounts
from ansinh.domain.ledger.chart import Chart
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.models import AccountMonth, EmployerAccount
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import relief_report
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.invariants.benefits import BENEFITS
from ansinh.records.store.invariants.shape import ask
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import relief
from ansinh.usecases.benefits.payments_answers import import_answers
from ansinh.usecases.benefits.relief_paying import pay_measure
from ansinh.usecases.benefits.relief_refund import build_refunds, claim_refund

CODE, DAY = "nq116-refund", dt.date(2021, 12, 10)
WHERE = Destination("bank", "970436", "Vietcombank", "0071000123456", "E1")


def sheet(account: EmployerAccount, month: int, relieved: int) -> None:
    """A closing sheet with what the account was relieved of."""
    numbers = {
        one.column: 0
        for one in AccountMonth._meta.concrete_fields
        if one.get_internal_type() in {"IntegerField", "BigIntegerField"}
    }
    given = {"account_id": account.id, "office_id": account.office_id, "period": dt.date(2021, month, 1)}
    AccountMonth.objects.create(**{**numbers, **given, "relief116_forgone": relieved, "debt_class": 0})


def free(account: EmployerAccount) -> int:
    return -ledger_postings.balance(Chart.UNSPREAD, account.id)


@pytest.fixture
def units(committed_db: str) -> list[EmployerAccount]:  # noqa: ARG001 - a fixture that has to stand first
    """Relieved and over-paid, relieved of more than is over-paid, relieved only, over-paid only."""
    books = Books()
    made = [books.account(number) for number in (1, 2, 3, 4)]
    for account, relieved, paid in zip(made, (3, 5, 4, 0), (9, 2, 0, 6), strict=True):
        for month in (10, 11):
            if relieved:
                sheet(account, month, relieved * 1_000_000)
        if paid:
            books.receive(account, "2021-10", paid * 1_000_000)
    return made


def listed() -> list[tuple]:
    return rows("SELECT account_id, workers, amount FROM records_relieflist ORDER BY account_id")


def asked(units: list[EmployerAccount]) -> None:
    """Lists built and asked for by both employers."""
    assert build_refunds(CODE, "26", DAY, "chedo") == 2
    for (number,) in rows("SELECT id FROM records_relieflist"):
        claim_refund(number, WHERE, DAY, "chedo")
    assert units


def test_two_employers_of_one_measure_are_no_person_listed_twice(units: list[EmployerAccount]) -> None:
    asked(units)
    (once,) = [one for one in BENEFITS if one.code == "B3c"]
    assert list(ask(once)) == []


def decided() -> int:
    return relief.decide(CODE, "26", DAY, "QĐ 9", "giamdoc")


def test_a_list_holds_the_smaller_of_relieved_and_over_paid(units: list[EmployerAccount]) -> None:
    assert build_refunds(CODE, "26", DAY, "chedo") == 2
    first, second, *_ = units
    assert listed() == [(first.id, 1, 6_000_000), (second.id, 1, 2_000_000)]
    assert build_refunds(CODE, "26", DAY, "chedo") == 0  # all of it is listed
    sheet(first, 12, 1_000_000)
    assert build_refunds(CODE, "26", dt.date(2021, 12, 31), "chedo") == 1  # a month more
    assert listed()[1] == (first.id, 1, 1_000_000)


def test_the_decision_moves_the_over_payment_and_the_payment_reaches_the_employer(units: list[EmployerAccount]) -> None:
    asked(units)
    with pytest.raises(RefusedError):
        relief.decide(CODE, "26", DAY, "QĐ 9", "chedo")
    assert decided() == 2
    assert [free(one) for one in units] == [3_000_000, 0, 0, 6_000_000]
    assert decided() == 0
    batch = pay_measure(CODE, "26", DAY, "chedo")
    assert pay_measure(CODE, "26", DAY, "chedo").id == batch.id
    try_batch(batch.id, "chedo", workers=1)
    acts.sign(batch.id, "ketoan")
    acts.sign(batch.id, "giamdoc")
    write_batch(batch.id, "chedo", workers=1)
    assert rows("SELECT person, amount FROM records_payline ORDER BY amount") == [(0, 2_000_000), (0, 6_000_000)]
    assert ledger_postings.balance(Chart.PAYABLE, 0) == 0  # what the batch pays was payable by the decision
    paid = [(*one, "đã chi") for one in references()]
    assert import_answers(csv_list(paid), name="a.csv", office="26", actor="ketoan").new == {"paid": (2, 8_000_000)}
    report = relief.report(CODE, "26", DAY)
    assert report.state("decided") == Amounts(2, 8_000_000)
    assert relief.report(CODE, "26", dt.date(2021, 12, 31)).state("paid") == Amounts(2, 8_000_000)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT chart, sum(credit_amount - debit_amount) FROM records_ledgerline WHERE fund = 0 GROUP BY 1"
        )
        books = dict(cursor.fetchall())
    assert (books[335], books[338]) == (0, 9_000_000)
    with pytest.raises(RefusedError, match="No decided list"):
        pay_measure(CODE, "26", dt.date(2022, 1, 5), "chedo")


def test_money_spread_meanwhile_is_not_given_back(units: list[EmployerAccount]) -> None:
    asked(units)
    first = units[0]
    ledger_postings.post(
        [
            ledger_postings.Entry(
                dt.date(2021, 12, 1), first.office_id, first.id, 0, 6, dt.date(2021, 12, 1), Chart.UNSPREAD,
                Chart.CLEARING, 5_000_000, rows("SELECT gen_random_uuid()")[0][0],
            )
        ]
    )  # fmt: skip
    with pytest.raises(ConflictError, match="4000000 dong"):
        decided()
    assert rows("SELECT count(*) FROM records_relieflist WHERE decided_on IS NOT NULL") == [(0,)]


def test_what_is_not_asked_for_is_not_decided_and_a_claim_says_where(units: list[EmployerAccount]) -> None:
    assert units
    build_refunds(CODE, "26", DAY, "chedo")
    assert decided() == 0
    ((number,), *_) = rows("SELECT id FROM records_relieflist ORDER BY id")
    with pytest.raises(RefusedError, match="Write bank"):
        claim_refund(number, Destination("bank", "970436", "Vietcombank", "", "E1"), DAY, "chedo")
    with pytest.raises(MissingError):
        claim_refund(999_999, WHERE, DAY, "chedo")
    claim_refund(number, WHERE, DAY, "chedo")
    assert decided() == 1
    with pytest.raises(ConflictError, match="decided"):
        claim_refund(number, WHERE, DAY, "chedo")
    assert relief_report.cases(number)[0].full_name == "E1"


def test_only_a_refund_is_given_back(units: list[EmployerAccount]) -> None:
    assert units
    with pytest.raises(RefusedError, match="gives nothing back"):
        build_refunds("nq116-support", "26", DAY, "chedo")
    kinds = {one.kind for one in measures().values()}
    assert kinds == {"rate_change", "deferral", "cash_support", "confirmation", "refund"}
    assert all(one.of in measures() for one in measures().values() if one.kind == "refund")
