"""Which arrears of inspections the books show to be paid: declared, assessed, and nothing open of their months."""

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from ansinh.core.money import Dong

_PAID = """
    SELECT i.id, f.id, f.amount - coalesce((SELECT sum(r.amount) FROM records_inspectionrecovery r
                                            WHERE r.finding_id = f.id), 0)::bigint AS remaining
    FROM records_inspection i JOIN records_inspectionfinding f ON f.case_id = i.id
    JOIN records_inspectiondeclaration d ON d.case_id = i.id JOIN records_filing g ON g.id = d.filing
    WHERE i.state = 'concluded' AND i.office_id = ANY(%(offices)s) AND f.first IS NOT NULL AND f.kind = ANY(%(kinds)s)
      AND g.state IN ('accepted', 'accepted_in_part') AND g.period <= %(period)s
      AND NOT EXISTS (SELECT 1 FROM records_openitem n WHERE n.account = i.account_id AND n.period = %(period)s
                      AND n.concerns BETWEEN f.first AND f.last)
      AND EXISTS (SELECT 1 FROM records_accountmonth m
                  JOIN records_monthstate s ON s.office_id = m.office_id AND s.period = m.period AND s.state = 'closed'
                  JOIN records_run u ON u.id = s.run_id AND u.known_at > g.decided_at
                  WHERE m.account_id = i.account_id AND m.period = %(period)s)
    ORDER BY i.id, f.id
"""


class Paid(NamedTuple):
    """Arrears of a finding that the books show to be paid, and what was not written down of them yet (dong)."""

    case: UUID
    finding: int
    remaining: Dong


def paid(office_ids: list[int], kinds: list[str], period: dt.date) -> list[Paid]:
    """Return the arrears among `kinds` of which nothing is open at the end of the closed month `period`.

    Only months closed after the declaration was accepted say so: an earlier close did not know it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAID, {"offices": office_ids, "kinds": kinds, "period": period})
        return [Paid(*row) for row in cursor.fetchall() if row[2] > 0]
