"""Killed in the middle of an act (process or back end of PostgreSQL) and run again: the same rows, nothing twice."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from ansinh.core.period import Month
from ansinh.jobs.claims import intake
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.quarter import write_quarter
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.bulk.arrow import database_url
from ansinh.records.models import Office
from ansinh.records.store.claims import files, reassessments, statements, visits
from ansinh.records.store.registry.facilities import NewFacility, load_facilities
from ansinh.usecases.claims import reassessing, receive, receiving, settling

NOW = dt.datetime.fromisoformat(AT)
HOUSE, APRIL, TODAY = "26001", Month.of(2026, 4), dt.date(2026, 7, 10)
ROWS = {
    "visits": "SELECT episode, claimed, accepted, state FROM records_claimvisit WHERE superseded_at IS NULL ORDER BY 1",
    "findings": "SELECT v.episode, f.rule, f.table_name, f.line, f.cut FROM records_claimfinding f"
    " JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL"
    " ORDER BY 1, 2, 3, 4, 5",
    "history": "SELECT count(*), count(superseded_at) FROM records_claimvisit",
    "postings": "SELECT kind, debit, credit, amount, concerns FROM records_posting ORDER BY 1, 2, 3, 4",
    "statements": "SELECT facility, first_month, months, posted FROM records_claimstatement ORDER BY 1, 2, 3",
    "seen": "SELECT claim, total, fund_paid, copayment FROM records_carevisit ORDER BY 1",
}
SCRIPT = """
import django, os, signal; django.setup()
from tests.jobs.claims import test_kills as story
story.SET[{place!r}](lambda: os.kill(os.getpid(), signal.SIGKILL))
story.{work}()
"""


def rows() -> dict[str, list[tuple]]:
    with connection.cursor() as cursor:
        told = {}
        for name, query in ROWS.items():
            cursor.execute(query)
            told[name] = cursor.fetchall()
        return told


@pytest.fixture
def month(committed_db: str) -> None:  # noqa: ARG001 - a fixture that has to stand first
    """A hospital, and a month of a clean visit, a wrong rate and a stent too many."""
    office = Office.objects.create(
        code="26", name="BHXH tỉnh", kind="province", path="vn.26", valid_from=dt.date(1995, 2, 16)
    )
    with transaction.atomic():
        load_facilities(
            [NewFacility(HOUSE, "Bệnh viện", office.pk, "basic", "district", "both", dt.date(2020, 1, 1))], "test"
        )
    receive(sent(), "a.xml", actor="h", now=NOW)


def sent(number: int = 0) -> bytes:
    factory = Factory(number=number)
    made = [factory.outpatient(), factory.outpatient(big=True), factory.inpatient()]
    made[1].rate = "95"
    made[2].add_supply("N06.02.020", 19_000_000, minutes=130, SO_LUONG="3")
    return envelope([one.settle() for one in made])


def settle() -> None:
    settling.settle(HOUSE, APRIL, 1, actor="a", today=TODAY)


def more() -> None:
    receive(sent(30), "b.xml", actor="h", now=NOW)


def correct() -> None:
    receive(sent().replace(b"20260705", b"20260706"), "c.xml", actor="h", now=NOW)


def take_over() -> None:
    reassessing.apply(reassessments.trials_of([HOUSE])[0].id, actor="b")


def after(module: object, name: str) -> Callable[[Callable[[], object]], None]:
    """Return what lets `fall` happen right after a function of a module did its work, once."""

    def lay(fall: Callable[[], object]) -> None:
        work = getattr(module, name)

        def falls(*args: object, **kwargs: object) -> object:
            done = work(*args, **kwargs)
            setattr(module, name, work)
            fall()
            return done

        setattr(module, name, falls)

    return lay


SET = {
    "posted": after(settling, "move"),
    "written": after(statements, "write"),
    "kept": after(files, "keep"),
    "stored": after(visits, "put"),
    "told": after(receiving, "tell_counter"),
    "superseded": after(visits, "put"),
    "carried": after(visits, "carry_decisions"),
}
PLACES = [
    ("settle", "posted"), ("settle", "written"), ("more", "kept"), ("more", "stored"), ("more", "told"),
    ("correct", "superseded"), ("take_over", "carried"),
]  # fmt: skip


def try_again(work: str) -> None:
    """What has to stand before a work: a rule that cuts less, judged again as a trial."""
    if work == "take_over":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_claimrulechange (rule, holds_from, weight, document, entered_by, approved_by)"
                " VALUES ('ENT-01', '2026-01-01', 'off', 'CV 1', 'a', 'b')"
            )
        reassessing.try_again(HOUSE, APRIL, actor="a")


@pytest.mark.slow
@pytest.mark.parametrize(("work", "place"), PLACES)
def test_kill_9_in_the_middle_of_an_act_leaves_nothing_of_it(month: None, work: str, place: str) -> None:  # noqa: ARG001 - has to stand first
    try_again(work)
    before = rows()
    env = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "ansinh.site.settings"}
    script = SCRIPT.format(place=place, work=work)
    fell = subprocess.run([sys.executable, "-c", script], env=env, check=False, cwd=Path(__file__).parents[3])
    assert fell.returncode == -signal.SIGKILL
    assert rows() == before
    globals()[work]()
    done = rows()
    assert done != before
    if work != "take_over":  # a trial is taken over once
        globals()[work]()
        assert rows() == done


def end_back_end() -> None:
    """End the back end this connection talks to, from beside it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    with psycopg.connect(database_url(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [number])


@pytest.mark.parametrize(("work", "place"), [("settle", "posted"), ("more", "stored"), ("correct", "superseded")])
def test_a_back_end_that_goes_away_leaves_nothing_of_an_act(month: None, work: str, place: str) -> None:  # noqa: ARG001 - has to stand first
    before = rows()
    SET[place](end_back_end)
    with pytest.raises(OperationalError):
        globals()[work]()
    connection.close()
    assert rows() == before
    globals()[work]()
    done = rows()
    assert done != before
    globals()[work]()
    assert rows() == done


@pytest.mark.slow
def test_intake_of_a_folder_outlives_its_back_ends(committed_db: str, tmp_path: Path) -> None:  # noqa: ARG001 - has to stand first
    """Every connection is ended while a folder is taken in: the run waits, goes on, and has every record once."""
    write_quarter(tmp_path, clean=120, each=1, rules=["ENT-01", "DRG-05"])
    ended = []

    def watch(_: object) -> None:
        with psycopg.connect(database_url(), autocommit=True) as other:
            found = other.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchone()
        ended.append(found)

    connection.close()
    size, intake.PART_BYTES = getattr(intake, "PART_BYTES", 0), 50_000
    try:
        done = intake.take_in(tmp_path / "claims", actor="t", now=NOW, lists=tmp_path / "lists", workers=1, watch=watch)
    finally:
        intake.PART_BYTES = size
    connection.close()
    assert ended
    assert done.records == len(rows()["visits"]) == 122
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_claimvisit WHERE superseded_at IS NOT NULL")
        assert cursor.fetchone() == (0,)
