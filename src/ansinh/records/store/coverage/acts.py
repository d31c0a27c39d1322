"""What was done with the cards of a person: links to personal IDs, holds, events. Nothing is erased."""

import datetime as dt
import json
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.text import Text

_LINKED = Text("Người này hoặc số CCCD này đã được liên kết.", "This person or this personal ID is linked already.")
_NOT_LINKED = Text("Thẻ chưa liên kết với CCCD nào.", "The card is not linked to a personal ID.")
_HELD = Text("Thẻ đang bị giữ hoặc tạm dừng trong thời gian này.", "The card is held already in that time.")
_NOT_HELD = Text("Thẻ không bị giữ vào ngày này.", "The card is not held on that day.")


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link to a personal ID, standing or undone."""

    personal_id: str
    evidence: str
    reference: str
    linked_at: dt.datetime
    linked_by: str
    undone_at: dt.datetime | None
    undone_by: str
    undone_reason: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An act on a card."""

    kind: str
    form: str
    number: str
    at: dt.datetime
    actor: str
    reason: str


def link(person: int, personal_id: str, evidence: str, reference: str, actor: str) -> None:
    """Link a person's card to a personal ID; ConflictError where either is linked. A known other ID stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_cardlink (person_id, personal_id, evidence, reference, linked_by) "
            "VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [person, personal_id, evidence, reference, actor],
        )
        if not cursor.rowcount:
            raise ConflictError(_LINKED)
        cursor.execute(
            "UPDATE records_person p SET personal_id = %s WHERE p.id = %s AND p.personal_id IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM records_person q WHERE q.personal_id = %s AND q.merged_into_id IS NULL)",
            [personal_id, person, personal_id],
        )


def unlink(person: int, reason: str, actor: str) -> str:
    """Undo the standing link and return its personal ID; MissingError where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_cardlink SET undone_at = now(), undone_by = %s, undone_reason = %s "
            "WHERE person_id = %s AND undone_at IS NULL RETURNING personal_id",
            [actor, reason, person],
        )
        row = cursor.fetchone()
    if row is None:
        raise MissingError(_NOT_LINKED)
    return str(row[0])


def links_of(person: int) -> list[LinkLine]:
    """Return the links of a person, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT personal_id, evidence, reference, linked_at, linked_by, undone_at, undone_by, undone_reason "
            "FROM records_cardlink WHERE person_id = %s ORDER BY linked_at DESC",
            [person],
        )
        return [LinkLine(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Hold:
    """Days on which a card shall not serve: [first, stop), why, by which document."""

    kind: str
    reason: str
    document: str
    first: dt.date
    stop: dt.date | None


def hold(person: int, wanted: Hold, actor: str) -> None:
    """Hold the card of a person; ConflictError where it is held in that time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_cardhold (person_id, kind, reason, document, validity, recorded_by) "
            "SELECT %(person)s, %(kind)s, %(reason)s, %(document)s, daterange(%(first)s, %(stop)s), %(actor)s "
            "WHERE NOT EXISTS (SELECT 1 FROM records_cardhold h WHERE h.person_id = %(person)s "
            "AND h.superseded_at IS NULL AND h.validity && daterange(%(first)s, %(stop)s))",
            {"person": person, "kind": wanted.kind, "reason": wanted.reason, "document": wanted.document,
             "first": wanted.first, "stop": wanted.stop, "actor": actor},
        )  # fmt: skip
        if not cursor.rowcount:
            raise ConflictError(_HELD)


def release(person: int, day: dt.date, actor: str) -> None:
    """Let the card serve again from `day`; the days before stay held. MissingError where it is not held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_cardhold SET superseded_at = now() WHERE person_id = %s AND superseded_at IS NULL "
            "AND validity @> %s::date RETURNING kind, reason, document, lower(validity)",
            [person, day],
        )
        row = cursor.fetchone()
    if row is None:
        raise MissingError(_NOT_HELD)
    if row[3] < day:
        hold(person, Hold(row[0], row[1], row[2], row[3], day), actor)


def note_event(person: int, event: EventLine, detail: dict[str, str]) -> None:
    """Write an act on a card down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_cardevent (person_id, kind, form, number, actor, reason, detail) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb)",
            [person, event.kind, event.form, event.number, event.actor, event.reason, json.dumps(detail)],
        )


def events_of(person: int) -> list[EventLine]:
    """Return the acts on a person's cards, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, form, number, at, actor, reason FROM records_cardevent WHERE person_id = %s "
            "ORDER BY at DESC, id DESC",
            [person],
        )
        return [EventLine(*row) for row in cursor.fetchall()]
