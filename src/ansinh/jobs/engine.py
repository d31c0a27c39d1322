"""The batch engine: parts of a population, done by processes or inline, resumable and killable.

A part is committed whole with the row that says so, hence the engine may do a part again but never twice in effect.
It starts the biggest parts first, replaces workers that were killed, and waits for a database that went away.
"""

import gc
import multiprocessing
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

import adbc_driver_manager
import django
import psycopg
from django.apps import apps
from django.db import InterfaceError, OperationalError, connections

from ansinh.records.bulk.arrow import close_doors

DEFAULT_WORKERS = 2
POOL_TRIES = 5  # how often killed workers are replaced before the run gives up (and can be resumed)
DATABASE_PATIENCE = 60.0  # seconds to wait for a database that went away
GONE = (
    *(OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError),
    *(adbc_driver_manager.OperationalError, adbc_driver_manager.InternalError),
)

PRELOADED = "ansinh.jobs.preloaded"  # named, not imported: only the fork server reads it

Got = TypeVar("Got")
Work: TypeAlias = Callable[[Any, Any], Got]  # (frame, part) -> what came of it; most tell people done


class Sized(Protocol):
    """A part of a population."""

    @property
    def people(self) -> int:
        """How much work it is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: people done of total, seconds since it began (this time), people done before it was resumed."""

    done: int
    total: int
    seconds: float
    before: int = 0

    @property
    def rate(self) -> float:
        """People a second."""
        return (self.done - self.before) / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds still to go at this rate; None before anything is done."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


Watcher: TypeAlias = Callable[[Progress], None]


class CancelledRunError(Exception):
    """The watcher asked to stop; finished parts stay, the run can be resumed."""


def balanced(weights: Sequence[int], target: int) -> list[tuple[int, int]]:
    """Return slices (first, end) of `weights` whose sums are about `target`, in order, none empty."""
    slices, first, load = [], 0, 0
    for position, weight in enumerate(weights):
        if load and load + weight > target:
            slices.append((first, position))
            first, load = position, 0
        load += weight
    if len(weights) > first:
        slices.append((first, len(weights)))
    return slices


def run_parts(
    frame: object, parts: Sequence[Sized], work: Work[Got], *, workers: int, engine: str = "processes"
) -> Iterator[Got]:
    """Do `work(frame, part)` for all `parts`, yielding what came of each as it finishes, in any order.

    `engine` is processes or inline (one process, this one). `work` is a function of a module.
    """
    ordered = sorted(parts, key=lambda part: -part.people)
    if engine == "inline" or workers <= 1 or len(ordered) <= 1:
        for part in ordered:
            yield patiently(frame, part, work)
    else:
        yield from _in_processes(frame, ordered, work, workers)


def patiently(frame: object, part: object, work: Work[Got]) -> Got:
    """Do one part; while the database is away wait and try again, for a minute."""
    deadline = time.monotonic() + DATABASE_PATIENCE
    while True:
        try:
            return work(frame, part)
        except GONE:
            close_doors()
            connections.close_all()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _in_processes(frame: object, parts: Sequence[Sized], work: Work[Got], workers: int) -> Iterator[Got]:
    """Do the parts in a pool; a pool whose worker was killed is replaced and the unfinished parts are done again."""
    left = list(parts)
    for attempt in range(1, POOL_TRIES + 1):
        try:
            yield from _pool_once(frame, left, work, workers)
        except BrokenProcessPool:
            if attempt == POOL_TRIES:
                raise
        else:
            return


def _pool_once(frame: object, left: list[Sized], work: Work[Got], workers: int) -> Iterator[Got]:
    """Do the parts of `left` in one pool, taking each off the list as it is done (itself: columns have no equal)."""
    # Forking is quick and safe while this process has one thread; else a server process of its own forks.
    close_doors()
    context = multiprocessing.get_context("fork" if threading.active_count() == 1 else "forkserver")
    context.set_forkserver_preload(_preloaded())
    pool = ProcessPoolExecutor(
        workers,
        context,
        initializer=_begin_worker,
        initargs=(pickle.dumps((frame, work)),),
    )
    try:
        running: dict[Future[Got], Sized] = {pool.submit(_do, part): part for part in left}
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                got = future.result()
                done = running.pop(future)
                left[:] = [part for part in left if part is not done]
                yield got
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _preloaded() -> list[str]:
    """Return what the fork server reads before it forks: what runs need, and the command every worker reads."""
    command = getattr(sys.modules["__main__"], "__spec__", None)
    return [PRELOADED, *([command.name] if command and command.name.startswith("ansinh.") else [])]


_worker: dict[str, Any] = {}  # what this worker process was started for


def _begin_worker(order: bytes) -> None:
    """Remember the work, and leave the parent without a word to the server.

    A worker that was not forked from us has to set Django up before it can read what the work is.
    """
    if not apps.ready:
        django.setup()
    frame, work = pickle.loads(order)  # noqa: S301 - written by our own parent a moment ago
    gc.freeze()  # what was imported lives as long as the worker: nothing to look through for garbage
    _worker.update(frame=frame, work=work)
    leave_parent()


def leave_parent() -> None:
    """Let a process that was just started go of its parent's connections, and end when the parent does."""
    threading.Thread(target=die_with, args=(os.getppid(),), daemon=True).start()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for connection in connections.all(initialized_only=True):
        raw = connection.connection
        if raw is not None and not raw.closed:
            os.dup2(nowhere, raw.fileno())
        connection.connection = None
    os.close(nowhere)


def die_with(parent: int) -> None:
    """End this process when its parent is gone: nobody waits for it, and somebody else may have taken over."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _do(part: object) -> Any:  # noqa: ANN401 - what the work of this run gives
    """Do one part in a worker."""
    return patiently(_worker["frame"], part, _worker["work"])
