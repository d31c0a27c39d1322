"""Paid periods of health insurance and of voluntary insurance: what stands, ends, and is recorded."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Literal

from django.db import connection

from ansinh.core.period import Month

Scheme = Literal["health", "voluntary"]
Window = tuple[int, int, dt.date, dt.date | None]  # place in the list, person, first day, day after the last

_TABLES = {"health": "records_healthspell", "voluntary": "records_voluntaryspell"}
_NAMES = {"health": 's."group"', "voluntary": "'BHXH tự nguyện'"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A spell that stands in the window of a row."""

    place: int
    spell: int
    name: str
    until: dt.date | None


def standing(scheme: Scheme, windows: Sequence[Window]) -> list[Standing]:
    """Return the spells that meet the windows."""
    if not windows:
        return []
    query = (
        f"SELECT w.place, s.id, {_NAMES[scheme]}, upper(s.validity) "  # noqa: S608 names of the table above
        "FROM unnest(%s::int[], %s::bigint[], %s::date[], %s::date[]) w(place, person, first, stop) "
        f"JOIN {_TABLES[scheme]} s ON s.person_id = w.person AND s.superseded_at IS NULL "
        "AND s.validity && daterange(w.first, w.stop) ORDER BY w.place, lower(s.validity)"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(column) for column in zip(*windows, strict=True)])
        return [Standing(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class HealthPeriod:
    """One period of health insurance to be recorded; money in dong."""

    person_id: int
    validity: str
    office_id: int
    group: str
    payer: str
    facility: str
    base: int | None
    member_order: int | None
    gross: int
    support_state: int
    support_local: int
    support_other: int
    due: int
    receipt_no: str
    receipt_date: dt.date | None
    collector: str
    filing: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class VoluntaryPeriod:
    """One paid period of voluntary insurance to be recorded; gross is due and supports together (dong)."""

    person_id: int
    validity: str
    office_id: int
    method: str
    income: int
    support_group: str
    gross: int
    support_state: int
    support_local: int
    support_other: int
    due: int
    receipt_no: str
    receipt_date: dt.date | None
    collector: str
    filing: str
    recorded_by: str


def record_health(periods: Iterable[HealthPeriod]) -> int:
    """Record periods of health insurance; return how many."""
    return _copy("records_healthspell", HealthPeriod, periods)


def record_voluntary(periods: Iterable[VoluntaryPeriod]) -> int:
    """Record paid periods of voluntary insurance; return how many."""
    return _copy("records_voluntaryspell", VoluntaryPeriod, periods)


def _copy(table: str, kind: type, periods: Iterable[HealthPeriod] | Iterable[VoluntaryPeriod]) -> int:
    """Write periods by COPY; the fields are the columns."""
    columns = ", ".join(f'"{column.name}"' for column in fields(kind))
    values = attrgetter(*(column.name for column in fields(kind)))
    count = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for period in periods:
            copy.write_row(values(period))
            count += 1
    return count


_KEPT = {
    "health": '"group", payer, member_order, gross, support_state, support_local, support_other, due, base, facility',
    "voluntary": "method, income, support_group, gross, support_state, support_local, support_other, due",
}


def end_at(scheme: Scheme, ends: dict[int, dt.date], *, filing: str, actor: str) -> int:
    """End the spells (id -> first day without) and record what was before; return how many were recorded.

    What was paid stays as it was paid: money given back is an act of its own.
    """
    if not ends:
        return 0
    table, kept = _TABLES[scheme], _KEPT[scheme]
    rest = "person_id, office_id, receipt_no, receipt_date, collector"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET superseded_at = now() WHERE id = ANY(%s)",  # noqa: S608 a table named above
            [list(ends)],
        )
        cursor.execute(
            f"INSERT INTO {table} ({kept}, {rest}, validity, filing, recorded_by) "  # noqa: S608 names above
            f"SELECT {kept}, {rest}, daterange(lower(s.validity), w.stop), %s, %s "
            f"FROM unnest(%s::bigint[], %s::date[]) w(id, stop) JOIN {table} s ON s.id = w.id "
            "WHERE lower(s.validity) < w.stop",
            [filing, actor, list(ends), list(ends.values())],
        )
        return int(cursor.rowcount)


_CHANGE = """
INSERT INTO records_healthspell (person_id, office_id, "group", payer, member_order, gross, support_state,
    support_local, support_other, due, receipt_no, receipt_date, collector, base, facility, validity, filing,
    recorded_by)
SELECT s.person_id, s.office_id, s."group", s.payer, s.member_order, 0, 0, 0, 0, 0, '', NULL, '',
    CASE WHEN w.base > 0 THEN w.base ELSE s.base END, CASE WHEN w.facility <> '' THEN w.facility ELSE s.facility END,
    daterange(w.first, upper(s.validity)), %s, %s
FROM unnest(%s::bigint[], %s::date[], %s::bigint[], %s::text[]) w(id, first, base, facility)
JOIN records_healthspell s ON s.id = w.id WHERE upper(s.validity) IS NULL OR w.first < upper(s.validity)
"""


def change_health(rows: list[tuple[int, dt.date, int, str]], *, filing: str, actor: str) -> int:
    """Change base (dong, 0 as it was) or facility ("" as it was) of spells from a day: (id, day, base, facility).

    The months before stay with what was paid for them. Returns how many spells were recorded.
    """
    if not rows:
        return 0
    before = end_at("health", {spell: day for spell, day, _, _ in rows}, filing=filing, actor=actor)
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [filing, actor, *(list(column) for column in zip(*rows, strict=True))])
        return before + int(cursor.rowcount)


def supported_months(persons: list[int]) -> dict[int, int]:
    """Return person -> months of voluntary insurance supported by the State so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, sum((extract(year FROM upper(validity)) * 12 + extract(month FROM upper(validity))"
            " - extract(year FROM lower(validity)) * 12 - extract(month FROM lower(validity)))::int)::int "
            "FROM records_voluntaryspell WHERE person_id = ANY(%s) AND superseded_at IS NULL AND support_state > 0 "
            "GROUP BY person_id",
            [persons],
        )
        return dict(cursor.fetchall())


def months(first: int, count: int) -> str:
    """Return a daterange of `count` months from Month.number `first`; open where count is 0."""
    stop = Month(first + count).first_day.isoformat() if count > 0 else ""
    return f"[{Month(first).first_day.isoformat()},{stop})"
