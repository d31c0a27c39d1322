"""Facts of many people at once, as they were known at a moment: people, months in spells, voluntary months."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.core.period import Month
from ansinh.core.terms import PayRegime
from ansinh.domain.benefits.facts import Owed, Stretch

OPEN_END = dt.date(2200, 1, 1)  # a spell without end: cut where the facts are cut


@dataclass(frozen=True, slots=True)
class Claimant:
    """What the register says of one person."""

    id: int
    si_number: str
    full_name: str
    birth: dt.date | None
    sex: str
    died: dt.date | None
    nationality: str
    office: int
    office_code: str
    office_path: str
    merged_into: int | None


_PEOPLE = """
SELECT p.id, coalesce(p.si_number, ''), p.full_name, p.birth_date, p.sex, p.died_on, p.nationality, o.id, o.code,
    o.path, p.merged_into_id
FROM records_person p JOIN records_office o ON o.id = p.office_id WHERE p.id = ANY(%s)
"""
_KNOWN = "s.recorded_at <= %(known)s AND (s.superseded_at IS NULL OR s.superseded_at > %(known)s)"
_SPELLS = f"""
SELECT s.person_id, lower(s.validity), coalesce(upper(s.validity), %(far)s::date), s.account_id, coalesce(s.base, 0),
    coalesce(s.coefficient, 0), s.pay_regime, s."group", s.work, s.absence, s.absence_days, s.funds, a.region
FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id
WHERE s.person_id = ANY(%(people)s) AND {_KNOWN}
UNION ALL
SELECT s.person_id, lower(s.validity), upper(s.validity), 0, s.income, 0, 0, 1, 0, 0, 0, 0, 0
FROM records_voluntaryspell s WHERE s.person_id = ANY(%(people)s) AND {_KNOWN}
ORDER BY 1, 2, 4
"""  # noqa: S608 the condition is written above


def claimants(people: Sequence[int]) -> dict[int, Claimant]:
    """Return people by id."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [list(people)])
        return {row[0]: Claimant(*row) for row in cursor.fetchall()}


def survivor_of(person: int) -> int:
    """Return the person a merged record leads to, or the person himself."""
    seen = claimants([person])[person]
    while seen.merged_into is not None:
        seen = claimants([seen.merged_into])[seen.merged_into]
    return seen.id


def stretches(people: Sequence[int], known: dt.datetime) -> dict[int, tuple[Stretch, ...]]:
    """Return the insured months of people as believed at `known`, oldest first; one query for all."""
    found: dict[int, list[Stretch]] = {person: [] for person in people}
    with connection.cursor() as cursor:
        cursor.execute(_SPELLS, {"people": list(people), "known": known, "far": OPEN_END})
        for person, *row in cursor.fetchall():
            found[person].append(_stretch(row))
    return {person: tuple(rows) for person, rows in found.items()}


def _stretch(row: list[Any]) -> Stretch:
    """Return one spell as months."""
    first, end, account, salary, coefficient, regime, group, work, absence, days, funds, region = row
    return Stretch(
        Month.containing(first).number, Month.containing(end).number, account, salary, coefficient,
        regime or int(PayRegime.EMPLOYER), group, work, absence, days, funds, region,
    )  # fmt: skip


_OWED = """
SELECT i.account, i.concerns, bit_or(1 << i.fund::int) FROM records_openitem i
JOIN (SELECT account_id, max(period) AS period FROM records_accountmonth WHERE account_id = ANY(%s) GROUP BY 1) l
    ON l.account_id = i.account AND l.period = i.period
WHERE i.concerns < i.period GROUP BY i.account, i.concerns ORDER BY i.account, i.concerns
"""


def owed(accounts: Sequence[int]) -> dict[int, tuple[Owed, ...]]:
    """Return the months employer accounts still owed at their last close, by account; one query for all.

    A month is owed once the close of the month after it finds it unpaid: until then its time to pay has not run out
    (Art. 122(3), Law 58/2014/QH13: thirty days; Art. 34(4), Law 41/2024/QH15: the end of the next month).
    """
    found: dict[int, list[Owed]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OWED, [list(accounts)])
        for account, concerns, funds in cursor.fetchall():
            month, rows = Month.containing(concerns).number, found.setdefault(account, [])
            if rows and rows[-1].end == month and rows[-1].funds == funds:
                month, rows[-1:] = rows[-1].first, []
            rows.append(Owed(account, month, Month.containing(concerns).number + 1, funds))
    return {account: tuple(rows) for account, rows in found.items()}


def number_of(si_number: str) -> int | None:
    """Return the person with an SI number; None if unknown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_person WHERE si_number = %s", [si_number])
        row = cursor.fetchone()
    return int(row[0]) if row else None


_CHANGED = """
SELECT d.id::text FROM records_dossier d
JOIN records_dossierdecision n ON n.dossier_id = d.id AND n.version = d.version AND n.approved_by <> ''
JOIN records_office o ON o.id = d.office_id
WHERE d.state IN ('approved', 'paid', 'revised', 'closed') AND d.outcome IN ('grant', 'refuse')
    AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND d.id > %(after)s::uuid
    AND (n.facts ? 'owed' OR EXISTS (SELECT 1 FROM records_spell s WHERE s.person_id = d.person_id
            AND (s.recorded_at > n.known_at OR s.superseded_at > n.known_at))
        OR EXISTS (SELECT 1 FROM records_voluntaryspell s WHERE s.person_id = d.person_id
            AND (s.recorded_at > n.known_at OR s.superseded_at > n.known_at)))
ORDER BY d.id LIMIT %(limit)s
"""


def changed_since_decided(office_path: str, after: str, limit: int) -> list[str]:
    """Return decided dossiers of an office and under it whose months were recorded anew since, or were owed, by id."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, {"path": office_path, "after": after, "limit": limit})
        return [row[0] for row in cursor.fetchall()]
