"""The log of look-ups survives a stop, a kill, a database that is away; nothing is lost and nothing doubled."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from ansinh.records.bulk.arrow import database_url
from ansinh.records.store.coverage.journal import Journal, drain, drain_folder, line

ROW = ("api", None, "his", "quầy\t1\\\n", None, "si", "000", "visit", "127.0.0.1")
WRITER = """
import sys, psycopg
from pathlib import Path
from ansinh.records.store.coverage.journal import Journal
journal = Journal(Path(sys.argv[1]), lambda: psycopg.connect(sys.argv[2]))
number = 0
while True:
    journal.write(("api", None, "his", str(number), None, "si", "000", "visit", ""))
    number += 1
    print(number, flush=True)
"""


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_cardlookup")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("committed_db")
def test_a_normal_stop_leaves_nothing_in_the_file(tmp_path: Path):
    url = database_url()
    journal = Journal(tmp_path, lambda: psycopg.connect(url))
    for _ in range(50):
        journal.write(ROW)
    journal.close()
    assert count() == 50
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT clerk, facility_id, person_id FROM records_cardlookup")
        assert cursor.fetchall() == [("quầy\t1\\\n", None, None)]


@pytest.mark.usefixtures("committed_db")
def test_a_kill_loses_no_look_up_that_was_answered(tmp_path: Path):
    url = database_url()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), url], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    answered = 0
    until = time.monotonic() + 2
    while time.monotonic() < until:
        answered = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    answered = int(rest[-1]) if rest else answered
    writer.wait()
    for _ in range(2):
        drain_folder(tmp_path, lambda: psycopg.connect(url))
        assert answered <= count() <= answered + 1  # the kill may fall between the line and the answer
    assert list(tmp_path.iterdir()) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT clerk) = count(*) FROM records_cardlookup")
        assert cursor.fetchone() == (True,)


@pytest.mark.usefixtures("committed_db")
def test_a_drain_that_was_cut_goes_on_where_it_was(tmp_path: Path):
    path = tmp_path / "one.log"
    rows = [line(ROW, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) for _ in range(5)]
    with psycopg.connect(database_url()) as door:
        path.write_bytes(rows[0] + rows[1] + rows[2][:7])
        assert drain(door, path) == len(rows[0]) * 2
        path.write_bytes(b"".join(rows))
        assert drain(door, path) == len(rows[0]) * 3
        assert drain(door, path) == 0
    assert count() == 5
