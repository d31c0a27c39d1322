"""Alarms of guessed numbers: counted from the log of look-ups, kept until somebody says what it was."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text

WRONG = ("050", "051", "052", "053", "060", "070", "429")
_OPEN = Text("Không có cảnh báo này đang chờ.", "There is no such open alarm.")
Due = tuple[str, str, int]  # kind, subject, wrong look-ups


@dataclass(frozen=True, slots=True)
class Limits:
    """Wrong look-ups that raise an alarm: of one caller, address or person in a day; of everybody in an hour."""

    one: int
    everybody: int


_COUNTED = """
WITH wrong AS (SELECT at, caller, address, person_id FROM records_cardlookup
    WHERE at >= %(since)s AND at <= %(now)s AND answer = ANY(%(wrong)s))
SELECT 'caller', caller, count(*) FROM wrong GROUP BY 2 HAVING count(*) >= %(one)s
UNION ALL SELECT 'address', address, count(*) FROM wrong WHERE address <> '' GROUP BY 2 HAVING count(*) >= %(one)s
UNION ALL SELECT 'number', person_id::text, count(*) FROM wrong WHERE person_id IS NOT NULL GROUP BY 2
    HAVING count(*) >= %(one)s
UNION ALL SELECT 'all', '', count(*) FROM wrong WHERE at >= %(hour)s HAVING count(*) >= %(everybody)s
"""


def due(now: dt.datetime, limits: Limits) -> list[Due]:
    """Return what is over its limit in the day (the hour) before `now` and raised no alarm since yesterday."""
    values: dict[str, dt.datetime | int | list[str]] = {
        "since": now - dt.timedelta(days=1), "hour": now - dt.timedelta(hours=1), "now": now, "wrong": list(WRONG),
        "one": limits.one, "everybody": limits.everybody,
    }  # fmt: skip
    yesterday = now.date() - dt.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, values)
        found: list[Due] = list(cursor.fetchall())
        cursor.execute("SELECT kind, subject FROM records_lookupalarm WHERE day >= %s", [yesterday])
        raised = set(cursor.fetchall())
    return [one for one in found if one[:2] not in raised]


def raise_all(day: dt.date, found: list[Due]) -> int:
    """Raise alarms; one that was raised for the day stays as it is. Returns how many were asked for."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO records_lookupalarm (day, kind, subject, misses) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            [(day, *one) for one in found],
        )
    return len(found)


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm: what kind, about whom, how many wrong tries, and what somebody found when they looked."""

    id: int
    raised_at: dt.datetime
    day: dt.date
    kind: str
    subject: str
    misses: int
    closed_at: dt.datetime | None
    closed_by: str
    note: str


def alarms(*, before: int = 0, limit: int = 50) -> list[AlarmRow]:
    """Return alarms, open ones first, then the newest, below id `before` of closed ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, raised_at, day, kind, subject, misses, closed_at, closed_by, note FROM records_lookupalarm "
            "WHERE (%s = 0 OR closed_at IS NOT NULL AND id < %s) ORDER BY closed_at IS NOT NULL, id DESC LIMIT %s",
            [before, before, limit],
        )
        return [AlarmRow(*row) for row in cursor.fetchall()]


def close(number: int, note: str, actor: str) -> None:
    """Close an open alarm; MissingError where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_lookupalarm SET closed_at = now(), closed_by = %s, note = %s "
            "WHERE id = %s AND closed_at IS NULL",
            [actor, note, number],
        )
        if not cursor.rowcount:
            raise MissingError(_OPEN)
