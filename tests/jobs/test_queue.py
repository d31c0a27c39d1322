"""What a killed worker was doing waits again, once; what a living one does is left alone."""

import datetime as dt

import pytest
from django.db import connection

from ansinh.jobs.queue import SILENT, queue

pytestmark = pytest.mark.django_db


def worker(silent_for: dt.timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id", [silent_for]
        )
        return int(cursor.fetchone()[0])


def job(status: str, *, of: int | None = None, lock: str | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, queueing_lock) "
            "VALUES ('work', 'month.close', '{}', %s, %s, %s) RETURNING id",
            [status, of, lock],
        )
        return int(cursor.fetchone()[0])


def states() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status::text FROM procrastinate_jobs")
        return dict(cursor.fetchall())


def test_the_job_of_a_silent_worker_waits_again_and_of_a_living_one_goes_on() -> None:
    orphan = job("doing", of=worker(2 * SILENT))
    forgotten = job("doing")
    living = job("doing", of=worker(dt.timedelta()))
    assert queue.resume() == 2
    assert states() == {orphan: "todo", forgotten: "todo", living: "doing"}
    assert queue.resume() == 0


def test_an_orphan_whose_like_waits_is_let_go() -> None:
    job("doing", of=worker(2 * SILENT), lock="month.close:26")
    waiting = job("todo", lock="month.close:26")
    assert queue.resume() == 0
    assert states() == {waiting: "todo"}
