"""Statements: sums of standing visits of a facility and period, what the books hold, the row of the statement."""

import datetime as dt
from dataclasses import replace

from django.db import connection

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.claims.settlement import Figures, dong_of
from ansinh.domain.ledger.chart import Chart
from ansinh.records.models import ClaimStatement
from ansinh.records.store.ledger_postings import balance


def figures(facility: str, first: Month, months: int) -> Figures:
    """Return the figures of the visits that stand in `months` months from `first`, with what was posted before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inpatient, count(*), coalesce(sum(claimed), 0)::bigint, coalesce(sum(accepted), 0)::bigint"
            " FROM records_claimvisit WHERE facility = %s AND period >= %s AND period < %s AND superseded_at IS NULL"
            " GROUP BY inpatient",
            [facility, first.first_day, first.plus(months).first_day],
        )
        rows = {
            lying: (count, dong_of(claimed), dong_of(accepted)) for lying, count, claimed, accepted in cursor.fetchall()
        }
    out, lying = rows.get(False, (0, 0, 0)), rows.get(True, (0, 0, 0))
    made = statement(facility, first, months)
    return Figures(out[0], lying[0], out[1], lying[1], out[2], lying[2], posted=made.posted if made else 0)


def with_advance(made: Figures, facility_id: int) -> Figures:
    """Return the figures with what the facility holds as an advance, dong."""
    return replace(made, advanced=balance(Chart.ADVANCED, facility_id, int(Fund.HI)))


def statement(facility: str, first: Month, months: int) -> ClaimStatement | None:
    """Return the statement of a facility and period."""
    return ClaimStatement.objects.filter(facility=facility, first_month=first.first_day, months=months).first()


def write(facility: str, office_id: int, first: Month, months: int, *, made: Figures, actor: str) -> ClaimStatement:
    """Write the statement as it stands now; its row is locked until the transaction ends."""
    row, _ = ClaimStatement.objects.get_or_create(
        facility=facility, first_month=first.first_day, months=months, defaults={"office_id": office_id}
    )
    row = ClaimStatement.objects.select_for_update().get(pk=row.pk)
    for name in ("visits_out", "visits_in", "claimed_out", "claimed_in", "accepted_out", "accepted_in", "advanced"):
        setattr(row, name, getattr(made, name))
    row.posted, row.made_by = made.accepted, actor
    row.carried = min(made.due, 0)
    row.save()
    return row


def totals(first: dt.date, last: dt.date, by: str) -> list[tuple[str, int, int, int, int]]:
    """Return (key, visits, people, claimed, accepted dong) by facility, icd (chapter) or month of standing visits."""
    keys = {"facility": "facility", "icd": "left(icd, 1)", "month": "to_char(period, 'YYYY-MM')"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {keys[by]}, count(*), count(DISTINCT card), sum(claimed)::bigint, sum(accepted)::bigint"
            " FROM records_claimvisit WHERE period BETWEEN %s AND %s AND superseded_at IS NULL"
            " GROUP BY 1 ORDER BY 4 DESC",
            [first, last],
        )
        return [(key, visits, people, dong_of(a), dong_of(b)) for key, visits, people, a, b in cursor.fetchall()]


def newest_period() -> dt.date | None:
    """Return the newest settlement month with visits; None where there are none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT period FROM records_claimvisit ORDER BY period DESC LIMIT 1")
        row = cursor.fetchone()
    return row[0] if row else None
