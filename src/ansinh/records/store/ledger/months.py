"""The door to months: which are open, freezing one for its run, parts of a run, closing and signing it."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.models import AnnouncedValue, MonthState, Office, Run, RunChunk

KIND = "month"
FROZEN_TABLES = "records_spell, records_employerstatus, records_accidentratedecision, records_retirementsuspension"


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as the month needs it."""

    id: int
    code: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run of the month of an office: `parts` are (first account, last account, people), `control` its totals."""

    id: uuid.UUID
    office: OfficeRow
    period: Month
    state: str
    known_at: dt.datetime
    started_at: dt.datetime
    actor: str
    total: int
    done: int
    control: dict[str, Any]
    finished_parts: frozenset[int] = field(default_factory=frozenset)

    @property
    def parts(self) -> list[list[int]]:
        """The partition of the accounts, fixed when the run began."""
        return list(self.control["parts"])


def office(code: str) -> OfficeRow:
    """Return the office of `code`; MissingError if there is none."""
    row = Office.objects.filter(code=code).first()
    if row is None:
        raise MissingError(Text(f"Không có cơ quan BHXH mã {code}.", f"There is no office {code}."))
    return OfficeRow(row.id, row.code, row.path, row.name)


def run_of(place: OfficeRow, period: Month) -> RunRow | None:
    """Return the run of a month (running or done), with the parts it has finished."""
    run = Run.objects.filter(kind=KIND, office_id=place.id, period=period.first_day).exclude(state="cancelled").first()
    return None if run is None else _row(run, place)


def run_covering(place: OfficeRow, period: Month) -> RunRow:
    """Return the run that closed a month of an office: its own, or that of an office above it."""
    state = MonthState.objects.select_related("run__office").get(office_id=place.id, period=period.first_day)
    if state.run is None:
        raise MissingError(Text(f"Tháng {period} chưa có đợt tính.", f"{period} has no run."))
    above = state.run.office
    return _row(state.run, OfficeRow(above.id, above.code, above.path, above.name))


def previous_runs(place: OfficeRow, period: Month) -> list[RunRow]:
    """Return the finished runs that closed the month before `period` for the office and all below it, its own first.

    They are several in the first month after an office with books of its own was taken over.
    """
    before = MonthState.objects.filter(office__in=_subtree(place), period=period.plus(-1).first_day)
    runs = Run.objects.filter(id__in=before.values("run_id"), kind=KIND, state="done").select_related("office")
    found = [_row(run, OfficeRow(run.office.id, run.office.code, run.office.path, run.office.name)) for run in runs]
    return sorted(found, key=lambda run: (run.office.id != place.id, run.office.code))


def first_month(place: OfficeRow) -> Month | None:
    """Return the first month the office has closed: earlier months are not in these books."""
    run = Run.objects.filter(kind=KIND, office_id=place.id, state="done").order_by("period").first()
    return None if run is None else Month.containing(run.period)


def state_of(place: OfficeRow, period: Month) -> str:
    """Return open, closing, closed, or nothing where the month has not been begun."""
    return (
        MonthState.objects.filter(office_id=place.id, period=period.first_day).values_list("state", flat=True).first()
        or ""
    )


def next_to_close(place: OfficeRow) -> Month | None:
    """Return the month that follows the last closed one; None if the office has closed none yet."""
    last = MonthState.objects.filter(office_id=place.id, state="closed").order_by("-period").first()
    return None if last is None else Month.containing(last.period).plus(1)


def freeze(place: OfficeRow, period: Month, run_id: uuid.UUID, actor: str) -> dt.datetime:
    """Shut the month of the subtree to everyone but the run and return the moment of knowledge; inside an act.

    ConflictError if an office of the subtree was closed for this month by another run. Waits for whoever is writing
    facts or matching money of these months, so that nothing half-known is assessed.
    """
    offices = list(_subtree(place).values_list("id", flat=True))
    MonthState.objects.bulk_create(
        [MonthState(office_id=each, period=period.first_day, state="open") for each in offices], ignore_conflicts=True
    )
    states = MonthState.objects.filter(office_id__in=offices, period=period.first_day)
    locked = list(states.order_by("id").select_for_update(of=("self",)))
    if any(state.state != "open" for state in locked):
        raise ConflictError(
            Text(
                f"Tháng {period} của một đơn vị trực thuộc {place.code} đã khóa sổ riêng.",
                f"{period} of an office under {place.code} was closed on its own.",
            )
        )
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {FROZEN_TABLES} IN SHARE MODE")
        cursor.execute("SELECT clock_timestamp()")
        known_at: dt.datetime = cursor.fetchone()[0]
    Run.objects.create(
        id=run_id, kind=KIND, office_id=place.id, period=period.first_day, known_at=known_at, actor=actor,
        control={"parts": []},
    )  # fmt: skip
    states.update(state="closing", run_id=run_id)
    return known_at


def plan_run(run_id: uuid.UUID, parts: list[list[int]], people: int, notes: dict[str, Any]) -> None:
    """Keep the partition and the law of a run, once."""
    Run.objects.filter(pk=run_id).update(control={"parts": parts, **notes}, total=people)


def has_part(run_id: uuid.UUID, number: int) -> bool:
    """Claim a part inside the open transaction; return whether it was finished before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [run_id.int & 0x7FFFFFFF, number])
    return RunChunk.objects.filter(run_id=run_id, chunk=number).exists()


def finish_part(run_id: uuid.UUID, number: int, people: int, control: dict[str, Any]) -> None:
    """Write down that a part is finished, together with what it wrote."""
    RunChunk.objects.create(run_id=run_id, chunk=number, people=people, control=control)


def part_controls(run_id: uuid.UUID) -> dict[int, dict[str, Any]]:
    """Return the control totals of the finished parts by number."""
    return dict(RunChunk.objects.filter(run_id=run_id).values_list("chunk", "control"))


def note_progress(run_id: uuid.UUID, done: int) -> None:
    """Keep how many people have been done, for whoever watches."""
    Run.objects.filter(pk=run_id, done__lt=done).update(done=done)


def close(place: OfficeRow, run: RunRow, sheet_hash: str, control: dict[str, Any]) -> bool:
    """Close the month of the subtree, open the next and finish the run; False if that had happened before."""
    current = Run.objects.select_for_update().get(pk=run.id)
    if current.state == "done":
        return False
    now = dt.datetime.now(dt.UTC)
    MonthState.objects.filter(run_id=run.id).update(state="closed", closed_at=now, sheet_hash=sheet_hash)
    following = run.period.plus(1).first_day
    MonthState.objects.bulk_create(
        [
            MonthState(office_id=each, period=following, state="open")
            for each in _subtree(place).values_list("id", flat=True)
        ],
        ignore_conflicts=True,
    )
    current.state, current.finished_at, current.done = "done", now, current.total
    current.control = {**current.control, **control}
    current.save(update_fields=["state", "finished_at", "done", "control"])
    return True


def sign(place: OfficeRow, period: Month, role: str, actor: str) -> None:
    """Put a signature (`collection` or `accounting`) under a closed month; the database refuses one person for both."""
    field_name = f"{role}_signed_by"
    signed = MonthState.objects.filter(
        Q(**{field_name: ""}), office_id=place.id, period=period.first_day, state="closed"
    ).update(**{field_name: actor})
    if not signed:
        raise ConflictError(
            Text(f"Tháng {period} chưa khóa sổ hoặc đã được ký.", f"{period} is not closed, or signed already.")
        )


def states(place: OfficeRow, limit: int = 24) -> list[dict[str, Any]]:
    """Return the months of an office, the latest first: state, signatures, hash of the sheets, when closed."""
    fields = ("period", "state", "closed_at", "sheet_hash", "collection_signed_by", "accounting_signed_by", "run_id")
    return list(MonthState.objects.filter(office_id=place.id).order_by("-period").values(*fields)[:limit])


def closing_offices() -> list[str]:
    """Return the codes of the offices that close months (for themselves and all below), in order; none taken over."""
    runs = Run.objects.filter(kind=KIND, state="done", office__valid_to__isnull=True)
    return sorted(set(runs.values_list("office__code", flat=True)))


def announced() -> list[dict[str, Any]]:
    """Return the announced values in force that two people stand for, for law.values.Announced."""
    fields = ("key", "day", "value", "document", "entered_by", "approved_by", "synthetic")
    entries = AnnouncedValue.objects.filter(superseded_at__isnull=True).exclude(approved_by="")
    return list(entries.order_by("key", "day").values(*fields))


def _subtree(place: OfficeRow) -> "QuerySet[Office]":
    """Return the office and all below it."""
    return Office.objects.filter(Q(path=place.path) | Q(path__startswith=f"{place.path}."))


def _row(run: Run, place: OfficeRow) -> RunRow:
    """Return a run as a value."""
    finished = frozenset(run.chunks.values_list("chunk", flat=True)) if run.state == "running" else frozenset()
    return RunRow(
        run.id, place, Month.containing(run.period), run.state, run.known_at, run.started_at, run.actor,
        run.total, run.done, run.control, finished,
    )  # fmt: skip
