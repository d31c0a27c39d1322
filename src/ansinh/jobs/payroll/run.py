"""A batch of payments over its people: tried, then written once two people have signed; killed anywhere, it goes on."""

import hashlib
import json
import time
import uuid
from collections.abc import Iterable
from typing import Any, Final

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import AGAIN, Source
from ansinh.jobs.engine import DEFAULT_WORKERS, Progress, Watcher, Work, run_parts
from ansinh.jobs.payroll import again, decisions, pensions, reliefs
from ansinh.jobs.payroll.frame import Frame, Part
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import close_doors, database_url, door_to
from ansinh.records.store.benefits import payments, payroll
from ansinh.records.store.benefits.payments import TRIAL, Batch
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payroll_grants import take_movements
from ansinh.usecases.ledger.law import law_of_books

PART_PEOPLE = 65_536  # columns of a part stay in the cache of a core
LAW_READ = ("pension.increase", "payroll.")  # keys by which the law of earlier months reads differently
UNFINISHED = Text(
    "Đợt chi tháng {month} chưa ghi xong; hoàn tất rồi mới tính tháng sau.",
    "The batch of {month} is not written to its end; finish it before the next is tried.",
)
OTHER_LAW = Text(
    "Quy định về mức hưởng đã thay đổi sau khi tính thử; tính thử và duyệt lại.",
    "The law of the amounts changed after the trial; try the batch and approve it again.",
)
UNTRIED = Text("Đợt chi chưa được hai người duyệt.", "The batch has not been approved by two people.")


def try_batch(
    run: uuid.UUID, actor: str, *, workers: int = DEFAULT_WORKERS, watch: Watcher | None = None,
    values: Values | None = None,
) -> Batch:  # fmt: skip
    """Reckon what a batch would pay, with its variance against the month before; again tries anew."""
    batch = payments.batch_of(run)
    before = payments.previous(batch)
    if before is not None and before.state == "writing":
        raise ConflictError(UNFINISHED.fill(month=before.month))
    if batch.source is Source.PENSION and batch.measure != AGAIN:
        take_movements(batch.office, actor)
    close_doors()  # a door opened before the freeze would not see what was written since
    parts = [list(bound) for bound in _bounds(batch)]
    law = law_of_books(values)
    batch = acts.begin_trial(run, actor, {"parts": parts, "law": fingerprint(law, batch.month)})
    frame = _frame(batch, before, law)
    _run(batch, frame, _steps(batch)[0], (TRIAL, workers), watch)
    return acts.finish_trial(run, actor, _controls(run, TRIAL, len(parts)))


def write_batch(
    run: uuid.UUID, actor: str, *, workers: int = DEFAULT_WORKERS, watch: Watcher | None = None,
    values: Values | None = None,
) -> Batch:  # fmt: skip
    """Write the lines of a batch two people have signed, and post it; what was written before a kill is left alone."""
    batch = payments.batch_of(run)
    if batch.state in {"written", "closed"}:
        return batch
    if batch.state != "writing":
        raise ConflictError(UNTRIED)
    law = law_of_books(values)
    if fingerprint(law, batch.month) != batch.control["law"]:
        raise ConflictError(OTHER_LAW)
    frame = _frame(batch, payments.previous(batch), law)
    _run(batch, frame, _steps(batch)[1], (0, workers), watch)
    return acts.finish_writing(run, actor, _controls(run, 0, len(batch.control["parts"])))


Steps = tuple[Work[int], Work[int]]  # how a part is tried, how it is written
KINDS: Final[dict[Source, Steps]] = {
    Source.PENSION: (pensions.try_part, pensions.write_part),
    Source.DECISION: (decisions.try_part, decisions.write_part),
    Source.RELIEF: (reliefs.try_part, reliefs.write_part),
}


def _steps(batch: Batch) -> Steps:
    """Return how the people of a batch are tried and written."""
    return (again.try_part, again.write_part) if batch.measure == AGAIN else KINDS[batch.source]


def _bounds(batch: Batch) -> Iterable[tuple[int, int]]:
    """Return the parts of a batch: ranges of pensions, or one part for what waits to be paid."""
    if batch.source is Source.PENSION and batch.measure != AGAIN:
        return payroll.bounds(door_to(database_url()), PART_PEOPLE) or [(0, 0)]
    return [(0, 0)]


def _frame(batch: Batch, before: Batch | None, law: Values) -> Frame:
    """Return what every part has to know."""
    told = None if before is None else before.control.get("law")
    return Frame(
        batch=batch.id,
        source=batch.source,
        month=batch.month,
        offices=tuple(payments.offices_under(batch.path)),
        known_at=batch.known_at,
        since=payments.known_before(batch) or batch.known_at,
        everything=before is None or (told is not None and told != fingerprint(law, before.month)),
        values=law,
        most=law.number("payroll.recovery.most", batch.month.first_day),
        url=database_url(),
        measure=batch.measure,
    )


def fingerprint(law: Values, month: Month) -> str:
    """Return the hash of every line of the law that says what pensions are up to `month`."""
    lines = {
        key: [[str(line.day), line.content if isinstance(line.content, str) else str(line.content)]
              for line in each.dates if line.day <= month.first_day]
        for key, each in sorted(law.parameters.items()) if key.startswith(LAW_READ)
    }  # fmt: skip
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def _run(batch: Batch, frame: Frame, work: Work[int], how: tuple[int, int], watch: Watcher | None) -> None:
    """Do the parts that are not done yet; `how` is (first number of the parts, processes)."""
    offset, workers = how
    parts = [Part(number, first, last) for number, (first, last) in enumerate(batch.control["parts"])]
    finished = months.part_controls(batch.id)
    left = [part for part in parts if offset + part.number not in finished]
    whole = sum(part.people for part in parts)
    done = before = whole - sum(part.people for part in left)
    began = time.monotonic()
    for people in run_parts(frame, left, work, workers=workers):
        done += people
        months.note_progress(batch.id, done)
        if watch is not None:
            watch(Progress(done, whole, time.monotonic() - began, before))
    close_doors()


def _controls(run: uuid.UUID, offset: int, count: int) -> list[dict[str, Any]]:
    """Return the figures of all parts, in their order."""
    found = months.part_controls(run)
    return [found[offset + number] for number in range(count)]
