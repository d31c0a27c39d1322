"""The door through which a build writes prospects: seen ones refreshed, new ones added, gone ones closed."""

import datetime as dt
from typing import Any

import polars as pl
from django.db import connection

from ansinh.records.bulk.frames import copy_frame
from ansinh.records.store.turns import take_turn

_MAKE = """
    CREATE TEMP TABLE fresh_prospect (office_id bigint, kind text, subject text, name text, account_id bigint,
        person_id bigint, household_id bigint, commune text, people int, amount bigint, conversion smallint, due date,
        evidence text) ON COMMIT DROP
"""
_FACTS = "people, amount, conversion"
_REFRESH = """
    UPDATE records_prospect p SET seen_on = %(day)s, people = f.people, amount = f.amount, conversion = f.conversion,
        office_id = f.office_id, evidence = f.evidence::jsonb, name = f.name
    FROM fresh_prospect f WHERE p.kind = f.kind AND p.subject = f.subject AND p.closed_on IS NULL
      AND (p.seen_on, p.people, p.amount, p.conversion, p.office_id) IS DISTINCT FROM
          (%(day)s, f.people, f.amount, f.conversion, f.office_id)
"""
# The open ones are taken apart first: the table grows while it is written, and must not be read again for each row.
_ADD = """
    WITH standing AS MATERIALIZED (SELECT kind, subject FROM records_prospect WHERE closed_on IS NULL)
    INSERT INTO records_prospect (office_id, kind, subject, name, account_id, person_id, household_id, commune, people,
        amount, conversion, due, found_on, seen_on, evidence)
    SELECT f.office_id, f.kind, f.subject, f.name, nullif(f.account_id, 0), nullif(f.person_id, 0),
        nullif(f.household_id, 0), f.commune, f.people, f.amount, f.conversion, f.due, %(day)s, %(day)s,
        f.evidence::jsonb
    FROM fresh_prospect f LEFT JOIN standing s ON s.kind = f.kind AND s.subject = f.subject WHERE s.kind IS NULL
"""
# Whoever is not found any more: joined if they take part now or their reason says so, else gone.
_CLOSE = """
    WITH closing AS (
        UPDATE records_prospect p SET closed_on = greatest(%(day)s, p.found_on), state = CASE
            WHEN p.state IN ('refused', 'not_subject') THEN p.state
            WHEN p.kind = ANY(%(joining)s) OR EXISTS (SELECT 1 FROM insured i WHERE i.person_id = p.person_id)
              OR EXISTS (SELECT 1 FROM saver s WHERE s.person_id = p.person_id) THEN 'joined' ELSE 'gone' END
        WHERE p.closed_on IS NULL AND p.office_id = ANY(%(offices)s) AND p.kind <> ALL(%(kept)s)
          AND NOT EXISTS (SELECT 1 FROM fresh_prospect f WHERE f.kind = p.kind AND f.subject = p.subject)
        RETURNING p.id, p.office_id, p.kind, p.found_on, p.people, p.amount, p.contacts, p.state)
    INSERT INTO records_outreachhistory
        (office_id, kind, found_on, people, amount, contacts, joined, ended_on, source)
    SELECT office_id, kind, found_on, people, amount, contacts, state = 'joined', %(day)s, 'prospect:' || id
    FROM closing
    ON CONFLICT DO NOTHING
"""


def lock(path: str) -> None:
    """Let one build of the offices under `path` run at a time."""
    take_turn("prospects", path)


def stage(frame: pl.DataFrame) -> None:
    """Bring the prospects found, as columns, beside those that stand."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)
    copy_frame("fresh_prospect", frame)
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX ON fresh_prospect (kind, subject)")
        cursor.execute("ANALYZE fresh_prospect")


def merge(office_ids: list[int], day: dt.date, ends: dict[str, list[str]]) -> tuple[int, int, int]:
    """Refresh, add and close; return how many of each.

    `ends`: under "joined" the kinds whose end is joining, under "kept" those no finder looks for.
    """
    given: dict[str, Any] = {
        "day": day, "offices": office_ids, "joining": ends.get("joined", []), "kept": ends.get("kept", []),
    }  # fmt: skip
    with connection.cursor() as cursor:
        counts = []
        for statement in (_REFRESH, _ADD, _CLOSE):
            cursor.execute(statement, given)
            counts.append(int(cursor.rowcount))
        cursor.execute("ANALYZE records_prospect")
    return counts[0], counts[1], counts[2]


def contacts(office_ids: list[int]) -> pl.DataFrame:
    """Return kind, subject and contacts of the open prospects that somebody has talked to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, subject, contacts FROM records_prospect WHERE closed_on IS NULL AND contacts > 0 "
            "AND office_id = ANY(%s)",
            [office_ids],
        )
        rows = cursor.fetchall()
    schema = {"kind": pl.String, "subject": pl.String, "contacts": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
