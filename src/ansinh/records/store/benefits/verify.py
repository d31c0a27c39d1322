"""One function an invariant of benefits that constraints cannot say: rows that violate it in a month.

B2 a pension beside an unemployment allowance, B4 months paid out and counted again, B7 paid after a death and not
stopped or not claimed, M15 a batch whose lines are not what was signed. (where, found, expected) rows, or none.
"""

from typing import TypeAlias

from django.db import connection

from ansinh.core.period import Month
from ansinh.records.store.benefits.payments import offices_under
from ansinh.records.store.ledger.months import OfficeRow

Rows: TypeAlias = list[tuple[str, str, str]]

B2 = """
    SELECT 'person ' || a.person, 'pension and unemployment allowance', 'one of them'
    FROM records_payline a JOIN records_payline b ON b.month = a.month AND b.source = 1 AND b.person = a.person
        AND b.kind = 10 AND b.attempt = 1 AND b.monthly > 0
    WHERE a.month = %(first)s AND a.source = 1 AND a.kind IN (1, 2) AND a.attempt = 1 AND a.monthly > 0
        AND a.office_id = ANY(%(offices)s)
"""
B4 = """
    SELECT 'dossier ' || d.number, 'counts months before ' || o.first_day, 'only months since'
    FROM records_dossier d
    JOIN records_dossierdecision n ON n.dossier_id = d.id AND n.approved_by <> '' AND n.outcome = 'grant'
        AND n.decided_on >= %(first)s AND n.decided_on < %(next)s
    JOIN records_dossier o ON o.person_id = d.person_id AND o.procedure = 'onetime' AND o.outcome = 'grant'
        AND o.state IN ('approved', 'paid', 'revised', 'closed') AND o.id <> d.id AND o.first_day <= d.first_day
    JOIN records_dossierdecision p ON p.dossier_id = o.id AND p.approved_by <> '' AND p.decided_on < n.decided_on
    WHERE d.procedure IN ('onetime', 'pension', 'allowance23', 'survivors.lump', 'survivors.monthly')
        AND d.office_id = ANY(%(offices)s) AND NOT n.facts ? 'earlier'
"""
B7 = """
    SELECT 'file ' || p.file_no, 'paid for ' || l.month || ', died ' || n.died_on, 'stopped after the month of death'
    FROM records_payline l JOIN records_person n ON n.id = l.person AND n.died_on < l.month
    JOIN records_pension p ON p.id = l.subject
    WHERE l.month = %(first)s AND l.source = 1 AND l.attempt = 1 AND l.monthly > 0 AND l.office_id = ANY(%(offices)s)
        AND NOT (EXISTS (SELECT 1 FROM records_pensionstop s WHERE s.pension_id = l.subject
            AND s.superseded_at IS NULL AND s.reason = 'death')
            AND EXISTS (SELECT 1 FROM records_overpayment v WHERE v.pension_id = l.subject AND v.withdrawn_at IS NULL))
"""
M15 = """
    SELECT 'batch ' || b.run_id, coalesce(sum(l.amount), 0)::text, r.control->'trial'->>'amount'
    FROM records_paymentbatch b JOIN records_run r ON r.id = b.run_id
    LEFT JOIN records_payline l ON l.month = b.month AND l.batch = b.run_id
    WHERE b.month = %(first)s AND b.state IN ('written', 'closed') AND b.measure <> 'again'
        AND b.office_id = ANY(%(offices)s)
    GROUP BY b.run_id, r.control
    HAVING coalesce(sum(l.amount), 0) <> (r.control->'trial'->>'amount')::bigint
"""


def verify_b2(place: OfficeRow, period: Month) -> Rows:
    """B2: nobody is paid a pension and an unemployment allowance for the same month."""
    return _rows(B2, place, period)


def verify_b4(place: OfficeRow, period: Month) -> Rows:
    """B4: what a one-time benefit paid out is counted by no later decision of the month."""
    return _rows(B4, place, period)


def verify_b7(place: OfficeRow, period: Month) -> Rows:
    """B7: nothing is paid for a month after a death, unless it is stopped and turns up to be recovered."""
    return _rows(B7, place, period)


def verify_m15(place: OfficeRow, period: Month) -> Rows:
    """M15: the lines of a written batch come to what was signed."""
    return _rows(M15, place, period)


VERIFIERS = (verify_b2, verify_b4, verify_b7, verify_m15)


def _rows(query: str, place: OfficeRow, period: Month) -> Rows:
    """Run one query over a month of an office and those under it."""
    with connection.cursor() as cursor:
        cursor.execute(
            query,
            {"offices": offices_under(place.path), "first": period.first_day, "next": period.plus(1).first_day},
        )
        return [(str(where), str(found), str(expected)) for where, found, expected in cursor.fetchall()]
