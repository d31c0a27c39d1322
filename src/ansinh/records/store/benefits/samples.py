"""People of a synthetic province worth a claim in the demonstration: in work for long, of an age, of a sex."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody insured in an employer account without an end since `since`."""

    person: int
    si_number: str
    full_name: str
    birth: dt.date
    sex: str
    account: str
    account_id: int
    since: dt.date


_IN_WORK = """
SELECT p.id AS person, p.si_number, p.full_name, p.birth_date AS birth, p.sex, a.code AS account, a.id AS account_id,
    min(lower(s.validity)) AS since
FROM records_person p JOIN records_spell s ON s.person_id = p.id AND s.superseded_at IS NULL
JOIN records_employeraccount a ON a.id = s.account_id JOIN records_office o ON o.id = a.office_id
WHERE (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND p.si_number IS NOT NULL AND p.birth_date IS NOT NULL
    AND p.merged_into_id IS NULL AND p.died_on IS NULL AND a.status = 'active'
GROUP BY p.id, a.id, a.code
HAVING bool_or(s.validity @> %(day)s::date AND s.absence = 0) AND min(lower(s.validity)) <= %(since)s::date
    AND count(*) FILTER (WHERE s.absence <> 0) = 0
ORDER BY {order} LIMIT %(limit)s
"""
_ORDERS = {"account": "count(*) OVER (PARTITION BY a.id) DESC, a.id, p.id", "oldest": "p.birth_date, p.id"}


def in_work(path: str, day: dt.date, since: dt.date, order: str, limit: int) -> list[Sample]:
    """Return people of an office in work on `day` and since another: those of large accounts, or the oldest, first."""
    values = {"path": path, "day": day, "since": since, "limit": limit}
    return read(Sample, _IN_WORK.format(order=_ORDERS[order]), values)


def left_before(path: str, day: dt.date, limit: int) -> list[Sample]:
    """Return people of an office whose insurance ended before a day and did not begin again, the oldest end first."""
    return read(Sample, _LEFT, {"path": path, "day": day, "limit": limit})


_LEFT = """
SELECT p.id AS person, p.si_number, p.full_name, p.birth_date AS birth, p.sex, max(a.code) AS account,
    max(a.id) AS account_id, max(upper(s.validity)) AS since
FROM records_person p JOIN records_spell s ON s.person_id = p.id AND s.superseded_at IS NULL
JOIN records_employeraccount a ON a.id = s.account_id JOIN records_office o ON o.id = a.office_id
WHERE (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND p.si_number IS NOT NULL AND p.birth_date IS NOT NULL
    AND p.merged_into_id IS NULL AND p.died_on IS NULL
GROUP BY p.id HAVING NOT bool_or(upper_inf(s.validity)) AND max(upper(s.validity)) <= %(day)s::date
ORDER BY max(upper(s.validity)), p.id LIMIT %(limit)s
"""


def left_between(path: str, first: dt.date, end: dt.date, limit: int) -> list[Sample]:
    """Return people of an office whose unemployment insurance of a year or more ended in [first, end) for now.

    `since` is the day after their last one insured; the latest end first.
    """
    return read(Sample, _LEFT_BETWEEN, {"path": path, "first": first, "end": end, "limit": limit})


_LEFT_BETWEEN = """
SELECT p.id AS person, p.si_number, p.full_name, p.birth_date AS birth, p.sex, max(a.code) AS account,
    max(a.id) AS account_id, max(upper(s.validity)) AS since
FROM records_person p JOIN records_spell s ON s.person_id = p.id AND s.superseded_at IS NULL AND (s.funds & 16) <> 0
JOIN records_employeraccount a ON a.id = s.account_id JOIN records_office o ON o.id = a.office_id
WHERE (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND p.si_number IS NOT NULL AND p.birth_date IS NOT NULL
    AND p.merged_into_id IS NULL AND p.died_on IS NULL
GROUP BY p.id HAVING NOT bool_or(upper_inf(s.validity)) AND max(upper(s.validity)) >= %(first)s::date
    AND max(upper(s.validity)) < %(end)s::date AND min(lower(s.validity)) < %(first)s::date - 365
ORDER BY max(upper(s.validity)) DESC, p.id LIMIT %(limit)s
"""
