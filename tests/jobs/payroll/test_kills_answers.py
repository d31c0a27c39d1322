"""SIGKILL and vanishing back ends while answers come in and files are made: run again, nobody twice, nobody lost."""

import datetime as dt
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connections
from tests.jobs.dying import in_child
from tests.jobs.payroll.small_payroll import Pensions, books_of, rows
from tests.jobs.payroll.test_files_and_answers import camt054, csv_list, references
from tests.jobs.payroll.test_kills import STORE

from ansinh.formats.pain001 import check_pain001
from ansinh.jobs.payroll.files import make_files
from ansinh.records.bulk.arrow import database_url
from ansinh.records.models import PayingAccount
from ansinh.usecases.benefits.payments_answers import import_answers

POINTS = [
    f"{STORE}.benefits.payments_answers.lines_of",
    f"{STORE}.benefits.payments_answers.keep_file",
    f"{STORE}.benefits.payments_answers.keep",  # the file is kept, no answer yet
    f"{STORE}.ledger_postings.post",  # the answers are kept, nothing is posted
    f"{STORE}.benefits.payroll_deaths.set_off",
    f"{STORE}.access.append_audit",  # all is done but the line of the chain
]
BEFORE_THE_END = 0.6  # seconds: an import of the small file takes about as long


@pytest.fixture
def sent(pensions: Pensions) -> list[tuple[str, int]]:
    """Sixty pensions paid for September: the references and amounts a bank answers."""
    PayingAccount.objects.create(
        office=pensions.books.province, bank_bin="970405", bank_name="Agribank", number="26", holder="BHXH",
        valid_from=dt.date(2015, 1, 1),
    )  # fmt: skip
    pensions.grant(60)
    pensions.paid("2021-09")
    return references()


def take(payments: list[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    return import_answers(camt054(payments), name="camt054.xml", office="26", actor="ke-toan").new


def whole_or_nothing(payments: list[tuple[str, int]]) -> bool:
    """Say whether the file is in the books; it is there with every answer and posting, or not at all."""
    files, answers, amount = rows(
        "SELECT (SELECT count(*) FROM records_payanswerfile), count(*), coalesce(sum(amount), 0)::bigint "
        "FROM records_payanswer"
    )[0]
    paid = sum(money for _, money in payments)
    assert (files, answers, amount) in {(0, 0, 0), (1, len(payments), paid)}
    assert books_of(1).get(112, 0) == -amount
    return bool(files)


def everybody_once(payments: list[tuple[str, int]]) -> None:
    """Take the file in again, and find one answer for each payment and the books even."""
    take(payments)
    assert whole_or_nothing(payments)
    assert rows("SELECT max(n) FROM (SELECT count(*) AS n FROM records_payanswer GROUP BY subject) a") == [(1,)]
    assert books_of(1)[335] == 0
    assert take(payments) == {}


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_labelled_point_of_the_intake(sent: list[tuple[str, int]], point: str) -> None:
    assert in_child(lambda: take(sent), point, 0) == -signal.SIGKILL
    assert not whole_or_nothing(sent)
    everybody_once(sent)


def _child(work: Callable[[], object]) -> multiprocessing.process.BaseProcess:
    connections["default"].close()

    def alone() -> None:
        os.setpgid(0, 0)
        work()
        os._exit(0)

    child = multiprocessing.get_context("fork").Process(target=alone)
    child.start()
    return child


def _kill(child: multiprocessing.process.BaseProcess) -> None:
    """Kill a process and what it started, at once."""
    try:
        os.killpg(child.pid or 0, signal.SIGKILL)
    except ProcessLookupError:
        if child.is_alive():
            child.kill()
    child.join(timeout=30)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments_of_the_intake(sent: list[tuple[str, int]], seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    for _ in range(4):
        child = _child(lambda: take(sent))
        time.sleep(dice.uniform(0, BEFORE_THE_END))
        _kill(child)
        whole_or_nothing(sent)
    everybody_once(sent)


def _end_back_ends(stop: threading.Event, every: float) -> None:
    """End the back ends of this database, one after another, without a word to their clients."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(database_url().rsplit("/", 1)[0] + "/postgres", autocommit=True) as server:
        while not stop.wait(every):
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s ORDER BY random() LIMIT 1",
                [name],
            )


def test_back_ends_end_while_answers_are_taken_in(sent: list[tuple[str, int]]) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=_end_back_ends, args=(stop, 0.07))
    thread.start()
    for _ in range(4):
        child = _child(lambda: take(sent))
        child.join(timeout=30)
    stop.set()
    thread.join()
    connections["default"].close()
    whole_or_nothing(sent)
    everybody_once(sent)


def test_half_of_a_file_answered_before_is_known_and_the_rest_is_new(sent: list[tuple[str, int]]) -> None:
    first = [(*one, "đã chi") for one in sent[:30]]
    assert import_answers(csv_list(first), name="half.csv", office="26", actor="ke-toan").new["paid"][0] == 30
    assert in_child(lambda: take(sent), POINTS[3], 0) == -signal.SIGKILL
    assert take(sent)["paid"][0] == 30
    assert books_of(1)[335] == 0


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("seed", range(2))
def test_killed_at_random_moments_while_files_are_made(tmp_path: Path, seed: int) -> None:
    batch = rows("SELECT run_id FROM records_paymentbatch")[0][0]
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    stop = threading.Event()
    thread = threading.Thread(target=_end_back_ends, args=(stop, 0.15))
    thread.start()
    for _ in range(3):
        child = _child(lambda: make_files(batch, tmp_path, "ke-toan", workers=1))
        time.sleep(dice.uniform(0, 0.4))
        _kill(child)
    stop.set()
    thread.join()
    made = _patiently(lambda: make_files(batch, tmp_path, "ke-toan", workers=1))
    whole = rows("SELECT count(*), sum(amount)::bigint FROM records_payline")[0]
    assert (made.lines, made.amount) == whole
    released = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert len(released) == made.files == rows("SELECT count(*) FROM records_paymentorder")[0][0]
    assert all(check_pain001(data) == [] for name, data in released.items() if name.endswith(".xml"))
    said = [data.decode() for data in released.values()]
    for reference, _ in references():
        assert sum(f">{reference}<" in text or f",{reference}," in text for text in said) == 1


def _patiently(work: Callable[[], object]):
    """Do it; once more where the connection was one that had been ended."""
    connections["default"].close()
    try:
        return work()
    except OperationalError:
        connections["default"].close()
        return work()
