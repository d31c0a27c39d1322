"""The door to figures of relief as of a day: closing sheets for rates, days of lists and answers for support."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.benefits.relief import Measure
from ansinh.domain.benefits.relief_report import Amounts
from ansinh.records.models import AccountMonth
from ansinh.records.store.pages.rows import read

_COLUMNS = {one.column for one in AccountMonth._meta.concrete_fields}  # noqa: SLF001 - Django's documented API


def sheet_column(measure: Measure) -> str:
    """Return the column of the closing sheets that holds a measure's amounts; ValueError where it names none."""
    if measure.sheet not in _COLUMNS:
        message = f"{measure.code} names no column of the closing sheets"
        raise ValueError(message)
    return measure.sheet


def by_month(measure: Measure, offices: Sequence[int], day: dt.date) -> list[tuple[Month, int, int, int]]:
    """Return (month, employers, workers, dong) of the months closed by `day` within the window of a measure."""
    sheet = sheet_column(measure)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT period, count(*), sum(people), sum({sheet})::bigint FROM records_accountmonth "  # noqa: S608 - a column of the table, checked
            f"WHERE period BETWEEN %s AND %s AND office_id = ANY(%s) AND {sheet} <> 0 GROUP BY 1 ORDER BY 1",
            [measure.window[0], min(measure.window[1], day), list(offices)],
        )
        return [(Month.containing(period), units, people, dong) for period, units, people, dong in cursor.fetchall()]


def employers(measure: Measure, offices: Sequence[int], day: dt.date) -> int:
    """Return how many employers had an amount in any month."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT account_id) FROM records_accountmonth WHERE period BETWEEN %s AND %s "  # noqa: S608 - a column of the table, checked
            f"AND office_id = ANY(%s) AND {measure.sheet if measure.sheet in _COLUMNS else 'people'} <> 0",
            [measure.window[0], min(measure.window[1], day), list(offices)],
        )
        return int(cursor.fetchone()[0])


def listed(measure: Measure, offices: Sequence[int], day: dt.date, state: str) -> dict[str, Amounts]:
    """Return workers and dong of lists in a state (built, received, decided) by `day`, by kind of list."""
    column = {"built": "built_on", "received": "received_on", "decided": "decided_on"}[state]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, sum(workers)::bigint, sum(amount)::bigint FROM records_relieflist WHERE measure = %s "  # noqa: S608 - one of three columns
            f"AND office_id = ANY(%s) AND {column} <= %s GROUP BY 1",
            [measure.code, list(offices), day],
        )
        return {kind: Amounts(int(people), int(amount)) for kind, people, amount in cursor.fetchall()}


def lists_of(measure: Measure, offices: Sequence[int], day: dt.date, *, confirmed: bool) -> Amounts:
    """Return lists asked for (or confirmed) by `day`, as employers and their workers."""
    column = "received_on" if confirmed else "built_on"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT account_id), coalesce(sum(workers), 0)::bigint FROM records_relieflist "  # noqa: S608 - one of two columns
            f"WHERE measure = %s AND office_id = ANY(%s) AND account_id IS NOT NULL AND {column} <= %s",
            [measure.code, list(offices), day],
        )
        units, workers = cursor.fetchone()
        return Amounts(int(units), int(workers))


def paid(measure: Measure, offices: Sequence[int], day: dt.date) -> dict[str, Amounts]:
    """Return people and dong that banks and post points say were paid by `day` and have not come back, by kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.kind, count(*), sum(a.amount)::bigint FROM records_payanswer a "
            "JOIN records_reliefcase c ON c.id = a.subject AND c.measure = %s "
            "JOIN records_relieflist l ON l.id = c.list "
            "WHERE a.source = 3 AND a.outcome = 1 AND a.day <= %s AND a.office_id = ANY(%s) "
            "AND NOT EXISTS (SELECT 1 FROM records_payanswer b WHERE b.month = a.month AND b.source = 3 "
            "AND b.subject = a.subject AND b.attempt = a.attempt AND b.outcome = 4 AND b.day <= %s) GROUP BY 1",
            [measure.number, day, list(offices), day],
        )
        return {kind: Amounts(int(people), int(amount)) for kind, people, amount in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list as pages show it."""

    id: int
    number: int
    kind: str
    office: str
    account: str
    unit: str
    workers: int
    amount: int
    built_on: dt.date
    received_on: dt.date | None
    decided_on: dt.date | None
    decision: str
    paid: int


def lists(measure: Measure, office_path: str, *, state: str = "", after: int = 0, limit: int = 51) -> list[ListRow]:
    """Return lists of a measure by id after `after`; `state` is open (with the unit), received, decided, or all."""
    where = {
        "open": "AND l.received_on IS NULL", "received": "AND l.received_on IS NOT NULL AND l.decided_on IS NULL",
        "decided": "AND l.decided_on IS NOT NULL",
    }.get(state, "")  # fmt: skip
    return read(
        ListRow,
        "SELECT l.id, l.number, l.kind, o.name AS office, coalesce(a.code, '') AS account, "  # noqa: S608 - conditions of this module
        "coalesce(a.name, '') AS unit, "
        "l.workers, l.amount, l.built_on, l.received_on, l.decided_on, l.decision, "
        "(SELECT count(*) FROM records_reliefcase c JOIN records_payanswer p ON p.source = 3 AND p.subject = c.id "
        "AND p.outcome = 1 WHERE c.list = l.id AND l.batch_id IS NOT NULL) AS paid FROM records_relieflist l "
        "JOIN records_office o ON o.id = l.office_id AND (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') "
        f"LEFT JOIN records_employeraccount a ON a.id = l.account_id WHERE l.measure = %(measure)s {where} "
        "AND l.id > %(after)s ORDER BY l.id LIMIT %(limit)s",
        {"path": office_path, "measure": measure.code, "after": after, "limit": limit},
    )


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A person on a list."""

    case: int
    person: int
    si_number: str
    full_name: str
    months: int
    amount: int
    state: int
    note: str


def cases(list_id: int) -> list[CaseRow]:
    """Return the people of a list, by name; of a refund the employer itself (person 0)."""
    return read(
        CaseRow,
        "SELECT c.id AS case, coalesce(p.id, 0) AS person, coalesce(p.si_number, '') AS si_number, "
        "coalesce(p.full_name, a.name) AS full_name, c.months, c.amount, c.state, c.note FROM records_reliefcase c "
        "JOIN records_relieflist l ON l.id = c.list LEFT JOIN records_employeraccount a ON a.id = l.account_id "
        "LEFT JOIN records_person p ON p.id = c.person WHERE c.list = %(list)s ORDER BY p.name_sort, p.id",
        {"list": list_id},
    )


def list_row(list_id: int) -> tuple[ListRow, str, str] | None:
    """Return a list with the path of its office and the code of its measure, or None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.measure, o.path FROM records_relieflist l JOIN records_office o ON o.id = l.office_id "
            "WHERE l.id = %s",
            [list_id],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    rows = read(
        ListRow,
        "SELECT l.id, l.number, l.kind, o.name AS office, coalesce(a.code, '') AS account, "
        "coalesce(a.name, '') AS unit, "
        "l.workers, l.amount, l.built_on, l.received_on, l.decided_on, l.decision, 0 AS paid FROM records_relieflist l "
        "JOIN records_office o ON o.id = l.office_id LEFT JOIN records_employeraccount a ON a.id = l.account_id "
        "WHERE l.id = %(list)s",
        {"list": list_id},
    )
    return rows[0], found[1], found[0]
