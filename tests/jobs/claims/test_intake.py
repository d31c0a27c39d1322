"""A folder taken in, killed, taken in again: the same records as an undisturbed run; sent twice is the same receipt."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from ansinh.jobs.claims.intake import take_in
from ansinh.jobs.synthetic.claims.factory import AT
from ansinh.jobs.synthetic.claims.quarter import write_quarter
from ansinh.records.bulk.arrow import database_url
from ansinh.usecases.claims import receive

NOW = dt.datetime.fromisoformat(AT)
SUMS = (
    "SELECT count(*), sum(claimed), sum(accepted), sum(total), (SELECT count(*) FROM records_claimfinding),"
    " (SELECT count(*) FROM records_claimfile WHERE assessed_at IS NOT NULL) FROM records_claimvisit"
    " WHERE superseded_at IS NULL"
)


def sums() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(SUMS)
        return cursor.fetchone()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_quarter(tmp_path, clean=160, each=1, rules=["ENT-01", "DRG-05", "STR-08", "OVR-09"])
    return tmp_path


def test_a_folder_is_taken_in_once(committed_db: str, folder: Path) -> None:  # noqa: ARG001 - a fixture that has to stand first
    first = take_in(folder / "claims", actor="test", now=NOW, lists=folder / "lists", workers=1)
    before = sums()
    again = take_in(folder / "claims", actor="test", now=NOW, lists=folder / "lists", workers=1)
    assert (first.before, again.files, again.before) == (0, 0, first.files)
    assert sums() == before
    assert before[0] == 160 + 5
    assert before[2] < before[1]


def test_sent_twice_is_the_same_receipt_and_a_correction_keeps_the_history(committed_db: str, folder: Path) -> None:  # noqa: ARG001 - a fixture that has to stand first
    data = next(path for path in sorted((folder / "claims").iterdir()) if path.suffix == ".xml").read_bytes()
    one, two = receive(data, "a.xml", actor="h", now=NOW), receive(data, "b.xml", actor="h", now=NOW)
    assert (one.receipt, one.again, two.receipt, two.again) == (one.receipt, False, one.receipt, True)
    corrected = data.replace(b"<NGAYLAP>20260705</NGAYLAP>", b"<NGAYLAP>20260706</NGAYLAP>")
    other = receive(corrected, "a.xml", actor="h", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(superseded_at) FROM records_claimvisit")
        assert cursor.fetchone() == (2 * one.records, one.records)
    assert other.receipt != one.receipt


def test_what_cannot_be_read_is_kept_and_listed(committed_db: str) -> None:  # noqa: ARG001 - a fixture that has to stand first
    done = receive(b"<GIAMDINHHS><broken", "x.xml", actor="h", now=NOW)
    assert (done.records, done.unread) == (0, 1)


@pytest.mark.slow
def test_killed_anywhere_it_ends_with_the_same_records(committed_db: str, folder: Path) -> None:  # noqa: ARG001 - a fixture that has to stand first
    script = (
        "import django, sys, datetime as dt; django.setup();"
        "from pathlib import Path; import ansinh.jobs.claims.intake as intake; intake.PART_BYTES = 50_000;"
        f"intake.take_in(Path({str(folder / 'claims')!r}), actor='t', now=dt.datetime.fromisoformat({AT!r}),"
        f" lists=Path({str(folder / 'lists')!r}), workers=2)"
    )
    env = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "ansinh.site.settings"}
    process = subprocess.Popen([sys.executable, "-c", script], env=env, start_new_session=True)
    deadline = time.monotonic() + 60
    while sums()[5] < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    killed = sums()
    take_in(folder / "claims", actor="test", now=NOW, lists=folder / "lists", workers=1)
    after = sums()
    assert killed[5] <= after[5]
    assert after[0] == 165
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_claimvisit WHERE superseded_at IS NOT NULL")
        assert cursor.fetchone() == (0,)
