"""Visits of people as claims last told them: recorded by claims, read at counters and for the six base salaries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

from django.db import connection

HERE = dt.timezone(dt.timedelta(hours=7))  # days are those of Viet Nam, which has no summer time


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; `claim` is its key for ever, money in dong, `counts` whether the co-payment is in-network."""

    claim: str
    person_id: int
    facility_id: int
    came_at: dt.datetime
    left_at: dt.datetime
    care: str
    access: str
    diagnosis: str
    diagnosis_name: str
    outcome: int
    ending: int
    total: int
    fund_paid: int
    copayment: int
    counts: bool

    @property
    def left_on(self) -> dt.date:
        """The day of the end of the visit, which places it in a year."""
        return self.left_at.astimezone(HERE).date()


_COLUMNS = ", ".join(field.name for field in fields(Visit))


def record_visits(visits: Iterable[Visit]) -> int:
    """Record visits; a claim told again replaces what it told before, on whatever day. Returns how many."""
    rows = list({visit.claim: visit for visit in visits}.values())
    withdraw_visits([visit.claim for visit in rows])
    with connection.cursor() as cursor, cursor.copy(f"COPY records_carevisit (left_on, {_COLUMNS}) FROM STDIN") as copy:
        for visit in rows:
            copy.write_row((visit.left_on, *astuple(visit)))
    return len(rows)


def withdraw_visits(claims: Sequence[str]) -> int:
    """Take the visits of these claims back; return how many stood."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_carevisit WHERE claim = ANY(%s)", [list(claims)])
        return int(cursor.rowcount)


def copayments(person: int, year: int) -> list[tuple[dt.date, int]]:
    """Return the co-payments (day, dong) of a person that count towards six base salaries in a year, by day."""
    return copayments_of([person], year).get(person, [])


def copayments_of(people: Sequence[int], year: int) -> dict[int, list[tuple[dt.date, int]]]:
    """Return person -> co-payments (day, dong) of the year that count, by day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, left_on, copayment FROM records_carevisit WHERE person_id = ANY(%s) AND counts "
            "AND copayment > 0 AND left_on >= make_date(%s, 1, 1) AND left_on < make_date(%s, 1, 1) "
            "ORDER BY person_id, left_on, claim",
            [list(people), year, year + 1],
        )
        rows = cursor.fetchall()
    found: dict[int, list[tuple[dt.date, int]]] = {}
    for person, day, amount in rows:
        found.setdefault(person, []).append((day, amount))
    return found


def visits_of(person: int, limit: int) -> list[Visit]:
    """Return the last visits of a person, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM records_carevisit WHERE person_id = %s ORDER BY left_on DESC, claim LIMIT %s",  # noqa: S608 - columns of the class
            [person, limit],
        )
        return [Visit(*row) for row in cursor.fetchall()]
