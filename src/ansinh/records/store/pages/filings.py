"""Files as received: the list, one of them, what was found in it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_one
from ansinh.records.store.pages.work import FILINGS, FilingRow


@dataclass(frozen=True, slots=True)
class FilingPage:
    """One file with where it belongs and what became of it."""

    id: UUID
    number: str
    kind: str
    channel: str
    state: str
    period: dt.date
    file_name: str
    size: int
    rows: int
    rows_accepted: int
    errors: int
    warnings: int
    received_at: dt.datetime
    received_by: str
    checked_at: dt.datetime | None
    decided_at: dt.datetime | None
    decided_by: str
    due: dt.date | None
    account_code: str | None
    account_name: str | None
    office_code: str
    office_name: str
    office_path: str
    follows_id: UUID | None
    followed_id: UUID | None


ONE = """
SELECT f.id, f.number, f.kind, f.channel, f.state, f.period, f.file_name, f.size, f.rows, f.rows_accepted, f.errors,
       f.warnings, f.received_at, f.received_by, f.checked_at, f.decided_at, f.decided_by, f.due,
       a.code AS account_code, a.name AS account_name, o.code AS office_code, o.name AS office_name,
       o.path AS office_path, f.follows_id,
       (SELECT n.id FROM records_filing n WHERE n.follows_id = f.id LIMIT 1) AS followed_id
FROM records_filing f JOIN records_office o ON o.id = f.office_id
LEFT JOIN records_employeraccount a ON a.id = f.account_id WHERE f.id = %(id)s
"""


def filing(number: UUID) -> FilingPage | None:
    """Return the file, or None."""
    return read_one(FilingPage, ONE, {"id": number})


@dataclass(frozen=True, slots=True)
class FilingCut:
    """What a list of files is cut by."""

    offices: list[int]
    state: str = ""
    kind: str = ""
    q: str = ""


def listed(cut: FilingCut, after: tuple[dt.datetime, UUID] | None, limit: int) -> list[FilingRow]:
    """Return the files of `cut` before (received, id), latest first."""
    where = """WHERE f.office_id = ANY(%(offices)s) AND (%(state)s = '' OR f.state = %(state)s)
      AND (%(kind)s = '' OR f.kind = %(kind)s)
      AND (%(q)s = '' OR f.number LIKE %(start)s OR a.name_search LIKE %(words)s OR lower(a.code) LIKE %(start)s)
      AND (%(at)s::timestamptz IS NULL OR (f.received_at, f.id) < (%(at)s::timestamptz, %(id)s::uuid))
    ORDER BY f.received_at DESC, f.id DESC LIMIT %(limit)s"""
    wanted = {
        "offices": cut.offices, "state": cut.state, "kind": cut.kind, "q": cut.q, "start": f"{cut.q}%",
        "words": f"%{cut.q}%", "at": after[0] if after else None, "id": after[1] if after else None, "limit": limit,
    }  # fmt: skip
    return read(FilingRow, FILINGS + where, wanted)


def of_accounts(codes: list[str], limit: int) -> list[FilingRow]:
    """Return the files of the accounts with these codes, latest first."""
    where = "WHERE a.code = ANY(%(codes)s) ORDER BY f.received_at DESC, f.id LIMIT %(limit)s"
    return read(FilingRow, FILINGS + where, {"codes": codes, "limit": limit})


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One thing to mend, with its address."""

    position: int
    code: str
    severity: str
    sheet: str
    row: int | None
    column: str
    found: str
    message_vi: str
    message_en: str
    mend_vi: str
    mend_en: str


FINDINGS = """
SELECT position, code, severity, sheet, row, "column", found, message_vi, message_en, mend_vi, mend_en
FROM records_filingfinding WHERE filing_id = %(filing)s AND position > %(after)s
  AND (%(severity)s = '' OR severity = %(severity)s)
ORDER BY position LIMIT %(limit)s
"""


def findings(number: UUID, severity: str, after: int, limit: int) -> list[FindingRow]:
    """Return the findings of a file after `after`, in the order of the file."""
    wanted = {"filing": number, "severity": severity, "after": after, "limit": limit}
    return read(FindingRow, FINDINGS, wanted)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a file stands among those to be checked: being read now, or so many before it; seconds since it came."""

    reading: bool
    ahead: int
    seconds: int


def turn(number: UUID) -> Turn | None:
    """Return where a file stands in the queue, or None where nobody ordered its check or it is over."""
    sql = """SELECT j.status = 'doing' AS reading,
      (SELECT count(*) FROM procrastinate_jobs b
       WHERE b.task_name = j.task_name AND b.status = 'todo' AND b.id < j.id) AS ahead,
      extract(epoch FROM clock_timestamp() - f.received_at)::int AS seconds
    FROM procrastinate_jobs j JOIN records_filing f ON f.id = %(filing)s
    WHERE j.status IN ('todo', 'doing') AND j.lock = %(lock)s ORDER BY j.id DESC LIMIT 1"""
    return read_one(Turn, sql, {"filing": number, "lock": str(number)})
