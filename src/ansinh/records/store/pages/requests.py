"""Requests of employers (TK3-TS) as pages show them."""

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request: what an employer asks for, who proposed it, who decided."""

    id: UUID
    kind: str
    state: str
    wanted: str
    filing_id: UUID
    filing_number: str
    channel: str
    received_at: dt.datetime
    due: dt.date | None
    account_code: str | None
    account_name: str | None
    office_name: str
    office_path: str
    proposed_by: str
    decided_by: str
    decided_at: dt.datetime | None
    reason: str

    @property
    def fields(self) -> dict[str, str]:
        """What the form says, by the names of its fields; empty ones left out."""
        return {name: value for name, value in json.loads(self.wanted).items() if value}

    @property
    def name(self) -> str:
        """The name of the employer: of the form, else of the account."""
        return self.fields.get("unit_name") or self.account_name or ""


REQUESTS = """
SELECT r.id, r.kind, r.state, r.wanted::text AS wanted, f.id AS filing_id, f.number AS filing_number, f.channel,
       f.received_at, f.due, a.code AS account_code, a.name AS account_name, o.name AS office_name,
       o.path AS office_path, r.proposed_by, r.decided_by, r.decided_at, r.reason
FROM records_employerrequest r
JOIN records_filing f ON f.id = r.filing_id
JOIN records_office o ON o.id = r.office_id
LEFT JOIN records_employeraccount a ON a.id = r.account_id
"""


def request(number: UUID) -> RequestRow | None:
    """Return one request, or None."""
    return read_one(RequestRow, REQUESTS + "WHERE r.id = %(id)s", {"id": number})


def waiting(offices: list[int], limit: int) -> list[RequestRow]:
    """Return requests that wait for a second person in `offices`, the nearest day first."""
    where = """WHERE r.state = 'proposed' AND o.id = ANY(%(offices)s)
    ORDER BY f.due NULLS LAST, f.received_at, r.id LIMIT %(limit)s"""
    return read(RequestRow, REQUESTS + where, {"offices": offices, "limit": limit})


def decided(offices: list[int], after: tuple[dt.datetime, UUID] | None, limit: int) -> list[RequestRow]:
    """Return decided requests in `offices` before (moment, id), latest first."""
    where = """WHERE r.state <> 'proposed' AND o.id = ANY(%(offices)s)
      AND (%(at)s::timestamptz IS NULL OR (r.decided_at, r.id) < (%(at)s::timestamptz, %(id)s::uuid))
    ORDER BY r.decided_at DESC, r.id DESC LIMIT %(limit)s"""
    at, number = after or (None, None)
    return read(RequestRow, REQUESTS + where, {"offices": offices, "at": at, "id": number, "limit": limit})
