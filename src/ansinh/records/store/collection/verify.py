"""One function an invariant of money in (M2, M6, M17): rows that violate it among the lines of a month.

Each answers (where, found, expected) rows, empty if all is well, by another road than the one that wrote the books.
"""

import datetime as dt
from typing import TypeAlias

from django.db import connection

from ansinh.core.period import Month
from ansinh.records.store.collection.scope import offices
from ansinh.records.store.ledger.months import OfficeRow

Rows: TypeAlias = list[tuple[str, str, str]]

GIVEN = """
    SELECT l.id, l.amount, l.state, coalesce(m.given, 0) + coalesce(t.given, 0) AS given
    FROM records_bankline l
    LEFT JOIN LATERAL (
        SELECT sum(amount) AS given FROM records_bankmatch WHERE line_id = l.id AND undone_at IS NULL
    ) m ON true
    LEFT JOIN LATERAL (SELECT sum(amount) AS given FROM records_budgettransfer
                       WHERE line_id = l.id AND undone_at IS NULL) t ON true
    WHERE l.office_id = ANY(%(offices)s) AND l.value_date >= %(first)s AND l.value_date < %(next)s
"""
M2 = f"""
    SELECT 'line ' || id, state || ' ' || given, amount FROM ({GIVEN}) g
    WHERE (state IN ('matched', 'budget') AND given <> amount) OR (state = 'suspense' AND given >= amount)
       OR (state IN ('outgoing', 'agent') AND given <> 0)
       OR (state = 'returned' AND given <> 0 AND NOT EXISTS (SELECT 1 FROM records_refund r
           WHERE r.line_id = g.id AND r.state IN ('approved', 'paid') AND r.amount + given = g.amount))
    UNION ALL
    SELECT 'agent ' || l.id, coalesce(sum(CASE WHEN p.credit = 332 THEN p.amount ELSE -p.amount END), 0)::text,
           CASE WHEN l.state = 'agent' THEN l.amount ELSE 0 END
    FROM records_bankline l
    JOIN records_posting p ON p.cause = l.id AND p.holder = 0 AND p.kind = 18
    WHERE l.office_id = ANY(%(offices)s) AND l.value_date >= %(first)s AND l.value_date < %(next)s
    GROUP BY l.id, l.state, l.amount
    HAVING coalesce(sum(CASE WHEN p.credit = 332 THEN p.amount ELSE -p.amount END), 0)
           <> CASE WHEN l.state = 'agent' THEN l.amount ELSE 0 END
    UNION ALL
    SELECT 'banked ' || l.id, coalesce(sum(CASE WHEN p.debit = 112 THEN p.amount ELSE -p.amount END), 0)::text, l.amount
    FROM records_bankline l
    LEFT JOIN records_posting p ON p.cause = l.id AND p.holder = 0 AND p.kind = 4
    WHERE l.office_id = ANY(%(offices)s) AND l.value_date >= %(first)s AND l.value_date < %(next)s
      AND NOT EXISTS (SELECT 1 FROM records_refund r WHERE r.paid_line_id = l.id)
    GROUP BY l.id, l.amount
    HAVING coalesce(sum(CASE WHEN p.debit = 112 THEN p.amount ELSE -p.amount END), 0) <> l.amount
"""  # noqa: S608 - constants of this module
M6 = """
    SELECT 'match ' || m.id, coalesce(sum(CASE WHEN p.credit = 338 THEN p.amount ELSE -p.amount END), 0)::text,
           CASE WHEN m.undone_at IS NULL THEN m.amount ELSE 0 END
    FROM records_bankmatch m
    JOIN records_bankline l ON l.id = m.line_id
    LEFT JOIN records_posting p ON p.cause = m.id AND p.holder = m.account_id AND p.kind = 5
    WHERE l.office_id = ANY(%(offices)s) AND l.value_date >= %(first)s AND l.value_date < %(next)s
    GROUP BY m.id HAVING coalesce(sum(CASE WHEN p.credit = 338 THEN p.amount ELSE -p.amount END), 0)
                         <> CASE WHEN m.undone_at IS NULL THEN m.amount ELSE 0 END
"""
M17 = """
    SELECT 'refund ' || r.id, r.decided_by, 'somebody who did not match the money'
    FROM records_refund r
    JOIN records_bankmatch m ON m.line_id = r.line_id OR m.account_id = r.account_id
    JOIN records_employeraccount a ON a.id = m.account_id
    WHERE r.state IN ('approved', 'paid') AND a.office_id = ANY(%(offices)s)
      AND r.decided_at >= %(first)s AND r.decided_at < %(next)s
      AND m.matched_at < r.decided_at AND r.decided_by IN (m.matched_by, m.undone_by)
"""


def verify_m2(place: OfficeRow, period: Month) -> Rows:
    """M2: every dong of a bank line is given to somebody, waits in suspense or went back, and stands in the books."""
    return _rows(M2, place, period)


def verify_m6(place: OfficeRow, period: Month) -> Rows:
    """M6: a match stands in the books with its amount, an undone one with its reverse: nothing is left of it."""
    return _rows(M6, place, period)


def verify_m17(place: OfficeRow, period: Month) -> Rows:
    """M17: nobody who matched a receipt approved its refund."""
    return _rows(M17, place, period)


def _rows(sql: str, place: OfficeRow, period: Month) -> Rows:
    """Return the violations a query finds among the lines of a month under an office."""
    asked: dict[str, list[int] | dt.date] = {
        "offices": offices(place.path),
        "first": period.first_day,
        "next": period.plus(1).first_day,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return [(str(where), str(found), str(expected)) for where, found, expected in cursor.fetchall()]


VERIFIERS = (verify_m2, verify_m6, verify_m17)
