"""What activities came to, as columns: counts by type and level, plans with what was done, guests and who joined."""

import datetime as dt
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.outreach.activities import counted_in, words
from ansinh.domain.outreach.activity_counts import Count
from ansinh.domain.outreach.cohorts import Guests
from ansinh.domain.outreach.reasons import settings
from ansinh.records.bulk.cursor import CursorDoor
from ansinh.records.store.outreach.facts import last_closed
from ansinh.records.store.outreach.retention import ranked

# A person takes part on a day with a job, a voluntary spell or health insurance of their own; joining is the first day
# of any of these after the activity.
_GUESTS = """
    WITH g AS (
        SELECT g.person_id, a.day, g.attended
        FROM records_activityguest g JOIN records_activity a ON a.id = g.activity_id
        WHERE g.person_id IS NOT NULL AND a.state IN ('held', 'reported') AND a.office_id = ANY('{offices}')
          AND a.day BETWEEN '{first}' AND '{last}' AND ({activity} = 0 OR a.id = {activity})
          AND ({campaign} = 0 OR a.campaign_id = {campaign})),
    spells AS (
        SELECT person_id, validity FROM records_spell
        WHERE superseded_at IS NULL AND person_id IN (SELECT person_id FROM g)
        UNION ALL SELECT person_id, validity FROM records_voluntaryspell
        WHERE superseded_at IS NULL AND person_id IN (SELECT person_id FROM g)
        UNION ALL SELECT person_id, validity FROM records_healthspell
        WHERE superseded_at IS NULL AND person_id IN (SELECT person_id FROM g))
    SELECT g.person_id AS person, g.day, g.attended, bool_or(coalesce(s.validity @> g.day, false)) AS insured,
           min(lower(s.validity)) FILTER (WHERE lower(s.validity) > g.day) AS joined
    FROM g LEFT JOIN spells s ON s.person_id = g.person_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_COUNTS = """
    SELECT type, level, count(*), sum(times)::bigint, sum(attended_people)::bigint, sum(attended_employers)::bigint,
           sum(employees)::bigint, sum(invited_people)::bigint, sum(invited_employers)::bigint, sum(leads)::bigint,
           sum(cost)::bigint
    FROM records_activity WHERE office_id = ANY(%(offices)s) AND day BETWEEN %(first)s AND %(last)s
      AND state IN ('held', 'reported') GROUP BY 1, 2 ORDER BY 1, 2
"""
_PROGRESS = """
    SELECT o.code, o.name, p.document, p.type, p.level, p.first, p.last, p.times,
           coalesce((SELECT sum(a.times) FROM records_activity a JOIN records_office f ON f.id = a.office_id
             WHERE (f.path = o.path OR f.path LIKE o.path || '.%%') AND a.state IN ('held', 'reported')
               AND (a.type, p.type) IN (SELECT * FROM unnest(%(parts)s::text[], %(wholes)s::text[]))
               AND (p.level = '' OR a.level = p.level)
               AND a.day BETWEEN p.first AND least(p.last, %(day)s) AND a.plan_item = p.document), 0)::bigint
    FROM records_activityplan p JOIN records_office o ON o.id = p.office_id
    WHERE p.office_id = ANY(%(offices)s) AND p.first <= %(day)s
    ORDER BY p.last DESC, p.document, p.type, p.level, o.code
"""


class Progress(NamedTuple):
    """A line of a plan of activities with what was done under it so far."""

    office: str
    name: str
    document: str
    type: str
    level: str
    first: dt.date
    last: dt.date
    planned: int
    done: int

    @property
    def percent(self) -> Fraction:
        """What was done, in per cent of the plan."""
        return Fraction(100 * self.done, self.planned)


def counts(offices: list[int], first: dt.date, last: dt.date) -> list[Count]:
    """Return activities done between two days by type and level."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"offices": offices, "first": first, "last": last})
        return [Count(*row) for row in cursor.fetchall()]


def progress(offices: list[int], day: dt.date) -> list[Progress]:
    """Return the plans begun by `day` with what was done, a type with those that are a part of it."""
    pairs = [(part, whole) for part in words().types for whole in counted_in(part)]
    given = {"parts": [part for part, _ in pairs], "wholes": [whole for _, whole in pairs]}
    with connection.cursor() as cursor:
        cursor.execute(_PROGRESS, {"offices": offices, "day": day, **given})
        return [Progress(*row) for row in cursor.fetchall()]


def guests(offices: list[int], span: tuple[dt.date, dt.date], *, activity: int = 0, campaign: int = 0) -> Guests:
    """Return the people invited to activities done between two days, with when they joined next, as columns."""
    rows = CursorDoor().columns(
        _GUESTS.format(
            offices="{" + ",".join(map(str, offices)) + "}", first=span[0], last=span[1], activity=int(activity),
            campaign=int(campaign),
        )
    )  # fmt: skip
    return Guests(
        rows["person"].astype(np.int64), rows["day"].astype("datetime64[D]"), rows["attended"].astype(np.bool_),
        rows["insured"].astype(np.bool_), rows["joined"].astype("datetime64[D]"),
    )  # fmt: skip


def first_employers(offices: list[int], day: dt.date, most: int = 30) -> list[str]:
    """Return the codes of employers to invite first: by one-time withdrawals, then by people; empty without books."""
    period = last_closed(offices)
    if period is None:
        return []
    since = Month.containing(day).plus(-settings().leaving_months).first_day
    return [one.code for one in ranked(offices, period, since, most)]
