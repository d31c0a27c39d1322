"""The door to what a briefing tells of prospects: open on a day, found, contacted and joined in a span, by reason."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from ansinh.core.money import Dong


class Missing(NamedTuple):
    """Prospects of a reason: open on the last day (cases, people, expected dong a year); what happened in the span."""

    kind: str
    open: int
    people: int
    expected: Dong
    found: int
    contacts: int
    joined: int


_OPEN = "(p.found_on <= %(last)s AND (p.closed_on IS NULL OR p.closed_on > %(last)s))"
_MISSING = f"""
    WITH touched AS (
        SELECT p.kind, count(*) AS n FROM records_prospectevent e JOIN records_prospect p ON p.id = e.prospect_id
        WHERE e.day BETWEEN %(first)s AND %(last)s AND e.kind LIKE '%%:%%' AND p.office_id = ANY(%(offices)s)
        GROUP BY 1)
    SELECT p.kind, count(*) FILTER (WHERE {_OPEN}), coalesce(sum(p.people) FILTER (WHERE {_OPEN}), 0)::bigint,
           coalesce(sum(p.amount * p.conversion / 10000) FILTER (WHERE {_OPEN}), 0)::bigint,
           count(*) FILTER (WHERE p.found_on BETWEEN %(first)s AND %(last)s),
           coalesce((SELECT n FROM touched t WHERE t.kind = p.kind), 0),
           count(*) FILTER (WHERE p.state = 'joined' AND p.closed_on BETWEEN %(first)s AND %(last)s)
    FROM records_prospect p
    WHERE p.office_id = ANY(%(offices)s) AND (p.closed_on IS NULL OR p.closed_on >= %(first)s)
    GROUP BY p.kind ORDER BY 4 DESC, 1
"""  # noqa: S608 - our own words


def missing(offices: list[int], first: dt.date, last: dt.date) -> list[Missing]:
    """Return the prospects of the offices by reason, the most worth first."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, {"offices": offices, "first": first, "last": last})
        return [Missing(*row) for row in cursor.fetchall()]
