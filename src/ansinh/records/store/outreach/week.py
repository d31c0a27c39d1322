"""The door to working lists: what is due in a week and what was done, by owner or commune; promises that fall due."""

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection

_WEEK = """
    WITH done AS (
        SELECT e.prospect_id, count(*) AS n,
               bool_or(split_part(e.kind, ':', 2) NOT IN ('no_answer', 'wrong_number')) AS met
        FROM records_prospectevent e WHERE e.day BETWEEN %(first)s AND %(last)s GROUP BY 1)
    SELECT {by}, count(*) FILTER (WHERE p.closed_on IS NULL AND p.due <= %(last)s),
           count(*) FILTER (WHERE p.closed_on IS NULL AND p.due < %(today)s),
           coalesce(sum(d.n), 0)::bigint, count(*) FILTER (WHERE d.met),
           count(*) FILTER (WHERE p.closed_on IS NULL AND p.state = 'promised'),
           count(*) FILTER (WHERE p.state = 'joined' AND p.closed_on BETWEEN %(first)s AND %(last)s)
    FROM records_prospect p LEFT JOIN done d ON d.prospect_id = p.id
    WHERE p.office_id = ANY(%(offices)s) AND (%(owner)s = '' OR p.owner = %(owner)s)
      AND (p.closed_on IS NULL AND p.owner <> '' AND p.due <= %(last)s OR d.n > 0
           OR p.state = 'joined' AND p.closed_on BETWEEN %(first)s AND %(last)s)
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500
"""
_PROMISED = """
    SELECT p.id, p.kind, coalesce(q.full_name, p.name), p.owner, e.promised_for, p.state,
           coalesce(p.person_id, 0) FROM records_prospectevent e
    JOIN records_prospect p ON p.id = e.prospect_id LEFT JOIN records_person q ON q.id = p.person_id
    WHERE e.promised_for BETWEEN %(first)s AND %(last)s AND p.office_id = ANY(%(offices)s)
      AND (%(owner)s = '' OR p.owner = %(owner)s)
      AND NOT EXISTS (SELECT 1 FROM records_prospectevent x
                      WHERE x.prospect_id = e.prospect_id AND x.id > e.id AND x.promised_for IS NOT NULL)
    ORDER BY e.promised_for, p.id LIMIT 200
"""
PARTS = {"owner": "p.owner", "commune": "p.commune", "kind": "p.kind"}


class Part(NamedTuple):
    """A part of a week's work: due by its end, overdue, contacts made, people met, promises open, joined."""

    part: str
    due: int
    late: int
    contacts: int
    met: int
    promised: int
    joined: int


class Promised(NamedTuple):
    """Somebody who promised to join by a day; `state` says whether they have."""

    id: int
    kind: str
    name: str
    owner: str
    day: dt.date
    state: str
    person: int


def week(offices: list[int], first: dt.date, today: dt.date, *, by: str, owner: str = "") -> list[Part]:
    """Return the work of the week from `first` by owner, commune or reason (PARTS), only one owner's if given."""
    query = _WEEK.format(by=PARTS[by])
    last = first + dt.timedelta(days=6)
    with connection.cursor() as cursor:
        cursor.execute(query, {"offices": offices, "first": first, "last": last, "today": today, "owner": owner})
        return [Part(*row) for row in cursor.fetchall()]


def promised(offices: list[int], first: dt.date, owner: str = "") -> list[Promised]:
    """Return the promises that fall into the week from `first`, the latest of each."""
    given: dict[str, Any] = {"offices": offices, "first": first, "last": first + dt.timedelta(days=6), "owner": owner}
    with connection.cursor() as cursor:
        cursor.execute(_PROMISED, given)
        return [Promised(*row) for row in cursor.fetchall()]
