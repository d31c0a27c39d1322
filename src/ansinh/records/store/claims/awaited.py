"""What the agency waits for from a facility: findings to answer, statements to sign, lists sent back, alerts."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from ansinh.core.period import Month


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a facility has still to do: open findings by month, statements (first month, months), the others counted."""

    findings: tuple[tuple[Month, int], ...]
    statements: tuple[tuple[Month, int], ...]
    lists: int
    alerts: int

    @property
    def open_findings(self) -> int:
        """Return how many findings are not answered yet."""
        return sum(count for _, count in self.findings)

    def __bool__(self) -> bool:
        """Return whether anything waits."""
        return bool(self.findings or self.statements or self.lists or self.alerts)


_FINDINGS = """
SELECT f.period, count(*) FROM records_claimfinding f
JOIN records_claimvisit v ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL
WHERE f.period >= %(since)s AND f.facility = %(facility)s AND f.state = 'open' GROUP BY 1 ORDER BY 1 DESC
"""
_STATEMENTS = """
SELECT first_month, months FROM records_claimstatement
WHERE facility = %(facility)s AND first_month >= %(since)s AND agreed_posted IS DISTINCT FROM posted
ORDER BY first_month DESC, months
"""
_COUNTED = """
SELECT (SELECT count(*) FROM (
    SELECT DISTINCT ON (name) state FROM records_listupload WHERE facility = %(facility)s ORDER BY name, id DESC
) AS newest WHERE state IN ('returned', 'broken')),
(SELECT count(*) FROM records_claimalert WHERE facility = %(facility)s AND period >= %(since)s AND state = 'open')
"""


def awaited_of(facility: str, since: dt.date) -> Awaited:
    """Return what waits for a facility in the months from `since`; of each list only the newest one sent counts."""
    asked: dict[str, str | dt.date] = {"facility": facility, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(_FINDINGS, asked)
        findings = tuple((Month.containing(day), count) for day, count in cursor.fetchall())
        cursor.execute(_STATEMENTS, asked)
        statements = tuple((Month.containing(day), months) for day, months in cursor.fetchall())
        cursor.execute(_COUNTED, asked)
        lists, alerts = cursor.fetchone()
    return Awaited(findings, statements, lists, alerts)
