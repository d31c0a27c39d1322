"""Filings: received once, read, decided."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import Filing, FilingContent
from ansinh.records.store.registry.numbers import next_numbers
from ansinh.records.store.turns import take_turn


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """One filing as acts need it."""

    id: str
    number: str
    kind: str
    channel: str
    office_id: int
    office_code: str
    office_path: str
    account_id: int | None
    period: dt.date
    file_name: str
    state: str
    rows: int
    rows_accepted: int
    errors: int
    warnings: int
    received_at: dt.datetime
    follows: str


@dataclass(frozen=True, slots=True)
class NewFiling:
    """A filing to be written; `office_code` goes into its number."""

    kind: str
    channel: str
    office_id: int
    office_code: str
    account_id: int | None
    period: dt.date
    file_name: str
    sha256: str
    actor: str
    due: dt.date
    follows: str = ""


_FACTS = """
SELECT f.id::text, f.number, f.kind, f.channel, f.office_id, o.code, o.path, f.account_id, f.period, f.file_name,
    f.state, f.rows, f.rows_accepted, f.errors, f.warnings, f.received_at, coalesce(f.follows_id::text, '')
FROM records_filing f JOIN records_office o ON o.id = f.office_id WHERE f.id = %s
"""


def filing_facts(filing: str, *, lock: bool = False) -> FilingFacts:
    """Return the filing; with `lock` nobody else decides it until the transaction ends. MissingError if unknown."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS + (" FOR NO KEY UPDATE OF f" if lock else ""), [filing])
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text("Không có hồ sơ này.", "There is no such filing."))
    return FilingFacts(*row)


def same_filing(new: NewFiling) -> str:
    """Return the id of the filing with the same bytes for the same account, month and kind; "" if there is none."""
    found = (
        Filing.objects.filter(
            kind=new.kind, office_id=new.office_id, account_id=new.account_id, period=new.period, sha256=new.sha256
        )
        .values_list("id", flat=True)
        .first()
    )
    return str(found or "")


def lock_series(office_code: str) -> None:
    """Let one sender at a time receive a number of the office (until the transaction ends)."""
    take_turn("filing", office_code)


_WRITE = """
WITH filing AS (
    INSERT INTO records_filing (id, number, kind, channel, office_id, account_id, period, file_name, sha256, size,
        received_by, due, follows_id)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id)
INSERT INTO records_filingcontent (filing_id, body) SELECT id, %s FROM filing RETURNING filing_id::text
"""


def write_filing(new: NewFiling, body: bytes, day: dt.date) -> str:
    """Write a filing with the bytes as they came, numbered nnnnn/YYYY/office; return its id."""
    (number,) = next_numbers(f"filing:{new.office_code}:{day.year}", 1)
    numbered = f"{number:05d}/{day.year}/{new.office_code}"
    sent = (new.kind, new.channel, new.office_id, new.account_id, new.period, new.file_name[:200], new.sha256)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [numbered, *sent, len(body), new.actor, new.due, new.follows or None, body])
        return str(cursor.fetchone()[0])


def content(filing: str) -> bytes:
    """Return the bytes as they came."""
    return bytes(FilingContent.objects.filter(filing_id=filing).values_list("body", flat=True).get())


def staged(filing: str) -> bytes:
    """Return the rows as they were read; b"" before the first check."""
    return bytes(FilingContent.objects.filter(filing_id=filing).values_list("staged", flat=True).get() or b"")


def keep_checked(filing: str, staged_rows: bytes, counts: dict[str, int], at: dt.datetime) -> None:
    """Keep what was read (b"" where nobody will ask again), and how many rows, errors and warnings there are."""
    if staged_rows:
        FilingContent.objects.filter(filing_id=filing).update(staged=staged_rows)
    Filing.objects.filter(id=filing).update(state="checked", checked_at=at, **counts)


def decide(
    filing: str, state: str, *, accepted: int, actor: str, at: dt.datetime, counts: dict[str, int] | None = None
) -> None:
    """Write down what became of the filing; with `counts` it is checked in the same moment."""
    checked = {**counts, "checked_at": at} if counts else {}
    Filing.objects.filter(id=filing).update(
        state=state, rows_accepted=accepted, decided_by=actor, decided_at=at, **checked
    )


def followed_by(filing: str) -> str:
    """Return the filing that holds the rows returned from this one; "" if none."""
    return str(Filing.objects.filter(follows=uuid.UUID(filing)).values_list("id", flat=True).first() or "")
