"""First load of coverage by columns: registrations, proved cover, links the population register confirmed."""

import datetime as dt
from collections.abc import Iterable

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from ansinh.records.bulk.arrow import Column


def people_under(path: str) -> NDArray[np.int64]:
    """Return the ids of people kept at or under an office who stand under their own number, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id FROM records_person p JOIN records_office o ON o.id = p.office_id "
            "WHERE (o.path = %s OR o.path LIKE %s || '.%%') AND p.merged_into_id IS NULL ORDER BY p.id",
            [path, path],
        )
        return np.array([row[0] for row in cursor.fetchall()], dtype=np.int64)


def load_choices(people: Column, facilities: Column, since: dt.date, actor: str) -> int:
    """Record where people without a registration registered, from `since` on; return how many."""
    return _load(
        "records_facilitychoice (person_id, facility_id, validity, recorded_by)",
        "(person bigint, facility bigint)",
        zip(people.tolist(), facilities.tolist(), strict=True),
        "SELECT n.person, n.facility, daterange(%s, NULL), %s FROM fresh_load n WHERE NOT EXISTS "
        "(SELECT 1 FROM records_facilitychoice c WHERE c.person_id = n.person AND c.superseded_at IS NULL)",
        [since, actor],
    )


def load_earlier(people: Column, first: Column, stop: dt.date, actor: str) -> int:
    """Record cover people proved, from their first day up to `stop` (not included); return how many."""
    return _load(
        "records_earliercover (person_id, validity, document, recorded_by)",
        "(person bigint, first date)",
        zip(people.tolist(), first.astype(object).tolist(), strict=True),
        "SELECT n.person, daterange(n.first, %s), 'Nạp ban đầu', %s FROM fresh_load n WHERE n.first < %s "
        "AND NOT EXISTS (SELECT 1 FROM records_earliercover c WHERE c.person_id = n.person "
        "AND c.superseded_at IS NULL)",
        [stop, actor, stop],
    )


def link_population(path: str, per_mille: int, on: dt.date, actor: str) -> int:
    """Link, as of `on`, so many in a thousand holders of cards whose personal ID the population register confirmed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_cardlink (person_id, personal_id, evidence, reference, linked_at, linked_by) "
            "SELECT p.id, p.personal_id, 'population', 'Đối chiếu lô ban đầu', %s, %s FROM records_person p "
            "JOIN records_office o ON o.id = p.office_id WHERE (o.path = %s OR o.path LIKE %s || '.%%') "
            "AND p.merged_into_id IS NULL AND p.personal_id ~ '^[0-9]{12}$' AND mod(p.id * 7919, 1000) < %s "
            "AND EXISTS (SELECT 1 FROM records_cardperiod c WHERE c.person_id = p.id AND c.superseded_at IS NULL) "
            "ON CONFLICT DO NOTHING",
            [on, actor, path, path, per_mille],
        )
        return int(cursor.rowcount)


def _load(table: str, columns: str, rows: Iterable[tuple[object, ...]], query: str, values: list[str | dt.date]) -> int:
    """Put rows into a stage by COPY and from there into the table; names come from code."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS fresh_load")
        cursor.execute(f"CREATE TEMPORARY TABLE fresh_load {columns} ON COMMIT DROP")
        with cursor.copy("COPY fresh_load FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"INSERT INTO {table} {query}", values)
        return int(cursor.rowcount)
