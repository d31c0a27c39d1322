"""What approved decisions use up. The database refuses the second use; here it is asked before."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.domain.benefits.facts import Granted
from ansinh.domain.benefits.overlaps import Held, Use


def hold(uses: Sequence[tuple[str, str, Use]]) -> None:
    """Write the uses of decisions as (decision, dossier, use); a second use of the same is an IntegrityError."""
    columns = "decision_id, dossier_id, bar, key, days"
    with connection.cursor() as cursor, cursor.copy(f"COPY records_dossierhold ({columns}) FROM STDIN") as copy:
        for decision, dossier, use in uses:
            copy.write_row((decision, dossier, use.bar, use.key, f"[{use.first},{use.end})"))


def release(dossiers: Sequence[str]) -> None:
    """Let go of everything the dossiers hold: a later version takes its place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_dossierhold SET released_at = now() "
            "WHERE dossier_id = ANY(%s::uuid[]) AND released_at IS NULL",
            [list(dossiers)],
        )


_MEETING = """
SELECT w.place, h.bar, h.key, lower(h.days), upper(h.days), d.number, d.procedure
FROM unnest(%s::int[], %s::text[], %s::text[], %s::daterange[], %s::uuid[]) w(place, bar, key, days, own)
JOIN records_dossierhold h ON h.bar = w.bar AND h.key = w.key AND h.days && w.days AND h.released_at IS NULL
JOIN records_dossier d ON d.id = h.dossier_id WHERE w.own IS NULL OR h.dossier_id <> w.own
ORDER BY w.place, h.id
"""


def meeting(wanted: Sequence[tuple[int, Use, str | None]]) -> dict[int, list[Held]]:
    """Return what is held already and meets the wanted uses, by place; `wanted` is (place, use, own dossier)."""
    found: dict[int, list[Held]] = {}
    if not wanted:
        return found
    columns: list[list[Any]] = [
        [place for place, _, _ in wanted],
        [use.bar for _, use, _ in wanted],
        [use.key for _, use, _ in wanted],
        [DateRange(use.first, use.end) for _, use, _ in wanted],
        [own for _, _, own in wanted],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MEETING, columns)
        for place, bar, key, first, end, number, procedure in cursor.fetchall():
            found.setdefault(place, []).append(Held(Use(bar, key, first, end), number, procedure))
    return found


_USED = """
SELECT h.key, h.dossier_id::text, d.procedure, lower(h.days), upper(h.days), n.parts->0->>'days',
    d.claimed->>'child_birth'
FROM records_dossierhold h JOIN records_dossier d ON d.id = h.dossier_id
JOIN records_dossierdecision n ON n.id = h.decision_id
WHERE h.bar = 'absence' AND h.key = ANY(%s) AND h.days && %s AND h.released_at IS NULL
ORDER BY h.key, lower(h.days), h.id
"""


def absences(people: Sequence[int], first: dt.date, end: dt.date) -> dict[int, list[Granted]]:
    """Return the leave granted to people that touches first <= day < end, oldest first."""
    found: dict[int, list[Granted]] = {person: [] for person in people}
    with connection.cursor() as cursor:
        cursor.execute(_USED, [[str(person) for person in people], DateRange(first, end)])
        for key, dossier, procedure, since, until, days, child in cursor.fetchall():
            found[int(key)].append(Granted(dossier, procedure, since, until, Fraction(days), child or ""))
    return found
