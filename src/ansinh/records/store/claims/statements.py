"""Statements: sums of standing visits of a facility and period, what the books hold, the row of the statement."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection
from django.db.models import F
from django.utils import timezone

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.claims.settlement import Figures, dong_of
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.models import ClaimStatement
from ansinh.records.store.ledger_postings import balance


def figures(facility: str, first: Month, months: int) -> Figures:
    """Return the figures of the visits that stand in `months` months from `first`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inpatient, count(*), coalesce(sum(claimed), 0)::bigint, coalesce(sum(accepted), 0)::bigint"
            " FROM records_claimvisit WHERE facility = %s AND period >= %s AND period < %s AND superseded_at IS NULL"
            " GROUP BY inpatient, period",
            [facility, first.first_day, first.plus(months).first_day],
        )
        rows = {False: (0, 0, 0), True: (0, 0, 0)}
        for lying, count, claimed, accepted in cursor.fetchall():  # each month rounds once, so months add up
            before = rows[lying]
            rows[lying] = (before[0] + count, before[1] + dong_of(claimed), before[2] + dong_of(accepted))
    out, lying = rows[False], rows[True]
    return Figures(out[0], lying[0], out[1], lying[1], out[2], lying[2])


def with_books(made: Figures, facility_id: int, first: Month, months: int) -> Figures:
    """Return the figures with what the books hold of the period and what the facility holds as an advance, dong."""
    return replace(
        made, posted=sum(posted(facility_id, first, months).values()),
        advanced=balance(Chart.ADVANCED, facility_id, int(Fund.HI)),
    )  # fmt: skip


def posted(facility_id: int, first: Month, months: int) -> dict[Month, int]:
    """Return what the books hold as accepted care of a facility, by the month it concerns; dong."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concerns, sum(CASE WHEN debit = %s THEN amount ELSE -amount END)::bigint FROM records_posting"
            " WHERE holder = %s AND fund = %s AND kind = %s AND concerns >= %s AND concerns < %s GROUP BY 1",
            [int(Chart.CARE), facility_id, int(Fund.HI), int(Kind.CARE_ACCEPTED), first.first_day,
             first.plus(months).first_day],
        )  # fmt: skip
        return {Month.containing(day): amount for day, amount in cursor.fetchall()}


def accepted_by_month(facility: str, first: Month, months: int) -> dict[Month, int]:
    """Return what stands as accepted of a facility in each of `months` months; dong."""
    return {first.plus(at): figures(facility, first.plus(at), 1).accepted for at in range(months)}


def owed(facility_id: int) -> int:
    """Return what the books owe a facility: accepted, neither settled with an advance nor paid; dong."""
    return -balance(Chart.PAYABLE_CARE, facility_id, int(Fund.HI))


def agree(facility: str, first: Month, months: int, actor: str) -> None:
    """Write down that the facility signed the minutes of a statement as it stands."""
    ClaimStatement.objects.filter(facility=facility, first_month=first.first_day, months=months).update(
        agreed_by=actor, agreed_at=timezone.now(), agreed_posted=F("posted")
    )


def statements_of(facilities: Sequence[str], first: Month, months: int) -> dict[str, ClaimStatement]:
    """Return the statements that were made of facilities for a period."""
    rows = ClaimStatement.objects.filter(facility__in=list(facilities), first_month=first.first_day, months=months)
    return {row.facility: row for row in rows}


def with_visits(facilities: Sequence[str], first: Month, months: int) -> set[str]:
    """Return those of `facilities` that have visits or postings in a period."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT facility FROM records_claimvisit WHERE facility = ANY(%s) AND period >= %s AND period < %s"
            " AND superseded_at IS NULL",
            [list(facilities), first.first_day, first.plus(months).first_day],
        )
        return {row[0] for row in cursor.fetchall()}


def cuts(facility: str, first: Month, months: int) -> list[tuple[str, int, int]]:
    """Return (rule, findings, hundredths of a dong cut) of a facility and period, the dearest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.rule, count(*), sum(f.cut)::bigint FROM records_claimfinding f"
            " JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL"
            " WHERE f.facility = %s AND f.period >= %s AND f.period < %s AND f.state <> 'lifted'"
            " GROUP BY 1 ORDER BY 3 DESC, 1",
            [facility, first.first_day, first.plus(months).first_day],
        )
        return [(rule, count, amount or 0) for rule, count, amount in cursor.fetchall()]


def statement(facility: str, first: Month, months: int) -> ClaimStatement | None:
    """Return the statement of a facility and period."""
    return ClaimStatement.objects.filter(facility=facility, first_month=first.first_day, months=months).first()


def lock(facility: str, office_id: int, first: Month, months: int) -> ClaimStatement:
    """Return the row of a statement, made if it is not there, locked until the transaction ends."""
    row, _ = ClaimStatement.objects.get_or_create(
        facility=facility, first_month=first.first_day, months=months, defaults={"office_id": office_id}
    )
    return ClaimStatement.objects.select_for_update().get(pk=row.pk)


def write(row: ClaimStatement, *, made: Figures, settled: int, actor: str) -> ClaimStatement:
    """Write the statement as it stands now; `settled` is how much of the advance it took, dong."""
    for name in ("visits_out", "visits_in", "claimed_out", "claimed_in", "accepted_out", "accepted_in", "advanced"):
        setattr(row, name, getattr(made, name))
    row.posted, row.made_by, row.settled = made.accepted, actor, settled
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
