"""A stranger's claims, read where they can do no harm: in the child process with limits on memory and time.

What was read comes back as JSON in one text: a claim has a hundred thousand cells, and each is checked to be a text
or nothing before it is used. The child is not trusted: anything else is answered like a file that brought it down.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.finding import Finding
from ansinh.domain.claims.record import Fault, Record, Rows
from ansinh.domain.claims.standard import tables
from ansinh.formats.claims_source import Intake, SourceFile, read_bytes
from ansinh.formats.faults import fault

MOST_RECORDS: Final = 20_000
MOST_SIGNS: Final = 96 * 1024 * 1024  # of all cells of an upload together


@dataclass(frozen=True, slots=True)
class ClaimUpload:
    """What a file of claims holds, as JSON; `findings` only where the reader itself fell."""

    body: str
    findings: list[Finding]


def empty_upload(findings: list[Finding]) -> ClaimUpload:
    """Return an upload of which nothing was read."""
    return ClaimUpload("", findings)


def read_claims(data: bytes, *, name: str = "") -> ClaimUpload:
    """Return the records of an upload; what could not be read is among its faults. Never raises for what it holds."""
    intake, signs = Intake(), 0
    records: list[list[Any]] = []
    for record in read_bytes(data, name, intake):
        signs += _size(record)
        if len(records) >= MOST_RECORDS or signs > MOST_SIGNS:
            found = f"more than {len(records)} records in one file, please split it; the rest was not read"
            intake.files[-1].opening.faults.append(Fault("STR-01", "", None, "file", found))
            break
        records.append(_packed(record))
    files = [
        [
            one.name,
            one.opening.sender,
            one.opening.created,
            one.opening.records,
            [_words(f) for f in one.opening.faults],
        ]
        for one in intake.files
    ]
    body = json.dumps({"files": files, "records": records}, ensure_ascii=False, separators=(",", ":"))
    return ClaimUpload(body, [])


def _opened(one: SourceFile) -> list[Any]:
    """Return a file that was opened as JSON holds it."""
    said = one.opening
    return [one.name, said.sender, said.created, said.records, [_words(each) for each in said.faults]]


def _size(record: Record) -> int:
    """Return how many signs the cells of a record hold."""
    return sum(len(cell or "") for rows in record.tables.values() for row in rows for cell in row)


def _packed(record: Record) -> list[Any]:
    """Return a record as JSON holds it."""
    rows = {kind: [list(row) for row in rows] for kind, rows in record.tables.items()}
    return [record.file, record.position, record.sender, record.created, record.standard, record.signed, rows,
            [_words(one) for one in record.faults]]  # fmt: skip


def _words(one: Fault) -> list[Any]:
    """Return a fault as JSON holds it."""
    return [one.rule, one.table, one.row, one.field, one.found]


def opened(upload: ClaimUpload, name: str) -> tuple[list[Record], Intake]:
    """Return the records and files of an upload that was read; where the reader fell, a fault that says so."""
    intake = Intake()
    try:
        told = json.loads(upload.body) if upload.body else {"files": [], "records": []}
        records = list(_records(told["records"]))
        for file, sender, created, count, faults in told["files"]:
            one = SourceFile(str(file))
            one.opening.sender, one.opening.created, one.opening.records = str(sender), str(created), int(count)
            one.opening.faults.extend(_fault(each) for each in faults)
            intake.files.append(one)
    except (ValueError, TypeError, KeyError, IndexError):
        records, intake = [], Intake()
        upload = empty_upload([fault("F-CRASH")])
    for finding in upload.findings:
        intake.open(name).opening.faults.append(Fault("STR-01", "", None, "file", finding.message.vi))
    return records, intake


def _records(told: list[list[Any]]) -> Iterator[Record]:
    """Yield records as they were told; ValueError for one that cannot be."""
    for file, position, sender, created, standard, signed, kinds, faults in told:
        record = Record(str(file), int(position), str(sender), str(created), str(standard))
        record.signed = None if signed is None else bool(signed)
        record.tables = {kind: _rows(kind, rows) for kind, rows in kinds.items()}
        record.faults = [_fault(each) for each in faults]
        yield record


def _rows(kind: str, rows: list[list[Any]]) -> Rows:
    """Return the rows of a table; ValueError where a row has another width or a cell is no text."""
    width = len(tables()[kind].fields)
    if not all(len(row) == width and all(cell is None or type(cell) is str for cell in row) for row in rows):
        message = f"{kind}: not a table"
        raise ValueError(message)
    return rows


def _fault(told: list[Any]) -> Fault:
    """Return a fault as it was told."""
    rule, table, row, field, found = told
    return Fault(str(rule), str(table), None if row is None else int(row), str(field), str(found))
