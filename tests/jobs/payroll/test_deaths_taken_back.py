"""A death that was none: two people take it back, months come as differences; heirs pay real claims in at the desk."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction
from tests.jobs.payroll.small_payroll import Pensions, books_of, lines, rows
from tests.jobs.payroll.test_deaths import CLAIMS, answered, autumn, dies

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.payroll.run import write_batch
from ansinh.records.models import Person
from ansinh.records.store.benefits import death_withdrawals as store
from ansinh.records.store.benefits import payments_answers
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.records.store.benefits.verify import verify_b7
from ansinh.records.store.invariants.benefits import BENEFITS
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import death_withdrawals, overpayments, payroll
from ansinh.usecases.benefits.payments_again import open_again

__all__ = ["autumn"]  # the fixture
Autumn = tuple[Pensions, str, int]
PAID_ON = dt.date(2021, 11, 25)


def lives(file: str) -> death_withdrawals.Withdrawn:
    key = death_withdrawals.ask(file, "BB xác minh 05", "can-bo")
    return death_withdrawals.approve(key, "truong-phong")


def pays_in(amount: int, document: str = "PT 01", day: dt.date = PAID_ON) -> None:
    ((claim,),) = rows("SELECT max(id) FROM records_overpayment")
    overpayments.take_in(Receipt(claim, day, amount, "Con trai", document, "ke-toan"))


def broken() -> list[tuple]:
    return [row for one in BENEFITS for row in rows(one.query.replace("%", "%%"))]


def test_what_heirs_pay_in_settles_the_claim_piece_by_piece(autumn: Autumn) -> None:
    _, file, monthly = autumn
    dies(file)
    pays_in(monthly, "PT 01")
    assert rows(CLAIMS) == [(2, 2 * monthly, monthly, "death")]
    assert books_of(1)[138] == monthly
    pays_in(monthly, "PT 02")
    assert books_of(1)[138] == 0
    assert books_of(1)[112] == 2 * monthly
    assert broken() == []


@pytest.mark.parametrize(
    ("share", "document", "day", "payer", "why"),
    [
        (3, "PT 9", PAID_ON, "Con trai", "from 1 to"),  # more than is left
        (0, "PT 9", PAID_ON, "Con trai", "from 1 to"),
        (1, "", PAID_ON, "Con trai", "number of the receipt"),
        (1, "PT 9", PAID_ON, " ", "who paid"),
        (1, "PT 9", dt.date(2999, 1, 1), "Con trai", "not come yet"),
    ],
)
def test_what_cannot_be_paid_in_is_refused(
    autumn: Autumn, share: int, document: str, day: dt.date, payer: str, why: str
) -> None:
    _, file, monthly = autumn
    dies(file)
    ((claim,),) = rows("SELECT id FROM records_overpayment")
    with pytest.raises(RefusedError, match=why):
        overpayments.take_in(Receipt(claim, day, share * monthly, payer, document, "ke-toan"))
    assert books_of(1)[138] == 2 * monthly


def test_a_receipt_is_recorded_once_and_never_changed(autumn: Autumn) -> None:
    _, file, monthly = autumn
    dies(file)
    pays_in(monthly)
    with pytest.raises(ConflictError, match="PT 01"):
        pays_in(monthly)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows("UPDATE records_overpaymentreceipt SET amount = 1 RETURNING 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows("DELETE FROM records_overpaymentreceipt RETURNING 1")


def test_a_wrong_notice_taken_back_pays_the_missed_months_as_a_difference(autumn: Autumn) -> None:
    pensions, file, monthly = autumn
    spent = books_of(1)
    dies(file)
    pensions.paid("2021-12")
    done = lives(file)
    assert (done.files, done.unclaimed, done.dossiers) == ([file], 2 * monthly, [])
    assert books_of(1)[138] == 0
    assert rows(
        "SELECT died_on FROM records_person p JOIN records_pension f ON f.person_id = p.id WHERE file_no = %s", file
    ) == [(None,)]
    pensions.paid("2022-01")
    amount, month, arrears, recovered = lines("2022-01")[file]
    assert (recovered, arrears) == (0, lines("2021-11")[file][1])
    assert amount == month + arrears
    assert books_of(1)[611] > spent[611]
    pensions.paid("2022-02")
    assert lines("2022-02")[file][2:] == (0, 0)
    assert [verify_b7(months.office("26"), Month.parse(one)) for one in ("2021-10", "2021-11")] == [[], []]
    assert broken() == []


def test_who_asks_does_not_approve_and_one_request_waits_at_a_time(autumn: Autumn) -> None:
    _, file, _ = autumn
    with pytest.raises(RefusedError, match="No death"):
        death_withdrawals.ask(file, "BB 05", "can-bo")
    dies(file)
    with pytest.raises(RefusedError, match="paper"):
        death_withdrawals.ask(file, " ", "can-bo")
    key = death_withdrawals.ask(file, "BB 05", "can-bo")
    with pytest.raises(ConflictError):
        death_withdrawals.ask(file, "BB 06", "can-bo-khac")
    with pytest.raises(RefusedError, match="does not approve"):
        death_withdrawals.approve(key, "can-bo")
    with pytest.raises(IntegrityError), transaction.atomic():
        store.decide(key, "approved", "can-bo", "")
    with pytest.raises(RefusedError, match="why"):
        death_withdrawals.refuse(key, "truong-phong", "")
    death_withdrawals.refuse(key, "truong-phong", "Giấy chứng tử đúng")
    with pytest.raises(RefusedError, match="decided"):
        death_withdrawals.approve(key, "truong-phong")
    assert rows("SELECT count(*) FROM records_pensionstop WHERE reason = 'death' AND superseded_at IS NULL") == [(1,)]


def test_a_day_of_death_corrected_meanwhile_is_looked_at_again(autumn: Autumn) -> None:
    _, file, _ = autumn
    dies(file)
    key = death_withdrawals.ask(file, "BB 05", "can-bo")
    Person.objects.filter(died_on__isnull=False).update(died_on=dt.date(2021, 9, 29))
    with pytest.raises(RefusedError, match="ask again"):
        death_withdrawals.approve(key, "truong-phong")


def test_what_heirs_had_paid_in_is_paid_to_the_person_again(autumn: Autumn) -> None:
    pensions, file, monthly = autumn
    dies(file)
    pays_in(monthly)
    assert lives(file).unclaimed == monthly
    assert books_of(1)[138] == 0
    with pytest.raises(ConflictError, match="withdrawn"):
        pays_in(monthly, "PT 02")
    pensions.paid("2021-12")
    assert lines("2021-12")[file][2] == monthly
    pensions.paid("2022-01")
    assert lines("2022-01")[file][2:] == (0, 0)


def test_what_heirs_pay_in_while_the_withdrawal_waits_for_the_claim_is_counted(autumn: Autumn) -> None:
    _, file, monthly = autumn
    dies(file)
    key = death_withdrawals.ask(file, "BB xác minh 05", "can-bo")

    def approve() -> death_withdrawals.Withdrawn:
        try:
            return death_withdrawals.approve(key, "truong-phong")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            pays_in(monthly)
            approval = pool.submit(approve)
            deadline = time.monotonic() + 20
            while rows("SELECT count(*) FROM pg_locks WHERE NOT granted") == [(0,)] and time.monotonic() < deadline:
                time.sleep(0.02)
            assert not approval.done()
        assert approval.result().unclaimed == monthly
    assert (books_of(1)[138], books_of(1)[112]) == (0, monthly)
    assert rows(f"SELECT count(*) FROM records_posting WHERE cause = '{key}' AND credit = 335") == [(0,)]
    assert broken() == []


@pytest.mark.parametrize("first", ["answer", "death"])
def test_money_that_had_come_back_waits_to_be_sent_again(autumn: Autumn, first: str) -> None:
    _, file, _ = autumn
    if first == "answer":
        answered(file, "từ chối", "2021-11", "a.csv")
        dies(file)
    else:
        dies(file)
        answered(file, "từ chối", "2021-11", "a.csv")
    owed = books_of(1)[335]
    lives(file)
    assert books_of(1)[138] == 0
    assert books_of(1)[335] < owed
    assert len(payments_answers.work_list("00.26", dt.date(2021, 1, 1), unanswered=False)) == 1
    assert open_again(Source.PENSION, "26", Month.parse("2021-12"), PAID_ON, "can-bo")
    assert broken() == []


def test_a_suspension_that_the_death_had_cut_holds_again(autumn: Autumn) -> None:
    pensions, file, _ = autumn
    payroll.suspend(file, Month.parse("2021-12"), "refused", "đơn", "can-bo", noticed=dt.date(2021, 11, 1))
    pensions.paid("2021-12")
    dies(file, dt.date(2022, 1, 20), dt.date(2022, 2, 1))
    lives(file)
    assert rows("SELECT reason, validity::text FROM records_pensionstop WHERE superseded_at IS NULL") == [
        ("refused", "[2021-12-01,)"),
    ]  # fmt: skip
    pensions.paid("2022-01")
    assert file not in lines("2022-01")


def test_a_batch_signed_before_the_withdrawal_is_written_as_it_was_signed(autumn: Autumn) -> None:
    pensions, file, monthly = autumn
    dies(file)
    batch = pensions.signed("2021-12")
    lives(file)
    write_batch(batch.id, "can-bo", workers=1)
    assert file not in lines("2021-12")
    pensions.paid("2022-01")
    assert lines("2022-01")[file][2] == monthly


def test_the_real_death_after_a_withdrawal_is_claimed_anew(autumn: Autumn) -> None:
    _, file, monthly = autumn
    dies(file)
    lives(file)
    dies(file, dt.date(2021, 10, 31))
    assert rows(CLAIMS) == [(2, 2 * monthly, 0, "death"), (1, monthly, 0, "death")]
    assert books_of(1)[138] == monthly
