"""Patients checked in (table XML0): kept before the record of their visit comes, listed until it does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.frames import first_of, minute
from ansinh.domain.claims.record import Fault
from ansinh.records.store.pages.rows import read

ENTRY = "XML0"
_KEEP = """
INSERT INTO records_claimarrival (facility, episode, card, came, reason, file_id, place)
SELECT n.facility, n.episode, n.card, n.came AT TIME ZONE 'Asia/Ho_Chi_Minh', n.reason, n.file, n.place
FROM unnest(%s::text[], %s::text[], %s::text[], %s::timestamp[], %s::text[], %s::bigint[], %s::int[])
    AS n(facility, episode, card, came, reason, file, place)
ON CONFLICT ON CONSTRAINT claim_arrival_once DO UPDATE SET card = excluded.card, came = excluded.came,
    reason = excluded.reason, file_id = excluded.file_id, place = excluded.place
"""
_CHECKED_IN = """
SELECT n.episode, n.facility FROM unnest(%s::text[], %s::text[], %s::timestamp[]) AS n(facility, episode, left_at)
LEFT JOIN records_claimarrival a ON a.facility = n.facility AND a.episode = n.episode
WHERE a.came <= n.left_at AT TIME ZONE 'Asia/Ho_Chi_Minh'
    OR (a.id IS NOT NULL AND (a.came IS NULL OR n.left_at IS NULL))
    OR NOT EXISTS (SELECT 1 FROM records_claimarrival e WHERE e.facility = n.facility)
"""
_WAITING = """
SELECT a.id, a.facility, a.episode, a.card, a.came, a.reason, f.receipt FROM records_claimarrival a
JOIN records_claimfile f ON f.id = a.file_id
WHERE a.facility = ANY(%(facilities)s) AND (a.came IS NULL OR a.came >= %(since)s) AND a.id > %(after)s
    AND NOT EXISTS (SELECT 1 FROM records_claimvisit v WHERE v.facility = a.facility AND v.episode = a.episode
        AND v.superseded_at IS NULL)
ORDER BY a.id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A patient who came to a facility and whose record has not come; `receipt` is of the file that said so."""

    id: int
    facility: str
    episode: str
    card: str
    came: dt.datetime | None
    reason: str
    receipt: str


def keep(batch: Batch, owners: Sequence[int], sender: str) -> list[tuple[int, Fault]]:
    """Keep who checked in by the records of a batch (`owners`: the file of each); the last word of an episode stands.

    Without its own code a check-in is of `sender`, else of the envelope's. One that names another facility than both is
    not kept, for it would stand in place of that facility's own: (file, fault) of each of these.
    """
    told = batch.table(ENTRY).filter(pl.col("MA_LK").is_not_null())
    if told.is_empty():
        return []
    places = batch.records["position"].to_list()
    heads = batch.records.select(by=pl.col("sender").replace("", None)).with_row_index("visit")
    of = pl.coalesce(pl.lit(sender or None), "by", "MA_CSKCB", pl.lit(""))
    told = told.join(heads.with_columns(pl.col("visit").cast(pl.Int32)), on="visit", how="left").with_columns(of=of)
    foreign = told.filter((pl.col("MA_CSKCB") != pl.col("of")).fill_null(value=False))
    rows = told.filter((pl.col("MA_CSKCB") == pl.col("of")).fill_null(value=True)).select(
        "visit", facility=pl.col("of").str.slice(0, 20),
        episode=pl.col("MA_LK").str.slice(0, 200), card=first_of("MA_THE_BHYT").fill_null("").str.slice(0, 40),
        came=minute("NGAY_VAO"), reason=pl.col("MA_DOITUONG_KCB").fill_null("").str.slice(0, 20),
    ).unique(["facility", "episode"], keep="last", maintain_order=True)  # fmt: skip
    visits = rows["visit"].to_list()
    columns = [rows[name].to_list() for name in ("facility", "episode", "card", "came", "reason")]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [*columns, [owners[one] for one in visits], [places[one] for one in visits]])
    return [
        (owners[visit], Fault("STR-09", ENTRY, row, "MA_CSKCB", f"{named} / {of}"[:60]))
        for visit, row, named, of in foreign.select("visit", "row", "MA_CSKCB", "of").iter_rows()
    ]


def check_ins(records: Sequence[tuple[str, str]], left: Sequence[dt.datetime | None]) -> list[tuple[str, str]]:
    """Return (episode, facility) of the records (facility, episode) that checked in by the time their patient `left`.

    A facility that never sent a check-in is asked for none: its records count as checked in.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CHECKED_IN, [[one for one, _ in records], [one for _, one in records], list(left)])
        return list(cursor.fetchall())


def waiting(facilities: Sequence[str], since: dt.date, *, after: int = 0, limit: int = 100) -> list[Arrival]:
    """Return who came to facilities from `since` on and has no record yet, after the arrival `after` (id)."""
    asked = {"facilities": list(facilities), "since": since, "after": after, "limit": limit}
    return read(Arrival, _WAITING, asked)
