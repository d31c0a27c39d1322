"""The door to figures of approved decisions: turns, distinct people and money, counted where they lie.

A turn is the first decision that grants a dossier; a later version of it adds (or takes back) money only. The same
words as `domain/benefits/statistics.py`; a test holds both to one another.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.benefits.statistics import NOTHING, Figures

_TURN = """n.version = (SELECT min(v.version) FROM records_dossierdecision v
    WHERE v.dossier_id = n.dossier_id AND v.outcome = 'grant' AND v.decided_on IS NOT NULL)"""
_COUNTED = f"""
    count(DISTINCT n.id) FILTER (WHERE {_TURN}), count(DISTINCT d.person_id) FILTER (WHERE {_TURN}),
    sum(l.amount)::bigint
FROM records_payableline l JOIN records_dossierdecision n ON n.id = l.decision_id
JOIN records_dossier d ON d.id = l.dossier_id
WHERE l.office_id = ANY(%(offices)s) AND l.rhythm = %(rhythm)s AND n.decided_on >= %(first)s AND n.decided_on < %(end)s
"""
_BY_BENEFIT = f"SELECT coalesce(d.procedure, ''), {_COUNTED} GROUP BY GROUPING SETS ((d.procedure), ()) ORDER BY 4 DESC"
_BY_MONTH = f"SELECT date_trunc('month', n.decided_on)::date, {_COUNTED} GROUP BY 1"
_BY_OFFICE = f"SELECT l.office_id, {_COUNTED} GROUP BY 1"


def _rows(query: str, offices: Sequence[int], months: tuple[Month, Month], rhythm: str) -> list[tuple[object, Figures]]:
    """Return (key, figures) of a query over the months, both included."""
    first, last = months
    given: dict[str, list[int] | str | dt.date] = {
        "offices": list(offices),
        "rhythm": rhythm,
        "first": first.first_day,
        "end": last.plus(1).first_day,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [
            (key, Figures(int(turns), int(people), int(money or 0))) for key, turns, people, money in cursor.fetchall()
        ]


def by_benefit(
    offices: Sequence[int], first: Month, last: Month, rhythm: str = "once"
) -> tuple[dict[str, Figures], Figures]:
    """Return the figures of each procedure, most money first, and of all together (a person counts once)."""
    found = {str(key): figures for key, figures in _rows(_BY_BENEFIT, offices, (first, last), rhythm)}
    return found, found.pop("", NOTHING)


def by_month(offices: Sequence[int], first: Month, last: Month, rhythm: str = "once") -> dict[Month, Figures]:
    """Return the figures of every month from `first` to `last`, nothing where nothing was decided."""
    found = {
        Month.containing(key): figures
        for key, figures in _rows(_BY_MONTH, offices, (first, last), rhythm)
        if isinstance(key, dt.date)
    }
    return {month: found.get(month, NOTHING) for month in (first.plus(i) for i in range(last.minus(first) + 1))}


def by_office(offices: Sequence[int], first: Month, last: Month, rhythm: str = "once") -> dict[int, Figures]:
    """Return the figures of each office that decided anything."""
    return {key: figures for key, figures in _rows(_BY_OFFICE, offices, (first, last), rhythm) if isinstance(key, int)}


def last_decided(offices: Sequence[int]) -> dt.date | None:
    """Return the last day on which anything was granted; None where nothing was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(n.decided_on) FROM records_dossierdecision n JOIN records_dossier d ON d.id = n.dossier_id "
            "WHERE n.outcome = 'grant' AND d.office_id = ANY(%s)",
            [list(offices)],
        )
        (day,) = cursor.fetchone()
    return day if isinstance(day, dt.date) else None
