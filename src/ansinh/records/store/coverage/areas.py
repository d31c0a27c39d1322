"""Living areas of places: from a day on, until another day; nothing is overwritten."""

import datetime as dt

from django.db import connection


def place_by_code(code: str, day: dt.date) -> tuple[int, str] | None:
    """Return (id, name) of the place with a code on a day, the smallest kind first; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name FROM records_place WHERE code = %s AND valid_from <= %s "
            "AND (valid_to IS NULL OR valid_to > %s) ORDER BY kind = 'commune' DESC, kind = 'district' DESC LIMIT 1",
            [code, day, day],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1])


def set_area(place: int, area: int, since: dt.date, document: str, actor: str) -> None:
    """Record the area of a place from `since` on (0: none): rows that reach beyond it are superseded and cut."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_livingarea SET superseded_at = now() WHERE place_id = %s AND superseded_at IS NULL "
            "AND (upper(validity) IS NULL OR upper(validity) > %s) RETURNING lower(validity), area, document",
            [place, since],
        )
        for first, before, told in cursor.fetchall():
            if first < since:
                cursor.execute(_ADD, [place, before, told, first, since, actor])
        if area:
            cursor.execute(_ADD, [place, area, document, since, None, actor])


_ADD = (
    "INSERT INTO records_livingarea (place_id, area, document, validity, recorded_by) "
    "VALUES (%s, %s, %s, daterange(%s, %s), %s)"
)
