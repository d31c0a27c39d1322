"""The grounds of health insurance of people on a day."""

import datetime as dt

from django.db import connection

from ansinh.domain.coverage.grounds import EMPLOYED, Ground

_GROUNDS = """
SELECT s.person_id, s."group", 'D03', s.facility FROM records_healthspell s
WHERE s.person_id = ANY(%(people)s) AND s.superseded_at IS NULL AND s.validity @> %(day)s::date
UNION ALL
SELECT s.person_id, %(employed)s, a.code, '' FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id
WHERE s.person_id = ANY(%(people)s) AND s.superseded_at IS NULL AND s.validity @> %(day)s::date
    AND s.funds & 32 > 0 AND s.absence <> 1
"""


def grounds_on(people: list[int], day: dt.date) -> dict[int, list[Ground]]:
    """Return person -> grounds on `day`: lists, and employment with a health contribution (unpaid leave has none)."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUNDS, {"people": people, "day": day, "employed": EMPLOYED})
        rows = cursor.fetchall()
    found: dict[int, list[Ground]] = {}
    for person, group, source, facility in rows:
        found.setdefault(person, []).append(Ground(group, source, facility))
    return found
