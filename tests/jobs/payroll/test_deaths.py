"""Death stops payments (invariant B7): what was sent is a claim at once, what comes back settles it, nobody is paid."""

import datetime as dt

import pytest
from tests.jobs.payroll.small_payroll import Pensions, books_of, lines, rows
from tests.jobs.payroll.test_files_and_answers import csv_list, references

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.models import Person
from ansinh.records.store.benefits import payments_answers
from ansinh.records.store.benefits.verify import verify_b7
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payroll
from ansinh.usecases.benefits.payments_again import open_again
from ansinh.usecases.benefits.payments_answers import import_answers

NOTICED = dt.date(2021, 11, 20)
CLAIMS = "SELECT months, amount, recovered, reason FROM records_overpayment ORDER BY id"


def dies(file: str, day: dt.date = dt.date(2021, 9, 30), noticed: dt.date = NOTICED) -> None:
    payroll.report_death(file, day, "TB 02", "can-bo", noticed=noticed)


@pytest.fixture
def autumn(pensions: Pensions) -> tuple[Pensions, str, int]:
    """Five pensions paid for September, October and November: the office, the first file, its monthly amount."""
    (file, *_) = pensions.grant(5)
    for month in ("2021-09", "2021-10", "2021-11"):
        pensions.paid(month)
    return pensions, file, lines("2021-10")[file][1]


def answered(file: str, outcome: str, month: str, name: str) -> dict[str, tuple[int, int]]:
    """Let the bank say what became of a month of a file."""
    subject = rows("SELECT id FROM records_pension WHERE file_no = %s", file)[0][0]
    sent = [one for one in references() if one[0].startswith(f"P{month.replace('-', '')}-1-{subject}-")]
    return import_answers(csv_list([(*sent[-1], outcome)]), name=name, office="26", actor="ke-toan").new


def test_months_paid_after_the_death_are_a_claim_in_the_same_transaction(autumn: tuple[Pensions, str, int]) -> None:
    pensions, file, monthly = autumn
    spent = books_of(1)[611]
    dies(file)
    assert rows(CLAIMS) == [(2, 2 * monthly, 0, "death")]
    assert (books_of(1)[138], books_of(1)[611]) == (2 * monthly, spent - 2 * monthly)
    assert rows("SELECT DISTINCT concerns FROM records_posting WHERE debit = 138 ORDER BY 1") == [
        (dt.date(2021, 10, 1),), (dt.date(2021, 11, 1),),
    ]  # fmt: skip
    pensions.paid("2021-12")
    pensions.paid("2022-01")
    assert file not in lines("2021-12")
    assert len(rows(CLAIMS)) == 1
    assert books_of(1)[138] == 2 * monthly


def test_a_death_before_anything_was_paid_beyond_it_claims_nothing(autumn: tuple[Pensions, str, int]) -> None:
    _, file, _ = autumn
    dies(file, dt.date(2021, 11, 1))
    assert rows(CLAIMS) == []


def test_money_that_had_come_back_is_no_claim_and_is_not_sent_again(autumn: tuple[Pensions, str, int]) -> None:
    _, file, monthly = autumn
    answered(file, "từ chối", "2021-11", "a.csv")
    dies(file)
    assert rows(CLAIMS) == [(2, 2 * monthly, monthly, "death")]
    assert books_of(1)[138] == monthly
    assert payments_answers.work_list("00.26", dt.date(2021, 1, 1), unanswered=False) == []
    with pytest.raises(RefusedError, match="Nothing waits"):
        open_again(Source.PENSION, "26", Month.parse("2021-12"), NOTICED, "can-bo")


def test_money_that_comes_back_later_settles_the_claim(autumn: tuple[Pensions, str, int]) -> None:
    _, file, monthly = autumn
    answered(file, "đã chi", "2021-10", "a.csv")
    dies(file)
    answered(file, "trả lại", "2021-10", "b.csv")
    answered(file, "trả lại", "2021-10", "b-again.csv")
    assert rows(CLAIMS) == [(2, 2 * monthly, monthly, "death")]
    answered(file, "chưa nhận", "2021-11", "c.csv")
    assert rows(CLAIMS) == [(2, 2 * monthly, 2 * monthly, "death")]
    assert books_of(1)[138] == 0


def test_a_death_recorded_after_the_trial_must_be_tried_again(autumn: tuple[Pensions, str, int]) -> None:
    pensions, file, _ = autumn
    batch = pensions.tried("2021-12")
    acts.sign(batch.id, "truong-phong")
    dies(file)
    with pytest.raises(ConflictError, match="try the batch again"):
        acts.sign(batch.id, "giam-doc")
    again = try_batch(batch.id, "can-bo", workers=1)
    assert again.control["trial"]["people"] == 4
    acts.sign(batch.id, "truong-phong")
    acts.sign(batch.id, "giam-doc")


def test_a_death_recorded_behind_two_signatures_is_claimed_when_the_batch_is_written(
    autumn: tuple[Pensions, str, int],
) -> None:
    pensions, file, monthly = autumn
    batch = pensions.signed("2021-12")
    dies(file)
    assert rows(CLAIMS) == [(2, 2 * monthly, 0, "death")]
    write_batch(batch.id, "can-bo", workers=1)
    write_batch(batch.id, "can-bo", workers=1)
    assert rows(CLAIMS) == [(2, 2 * monthly, 0, "death"), (1, monthly, 0, "death")]
    pensions.paid("2022-01")
    assert books_of(1)[138] == 3 * monthly
    assert verify_b7(months.office("26"), Month.parse("2021-12")) == []


def test_what_the_register_learned_is_claimed_when_the_payroll_looks(autumn: tuple[Pensions, str, int]) -> None:
    pensions, file, monthly = autumn
    person = rows("SELECT person_id FROM records_pension WHERE file_no = %s", file)[0][0]
    Person.objects.filter(pk=person).update(died_on=dt.date(2021, 10, 3))
    assert [len(verify_b7(months.office("26"), Month.parse(f"2021-{month}"))) for month in (10, 11)] == [0, 1]
    pensions.paid("2021-12")
    assert rows(CLAIMS) == [(1, monthly, 0, "death")]
    assert verify_b7(months.office("26"), Month.parse("2021-11")) == []


def test_months_not_paid_before_the_death_stay_unpaid(autumn: tuple[Pensions, str, int]) -> None:
    pensions, file, _ = autumn
    payroll.suspend(file, Month.parse("2021-12"), "refused", "đơn", "can-bo", noticed=NOTICED)
    pensions.paid("2021-12")
    dies(file, dt.date(2022, 1, 20), dt.date(2022, 2, 1))
    assert rows("SELECT reason, validity::text FROM records_pensionstop WHERE superseded_at IS NULL ORDER BY 1") == [
        ("death", "[2022-02-01,)"), ("refused", "[2021-12-01,2022-02-01)"),
    ]  # fmt: skip
    pensions.paid("2022-01")
    assert file not in lines("2022-01")


@pytest.mark.parametrize(
    ("born", "died", "allowed"),
    [
        ("1950-03-01", "1950-02-28", False),  # before the birth
        ("1950-03-01", "1950-03-01", True),
        ("1950-03-01", "2021-11-20", True),  # on the day of the notice
        ("1950-03-01", "2021-11-21", False),  # not yet
        (None, "2021-11-01", True),  # a birth that nobody knows
    ],
)
def test_an_impossible_day_of_death_is_refused(pensions: Pensions, born: str | None, died: str, allowed: bool) -> None:  # noqa: FBT001 - a column of the table
    (file,) = pensions.grant(1)
    Person.objects.update(birth_date=born)
    if allowed:
        dies(file, dt.date.fromisoformat(died))
    else:
        with pytest.raises(RefusedError, match="day of death"):
            dies(file, dt.date.fromisoformat(died))
    assert bool(rows("SELECT 1 FROM records_pensionstop")) is allowed
