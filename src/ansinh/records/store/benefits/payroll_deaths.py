"""What was paid for months after a death: found when the death is known, claimed at once, less what came back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import connection

from ansinh.domain.benefits.payments import PayKey
from ansinh.records.models import Overpayment
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.pages.rows import read

AFTER_DEATH = (
    "(l.source = 1 AND EXISTS (SELECT 1 FROM records_pensionstop e WHERE e.pension_id = l.subject "
    "AND e.superseded_at IS NULL AND e.reason = 'death' AND e.validity @> l.month))"
)
"""The condition on a line `l`: it is for a month after the death of its person."""
_LINE = """
SELECT l.subject AS pension, l.month, l.office_id AS office, o.path, l.fund, l.monthly,
    CASE WHEN coalesce((SELECT max(a.outcome) FROM records_payanswer a WHERE a.month = l.month AND a.source = 1
        AND a.subject = l.subject AND a.attempt = (SELECT max(n.attempt) FROM records_payline n
            WHERE n.month = l.month AND n.source = 1 AND n.subject = l.subject)), 0) > 1
        THEN least(l.monthly, l.amount) ELSE 0 END AS back, l.batch, {known} AS known_at
FROM {which} JOIN records_office o ON o.id = l.office_id
"""
_SINCE = """unnest(%(pensions)s::bigint[], %(since)s::date[]) AS k (pension, since)
CROSS JOIN LATERAL generate_series(k.since::timestamp,
    (SELECT max(month) FROM records_paymentbatch WHERE source = 1)::timestamp, interval '1 month') AS g (first)
JOIN records_payline l ON l.month = g.first::date AND l.source = 1 AND l.subject = k.pension AND l.attempt = 1
    AND l.monthly > 0
    AND EXISTS (SELECT 1 FROM records_pensionterm t WHERE t.pension_id = l.subject AND t.superseded_at IS NULL
        AND t.validity @> l.month)
    AND NOT EXISTS (SELECT 1 FROM records_pensionstop s WHERE s.pension_id = l.subject AND s.superseded_at IS NULL
        AND s.validity @> l.month)
"""
_BEHIND = """records_pensionstop s JOIN records_payline l ON l.month = %(month)s AND l.source = 1
    AND l.subject = s.pension_id AND l.attempt = 1 AND l.monthly > 0 AND l.batch = %(batch)s AND s.superseded_at IS NULL
    AND s.reason = 'death' AND s.validity @> l.month AND s.recorded_at > %(known_at)s
    AND NOT EXISTS (SELECT 1 FROM records_overpayment v WHERE v.pension_id = l.subject AND v.batch_id = l.batch
        AND v.withdrawn_at IS NULL)
"""


@dataclass(frozen=True, slots=True)
class PaidAfter:
    """A month paid (dong) after the death of its person; `back` of it came back and never reached anybody.

    `known_at` is when these books learned of the death.
    """

    pension: int
    month: dt.date
    office: int
    path: str
    fund: int
    monthly: int
    back: int
    batch: uuid.UUID
    known_at: dt.datetime


def paid_after(stopping: Sequence[tuple[int, dt.date]]) -> list[PaidAfter]:
    """Return what was paid to pensions (id, first month not due) from that month on; asked before they are stopped.

    Months that had ceased to be due for another reason are claimed by the batch that finds them, and left out here.
    """
    given = {"pensions": [pension for pension, _ in stopping], "since": [since for _, since in stopping]}
    return read(PaidAfter, _LINE.format(which=_SINCE, known="now()") + " ORDER BY 1, 2", given)


def written_behind(batch: Batch) -> list[PaidAfter]:
    """Return what a batch paid to people whose death was recorded after its facts were frozen."""
    given = {"month": batch.month.first_day, "batch": batch.id, "known_at": batch.known_at}
    return read(PaidAfter, _LINE.format(which=_BEHIND, known="s.recorded_at") + " ORDER BY 1, 2", given)


def claim(paid: Sequence[PaidAfter]) -> dict[int, uuid.UUID]:
    """Keep what was paid after a death as over-payment of its last batch; what came back is recovered already.

    Returns the cause that the postings of each pension's claim carry.
    """
    causes = {}
    for pension, lines in groupby(paid, key=lambda line: line.pension):
        months = list(lines)
        causes[pension] = uuid.uuid4()
        Overpayment.objects.create(
            pension_id=pension, batch_id=months[-1].batch, office_id=months[-1].office, months=len(months),
            amount=sum(one.monthly for one in months), recovered=sum(one.back for one in months), reason="death",
            known_at=months[-1].known_at, cause=causes[pension],
        )  # fmt: skip
    return causes


def recorded_since(batch: Batch, offices: Sequence[int]) -> int:
    """Return how many deaths that stop the month of a batch were recorded after its facts were frozen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM records_pensionstop s WHERE s.reason = 'death' AND s.superseded_at IS NULL "
            "AND s.recorded_at > %s AND s.validity @> %s::date AND EXISTS (SELECT 1 FROM records_payee y "
            "WHERE y.pension_id = s.pension_id AND y.superseded_at IS NULL AND y.office_id = ANY(%s))",
            [batch.known_at, batch.month.first_day, list(offices)],
        )
        return int(cursor.fetchone()[0])


def set_off(came_back: Sequence[PayKey]) -> list[tuple[PayKey, int]]:
    """Set lines of pensions that came back off against the claim on their months; return (line, dong) set off."""
    done = []
    with connection.cursor() as cursor:
        for key in came_back:
            cursor.execute(
                "WITH line AS (SELECT l.subject, least(l.monthly, l.amount) AS amount FROM records_payline l "  # noqa: S608 - a condition of this module
                "WHERE l.month = %(month)s AND l.source = 1 AND l.subject = %(subject)s AND l.attempt = %(attempt)s "
                f"AND {AFTER_DEATH}), owed AS (SELECT v.id, least(line.amount, v.amount - v.recovered) AS piece "
                "FROM records_overpayment v JOIN line ON line.subject = v.pension_id WHERE v.reason = 'death' "
                "AND v.withdrawn_at IS NULL AND v.recovered < v.amount ORDER BY v.id LIMIT 1 FOR UPDATE OF v) "
                "UPDATE records_overpayment v SET recovered = v.recovered + owed.piece FROM owed WHERE v.id = owed.id "
                "RETURNING owed.piece",
                {"month": key.month.first_day, "subject": key.subject, "attempt": key.attempt},
            )
            row = cursor.fetchone()
            done += [(key, int(row[0]))] if row else []
    return done
