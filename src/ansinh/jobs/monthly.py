"""The month of an office: freeze, the acts of the stairs one after the other, the population run, control, close."""

import datetime as dt
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.core.period import months as months_between
from ansinh.core.text import Text
from ansinh.jobs.engine import DEFAULT_WORKERS, Progress, Watcher, balanced, run_parts
from ansinh.jobs.month.control import check, read_written
from ansinh.jobs.month.frame import Frame, Part
from ansinh.jobs.month.law import fingerprints, reads_differently, refuse_missing_rate
from ansinh.jobs.month.partition import close_part
from ansinh.jobs.month.retro import stale
from ansinh.jobs.month.steps import after_the_run, before_the_freeze
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import close_doors, database_url, door_to
from ansinh.records.store.ledger import books, months
from ansinh.records.store.ledger.months import OfficeRow, RunRow
from ansinh.usecases.act import Act, perform
from ansinh.usecases.ledger.law import law_of_books

PART_PEOPLE = 65_536  # columns of a part stay in the cache of a core
CLOSE_LOCK = 7_301_002  # class of the advisory locks "this office's month is being closed"
PATIENCE_MS = 3_000  # the server takes a moment to notice that a run was killed and to let go of its lock


@dataclass(frozen=True, slots=True)
class Order:
    """Which month of which office to close, for whom, and how."""

    office: str
    period: Month
    actor: str
    workers: int = DEFAULT_WORKERS
    engine: str = "processes"
    part_people: int = PART_PEOPLE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of it: `posted` postings made by this call; 0 where the month had been closed before."""

    office: str
    period: Month
    run: uuid.UUID
    already: bool
    posted: int
    people: int
    seconds: float
    control: dict[str, Any]


def close_month(order: Order, watch: Watcher | None = None, values: Values | None = None) -> Closed:
    """Close a month, or go on with a close that was interrupted; a closed month is left alone.

    ConflictError if somebody else is closing it, or if the month before is not closed; UnknownValueError before
    anything is written where the law needs a value that is not established; ControlError if totals differ. `watch`
    is told the progress and may raise to stop: what is done stays, and the next call goes on.
    """
    began = time.monotonic()
    place = months.office(order.office)
    if months.state_of(place, order.period) == "closed":
        return _closed_before(place, order.period)
    with _alone(place, order):
        if months.state_of(place, order.period) == "closed":  # by somebody who was quicker
            return _closed_before(place, order.period)
        law = law_of_books(values)
        run = months.run_of(place, order.period)
        if run is None:
            _refuse_gap(place, order.period)
            refuse_missing_rate(_trial_frame(place, order.period, law))
            before_the_freeze(order.office, order.period, order.actor)
            run = _begin(place, order, law)
        posted = _run_population(run, order, law, watch)
        with ThreadPoolExecutor(1) as beside:  # the sums are read while the other stairs do their part
            written = beside.submit(read_written, run, database_url())
            after_the_run(order.office, order.period, order.actor)
        control = _finish(run, order, check(run, written.result()), began)
    return Closed(
        order.office,
        order.period,
        run.id,
        already=False,
        posted=posted,
        people=run.total,
        seconds=time.monotonic() - began,
        control=control,
    )


def _begin(place: OfficeRow, order: Order, law: Values) -> RunRow:
    """Freeze the month and fix the partition, in one act."""
    run_id = uuid.uuid4()
    fingerprints = _fingerprints(place, order.period, law)
    door = door_to(database_url())
    sizes = books.sizes(door, place.path, order.period.plus(-1))
    weights = (sizes["people"] + 4).tolist()  # an account costs something even without people
    parts = [
        [int(sizes["account"][first]), int(sizes["account"][end - 1]), int(sizes["people"][first:end].sum())]
        for first, end in balanced(weights, order.part_people)
    ]

    def freeze() -> None:
        months.freeze(place, order.period, run_id, order.actor)
        months.plan_run(run_id, parts, int(sizes["people"].sum()), {"law": fingerprints})

    perform(_act("month.freeze", place, order, run_id), freeze)
    run = months.run_of(place, order.period)
    assert run is not None  # noqa: S101 - committed by the act above
    return run


def _run_population(run: RunRow, order: Order, law: Values, watch: Watcher | None) -> int:
    """Do the partitions that are not done yet and return how many postings the run has made."""
    frame = _frame(run, law)
    parts = _parts(run, stale(door_to(frame.url), frame))
    left = [part for part in parts if part.number not in run.finished_parts]
    before = sum(part.people for part in parts) - sum(part.people for part in left)
    done, began = before, time.monotonic()
    for people in run_parts(frame, left, close_part, workers=order.workers, engine=order.engine):
        done += people
        months.note_progress(run.id, done)
        if watch is not None:
            watch(Progress(done, run.total, time.monotonic() - began, before))
    return sum(int(control["postings"]) for control in months.part_controls(run.id).values())


def _parts(run: RunRow, changed: tuple[NDArray[np.int64], NDArray[np.int32]]) -> list[Part]:
    """Return the partitions of a run, each with its changed accounts and months."""
    account, month = changed
    parts = []
    for number, (first, last, people) in enumerate(run.parts):
        mine = slice(np.searchsorted(account, first), np.searchsorted(account, last, side="right"))
        parts.append(Part(number, first, last, people, (account[mine], month[mine])))
    return parts


def _frame(run: RunRow, law: Values) -> Frame:
    """Return what every partition has to know."""
    before = months.previous_runs(run.office, run.period)
    first = months.first_month(run.office) or run.period
    over = list(months_between(first, run.period))
    return Frame(
        run=run.id,
        path=run.office.path,
        period=run.period,
        known_at=run.known_at,
        known_before=min((one.known_at for one in before), default=None),
        first=first,
        values=law,
        url=database_url(),
        changed_law=frozenset().union(*(reads_differently(law, one.control.get("law", {}), over) for one in before)),
    )


def _trial_frame(place: OfficeRow, period: Month, law: Values) -> Frame:
    """Return the frame of a run that is not begun, to ask what it would need."""
    now = dt.datetime.now(dt.UTC)
    return Frame(uuid.UUID(int=0), place.path, period, now, None, period, law, database_url())


def _finish(run: RunRow, order: Order, found: dict[str, Any], began: float) -> dict[str, Any]:
    """Close the month with its control totals, in one act."""
    control = {**found, "seconds": round(time.monotonic() - began, 3)}

    def close() -> bool:
        return months.close(run.office, run, found["sheet_hash"], control)

    perform(_act("month.close", run.office, order, run.id), close)
    return control


def _act(name: str, place: OfficeRow, order: Order, run_id: uuid.UUID) -> Act:
    """Return the act for the audit chain."""
    return Act(
        name, order.actor, object_kind="month", object_id=f"{place.code}/{order.period}", office=place.code,
        reason=order.reason, body={"run": str(run_id)},
    )  # fmt: skip


def _fingerprints(place: OfficeRow, period: Month, law: Values) -> dict[str, str]:
    """Return the fingerprint of the law of every month in the books, to be compared by the next run."""
    first = months.first_month(place) or period
    return fingerprints(law, months_between(first, period.plus(1)))


def _refuse_gap(place: OfficeRow, period: Month) -> None:
    """Refuse a month that does not follow the last closed one."""
    expected = months.next_to_close(place)
    if expected is not None and expected != period:
        raise ConflictError(
            Text(
                f"Tháng tiếp theo cần khóa sổ của {place.code} là {expected}, không phải {period}.",
                f"The next month of {place.code} to close is {expected}, not {period}.",
            )
        )


def _closed_before(place: OfficeRow, period: Month) -> Closed:
    """Return the answer for a month that is closed: nothing was posted."""
    run = months.run_covering(place, period)
    return Closed(
        place.code, period, run.id, already=True, posted=0, people=run.total, seconds=0.0, control=run.control
    )


class _alone:  # noqa: N801 - reads as a word: with _alone(place, order)
    """The office's month is ours while this holds: one advisory lock on a connection of its own."""

    def __init__(self, place: OfficeRow, order: Order) -> None:
        """Remember what to lock."""
        self._place, self._order = place, order

    def __enter__(self) -> None:
        """Take the lock, or say who has it (ConflictError)."""
        self._session = psycopg.connect(database_url(), autocommit=True)
        key = self._place.id * 100_000 + self._order.period.number
        self._session.execute(f"SET lock_timeout = {PATIENCE_MS}")
        try:
            self._session.execute("SELECT pg_advisory_lock(%s::integer, hashint8(%s::bigint))", [CLOSE_LOCK, key])
        except psycopg.errors.LockNotAvailable as taken:
            self._session.close()
            raise ConflictError(_busy(self._place, self._order.period)) from taken

    def __exit__(self, *error: object) -> None:
        """Let go."""
        close_doors()
        self._session.close()


def _busy(place: OfficeRow, period: Month) -> Text:
    """Say who is closing the month, since when and how far they are."""
    run = months.run_of(place, period)
    who, since, done = (
        ("?", dt.datetime.now(dt.UTC), 0)
        if run is None
        else (run.actor, run.started_at, 100 * run.done // max(run.total, 1))
    )
    return Text(
        f"{who} đang khóa sổ tháng {period} của {place.code} từ {since:%H:%M:%S %d/%m/%Y} ({done} %).",
        f"{who} has been closing {period} of {place.code} since {since:%Y-%m-%d %H:%M:%S} ({done} %).",
    )
