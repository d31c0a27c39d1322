"""Merges of two numbers: proposed, done, undone; spells are moved by recording, never by changing."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry.merging import OPEN_END, Part, Span
from ansinh.records.models import Person, PersonMerge, SiBookEvent

Table = Literal["records_spell", "records_healthspell", "records_voluntaryspell"]
TABLES: tuple[Table, ...] = ("records_spell", "records_healthspell", "records_voluntaryspell")
_LANE = {"records_spell": "account_id", "records_healthspell": "0", "records_voluntaryspell": "0"}
_NOT_COPIED = ("id", "person_id", "validity", "recorded_at", "recorded_by", "superseded_at")


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """One merge."""

    id: int
    survivor: int
    duplicate: int
    state: str
    proposed_by: str
    journal: dict[str, Any]


def propose(survivor: int, duplicate: int, evidence: dict[str, Any], actor: str) -> int:
    """Write a proposal and return its id."""
    row = PersonMerge.objects.create(
        survivor_id=survivor, duplicate_id=duplicate, evidence=evidence, state="proposed", proposed_by=actor
    )
    return int(row.id)


def open_merge_of(duplicate: int) -> int:
    """Return the merge of a duplicate that is proposed or approved; 0 if there is none."""
    rows = PersonMerge.objects.filter(duplicate_id=duplicate, state__in=("proposed", "approved"))
    return rows.values_list("id", flat=True).first() or 0


def merge_facts(merge: int) -> MergeFacts:
    """Return a merge, locked until the transaction ends together with both people. MissingError if unknown."""
    row = PersonMerge.objects.select_for_update(of=("self",)).filter(id=merge).first()
    if row is None:
        raise MissingError(Text("Không có đề nghị gộp này.", "There is no such merge."))
    list(
        Person.objects.select_for_update(no_key=True).filter(id__in=(row.survivor_id, row.duplicate_id)).order_by("id")
    )
    return MergeFacts(row.id, row.survivor_id, row.duplicate_id, row.state, row.proposed_by, row.journal)


def root_of(person: int) -> int:
    """Return the survivor at the end of the chain of merges."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE up AS (SELECT id, merged_into_id FROM records_person WHERE id = %s UNION ALL "
            "SELECT p.id, p.merged_into_id FROM up JOIN records_person p ON p.id = up.merged_into_id) "
            "SELECT id FROM up WHERE merged_into_id IS NULL",
            [person],
        )
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text("Không có người này.", "There is no such person."))
    return int(row[0])


def spans(table: Table, person: int) -> list[Span]:
    """Return the spells of a person that stand, in days since year 1."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {_LANE[table]}, lower(validity), upper(validity) FROM {table} "  # noqa: S608 names above
            "WHERE person_id = %s AND superseded_at IS NULL ORDER BY lower(validity), id",
            [person],
        )
        rows = cursor.fetchall()
    return [Span(i, lane, low.toordinal(), high.toordinal() if high else OPEN_END) for i, lane, low, high in rows]


def move(table: Table, parts: list[Part], *, survivor: int, duplicate: int, actor: str) -> list[int]:
    """Record the parts of the duplicate's spells where they belong; return the ids of the new rows.

    A spell of which every month stays is left alone.
    """
    moving = {part.id for part in parts if part.moves}
    wanted = [part for part in parts if part.id in moving]
    supersede(table, sorted(moving))
    return [_copy(table, part, survivor if part.moves else duplicate, actor) for part in wanted]


def supersede(table: Table, ids: list[int]) -> None:
    """Say that these spells are no longer believed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET superseded_at = now() WHERE id = ANY(%s) AND superseded_at IS NULL",  # noqa: S608
            [ids],
        )


def _copy(table: Table, part: Part, person: int, actor: str) -> int:
    """Record the months of `part` with the terms of its spell for `person`; return the id of the new row."""
    names = _columns(table)
    end = dt.date.fromordinal(part.end) if part.end < OPEN_END else None
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (person_id, validity, recorded_by, {names}) "  # noqa: S608 names of the table
            f"SELECT %s, daterange(%s, %s), %s, {names} FROM {table} WHERE id = %s RETURNING id",
            [person, dt.date.fromordinal(part.first), end, actor, part.id],
        )
        return int(cursor.fetchone()[0])


def _columns(table: Table) -> str:
    """Return the columns that say the terms of a spell."""
    with connection.cursor() as cursor:
        description = connection.introspection.get_table_description(cursor, table)
    return ", ".join(f'"{column.name}"' for column in description if column.name not in _NOT_COPIED)


def superseded_by(table: Table, ids: list[int]) -> list[Part]:
    """Return the spells `ids` whole, to be recorded again."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, lower(validity), upper(validity) FROM {table} WHERE id = ANY(%s) ORDER BY id",  # noqa: S608
            [ids],
        )
        rows = cursor.fetchall()
    return [Part(i, low.toordinal(), high.toordinal() if high else OPEN_END, moves=False) for i, low, high in rows]


def record_again(table: Table, parts: list[Part], person: int, actor: str) -> None:
    """Record whole spells again for `person`."""
    for part in parts:
        _copy(table, part, person, actor)


def point(duplicate: int, survivor: int | None) -> None:
    """Say into whom a person was merged (None: into nobody)."""
    Person.objects.filter(id=duplicate).update(merged_into=survivor)


def adopt_personal_id(survivor: int, personal_id: str | None) -> None:
    """Set the personal ID of a survivor."""
    Person.objects.filter(id=survivor).update(personal_id=personal_id)


def personal_ids(survivor: int, duplicate: int) -> tuple[str | None, str | None]:
    """Return the personal IDs of both."""
    known = dict(Person.objects.filter(id__in=(survivor, duplicate)).values_list("id", "personal_id"))
    return known[survivor], known[duplicate]


def decide(merge: int, state: str, actor: str, reason: str, journal: dict[str, Any]) -> None:
    """Write down the decision with its journal."""
    PersonMerge.objects.filter(id=merge).update(
        state=state, decided_by=actor, decided_at=dt.datetime.now(dt.UTC), reason=reason, journal=journal
    )


def note_book(survivor: int, actor: str, reason: str, detail: dict[str, Any]) -> None:
    """Write into the book of the survivor what happened to its number."""
    SiBookEvent.objects.create(person_id=survivor, kind="correct", actor=actor, reason=reason, detail=detail)
