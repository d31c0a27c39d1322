"""Visits and findings into the tables: by COPY, a corrected claim supersedes the earlier one, history stays."""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from django.db import connection

VISIT_COLUMNS = (
    "period", "id", "facility", "episode", "file_id", "place", "card", "came", "left_at", "care", "access", "icd",
    "inpatient", "total", "in_scope", "copay", "claimed", "accepted", "state", "rules", "score", "stay_from", "outcome",
    "sent_from", "drug_days", "noted", "own", "other",
)  # fmt: skip
FINDING_COLUMNS = ("period", "visit", "facility", "rule", "weight", "table_name", "line", "field", "found", "cut",
                   "state", "reply", "follows")  # fmt: skip


_FRESH = (
    pl.lit("open").alias("state"), pl.lit("").alias("reply"), pl.lit(None, dtype=pl.Int64).alias("follows")
)  # fmt: skip


def copy_frame(table: str, frame: pl.DataFrame) -> int:
    """Append `frame` to `table` inside the current transaction; null is NULL. How many rows."""
    if frame.is_empty():
        return 0
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=False, null_value="\\N", quote_style="non_numeric", quote_char='"')
    names = ", ".join(frame.columns)
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,  # a server that went away is told as by every other question
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '\\N')") as copy,
    ):
        copy.write(buffer.getvalue())
    return frame.height


def put(visits: pl.DataFrame, findings: pl.DataFrame) -> Mapping[int, int]:
    """Store visits (VISIT_COLUMNS without id) and findings (`visit` is the row of `visits`); row -> id.

    Findings that go on from earlier ones bring their `state`, `reply` and `follows`; others begin open.

    A visit of a facility and number that is stored already supersedes it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('records_claimvisit', 'id')) FROM generate_series(1, %s)",
            [visits.height],
        )
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "UPDATE records_claimvisit v SET superseded_at = now()"
            " FROM unnest(%s::text[], %s::text[]) AS n(facility, episode)"
            " WHERE v.facility = n.facility AND v.episode = n.episode AND v.superseded_at IS NULL",
            [visits["facility"].to_list(), visits["episode"].to_list()],
        )
    numbered = visits.with_columns(pl.Series("id", ids, dtype=pl.Int64))
    copy_frame("records_claimvisit", numbered.select(VISIT_COLUMNS))
    named = numbered.select("row", "id", "period", "facility")
    if "state" not in findings.columns:
        findings = findings.with_columns(_FRESH)
    marks = findings.join(named, left_on="visit", right_on="row", how="inner").with_columns(visit=pl.col("id"))
    copy_frame("records_claimfinding", marks.select(FINDING_COLUMNS))
    return dict(zip(visits["row"].to_list(), ids, strict=True))


@dataclass(frozen=True, slots=True)
class VisitHead:
    """One stored visit; money in hundredths of a dong."""

    id: int
    period: dt.date
    facility: str
    episode: str
    card: str
    came: dt.datetime | None
    left: dt.datetime | None
    care: str
    access: str
    icd: str
    total: int
    in_scope: int
    copay: int
    claimed: int
    accepted: int
    state: str
    file: int = 0
    place: int = 0
    score: int = 0

    @property
    def reduced(self) -> int:
        """What is cut."""
        return self.claimed - self.accepted


def visit_head(period: dt.date, visit: int) -> VisitHead | None:
    """Return the visit that stands under this number, None where it does not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, period, facility, episode, card, came, left_at, care, access, icd, total, in_scope, copay,"
            " claimed,"
            " accepted, state, file_id, place, score FROM records_claimvisit"
            " WHERE period = %s AND id = %s AND superseded_at IS NULL",
            [period, visit],
        )
        row = cursor.fetchone()
    return VisitHead(*row) if row else None


def carry_decisions(period: dt.date, facility: str, actor: str) -> int:
    """Write, for findings that go on from earlier ones, what was given back of those; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_claimdecision (finding, period, step, amount, actor, reason)"
            " SELECT f.id, f.period, 'carried', d.net, %s, f.follows::text FROM records_claimfinding f"
            " JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL"
            " JOIN LATERAL (SELECT sum(CASE step WHEN 'lifted' THEN amount WHEN 'kept' THEN -amount"
            " WHEN 'confirmed' THEN -amount WHEN 'carried' THEN amount ELSE 0 END)::bigint AS net"
            " FROM records_claimdecision WHERE finding = f.follows) d ON d.net <> 0"
            " WHERE f.period = %s AND f.facility = %s AND f.follows IS NOT NULL AND NOT EXISTS ("
            " SELECT 1 FROM records_claimdecision c WHERE c.finding = f.id AND c.step = 'carried')",
            [actor, period, facility],
        )
        return int(cursor.rowcount)
