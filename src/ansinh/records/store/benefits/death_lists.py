"""The door to lists of deaths: staged with findings, their rows, and what came of each."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.benefits.deaths import Judged
from ansinh.records.models import DeathList, DeathRow
from ansinh.records.store.pages.rows import read

NONE = Text("Không có danh sách này.", "There is no such list.")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as pages show it: `waiting` rows can be recorded and are not yet, `recorded` are."""

    id: uuid.UUID
    office: str
    office_path: str
    source: str
    file_name: str
    rows: int
    errors: int
    warnings: int
    findings: list[dict[str, Any]]
    state: str
    received_on: dt.date
    received_by: str
    recorded_by: str
    waiting: int
    recorded: int
    claimed: int


@dataclass(frozen=True, slots=True)
class Row:
    """One death of a list; `stopped` files were stopped by it, `claimed` dong were claimed."""

    id: int
    row: int
    number: str
    full_name: str
    birth: dt.date | None
    died_on: dt.date
    document: str
    person: int | None
    state: str
    stopped: int
    claimed: int
    told: str


_LIST = """
SELECT l.id, o.name AS office, o.path AS office_path, l.source, l.file_name, l.rows, l.errors, l.warnings,
    l.findings::text AS findings,
    l.state, l.received_on, l.received_by, l.recorded_by, d.waiting, d.recorded, d.claimed
FROM records_deathlist l JOIN records_office o ON o.id = l.office_id
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'staged') AS waiting,
    count(*) FILTER (WHERE state = 'recorded') AS recorded, coalesce(sum(claimed), 0)::bigint AS claimed
    FROM records_deathrow d WHERE d.list_id = l.id) d
"""
_ROW = """
SELECT id, row, number, full_name, birth, died_on, document, person_id AS person, state, stopped, claimed, told
FROM records_deathrow
"""
_PLACES = """
SELECT p.id, o.name, o.path = %(path)s OR o.path LIKE %(path)s || '.%%'
FROM records_person p JOIN records_office o ON o.id = p.office_id WHERE p.id = ANY(%(people)s)
"""


def known(office: int, sha256: str) -> uuid.UUID | None:
    """Return the list of an office with the same bytes, if it was taken in before."""
    found: uuid.UUID | None = (
        DeathList.objects.filter(office_id=office, sha256=sha256).values_list("id", flat=True).first()
    )
    return found


def places(people: Sequence[int], path: str) -> dict[int, tuple[str, bool]]:
    """Return for each person the office that keeps them, and whether it is `path` or under it."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, {"people": list(people), "path": path})
        return {person: (name, mine) for person, name, mine in cursor.fetchall()}


def keep(facts: dict[str, Any], judged: Sequence[Judged]) -> uuid.UUID:
    """Write a list and its rows; a row that cannot be recorded is refused, one of nobody we know is kept as unknown."""
    made = DeathList.objects.create(**facts)
    DeathRow.objects.bulk_create(
        DeathRow(
            list=made, row=one.told.row, number=one.told.number, full_name=one.told.full_name,
            birth=one.told.birth, died_on=one.told.died_on, document=one.told.document,
            person_id=one.person.id if one.person else None, state=_begins(one),
        )
        for one in judged
        if one.told.died_on is not None
    )  # fmt: skip
    return made.id


def _begins(one: Judged) -> str:
    """Return the state a row begins in."""
    if one.stops:
        return "refused"
    if one.person is None:
        return "unknown"
    return "known" if one.person.died_on is not None else "staged"


def one(key: uuid.UUID) -> Listed:
    """Return a list; MissingError where there is none."""
    found = _lists("WHERE l.id = %(id)s", {"id": key})
    if not found:
        raise MissingError(NONE)
    return found[0]


def latest(office_path: str, limit: int = 60) -> list[Listed]:
    """Return the lists of an office and under it, the latest first."""
    where = "WHERE o.path = %(path)s OR o.path LIKE %(path)s || '.%%' ORDER BY l.received_at DESC LIMIT %(limit)s"
    return _lists(where, {"path": office_path, "limit": limit})


def _lists(where: str, asked: dict[str, Any]) -> list[Listed]:
    """Return lists; a cursor of our own gives JSON as text."""
    return [replace(one, findings=json.loads(str(one.findings))) for one in read(Listed, _LIST + where, asked)]


def rows(key: uuid.UUID, *, after: int = 0, limit: int = 200) -> list[Row]:
    """Return rows of a list after the row `after`, in its order."""
    return read(
        Row, _ROW + "WHERE list_id = %(id)s AND row > %(after)s ORDER BY row LIMIT %(limit)s",
        {"id": key, "after": after, "limit": limit},
    )  # fmt: skip


def staged(key: uuid.UUID) -> list[int]:
    """Return the rows (ids) of a list that wait to be recorded."""
    return list(DeathRow.objects.filter(list_id=key, state="staged").order_by("row").values_list("id", flat=True))


def locked(row: int) -> Row | None:
    """Return a row that waits to be recorded, locked; None where somebody was quicker."""
    found = read(Row, _ROW + "WHERE id = %(id)s AND state = 'staged' FOR UPDATE", {"id": row})
    return found[0] if found else None


def became(row: int, state: str, *, stopped: int = 0, claimed: int = 0, told: str = "") -> None:
    """Write down what came of a row that waits; what was written first stays."""
    DeathRow.objects.filter(pk=row, state="staged").update(state=state, stopped=stopped, claimed=claimed, told=told)


def move(key: uuid.UUID, state: str, actor: str) -> None:
    """Write down that a list is being recorded, or is done."""
    DeathList.objects.filter(pk=key).update(state=state, recorded_by=actor)
