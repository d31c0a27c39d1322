"""What waits for somebody: files with their day, money in suspense, debtors, months to close and sign."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_column, read_one


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A file as lists show it."""

    id: UUID
    number: str
    kind: str
    channel: str
    state: str
    period: dt.date
    file_name: str
    rows: int
    rows_accepted: int
    errors: int
    warnings: int
    received_at: dt.datetime
    due: dt.date | None
    account_code: str | None
    account_name: str | None
    office_name: str


@dataclass(frozen=True, slots=True)
class Suspense:
    """Bank lines that nobody has been found for."""

    lines: int
    amount: int
    oldest: dt.date | None


@dataclass(frozen=True, slots=True)
class Debtors:
    """Accounts that owe three months and more, at the end of a month."""

    accounts: int
    amount: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of an office, and the run that closes it."""

    office_code: str
    office_name: str
    period: dt.date
    state: str
    closed_at: dt.datetime | None
    sheet_hash: str
    collection_signed_by: str
    accounting_signed_by: str


FILINGS = """
SELECT f.id, f.number, f.kind, f.channel, f.state, f.period, f.file_name, f.rows, f.rows_accepted, f.errors,
       f.warnings, f.received_at, f.due, a.code AS account_code, a.name AS account_name, o.name AS office_name
FROM records_filing f JOIN records_office o ON o.id = f.office_id
LEFT JOIN records_employeraccount a ON a.id = f.account_id
"""
IN_WORK = ["received", "checked"]


def filings_in_work(offices: list[int], limit: int) -> list[FilingRow]:
    """Return the files waiting for an answer in `offices`, the nearest day first."""
    where = """WHERE f.office_id = ANY(%(offices)s) AND f.state = ANY(%(states)s)
    ORDER BY f.due NULLS LAST, f.received_at, f.id LIMIT %(limit)s"""
    return read(FilingRow, FILINGS + where, {"offices": offices, "states": IN_WORK, "limit": limit})


def count_in_work(offices: list[int]) -> int:
    """Return how many files wait for an answer in `offices`."""
    sql = "SELECT count(*) FROM records_filing WHERE office_id = ANY(%(offices)s) AND state = ANY(%(states)s)"
    return int(read_column(sql, {"offices": offices, "states": IN_WORK})[0])


def suspense(offices: list[int]) -> Suspense:
    """Return the money in suspense in `offices`."""
    sql = """SELECT count(*) AS lines, coalesce(sum(amount), 0)::bigint AS amount, min(value_date) AS oldest
    FROM records_bankline WHERE office_id = ANY(%(offices)s) AND state = 'suspense'"""
    return read(Suspense, sql, {"offices": offices})[0]


def debtors(offices: list[int], period: dt.date) -> Debtors:
    """Return the accounts of `offices` that owe three months and more at the end of `period`."""
    sql = """SELECT count(*) AS accounts,
      coalesce(sum(rs_owed + sm_owed + oad_owed + ui_owed + hi_owed), 0)::bigint AS amount
    FROM records_accountmonth WHERE office_id = ANY(%(offices)s) AND period = %(period)s AND debt_class >= 3"""
    return read(Debtors, sql, {"offices": offices, "period": period})[0]


MONTHS = """
SELECT o.code AS office_code, o.name AS office_name, m.period, m.state, m.closed_at, m.sheet_hash,
       m.collection_signed_by, m.accounting_signed_by
FROM records_monthstate m JOIN records_office o ON o.id = m.office_id
"""


def months(office_path: str, limit: int) -> list[MonthRow]:
    """Return the months kept for the office at `office_path` or the nearest office above it, latest first."""
    where = """WHERE o.id = (SELECT p.id FROM records_office p
      WHERE (%(path)s = p.path OR %(path)s LIKE p.path || '.%%')
      AND EXISTS (SELECT 1 FROM records_monthstate x WHERE x.office_id = p.id) ORDER BY length(p.path) DESC LIMIT 1)
    ORDER BY m.period DESC LIMIT %(limit)s"""
    return read(MonthRow, MONTHS + where, {"path": office_path, "limit": limit})


def closed_month(office_path: str) -> MonthRow | None:
    """Return the latest closed month of the office at `office_path`, or of the nearest office above that keeps any."""
    where = """WHERE m.state = 'closed' AND (%(path)s = o.path OR %(path)s LIKE o.path || '.%%')
    ORDER BY m.period DESC, length(o.path) DESC LIMIT 1"""
    return read_one(MonthRow, MONTHS + where, {"path": office_path})


def latest_figures(office: int) -> dt.date | None:
    """Return the latest month with any figure of `office`, computed or reported."""
    sql = "SELECT max(period) FROM records_indicatorvalue WHERE office_id = %(office)s AND superseded_at IS NULL"
    found: dt.date | None = read_column(sql, {"office": office})[0]
    return found


def months_with_figures(office: int) -> list[dt.date]:
    """Return the months with figures of `office`, latest first."""
    sql = """SELECT DISTINCT period FROM records_indicatorvalue WHERE office_id = %(office)s AND superseded_at IS NULL
    ORDER BY period DESC LIMIT 36"""
    return read_column(sql, {"office": office})


def last_closed() -> dt.date | None:
    """Return the latest month any office has closed."""
    found: dt.date | None = read_column("SELECT max(period) FROM records_monthstate WHERE state = 'closed'")[0]
    return found
