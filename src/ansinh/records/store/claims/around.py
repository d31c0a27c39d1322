"""What stands beyond a batch: stored visits of its people around its days, and rules the agency changed."""

import datetime as dt

import polars as pl
from django.db import connection

from ansinh.domain.claims.catalogue import RuleChange
from ansinh.domain.claims.stored import SCHEMA, Around
from ansinh.records.store.claims.work import work_beside

BEFORE = dt.timedelta(days=400)  # a long stay or a long supply of drugs still counts
AFTER = dt.timedelta(days=31)
_VISITS = """
SELECT substr(v.card, 6), v.facility, v.episode, v.came, coalesce(v.left_at, v.came),
       coalesce(v.stay_from, v.came), v.care, v.icd, v.total, v.claimed, v.outcome, v.sent_from, v.drug_days,
       v.noted, v.file_id
FROM unnest(%s::text[]) AS n(person)
JOIN records_claimvisit v ON substr(v.card, 6) = n.person AND v.card <> '' AND v.superseded_at IS NULL
WHERE v.came BETWEEN %s AND %s AND v.period >= %s
  AND NOT EXISTS (SELECT 1 FROM unnest(%s::text[], %s::text[]) AS s(facility, episode)
                  WHERE s.facility = v.facility AND s.episode = v.episode)
"""
_CHANGES = """
SELECT DISTINCT ON (rule, holds_from) rule, holds_from, weight FROM records_claimrulechange
WHERE approved_by <> '' ORDER BY rule, holds_from, id DESC
"""


def around(summary: pl.DataFrame, services: pl.DataFrame, account: str = "") -> Around:
    """Return what is known beyond the records of `summary` (XML1 as text); those sent again are left out.

    `services` (XML3 as text) say who performed on which days; `account` is the facility that signed in.
    """
    work = work_beside(services, summary["MA_CSKCB"].drop_nulls().to_list())
    return Around(_visits(summary), rule_changes(), work, account)


def _visits(summary: pl.DataFrame) -> pl.DataFrame:
    """Return the stored visits of the people of a batch."""
    heads = summary.select(
        person=pl.col("MA_THE_BHYT").str.split(";").list.first().str.slice(5),
        came=pl.col("NGAY_VAO").str.slice(0, 8).str.to_date("%Y%m%d", strict=False),
    ).drop_nulls()  # fmt: skip
    first, last = heads["came"].min(), heads["came"].max()
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return pl.DataFrame(schema=SCHEMA)
    first, last = max(first, dt.date(2000, 1, 1)), min(last, dt.date(2100, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(
            _VISITS,
            [heads["person"].unique().to_list(), first - BEFORE, last + AFTER, (first - BEFORE).replace(day=1),
             summary["MA_CSKCB"].fill_null("").to_list(), summary["MA_LK"].fill_null("").to_list()],
        )  # fmt: skip
        return pl.DataFrame(cursor.fetchall(), schema=SCHEMA, orient="row")


def rule_changes() -> list[RuleChange]:
    """Return the changes of rules that two people approved."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES)
        return [RuleChange(*row) for row in cursor.fetchall()]
