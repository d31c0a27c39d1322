"""The queue: what a worker does after the answer was given. Only this file knows the library.

A job is one act of `jobs` or `usecases` with plain arguments; it is deferred in the transaction of its cause, and
every act it calls is idempotent, so a job that was killed is simply run again: workers say every few seconds that they
live, and what a silent one was doing is taken up by the next. Finished jobs are removed: the story of the business
stands in Run, Filing and the audit chain, not here.
"""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import Error, close_old_connections, transaction
from django.db.models import Q
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.sql import queries

RETRIES = 5
BEAT = 2.0  # seconds between two signs of life of a worker
SILENT = dt.timedelta(seconds=10)  # without a sign of life a worker counts as gone


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job: its name, and the act it calls with the keyword arguments of the order.

    With `cron` (minute hour day month weekday) the worker also orders it by the clock, without arguments.
    """

    name: str
    act: Callable[..., object]
    cron: str = ""


class Queue:
    """The kinds of jobs this site knows; `site.wiring` fills it once at start."""

    def __init__(self) -> None:
        """Begin with no kinds."""
        self._tasks: dict[str, object] = {}

    def know(self, job: Job) -> None:
        """Register a kind of job under its name; a name known already is kept (start-up may run twice)."""
        if job.name in self._tasks:
            return
        retry = RetryStrategy(max_attempts=RETRIES, exponential_wait=2)
        made = app.task(name=job.name, queue="work", retry=retry)(_by_the_clock(job.act) if job.cron else job.act)
        self._tasks[job.name] = app.periodic(cron=job.cron)(made) if job.cron else made

    def order(self, name: str, *, lock: str, **arguments: str | int | bool) -> None:
        """Defer a job of the kind `name`; jobs with the same `lock` run one after the other.

        A job with the same lock that still waits makes this order a no-op: the waiting one will see the same facts.
        KeyError for a kind that is not known.
        """
        if name not in self._tasks:
            raise KeyError(name)
        order = app.configure_task(name, lock=lock, queueing_lock=f"{name}:{lock}")
        try:
            with transaction.atomic():  # a refused order must not break the transaction of its cause
                order.defer(**arguments)
        except AlreadyEnqueued:
            return

    def work(self, *, until_empty: bool = False) -> None:
        """Run jobs until stopped (or until none is left); call it in a process of its own."""
        stopped = threading.Event()
        threading.Thread(target=self._keep_resuming, args=(stopped,), daemon=True).start()
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined] # the Django connector has it
        try:
            with app.replace_connector(connector) as worker_app:
                worker_app.run_worker(
                    queues=["work"],
                    wait=not until_empty,
                    listen_notify=not until_empty,
                    concurrency=1,
                    delete_jobs="successful",
                    update_heartbeat_interval=BEAT,
                    stalled_worker_timeout=SILENT.total_seconds(),
                )
        finally:
            stopped.set()

    def resume(self) -> int:
        """Put back what killed workers were doing; return how many jobs wait again.

        A job whose like waits already is let go: the waiting one will see the same facts.
        """
        silent_since = dt.datetime.now(dt.UTC) - SILENT
        orphans = ProcrastinateJob.objects.filter(status="doing").filter(
            Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=silent_since)
        )
        return sum(_put_back(number) for number in orphans.values_list("id", flat=True))

    def _keep_resuming(self, stopped: threading.Event) -> None:
        """Resume every few seconds until the worker stops; a database that is away is asked again."""
        while not stopped.wait(BEAT):
            close_old_connections()
            try:
                self.resume()
            except Error:
                continue


def _put_back(number: int) -> bool:
    """Let an orphaned job wait again; False where its like waits already, or somebody else was quicker."""
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(number, dt.datetime.now(dt.UTC))
    except ConnectorException:
        if ProcrastinateJob.objects.filter(id=number, status="doing").exists():
            connector = app.connector.get_sync_connector()
            connector.execute_query(queries["finish_job"], job_id=number, status="failed", delete_job=True)
        return False
    return True


def _by_the_clock(act: Callable[[], object]) -> Callable[[int], object]:
    """Return the act as the clock calls it: with the second it was due, which the act does not need."""

    def called(timestamp: int) -> object:
        del timestamp
        return act()

    return called


queue = Queue()
