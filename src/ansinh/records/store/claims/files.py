"""Files of claims and their receipts: the same bytes are the same receipt, the whole content is kept."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.db import connection

from ansinh.records.models import ClaimFile
from ansinh.records.store.claims.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is kept: its receipt, how many records, what could not be read, when it was assessed."""

    id: int
    receipt: str
    name: str
    sender: str
    records: int
    faults: list[dict[str, str]]
    received_at: dt.datetime
    assessed_at: dt.datetime | None


def hash_of(data: bytes) -> str:
    """Return the hash by which a file is known."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes, digest: str, name: str, *, sender: str, actor: str, at: dt.datetime) -> tuple[KeptFile, bool]:
    """Keep a file received at `at`; (its row, whether it is new). Sent twice it is the row of the first time."""
    row, fresh = ClaimFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "receipt": f"GD-{digest[:12].upper()}", "name": name[:200], "sender": sender, "received_at": at,
            "content": lambda: pack(data), "received_by": actor,
        },
    )  # fmt: skip
    return _kept(row), fresh


def keep_aside(digest: str, name: str, why: str, *, actor: str, at: dt.datetime) -> str:
    """Write down a file that is too large to take in: its hash, name and why; it stays where it lies. Its receipt."""
    row, _ = ClaimFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "receipt": f"GD-{digest[:12].upper()}", "name": name[:200], "received_at": at, "assessed_at": at,
            "content": pack(b""), "received_by": actor,
            "faults": [{"rule": "STR-01", "table": "", "row": "", "field": "file", "found": why, "file": name}],
        },
    )  # fmt: skip
    return row.receipt


def digest_of(path: Path) -> str:
    """Return the hash of a file on disk, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def known(hashes: Iterable[str]) -> set[str]:
    """Return those of `hashes` that were assessed."""
    return set(
        ClaimFile.objects.filter(sha256__in=list(hashes), assessed_at__isnull=False).values_list("sha256", flat=True)
    )


def content(file_id: int) -> bytes:
    """Return the bytes of a file as they came."""
    return unpack(bytes(ClaimFile.objects.values_list("content", flat=True).get(pk=file_id)))


def set_assessed(file_id: int, *, records: int, faults: Sequence[dict[str, str]], sender: str, lines: bytes) -> None:
    """Say what came of a file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        now = cursor.fetchone()[0]
    ClaimFile.objects.filter(pk=file_id).update(
        records=records, faults=list(faults), sender=sender, lines=lines, assessed_at=now
    )


def lines_of(file_id: int) -> bytes:
    """Return the Arrow bytes of the lines of a file; empty where there are none."""
    return bytes(ClaimFile.objects.values_list("lines", flat=True).get(pk=file_id) or b"")


def replace_lines(file_id: int, places: Sequence[int], body: bytes) -> None:
    """Lay the lines of records at `places` of a file, judged again, in place of those of before."""
    fresh = pl.read_ipc(io.BytesIO(body)).filter(pl.col("place").is_in(list(places)))
    before = lines_of(file_id)
    if before:
        old = pl.read_ipc(io.BytesIO(before))
        if "place" in old.columns:
            fresh = pl.concat([old.filter(~pl.col("place").is_in(list(places))), fresh.select(old.columns)])
    buffer = io.BytesIO()
    fresh.write_ipc(buffer, compression="lz4")
    ClaimFile.objects.filter(pk=file_id).update(lines=buffer.getvalue())


def lines_at(file_id: int, place: int) -> pl.DataFrame:
    """Return the lines of one record of a file with their outcome; empty where they are not kept."""
    body = lines_of(file_id)
    frame = pl.read_ipc(io.BytesIO(body)) if body else pl.DataFrame()
    return frame.filter(pl.col("place") == place) if "place" in frame.columns else pl.DataFrame()


def file_by_receipt(receipt: str) -> KeptFile | None:
    """Return a file by its receipt."""
    row = ClaimFile.objects.defer("content", "lines").filter(receipt=receipt).first()
    return _kept(row) if row else None


def files_of(sender: str, *, before: int = 0, limit: int = 50) -> list[KeptFile]:
    """Return the files of a facility, newest first, below id `before` where it is given."""
    rows = ClaimFile.objects.defer("content", "lines").filter(sender=sender)
    rows = rows.filter(pk__lt=before) if before else rows
    return [_kept(row) for row in rows.order_by("-id")[:limit]]


def _kept(row: ClaimFile) -> KeptFile:
    """Return a row as a value."""
    return KeptFile(
        row.pk, row.receipt, row.name, row.sender, row.records, row.faults if isinstance(row.faults, list) else [],
        row.received_at, row.assessed_at,
    )  # fmt: skip
