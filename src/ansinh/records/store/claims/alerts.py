"""A facility's month as a whole: its visits as columns, what it is compared with, and the alerts that stand."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from django.db import connection
from django.utils import timezone

from ansinh.core.period import Month
from ansinh.domain.claims.alerts import Raised
from ansinh.domain.claims.lists import SCHEMAS, Lists
from ansinh.records.models import ApprovedList, ClaimAlert

_VISITS: Final = """
SELECT row_number() OVER (ORDER BY id)::int - 1, facility, card, came, left_at, total, in_scope, claimed, copay, own,
    other, extract(year FROM period)::int, extract(month FROM period)::int
FROM records_claimvisit WHERE facility = %s AND period = %s AND superseded_at IS NULL ORDER BY id
"""
VISIT_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "visit": pl.Int32, "facility": pl.String, "card": pl.String, "came": pl.Datetime("us"), "left": pl.Datetime("us"),
    "total_bv": pl.Int64, "total_bh": pl.Int64, "fund": pl.Int64, "copay": pl.Int64, "own": pl.Int64, "other": pl.Int64,
    "year": pl.Int32, "month": pl.Int32,
}  # fmt: skip
_BUDGETS: Final = """
SELECT b.facility, b.year::text, b.expected::text, (coalesce((SELECT sum(v.claimed) FROM records_claimvisit v
    WHERE v.facility = b.facility AND v.period >= %(first)s AND v.period < %(month)s AND v.superseded_at IS NULL), 0)
    / 100)::bigint::text
FROM records_claimbudget b WHERE b.facility = %(facility)s AND b.year = extract(year FROM %(month)s::date)
ORDER BY b.id DESC LIMIT 1
"""
_HISTORY: Final = """
SELECT facility, to_char(period, 'YYYY-MM'), count(*)::text, (sum(claimed) / 100)::bigint::text
FROM records_claimvisit WHERE facility = %(facility)s AND period = %(before)s AND superseded_at IS NULL
GROUP BY facility, period
"""
_RAISE: Final = """
INSERT INTO records_claimalert (facility, period, rule, key, found, degree, raised_by)
SELECT %s, %s, r.rule, r.key, r.found, r.degree, %s
FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[]) AS r(rule, key, found, degree)
ON CONFLICT ON CONSTRAINT claim_alert_once DO UPDATE SET found = excluded.found, degree = excluded.degree,
    state = 'open', raised_by = excluded.raised_by, raised_at = now(), closed_by = '', reason = ''
WHERE records_claimalert.found <> excluded.found
"""
GONE: Final = "Không còn / no longer holds"


def visits_of(facility: str, period: Month) -> pl.DataFrame:
    """Return the standing visits of a facility and month with the columns the rules over statements read."""
    with connection.cursor() as cursor:
        cursor.execute(_VISITS, [facility, period.first_day])
        return pl.DataFrame(cursor.fetchall(), schema=VISIT_SCHEMA, orient="row")


def compared(facility: str, period: Month) -> Lists:
    """Return what a month is compared with: the statement sent for it, the budget of its year, the year before."""
    asked = {"facility": facility, "month": period.first_day, "first": dt.date(period.first_day.year, 1, 1),
             "before": period.plus(-12).first_day}  # fmt: skip
    tables = {"budgets": _list("budgets", _BUDGETS, asked), "history": _list("history", _HISTORY, asked)}
    told = _statement(facility, period)
    return Lists(tables if told is None else tables | {"statement": told})


def _statement(facility: str, period: Month) -> pl.DataFrame | None:
    """Return the rows of the newest accepted statement that speaks of a month; None where none does."""
    for row in ApprovedList.objects.filter(facility=facility, name="statement").order_by("-id").iterator(chunk_size=1):
        told = pl.read_ipc(io.BytesIO(bytes(row.body)))
        told = told.filter(pl.col("left").str.starts_with(f"{period.first_day:%Y%m}"))
        if told.height:
            return told
    return None


def _list(name: str, query: str, values: dict[str, Any]) -> pl.DataFrame:
    """Return a query as one of the checker's lists."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return pl.DataFrame(cursor.fetchall(), schema=dict.fromkeys(SCHEMAS[name], pl.String), orient="row")


def raise_all(facility: str, period: Month, found: Sequence[Raised], actor: str) -> int:
    """Let exactly these alerts of a month stand: the same ones keep their answers, what is gone is closed.

    How many are new or say something else.
    """
    keys = [(one.rule, one.key) for one in found]
    columns: list[list[Any]] = [[one.rule for one in found], [one.key for one in found], [one.found for one in found],
               [one.degree for one in found]]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [facility, period.first_day, actor, *columns])
        fresh = int(cursor.rowcount)
    for row in ClaimAlert.objects.filter(facility=facility, period=period.first_day).exclude(state="closed"):
        if (row.rule, row.key) not in keys:
            ClaimAlert.objects.filter(pk=row.pk).update(state="closed", closed_by=actor, reason=GONE)
    return fresh


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as people look at it."""

    id: int
    facility: str
    period: dt.date
    rule: str
    key: str
    found: str
    degree: int
    state: str
    raised_at: dt.datetime
    answer: str
    answered_by: str
    reason: str
    closed_by: str


_FIELDS: Final = ("id", "facility", "period", "rule", "key", "found", "degree", "state", "raised_at", "answer",
                  "answered_by", "reason", "closed_by")  # fmt: skip


def alerts_of(facilities: Sequence[str], *, months: int = 24, limit: int = 500) -> list[Alert]:
    """Return the alerts of facilities of the last months, open and grave ones first."""
    since = timezone.localdate() - dt.timedelta(days=31 * months)
    rows = ClaimAlert.objects.filter(facility__in=list(facilities), period__gte=since)
    ordered = rows.order_by("state", "-degree", "-period", "facility", "rule", "key")
    every = [Alert(*values) for values in ordered.values_list(*_FIELDS)[:limit]]
    return sorted(every, key=lambda one: one.state == "closed")


def alert_by_id(number: int) -> Alert | None:
    """Return an alert, its row locked until the transaction ends; None where there is none."""
    rows = ClaimAlert.objects.select_for_update().filter(pk=number)
    return next((Alert(*values) for values in rows.values_list(*_FIELDS)), None)


def set_answer(number: int, words: str, actor: str) -> None:
    """Write what the facility says to an alert."""
    ClaimAlert.objects.filter(pk=number).update(
        state="answered", answer=words, answered_by=actor, answered_at=timezone.now()
    )


def set_closed(number: int, reason: str, actor: str) -> None:
    """Close an alert with the reason."""
    ClaimAlert.objects.filter(pk=number).update(state="closed", reason=reason, closed_by=actor)
