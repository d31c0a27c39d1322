"""Decisions whose facts changed since: found once each, taken up or dismissed by a person."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import Reopening


@dataclass(frozen=True, slots=True)
class Found:
    """A decision that would be another one now; differences in dong, `changed` the facts (where, before, after)."""

    dossier: str
    version: int
    office: int
    facts_hash: str
    changed: list[dict[str, str]]
    difference: Dong
    monthly_difference: Dong


@dataclass(frozen=True, slots=True)
class ReopeningFacts:
    """One line of the work-list."""

    id: str
    dossier: str
    number: str
    procedure: str
    full_name: str
    version: int
    found_at: dt.datetime
    changed: list[dict[str, str]]
    difference: Dong
    monthly_difference: Dong
    state: str
    office_path: str


_WRITE = """
INSERT INTO records_reopening (id, dossier_id, version, office_id, facts_hash, changed, difference, monthly_difference)
SELECT gen_random_uuid(), v.* FROM unnest(%s::uuid[], %s::smallint[], %s::bigint[], %s::text[], %s::jsonb[],
    %s::bigint[], %s::bigint[]) v
ON CONFLICT (dossier_id, version, facts_hash) DO NOTHING
"""


def write(found: Sequence[Found]) -> int:
    """Write what was found, each change once; return how many are new."""
    columns: list[list[Any]] = [
        [one.dossier for one in found], [one.version for one in found], [one.office for one in found],
        [one.facts_hash for one in found], [json.dumps(one.changed) for one in found],
        [one.difference for one in found], [one.monthly_difference for one in found],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, columns)
        return int(cursor.rowcount)


_WORK = """
SELECT r.id::text, r.dossier_id::text, d.number, d.procedure, p.full_name, r.version, r.found_at, r.changed,
    r.difference, r.monthly_difference, r.state, o.path
FROM records_reopening r JOIN records_dossier d ON d.id = r.dossier_id JOIN records_person p ON p.id = d.person_id
JOIN records_office o ON o.id = r.office_id
"""


def open_at(office_path: str, limit: int = 100) -> list[ReopeningFacts]:
    """Return open lines of an office and under it, the oldest first."""
    where = "WHERE r.state = 'open' AND (o.path = %s OR o.path LIKE %s || '.%%') ORDER BY r.found_at, r.id LIMIT %s"
    return _read(where, [office_path, office_path, limit])


def one(key: str) -> ReopeningFacts:
    """Return one line; MissingError if unknown."""
    found = _read("WHERE r.id = %s", [key])
    if not found:
        raise MissingError(Text("Không có việc mở lại này.", "There is no such reopening."))
    return found[0]


def _read(where: str, values: list[str | int]) -> list[ReopeningFacts]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WORK + where, values)
        rows = cursor.fetchall()
    return [
        ReopeningFacts(*(*row[:7], json.loads(row[7]) if isinstance(row[7], str) else row[7], *row[8:])) for row in rows
    ]


def decide(key: str, state: str, actor: str, reason: str) -> None:
    """Write down what a person decided about an open line."""
    Reopening.objects.filter(id=uuid.UUID(key), state="open").update(
        state=state, decided_by=actor, decided_at=dt.datetime.now(dt.UTC), reason=reason
    )
