"""The minutes at which licences were at work, by facility and day: what rule OVR-08 asks across facilities."""

import datetime as dt
from typing import Final

import polars as pl
from django.db import connection

from ansinh.domain.claims.frames import day
from ansinh.domain.claims.working import no_work, told_work
from ansinh.records.store.claims.visits import copy_frame

PERFORMED: Final = ("NGUOI_THUC_HIEN", "NGAY_TH_YL")
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
_BESIDE = """
SELECT w.licence, w.on_day, w.facility, w.told
FROM unnest(%(licences)s::text[], %(days)s::date[]) AS n(licence, day)
JOIN records_claimwork w ON w.licence = n.licence AND w.on_day = n.day
"""
_STANDING = """
SELECT n.place FROM unnest(%s::int[], %s::text[], %s::text[], %s::bigint[]) AS n(place, facility, episode, file)
WHERE EXISTS (SELECT 1 FROM records_claimvisit v WHERE v.facility = n.facility AND v.file_id = n.file
    AND v.episode = n.episode AND v.superseded_at IS NULL)
"""


def keep(told: pl.DataFrame) -> int:
    """Keep the work of a batch (`work_of`); how many rows."""
    known = told.filter(pl.col("on_day").is_between(FIRST, LAST)).with_columns(
        pl.col("facility").str.slice(0, 20), pl.col("licence").str.slice(0, 255)
    )
    return copy_frame("records_claimwork", known.select("facility", "licence", "on_day", "told"))


def work_beside(services: pl.DataFrame, facilities: list[str]) -> pl.DataFrame:
    """Return what the licences of a batch did on its days elsewhere, and their surgeries in `facilities` themselves.

    Records that were replaced since do not count.
    """
    asked = services.select(
        licence=pl.col("NGUOI_THUC_HIEN").str.split(";"), day=day("NGAY_TH_YL")
    ).explode("licence").with_columns(pl.col("licence").str.strip_chars()).drop_nulls().unique()  # fmt: skip
    asked = asked.filter(pl.col("day").is_between(FIRST, LAST))
    if asked.is_empty():
        return no_work()
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, {"licences": asked["licence"].to_list(), "days": asked["day"].to_list()})
        rows = pl.DataFrame(
            cursor.fetchall(),
            schema={"licence": pl.String, "on_day": pl.Date, "facility": pl.String, "told": pl.String}, orient="row",
        )  # fmt: skip
    found = told_work(rows)
    return _standing(found.filter(~pl.col("facility").is_in(facilities) | pl.col("long") | (len(set(facilities)) > 1)))


def _standing(work: pl.DataFrame) -> pl.DataFrame:
    """Return the work of records that stand."""
    if work.is_empty():
        return work
    with connection.cursor() as cursor:
        columns = [work[name].to_list() for name in ("facility", "episode", "file")]
        cursor.execute(_STANDING, [list(range(work.height)), *columns])
        return work[sorted(row[0] for row in cursor.fetchall())]
