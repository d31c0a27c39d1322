"""People found at a counter, and everything the register says of one: spells with both dates."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list; `sort` and `id` are where the next page begins."""

    id: int
    si_number: str
    personal_id: str
    full_name: str
    birth: dt.date | None
    sex: str
    office_path: str
    sort: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One recorded fact: what it says, the days it holds for, and when it was believed."""

    kind: str  # employment | health | voluntary
    where: str
    first: dt.date
    stop: dt.date | None
    terms: dict[str, Any]
    recorded_at: dt.datetime
    recorded_by: str
    superseded_at: dt.datetime | None
    filing: str


_LINE = (
    "p.id, coalesce(p.si_number, ''), coalesce(p.personal_id, ''), p.full_name, p.birth_date, p.sex, o.path, "
    "p.name_sort "
    "FROM records_person p JOIN records_office o ON o.id = p.office_id"
)
_IN_SCOPE = "EXISTS (SELECT 1 FROM unnest(%s::text[]) s(path) WHERE o.path = s.path OR o.path LIKE s.path || '.%%')"


def by_number(number: str, scopes: list[str]) -> list[PersonLine]:
    """Return the live person with this SI number or personal ID, inside the offices `scopes` (paths)."""
    return _lines(
        f"SELECT {_LINE} WHERE (p.si_number = %s OR p.personal_id = %s) AND p.merged_into_id IS NULL AND {_IN_SCOPE}",
        [number, number, scopes],
    )


def by_name(name: str, year: int | None, scopes: list[str], after: tuple[str, int], limit: int) -> list[PersonLine]:
    """Return people whose search key holds `name` (a search key), in Vietnamese order after (sort, id)."""
    return _lines(
        f"SELECT {_LINE} WHERE p.name_search LIKE %s AND p.merged_into_id IS NULL "  # noqa: S608 the parts are above
        "AND (%s::int IS NULL OR extract(year FROM p.birth_date) = %s) AND (p.name_sort, p.id) > (%s, %s) "
        f"AND {_IN_SCOPE} ORDER BY p.name_sort, p.id LIMIT %s",
        [f"%{name}%", year, year, after[0], after[1], scopes, limit],
    )


def by_id(person: int) -> PersonLine:
    """Return one person; MissingError if unknown."""
    found = _lines(f"SELECT {_LINE} WHERE p.id = %s", [person])
    if not found:
        raise MissingError(Text("Không có người này.", "There is no such person."))
    return found[0]


def _lines(query: str, values: list[Any]) -> list[PersonLine]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [PersonLine(*row) for row in cursor.fetchall()]


_FACTS = """
SELECT 'employment', a.code, lower(s.validity), upper(s.validity),
    jsonb_build_object('base', s.base, 'coefficient', s.coefficient, 'group', s."group", 'absence', s.absence,
        'funds', s.funds, 'job', s.job),
    s.recorded_at, s.recorded_by, s.superseded_at, coalesce(s.filing::text, '')
FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id WHERE s.person_id = %(person)s
UNION ALL
SELECT 'health', s."group", lower(s.validity), upper(s.validity),
    jsonb_build_object('payer', s.payer, 'gross', s.gross, 'state', s.support_state, 'due', s.due,
        'receipt', s.receipt_no),
    s.recorded_at, s.recorded_by, s.superseded_at, coalesce(s.filing::text, '')
FROM records_healthspell s WHERE s.person_id = %(person)s
UNION ALL
SELECT 'voluntary', s.method, lower(s.validity), upper(s.validity),
    jsonb_build_object('income', s.income, 'gross', s.gross, 'state', s.support_state, 'due', s.due,
        'receipt', s.receipt_no),
    s.recorded_at, s.recorded_by, s.superseded_at, coalesce(s.filing::text, '')
FROM records_voluntaryspell s WHERE s.person_id = %(person)s
ORDER BY 3, 6
"""


def person_of_number(number: str) -> int:
    """Return the person with this SI number or personal ID who was not merged away; 0 for none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM records_person WHERE (si_number = %s OR personal_id = %s) AND merged_into_id IS NULL "
            "ORDER BY id LIMIT 1",
            [number, number],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def story(person: int) -> list[Fact]:
    """Return every fact ever recorded about a person, by the day it holds for, with the days it was believed."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"person": person})
        rows = cursor.fetchall()
    return [_fact(row) for row in rows]


def _fact(row: tuple[Any, ...]) -> Fact:
    """Return one row of the query as a fact."""
    kind, where, first, stop, terms, recorded_at, recorded_by, superseded_at, filing = row
    return Fact(kind, where, first, stop, _json(terms), recorded_at, recorded_by, superseded_at, filing)


def household(person: int) -> list[tuple[int, str, str, int | None]]:
    """Return (person, name, relation to the head, order) of the members of a person's household."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id, m.full_name, m.household_relation, m.household_order FROM records_person p "
            "JOIN records_person m ON m.household_id = p.household_id WHERE p.id = %s "
            "ORDER BY m.household_order NULLS LAST, m.id",
            [person],
        )
        members: list[tuple[int, str, str, int | None]] = cursor.fetchall()
    return members


def _json(value: Any) -> dict[str, Any]:  # noqa: ANN401 text or what psycopg made of it
    """Return a JSON object whether the driver read it or not."""
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found
