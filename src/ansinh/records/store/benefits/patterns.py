"""Patterns of benefits by employer account, for the risk of employers: leaves and withdrawals, counted in the database.

Only counts leave this module: nobody is named.
"""

import datetime as dt
from typing import Final

from ansinh.core.period import add_months
from ansinh.core.terms import Absence
from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.cursor import CursorDoor

MOTHERS: Final = "d.procedure LIKE 'maternity.%' AND d.procedure <> 'maternity.father'"
_LEAVES = """
    SELECT s.account_id, s.person_id, lower(s.validity) AS began FROM records_spell s
    WHERE s.superseded_at IS NULL AND s.absence = {absence} AND lower(s.validity) BETWEEN '{since}' AND '{day}'
    UNION SELECT d.account_id, d.person_id, date_trunc('month', d.first_day)::date FROM records_dossier d
    WHERE d.account_id IS NOT NULL AND {dossiers} AND d.first_day BETWEEN '{since}' AND '{day}'
"""
_MATERNITY = """
    WITH leave AS (SELECT account_id, person_id, min(began) AS began FROM ({leaves}) l GROUP BY 1, 2),
    joined AS (SELECT l.account_id, l.began, min(lower(s.validity)) AS joined FROM leave l
               JOIN records_spell s ON s.account_id = l.account_id AND s.person_id = l.person_id
                    AND s.superseded_at IS NULL GROUP BY l.account_id, l.person_id, l.began)
    SELECT account_id AS account,
           count(*) FILTER (WHERE joined > '{books}' AND joined > began - interval '{months} months') AS short,
           count(*) AS leaves FROM joined GROUP BY 1 ORDER BY 1
"""
_SICKNESS = """
    SELECT account_id AS account, count(*) FILTER (WHERE began > '{recent}') AS recent,
           count(*) FILTER (WHERE began <= '{recent}') AS before FROM ({leaves}) l GROUP BY 1 ORDER BY 1
"""
_ONE_TIME = """
    SELECT s.account_id AS account, count(DISTINCT d.person_id) AS people
    FROM records_dossier d CROSS JOIN LATERAL (
        SELECT account_id FROM records_spell WHERE person_id = d.person_id AND superseded_at IS NULL
        ORDER BY lower(validity) DESC LIMIT 1) s
    WHERE d.procedure LIKE 'onetime%' AND d.received_on BETWEEN '{since}' AND '{day}' GROUP BY 1 ORDER BY 1
"""


def maternity_joins(since: dt.date, day: dt.date, months: int, books: dt.date) -> dict[str, Column]:
    """Return by account whose maternity leave began between the days (`leaves`), who joined shortly before (`short`).

    Shortly is less than `months`; whoever was there when the `books` began did not join.
    """
    leaves = _LEAVES.format(absence=int(Absence.MATERNITY), since=since, day=day, dossiers=MOTHERS)
    return CursorDoor().columns(_MATERNITY.format(leaves=leaves, months=months, books=books))


def sick_leaves(day: dt.date, months: int) -> dict[str, Column]:
    """Return by account the sick leaves of the latest `months` to `day` (`recent`) and of the year before them."""
    recent = add_months(day, -months)
    since = add_months(recent, -12)
    leaves = _LEAVES.format(absence=int(Absence.SICK), since=since, day=day, dossiers="d.procedure LIKE 'sickness.%'")
    return CursorDoor().columns(_SICKNESS.format(leaves=leaves, recent=recent))


def withdrawals(since: dt.date, day: dt.date) -> dict[str, Column]:
    """Return by the last account of each person how many applied for the one-time benefit between the days."""
    return CursorDoor().columns(_ONE_TIME.format(since=since, day=day))
