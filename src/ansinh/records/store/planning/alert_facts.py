"""What alerts look at: withdrawals and lapses by month, broken promises; and the rows behind one alert."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ansinh.core.period import Month

_ONETIME = """
SELECT d.office_id, '', date_trunc('month', d.received_on)::date, count(*) FROM records_dossier d
WHERE d.procedure = 'onetime' AND d.office_id = ANY(%(offices)s) AND d.received_on >= %(first)s
    AND d.received_on < %(end)s GROUP BY 1, 3
"""
_EMPLOYER = """
SELECT d.office_id, a.code, date_trunc('month', d.received_on)::date, count(*) FROM records_dossier d
JOIN LATERAL (SELECT x.account_id FROM records_spell x WHERE x.person_id = d.person_id AND x.superseded_at IS NULL
    AND lower(x.validity) < d.received_on ORDER BY upper(x.validity) DESC NULLS FIRST, x.account_id LIMIT 1) s ON true
JOIN records_employeraccount a ON a.id = s.account_id
WHERE d.procedure = 'onetime' AND d.office_id = ANY(%(offices)s) AND d.received_on >= %(first)s
    AND d.received_on < %(end)s GROUP BY 1, 2, 3
"""
_GONE = """
    FROM records_voluntaryspell s WHERE s.superseded_at IS NULL AND s.office_id = ANY(%(offices)s)
    AND upper(s.validity) > %(first)s AND upper(s.validity) <= %(end)s
    AND NOT EXISTS (SELECT FROM records_voluntaryspell n WHERE n.person_id = s.person_id AND n.superseded_at IS NULL
        AND lower(n.validity) >= upper(s.validity) AND lower(n.validity) <= upper(s.validity) + 31)
"""
_LAPSED = (
    "SELECT s.office_id, '', date_trunc('month', upper(s.validity) - 1)::date, count(*) " + _GONE + " GROUP BY 1, 3"
)
_BROKEN = """
SELECT c.office_id, count(DISTINCT c.account_id) FROM records_debtpromise p JOIN records_debtcase c ON c.id = p.case_id
WHERE c.office_id = ANY(%(offices)s) AND p.until >= %(first)s AND p.until < %(end)s
    AND (p.state = 'broken' OR p.state = 'open' AND p.until < %(day)s) GROUP BY 1
"""
_QUERIES = {"onetime": _ONETIME, "onetime_employer": _EMPLOYER, "vsi_lapse": _LAPSED}
_DOSSIERS = """
SELECT d.number, d.received_on, d.state, o.name, d.id::text FROM records_dossier d JOIN records_office o
    ON o.id = d.office_id WHERE d.procedure = 'onetime' AND d.office_id = ANY(%(offices)s)
    AND d.received_on >= %(first)s AND d.received_on < %(end)s AND (%(subject)s = '' OR EXISTS (
        SELECT FROM records_spell x JOIN records_employeraccount a ON a.id = x.account_id
        WHERE x.person_id = d.person_id AND x.superseded_at IS NULL AND a.code = %(subject)s))
ORDER BY d.received_on, d.number LIMIT 200
"""
_MEMBERS = (
    "SELECT coalesce(p.si_number, ''), t.ends, 'lapsed', o.name, p.id::text "
    "FROM (SELECT s.person_id, s.office_id, upper(s.validity) - 1 AS ends " + _GONE + ") t "
    "JOIN records_person p ON p.id = t.person_id JOIN records_office o ON o.id = t.office_id "
    "ORDER BY t.ends, p.id LIMIT 200"
)
_PROMISES = """
SELECT a.code, p.until, p.state, a.name, p.amount::text FROM records_debtpromise p
JOIN records_debtcase c ON c.id = p.case_id JOIN records_employeraccount a ON a.id = c.account_id
WHERE c.office_id = ANY(%(offices)s) AND p.until >= %(first)s AND p.until < %(end)s
    AND p.state IN ('broken', 'open') ORDER BY p.amount DESC, a.code LIMIT 200
"""
_ROWS = {"onetime": _DOSSIERS, "onetime_employer": _DOSSIERS, "vsi_lapse": _MEMBERS, "promises_broken": _PROMISES}


Given = dict[str, list[int] | dt.date | str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind an alert: its code (a dossier, a member's number, an account), day, state, name, and a key."""

    code: str
    day: dt.date
    state: str
    name: str
    key: str


def by_month(rule: str, offices: Sequence[int], first: Month, last: Month) -> dict[tuple[int, str], dict[Month, int]]:
    """Return the counts of a rule by office id and subject ("" for the office) and month, `first` to `last`."""
    given: Given = {"offices": list(offices), "first": first.first_day, "end": last.plus(1).first_day}
    found: dict[tuple[int, str], dict[Month, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[rule], given)
        for office, subject, day, count in cursor.fetchall():
            found.setdefault((office, subject), {})[Month.containing(day)] = count
    return found


def promises_broken(offices: Sequence[int], month: Month, day: dt.date) -> dict[int, int]:
    """Return how many accounts of each office promised money for a day of `month` and did not pay by it."""
    given: Given = {"offices": list(offices), "first": month.first_day, "end": month.plus(1).first_day, "day": day}
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, given)
        return dict(cursor.fetchall())


def rows(rule: str, offices: Sequence[int], month: Month, subject: str) -> list[Row]:
    """Return the rows behind an alert of a month, two hundred at most; none where its figure opens another page."""
    if rule not in _ROWS:
        return []
    given: Given = {
        "offices": list(offices), "first": month.first_day, "end": month.plus(1).first_day, "subject": subject,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ROWS[rule], given)
        return [Row(*row) for row in cursor.fetchall()]
