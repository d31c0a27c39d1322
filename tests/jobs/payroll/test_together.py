"""Payments handled by two at the same moment: nobody is on two payrolls, one payment has one answer, one refund."""

from tests.jobs.payroll.small_payroll import Pensions, books_of, rows
from tests.jobs.payroll.test_files_and_answers import csv_list, paid, references
from tests.jobs.payroll.test_relief_refund import CODE, DAY, units

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.records.store.benefits.payments import Batch
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.payments_answers import import_answers
from ansinh.usecases.benefits.relief_refund import build_refunds

__all__ = ["paid", "units"]
OCTOBER = Month.parse("2021-10")


def opening(office: str) -> Opening:
    return Opening(Source.PENSION, office, OCTOBER, OCTOBER.first_day)


def test_two_payrolls_two_signatures_two_answers(paid: Pensions, together) -> None:
    code = paid.books.code
    base = rows("SELECT code FROM records_office WHERE path LIKE '%%.%%.%%' ORDER BY code LIMIT 1")[0][0]
    opened = together(lambda: acts.open_batch(opening(code), "a"), lambda: acts.open_batch(opening(base), "b"))
    assert sorted(type(one) for one in opened if not isinstance(one, Batch)) == [ConflictError]
    assert rows("SELECT count(*) FROM records_paymentbatch WHERE month = '2021-10-01'") == [(1,)]

    reference, amount = references()[0]
    told = together(
        lambda: import_answers(csv_list([(reference, amount, "đã chi")]), name="1.csv", office=code, actor="a"),
        lambda: import_answers(csv_list([(reference, amount, "vắng mặt")]), name="2.csv", office=code, actor="b"),
    )
    assert sorted(len(one.findings) for one in told) == [0, 1], told
    assert rows("SELECT count(*) FROM records_payanswer") == [(1,)]
    assert sum(books_of(1).values()) == 0


def test_two_sign_at_once_and_each_signature_is_of_one(pensions: Pensions, together) -> None:
    pensions.grant(2)
    batch = pensions.tried("2021-09")
    signed = together(*(lambda who=who: acts.sign(batch.id, who) for who in ("truong-phong", "truong-phong")))
    assert sum(isinstance(one, Batch) for one in signed) == 1
    assert rows("SELECT first_by, second_by FROM records_paymentbatch") == [("truong-phong", "")]


def test_two_build_the_same_refunds(units, together) -> None:
    assert units
    made = together(*(lambda who=who: build_refunds(CODE, "26", DAY, who) for who in ("a", "b")))
    assert sorted(made) == [0, 2]
    assert rows("SELECT count(*), count(DISTINCT account_id) FROM records_relieflist") == [(2, 2)]
