"""Dossiers still open that ask for the same days or the same child: shown before two people decide twice."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from ansinh.domain.benefits.overlaps import Use

_ALIKE = """
SELECT DISTINCT ON (w.place, d.id) w.place, d.number
FROM unnest(%s::int[], %s::text[], %s::bigint[], %s::date[], %s::date[], %s::uuid[])
    w(place, bar, person, first, stop, own)
JOIN records_dossier d ON d.person_id = w.person
    AND d.state IN ('received', 'returned', 'completed', 'computed', 'reviewed') AND (w.own IS NULL OR d.id <> w.own)
    AND CASE WHEN w.bar = 'absence' THEN
            (d.claimed->>'first')::date < w.stop AND w.first <= (d.claimed->>'last')::date
        ELSE d.first_day = w.first END
ORDER BY w.place, d.id
"""


def open_alike(wanted: Sequence[tuple[int, Use, str | None]]) -> list[tuple[int, str]]:
    """Return (place, number of a dossier) for open dossiers of the same person that meet a wanted use."""
    rows = [(place, use, own) for place, use, own in wanted if use.bar in {"absence", "living", "career"}]
    if not rows:
        return []
    columns: list[list[Any]] = [
        [place for place, _, _ in rows], [use.bar for _, use, _ in rows], [int(use.key) for _, use, _ in rows],
        [use.first for _, use, _ in rows], [use.end for _, use, _ in rows], [own for _, _, own in rows],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, columns)
        return [(place, number) for place, number in cursor.fetchall()]
