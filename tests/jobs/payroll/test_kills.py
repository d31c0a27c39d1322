"""SIGKILL anywhere in a payroll: go on, and everybody is paid once, nobody is lost, and the books agree."""

import datetime as dt
import multiprocessing
import signal
import time
from pathlib import Path

import pytest
from django.db import connections
from tests.jobs.dying import in_child
from tests.jobs.payroll.small_payroll import Pensions, lines, rows

from ansinh.core.period import Month
from ansinh.jobs.payroll import run
from ansinh.jobs.payroll.files import make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.models import PayingAccount
from ansinh.records.store.benefits import payments
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payroll

OCTOBER = Month.parse("2021-10")
STORE = "ansinh.records.store"
WRITING = [
    (f"{STORE}.benefits.payroll.append_lines", 0),
    (f"{STORE}.benefits.payroll.append_lines", 2),
    (f"{STORE}.ledger.months.finish_part", 1),
    (f"{STORE}.benefits.payroll.append_overpayments", 0),
    ("ansinh.usecases.benefits.payments.append_postings", 0),
    (f"{STORE}.benefits.payments.move", 0),
    (f"{STORE}.access.append_audit", 0),
]


@pytest.fixture
def october(pensions: Pensions, monkeypatch: pytest.MonkeyPatch) -> Pensions:
    """A month with joiners, arrears and a right that ended before, in parts of seven, signed by two and not written."""
    monkeypatch.setattr(run, "PART_PEOPLE", 7)
    PayingAccount.objects.create(
        office=pensions.books.province, bank_bin="970405", bank_name="Agribank", number="26", holder="BHXH",
        valid_from=dt.date(2015, 1, 1),
    )  # fmt: skip
    files = pensions.grant(20)
    pensions.paid("2021-09")
    pensions.grant(5, pay_from="2021-08")
    payroll.suspend(files[3], Month.parse("2021-09"), "no_right", "TB", "can-bo", noticed=dt.date(2021, 9, 28))
    pensions.signed("2021-10")
    return pensions


def expected(pensions: Pensions) -> dict[str, int]:
    """What October owes, from the trial two people signed."""
    batch = pensions.opened("2021-10")
    trial = batch.control["trial"]
    return {"people": trial["people"], "amount": trial["amount"]}


def found() -> dict[str, int]:
    paid = lines("2021-10")
    return {"people": len(paid), "amount": sum(line[0] for line in paid.values())}


def posted() -> int:
    query = "SELECT coalesce(sum(CASE WHEN credit = 335 THEN amount ELSE -amount END), 0)::bigint FROM records_posting "
    return int(rows(query + "WHERE 335 IN (debit, credit) AND concerns = '2021-10-01'")[0][0])


@pytest.mark.parametrize(("kill_at", "countdown"), WRITING)
def test_killed_while_writing_then_run_again(october: Pensions, kill_at: str, countdown: int) -> None:
    batch = october.opened("2021-10").id
    code = in_child(lambda: write_batch(batch, "can-bo", workers=1), kill_at, countdown)
    assert code == -signal.SIGKILL
    assert found()["people"] <= expected(october)["people"]
    write_batch(batch, "can-bo", workers=1)
    assert found() == expected(october)
    assert posted() == found()["amount"]
    assert rows("SELECT count(*), sum(months) FROM records_overpayment") == [(1, 1)]
    assert payments.batch_of(batch).state == "written"


def test_a_worker_of_the_pool_is_killed_and_replaced(october: Pensions) -> None:
    batch = october.opened("2021-10").id
    child = multiprocessing.get_context("fork").Process(target=lambda: write_batch(batch, "can-bo", workers=2))
    connections["default"].close()
    child.start()
    time.sleep(0.4)
    child.kill()
    child.join()
    write_batch(batch, "can-bo", workers=2)
    assert found() == expected(october)
    assert posted() == found()["amount"]


def test_killed_in_a_trial_the_trial_is_begun_anew(october: Pensions) -> None:
    write_batch(october.opened("2021-10").id, "can-bo", workers=1)
    batch = october.opened("2021-11").id
    code = in_child(lambda: try_batch(batch, "can-bo", workers=1), f"{STORE}.ledger.months.finish_part", 1)
    assert code == -signal.SIGKILL
    again = try_batch(batch, "can-bo", workers=1)
    assert (again.state, again.first_by) == ("trial", "")
    assert rows("SELECT count(*) FROM records_payline WHERE month = '2021-11-01'") == [(0,)]


@pytest.mark.parametrize("countdown", [0, 1, 3])
def test_killed_while_files_are_made_every_file_is_made_once(october: Pensions, tmp_path: Path, countdown: int) -> None:
    batch = october.opened("2021-10").id
    write_batch(batch, "can-bo", workers=1)
    keeping = f"{STORE}.benefits.payments_lines.keep_order"
    code = in_child(lambda: make_files(batch, tmp_path, "ke-toan", workers=1), keeping, countdown)
    assert code == -signal.SIGKILL
    made = make_files(batch, tmp_path, "ke-toan", workers=1)
    assert (made.lines, made.amount) == (found()["people"], found()["amount"])
    released = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert len(released) == made.files


def test_killed_between_the_signatures_nothing_is_paid(october: Pensions) -> None:
    write_batch(october.opened("2021-10").id, "can-bo", workers=1)
    batch = october.tried("2021-11")
    code = in_child(lambda: acts.sign(batch.id, "truong-phong"), f"{STORE}.access.append_audit", 0)
    assert code == -signal.SIGKILL
    assert payments.batch_of(batch.id).state == "trial"
    assert rows("SELECT count(*) FROM records_payline WHERE month = '2021-11-01'") == [(0,)]


def test_signed_and_not_begun_it_may_be_tried_again(october: Pensions) -> None:
    again = october.tried("2021-10")
    assert (again.state, again.first_by, again.second_by) == ("trial", "", "")
