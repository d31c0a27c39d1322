"""A past month judged again: the files and visits it stands on, what was decided of it, and what was tried."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from django.db import connection
from django.utils import timezone

from ansinh.core.period import Month
from ansinh.records.models import ClaimReassessment

_STANDING: Final = """
SELECT v.id, v.file_id, v.place, v.episode, v.claimed, v.accepted, v.state, f.received_at
FROM records_claimvisit v JOIN records_claimfile f ON f.id = v.file_id
WHERE v.facility = %s AND v.period = %s AND v.superseded_at IS NULL ORDER BY v.file_id, v.place
"""
_FINDINGS: Final = """
SELECT v.episode, f.id, f.rule, f.table_name, f.line, f.field, f.state, f.reply, f.cut,
       coalesce(d.net, 0)::bigint
FROM records_claimfinding f
JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL
LEFT JOIN LATERAL (SELECT sum(CASE step WHEN 'lifted' THEN amount WHEN 'kept' THEN -amount WHEN 'confirmed' THEN -amount
    WHEN 'carried' THEN amount ELSE 0 END) AS net FROM records_claimdecision WHERE finding = f.id) d ON true
WHERE f.period = %s AND f.facility = %s
"""
STANDING_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "id": pl.Int64, "file": pl.Int64, "place": pl.Int32, "episode": pl.String, "claimed": pl.Int64,
    "accepted": pl.Int64, "state": pl.String, "received": pl.Datetime("us", "UTC"),
}  # fmt: skip
FINDING_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "episode": pl.String, "finding": pl.Int64, "rule": pl.String, "table_name": pl.String, "line": pl.Int32,
    "field": pl.String, "state": pl.String, "reply": pl.String, "cut": pl.Int64, "net": pl.Int64,
}  # fmt: skip


def standing(facility: str, period: Month) -> pl.DataFrame:
    """Return the visits of a facility and month that stand: id, file, place, episode, amounts (hundredths), state."""
    return _frame(_STANDING, [facility, period.first_day], STANDING_SCHEMA)


def findings(facility: str, period: Month) -> pl.DataFrame:
    """Return the findings of the visits that stand, with what decisions gave back of each (`net`, hundredths)."""
    return _frame(_FINDINGS, [period.first_day, facility], FINDING_SCHEMA)


def _frame(query: str, values: Sequence[Any], schema: dict[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    """Return a query as columns."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return pl.DataFrame(cursor.fetchall(), schema=schema, orient="row")


@dataclass(frozen=True, slots=True)
class Trial:
    """What judging a month again came to; amounts in hundredths of a dong, `rules`: (rule, cut before, cut after)."""

    id: int
    period: dt.date
    facility: str
    state: str
    visits: int
    changed: int
    before: int
    after: int
    rules: tuple[tuple[str, int, int], ...]
    digest: str
    made_by: str
    made_at: dt.datetime
    applied_by: str

    @property
    def difference(self) -> int:
        """What would be accepted more (below 0: less)."""
        return self.after - self.before

    @property
    def month(self) -> Month:
        """The month that was judged again."""
        return Month.containing(self.period)


_FIELDS: Final = ("id", "period", "facility", "state", "visits", "changed", "before", "after", "summary", "digest",
                  "made_by", "made_at", "applied_by")  # fmt: skip


def keep(trial: Trial, body: pl.DataFrame) -> int:
    """Keep a trial with its changed visits; its id."""
    buffer = io.BytesIO()
    body.write_ipc(buffer, compression="lz4")
    row = ClaimReassessment.objects.create(
        period=trial.period, facility=trial.facility, visits=trial.visits, changed=trial.changed, before=trial.before,
        after=trial.after, summary=[list(one) for one in trial.rules], body=buffer.getvalue(), digest=trial.digest,
        made_by=trial.made_by,
    )  # fmt: skip
    return int(row.pk)


def trial_by_id(number: int, *, lock: bool = False) -> Trial | None:
    """Return a trial, its row locked where asked."""
    rows = ClaimReassessment.objects.filter(pk=number)
    rows = rows.select_for_update() if lock else rows
    return next((_trial(values) for values in rows.values_list(*_FIELDS)), None)


def trials_of(facilities: Sequence[str], limit: int = 50) -> list[Trial]:
    """Return trials of facilities, newest first."""
    rows = ClaimReassessment.objects.filter(facility__in=list(facilities)).order_by("-id")
    return [_trial(values) for values in rows.values_list(*_FIELDS)[:limit]]


def waiting(facility: str, period: Month, digest: str) -> Trial | None:
    """Return the trial of a facility's month that came out as `digest` and was not taken over yet, if there is one."""
    rows = ClaimReassessment.objects.filter(facility=facility, period=period.first_day, digest=digest, state="tried")
    return next((_trial(values) for values in rows.order_by("id").values_list(*_FIELDS)[:1]), None)


def tried(period: Month) -> set[str]:
    """Return the facilities that have a trial of a month which was not taken over yet."""
    rows = ClaimReassessment.objects.filter(period=period.first_day, state="tried")
    return set(rows.values_list("facility", flat=True))


def changed_of(number: int) -> pl.DataFrame:
    """Return the changed visits of a trial: episode, visit, before, after, gone, come."""
    body = ClaimReassessment.objects.values_list("body", flat=True).get(pk=number)
    return pl.read_ipc(io.BytesIO(bytes(body)))


def set_applied(number: int, actor: str) -> None:
    """Say that a trial was taken over."""
    ClaimReassessment.objects.filter(pk=number).update(state="applied", applied_by=actor, applied_at=timezone.now())


def _trial(values: tuple[Any, ...]) -> Trial:
    """Return a row as a value."""
    given = dict(zip(_FIELDS, values, strict=True))
    told = given.pop("summary")
    return Trial(**given, rules=tuple((str(rule), int(before), int(after)) for rule, before, after in told))
