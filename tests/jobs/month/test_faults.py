"""SIGKILL of anything, anywhere: run again, and the books are those of an undisturbed run."""

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
from django.db import connections
from tests.jobs.dying import in_child
from tests.jobs.small_books import Books, dump

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.jobs.engine import Progress
from ansinh.jobs.monthly import Order, close_month
from ansinh.jobs.nightly import verify_month
from ansinh.records.bulk.arrow import database_url
from ansinh.records.store.ledger import books as store_books
from ansinh.records.store.ledger import months

PERIOD = "2021-07"
JUNE = Month.parse("2021-06")


def prepare(books: Books) -> None:
    """A month with everything in it: receipts, back-dated changes, interest, a suspension."""
    from_before = books.close("2021-05")
    assert from_before.posted
    books.announce()
    books.close("2021-06")
    for account in books.bases[0].accounts.order_by("id")[:5]:
        books.receive(account, PERIOD, 3_000_000 + account.id)
        books.suspend(account, PERIOD, "2021-09")
    spell = books.bases[1].accounts.order_by("id")[0].spell_set.order_by("id")[0]
    books.correct(spell, {"first": "2020-01", "end": "2021-05"}, {"first": "2021-05", "base": 11_111_111})


def undisturbed(books: Books) -> dict[str, list[tuple]]:
    """Close the month in a copy of the database and return its dump."""
    return _in_copy(lambda: (books.close(PERIOD, part_people=4), dump())[1])


def _in_copy(work: Callable[[], dict[str, list[tuple]]]) -> dict[str, list[tuple]]:
    default = connections["default"]
    name = default.settings_dict["NAME"]
    default.close()
    url = database_url().rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"')
        default.settings_dict["NAME"] = f"{name}_copy"
        try:
            return work()
        finally:
            default.close()
            default.settings_dict["NAME"] = name
            server.execute(f'DROP DATABASE "{name}_copy" WITH (FORCE)')


def close_in_child(kill_at: str, countdown: int) -> int:
    """Close the month in a process that kills itself at a labelled point; return its exit code."""
    order = Order("26", Month.parse(PERIOD), "tester", workers=1, engine="inline", part_people=4)
    return in_child(lambda: close_month(order), kill_at, countdown)


POINTS = [
    ("ansinh.jobs.monthly.before_the_freeze", 0),
    ("ansinh.jobs.monthly.perform", 0),  # before the freeze is written
    ("ansinh.records.store.ledger.months.plan_run", 0),  # inside the freeze
    ("ansinh.jobs.monthly.run_parts", 0),  # frozen, nothing done
    ("ansinh.jobs.month.partition.append_blocks", 0),
    ("ansinh.jobs.month.partition.append_postings", 3),  # in the middle of a part, three are done
    ("ansinh.jobs.month.partition.append_items", 5),
    ("ansinh.records.store.ledger.months.finish_part", 2),
    ("ansinh.records.store.ledger.months.note_progress", 4),
    ("ansinh.jobs.monthly.after_the_run", 0),
    ("ansinh.jobs.monthly.check", 0),
    ("ansinh.records.store.ledger.months.close", 0),
]


@pytest.mark.parametrize(("point", "countdown"), POINTS)
def test_killed_at_a_labelled_point_and_run_again(twenty: Books, point: str, countdown: int) -> None:
    prepare(twenty)
    expected = undisturbed(twenty)
    assert close_in_child(point, countdown) == -signal.SIGKILL
    twenty.close(PERIOD, part_people=4)
    assert dump() == expected


def _parent() -> None:
    close_month(Order("26", Month.parse(PERIOD), "tester", workers=2, part_people=2))
    os._exit(0)


@pytest.mark.parametrize("seed", range(4))
def test_the_parent_or_a_worker_killed_at_a_random_moment(twenty: Books, seed: int) -> None:
    prepare(twenty)
    expected = undisturbed(twenty)
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    for _ in range(3):
        connections["default"].close()
        child = multiprocessing.get_context("fork").Process(target=_parent)
        child.start()
        time.sleep(dice.uniform(0.05, 0.8))
        workers = [int(pid) for pid in _children(child.pid or 0)]
        victim = dice.choice([child.pid, *workers])
        if victim:
            _kill(victim)
        child.join(timeout=60)
    _eventually(lambda: twenty.close(PERIOD, part_people=2))
    assert dump() == expected
    assert {name: found for name, found in verify_month("26", Month.parse(PERIOD)).items() if found} == {}


def test_back_ends_are_terminated_while_a_month_closes(twenty: Books) -> None:
    prepare(twenty)
    expected = undisturbed(twenty)
    stop = threading.Event()

    def harass() -> None:
        url = database_url().rsplit("/", 1)[0] + "/postgres"
        name = connections["default"].settings_dict["NAME"]
        with psycopg.connect(url, autocommit=True) as server:
            while not stop.wait(0.25):
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s "
                    "ORDER BY random() LIMIT 1",
                    [name],
                )

    connections["default"].close()
    child = multiprocessing.get_context("fork").Process(target=_parent)
    child.start()
    thread = threading.Thread(target=harass)
    thread.start()
    time.sleep(2)
    stop.set()
    thread.join()
    child.join(timeout=90)
    connections["default"].close()
    _eventually(lambda: twenty.close(PERIOD, part_people=2))
    assert dump() == expected


def test_a_cancelled_close_goes_on_later(twenty: Books) -> None:
    prepare(twenty)
    expected = undisturbed(twenty)

    class EnoughError(Exception):
        pass

    def watch(progress: Progress) -> None:
        if progress.done > progress.total // 3:
            raise EnoughError

    with pytest.raises(EnoughError):
        close_month(Order("26", Month.parse(PERIOD), "tester", workers=1, part_people=2), watch)
    run = months.run_of(months.office("26"), Month.parse(PERIOD))
    assert run is not None
    assert 0 < len(run.finished_parts) < len(run.parts)
    # what is learned while the month is half closed belongs to the next one
    spell = twenty.bases[0].accounts.order_by("id")[6].spell_set.order_by("id")[0]
    twenty.correct(spell, {"first": "2020-01", "base": 13_131_313})
    twenty.close(PERIOD, part_people=2)
    assert dump() == expected
    assert twenty.close("2021-08").control["reckoned"]["changed_months"] == 3


def test_only_one_closes_at_a_time(twenty: Books) -> None:
    twenty.close("2021-06")
    refused: list[ConflictError] = []

    def watch(_: Progress) -> None:
        try:
            twenty.close("2021-07")
        except ConflictError as error:
            refused.append(error)

    close_month(Order("26", JUNE.plus(1), "tester", workers=1), watch)
    assert "tester" in str(refused[0])


def test_a_part_done_twice_is_done_once(twenty: Books) -> None:
    twenty.close("2021-06", part_people=5)
    before = dump()
    run = months.run_covering(months.office("26"), JUNE)
    assert store_books.FUND_NAMES[0] == "rs"
    assert months.part_controls(run.id).keys() == set(range(len(run.parts)))
    twenty.close("2021-06", part_people=5)
    assert dump() == before


def _children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _eventually(work: Callable[[], object]) -> None:
    """Try again while an orphan of the killed run still lets go."""
    for _ in range(60):
        try:
            work()
        except ConflictError:
            time.sleep(0.5)
        else:
            return
    work()
