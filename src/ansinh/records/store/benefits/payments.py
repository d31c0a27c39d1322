"""The door to batches of payment: opened, tried, signed by two, written, closed; which office, month and source."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import AGAIN, Source
from ansinh.records.models import Office, OfficeTerm, PayingAccount, PaymentBatch, Run
from ansinh.records.store.benefits import payroll_tried

KIND = "payments"
TRIAL = 1_000_000  # parts of a trial are numbered from here, so that those of the writing stay apart
FACT_TABLES = "records_pension, records_pensionterm, records_pensionstop, records_payee"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as runs and pages need it; `control` holds its parts, trial and totals."""

    id: uuid.UUID
    source: Source
    office_id: int
    office: str
    path: str
    month: Month
    number: int
    measure: str
    state: str
    due: dt.date
    opened_by: str
    tried_by: str
    first_by: str
    second_by: str
    second_at: dt.datetime | None
    known_at: dt.datetime
    total: int
    done: int
    control: dict[str, Any] = field(default_factory=dict)


def opened(facts: dict[str, Any], actor: str) -> uuid.UUID:
    """Open a batch (source, office_id, month, number, measure, due) and return its id; ConflictError for a second."""
    run = uuid.uuid4()
    month: Month = facts["month"]
    try:
        with transaction.atomic():
            # the runs of the agency are one for an office and month: batches carry their number in the kind
            Run.objects.create(
                id=run, kind=f"{KIND}.{int(facts['source'])}.{facts['number']}", office_id=facts["office_id"],
                period=month.first_day, known_at=dt.datetime.now(dt.UTC), actor=actor, control={},
            )  # fmt: skip
            PaymentBatch.objects.create(
                run_id=run, source=int(facts["source"]), office_id=facts["office_id"], month=month.first_day,
                number=facts["number"], measure=facts["measure"], due=facts["due"], opened_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(
            Text(f"Đợt chi {month} đã được mở.", f"This batch of {month} has been opened before.")
        ) from error
    return run


def batch_of(run: uuid.UUID, *, lock: bool = False) -> Batch:
    """Return a batch by its id, locked until the transaction ends if asked; MissingError if there is none."""
    rows = PaymentBatch.objects.select_related("run", "office").filter(pk=run)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise MissingError(Text("Không có đợt chi này.", "There is no such batch of payments."))
    return _batch(row)


def find(source: Source, office: str, month: Month, number: int = 1) -> Batch | None:
    """Return the batch of an office (its code), month and number, or None."""
    row = (
        PaymentBatch.objects.select_related("run", "office")
        .filter(source=int(source), office__code=office, month=month.first_day, number=number)
        .exclude(state="cancelled")
        .first()
    )
    return None if row is None else _batch(row)


def latest(office_path: str, limit: int = 24, source: Source | None = None) -> list[Batch]:
    """Return the batches of an office and those under it, the latest months first."""
    rows = PaymentBatch.objects.select_related("run", "office").filter(
        Q(office__path=office_path) | Q(office__path__startswith=f"{office_path}.")
    )
    if source is not None:
        rows = rows.filter(source=int(source))
    return [_batch(row) for row in rows.order_by("-month", "source", "-number")[:limit]]


def sent_again(source: Source, office: str, month: Month | None = None) -> list[Batch]:
    """Return what an office (its code) opened to send again, of one month where it is given, the latest first."""
    rows = (
        PaymentBatch.objects.select_related("run", "office")
        .filter(source=int(source), office__code=office, measure=AGAIN)
        .exclude(state="cancelled")
    )
    if month is not None:
        rows = rows.filter(month=month.first_day)
    return [_batch(row) for row in rows.order_by("-month", "-number")]


def previous(batch: Batch) -> Batch | None:
    """Return the batch of the same source and office that was written last before `batch`."""
    row = (
        PaymentBatch.objects.select_related("run", "office")
        .filter(source=int(batch.source), office_id=batch.office_id, month__lt=batch.month.first_day)
        .filter(state__in=["writing", "written", "closed"])
        .exclude(measure=AGAIN)
        .order_by("-month")
        .first()
    )
    return None if row is None else _batch(row)


def known_before(batch: Batch) -> dt.datetime | None:
    """Return the earliest of what the last batches before `batch` knew: its own, and of whoever paid for its parts.

    Those are offices it took over, and offices that one of its own once stood under: a province shared among heirs.
    """
    rows = (
        PaymentBatch.objects.filter(source=int(batch.source), month__lt=batch.month.first_day)
        .filter(_under(batch.path) | Q(office__path__in=_stood_under(batch.path)))
        .filter(state__in=["writing", "written", "closed"])
        .exclude(measure=AGAIN)
        .order_by("office_id", "-month")
        .distinct("office_id")
    )
    known: list[dt.datetime] = [row.run.known_at for row in rows.select_related("run")]
    return min(known, default=None)


def _under(path: str) -> Q:
    """Return the condition of an office at `path` or below it."""
    return Q(office__path=path) | Q(office__path__startswith=f"{path}.")


def _stood_under(path: str) -> set[str]:
    """Return the paths of all offices that something now at or below `path` ever stood under, however far up."""
    terms = OfficeTerm.objects.filter(_under(path), superseded_at__isnull=True, parent__isnull=False)
    above = [each.split(".") for each in terms.values_list("parent__path", flat=True).distinct()]
    return {".".join(codes[: place + 1]) for codes in above for place in range(len(codes))}


def overlapping(source: Source, path: str, month: Month) -> list[str]:
    """Return the codes of offices above or under `path` with a batch of their own for the month."""
    codes = path.split(".")
    above = [".".join(codes[: n + 1]) for n in range(len(codes) - 1)]
    rows = PaymentBatch.objects.filter(source=int(source), month=month.first_day).exclude(state="cancelled")
    return list(
        rows.filter(Q(office__path__in=above) | Q(office__path__startswith=f"{path}.")).values_list(
            "office__code", flat=True
        )
    )


def offices_under(path: str) -> list[int]:
    """Return the ids of the office at `path` and all below it."""
    rows = Office.objects.filter(Q(path=path) | Q(path__startswith=f"{path}."))
    return list(rows.order_by("id").values_list("id", flat=True))


def freeze(run: uuid.UUID) -> dt.datetime:
    """Wait for whoever is writing facts of pensions, and return the moment of knowledge; inside an act."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {FACT_TABLES} IN SHARE MODE")
        cursor.execute("SELECT clock_timestamp()")
        known_at: dt.datetime = cursor.fetchone()[0]
    Run.objects.filter(pk=run).update(known_at=known_at)
    return known_at


def keep(run: uuid.UUID, notes: dict[str, Any], *, total: int | None = None) -> None:
    """Add `notes` to the control of a batch; `total` is how much work its run is."""
    row = Run.objects.select_for_update().get(pk=run)
    row.control = {**row.control, **notes}
    if total is not None:
        row.total, row.done = total, 0
    row.save(update_fields=["control", "total", "done"])


def move(run: uuid.UUID, state: str, **who: object) -> None:
    """Set the state of a batch with who signed; the constraints refuse one person for two signatures."""
    PaymentBatch.objects.filter(pk=run).update(state=state, **who)


def writing_began(run: uuid.UUID) -> bool:
    """Return whether a part of the lines of a batch is written."""
    return Run.objects.get(pk=run).chunks.filter(chunk__lt=TRIAL).exists()


def forget_parts(run: uuid.UUID) -> None:
    """Forget the parts of a trial, before another."""
    payroll_tried.forget(run)
    Run.objects.get(pk=run).chunks.all().delete()


def _batch(row: PaymentBatch) -> Batch:
    """Return a batch as a value."""
    return Batch(
        row.run_id, Source(row.source), row.office_id, row.office.code, row.office.path, Month.containing(row.month),
        row.number, row.measure, row.state, row.due, row.opened_by, row.tried_by, row.first_by, row.second_by,
        row.second_at, row.run.known_at, row.run.total, row.run.done, row.run.control,
    )  # fmt: skip


def keep_paying_account(office: int, account: tuple[str, str, str, str], since: dt.date) -> None:
    """Keep the account an office pays from since a day: number and name of the bank, account number, holder."""
    bank, name, number, holder = account
    PayingAccount.objects.get_or_create(
        office_id=office, valid_from=since,
        defaults={"bank_bin": bank, "bank_name": name, "number": number, "holder": holder},
    )  # fmt: skip


def cancel(run: uuid.UUID) -> None:
    """Cancel a batch and its run, so that another of its number can be opened."""
    payroll_tried.forget(run)
    PaymentBatch.objects.filter(pk=run).update(state="cancelled")
    Run.objects.filter(pk=run).update(state="cancelled", finished_at=dt.datetime.now(dt.UTC))
