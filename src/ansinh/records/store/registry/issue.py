"""New people with their SI numbers and books: written as columns, never one by one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

from django.db import connection


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be registered; texts are already NFC, keys made by core.person_name."""

    full_name: str
    name_search: str
    name_sort: str
    si_number: str
    personal_id: str | None
    birth: dt.date | None
    precision: str
    sex: str
    nationality: str
    ethnicity: str
    phone: str
    address: str
    office: int


_FIELDS = attrgetter(*(column.name for column in fields(NewPerson)))
_PERSON = (
    "COPY records_person (id, full_name, name_search, name_sort, si_number, personal_id, birth_date, birth_precision, "
    "sex, nationality, ethnicity, phone, address, office_id) FROM STDIN"
)
_EVENT = "COPY records_sibookevent (person_id, kind, account_id, due, actor, reason) FROM STDIN"


def register_people(people: list[NewPerson]) -> list[int]:
    """Write the people and return their ids, in order."""
    if not people:
        return []
    with connection.cursor() as cursor:
        ids = _ids(cursor, "records_person", len(people))
        _copy(cursor, _PERSON, ((id_, *_FIELDS(person)) for id_, person in zip(ids, people, strict=True)))
    return ids


def note_issue(persons: list[int], account: int | None, due: dt.date, actor: str, reason: str) -> None:
    """Write down that numbers and electronic books are issued, to be handed over by `due`."""
    with connection.cursor() as cursor:
        _copy(
            cursor,
            _EVENT,
            ((person, kind, account, due, actor, reason) for person in persons for kind in ("number", "issue")),
        )


def _ids(cursor: object, table: str, count: int) -> list[int]:
    """Return `count` fresh ids of a table."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
    )
    return [row[0] for row in cursor.fetchall()]  # type: ignore[attr-defined]


def _copy(cursor: object, command: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows by COPY."""
    with cursor.copy(command) as copy:  # type: ignore[attr-defined] # psycopg's cursor, behind Django's
        for row in rows:
            copy.write_row(row)
