"""Lists sent for approval: kept whole with their findings, decided by another person, never changed afterwards."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils import timezone

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.records.models import ListUpload
from ansinh.records.store.claims.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A list as it came, checked: `frame` is None where it cannot be approved."""

    facility: str
    name: str
    file_name: str
    data: bytes
    frame: pl.DataFrame | None
    findings: Sequence[Finding]
    holds_from: dt.date
    document: str


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One list that was sent: what, by whom, what was found, what became of it."""

    id: int
    facility: str
    name: str
    file_name: str
    rows: int
    findings: tuple[Finding, ...]
    holds_from: dt.date
    document: str
    state: str
    sent_by: str
    sent_at: dt.datetime
    decided_by: str
    decided_at: dt.datetime | None
    reason: str


_FIELDS = ("id", "facility", "name", "file_name", "rows", "findings", "holds_from", "document", "state", "sent_by",
           "sent_at", "decided_by", "decided_at", "reason")  # fmt: skip


def add(upload: NewUpload, actor: str) -> UploadRow:
    """Keep a list that was sent; it waits for approval, or is broken."""
    row = ListUpload.objects.create(
        facility=upload.facility, name=upload.name, file_name=upload.file_name[:200],
        content=pack(upload.data), body=None if upload.frame is None else packed(upload.frame),
        rows=0 if upload.frame is None else upload.frame.height, findings=[_kept(one) for one in upload.findings],
        holds_from=upload.holds_from, document=upload.document, sent_by=actor,
        state="broken" if upload.frame is None else "waiting",
    )  # fmt: skip
    found = upload_by_id(row.pk)
    if found is None:
        message = "a row that was just written"
        raise LookupError(message)
    return found


def packed(frame: pl.DataFrame) -> bytes:
    """Return a frame as Arrow bytes."""
    buffer = io.BytesIO()
    frame.write_ipc(buffer, compression="lz4")
    return buffer.getvalue()


def upload_by_id(number: int, *, lock: bool = False) -> UploadRow | None:
    """Return one upload, its row locked until the transaction ends where asked; None where there is none."""
    rows = ListUpload.objects.filter(pk=number)
    if lock:
        rows = rows.select_for_update()
    return next((_row(values) for values in rows.values_list(*_FIELDS)), None)


def uploads_of(facility: str, *, before: int = 0, limit: int = 50) -> list[UploadRow]:
    """Return what a facility sent, newest first, below id `before` where it is given."""
    rows = ListUpload.objects.filter(facility=facility)
    rows = rows.filter(pk__lt=before) if before else rows
    return [_row(values) for values in rows.order_by("-id").values_list(*_FIELDS)[:limit]]


def waiting_uploads(facilities: Sequence[str], *, limit: int = 200) -> list[UploadRow]:
    """Return the lists of `facilities` that wait for approval, oldest first."""
    rows = ListUpload.objects.filter(state="waiting", facility__in=list(facilities))
    return [_row(values) for values in rows.order_by("id").values_list(*_FIELDS)[:limit]]


def frame_of(number: int) -> pl.DataFrame | None:
    """Return the rows of an upload; None where it was broken."""
    body = ListUpload.objects.values_list("body", flat=True).get(pk=number)
    return None if body is None else pl.read_ipc(io.BytesIO(bytes(body)))


def content_of(number: int) -> bytes:
    """Return the file as it came."""
    return unpack(bytes(ListUpload.objects.values_list("content", flat=True).get(pk=number)))


def decide(number: int, state: str, actor: str, reason: str) -> None:
    """Write down what became of an upload."""
    ListUpload.objects.filter(pk=number).update(
        state=state, decided_by=actor, decided_at=timezone.now(), reason=reason[:500]
    )


def _kept(one: Finding) -> dict[str, Any]:
    """Return a finding as the table keeps it."""
    return {
        "code": one.code, "sheet": one.where.sheet, "row": one.where.row, "column": one.where.column,
        "found": one.found, "says": [one.message.vi, one.message.en], "mend": [one.mend.vi, one.mend.en],
        "weight": one.severity.value,
    }  # fmt: skip


def _row(values: tuple[Any, ...]) -> UploadRow:
    """Return a row of the table as a value."""
    given = dict(zip(_FIELDS, values, strict=True))
    given["findings"] = tuple(_finding(one) for one in given["findings"])
    return UploadRow(**given)


def _finding(kept: dict[str, Any]) -> Finding:
    """Return a finding that was kept."""
    where = Place(kept["sheet"], kept["row"], kept["column"])
    return Finding(
        kept["code"], where, kept["found"], Text(*kept["says"]), Text(*kept["mend"]), Severity(kept["weight"])
    )
