"""Bank lines as the work-list shows them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_column, read_one


@dataclass(frozen=True, slots=True)
class LineRow:
    """A bank line; `candidates` are account, score and reasons, the surest first; `open` what nobody has yet."""

    id: UUID
    value_date: dt.date
    amount: int
    open: int
    reference: str
    payer_name: str
    payer_account: str
    text: str
    state: str
    candidates: list[dict[str, Any]]
    office_path: str
    statement: str


LINES = """
SELECT l.id, l.value_date, l.amount,
       l.amount - coalesce((SELECT sum(m.amount) FROM records_bankmatch m
                            WHERE m.line_id = l.id AND m.undone_at IS NULL), 0)::bigint AS open,
       l.reference, l.payer_name, l.payer_account, l.text, l.state, l.candidates::text AS candidates,
       o.path AS office_path, s.file_name AS statement
FROM records_bankline l JOIN records_office o ON o.id = l.office_id
JOIN records_bankstatement s ON s.id = l.statement_id
"""


def waiting(offices: list[int], after: tuple[dt.date, UUID] | None, limit: int) -> list[LineRow]:
    """Return the lines in suspense after (day, id), oldest first."""
    where = """WHERE l.office_id = ANY(%(offices)s) AND l.state = 'suspense'
      AND (%(day)s::date IS NULL OR (l.value_date, l.id) > (%(day)s::date, %(id)s::uuid))
    ORDER BY l.value_date, l.id LIMIT %(limit)s"""
    day, number = after or (None, None)
    return read(LineRow, LINES + where, {"offices": offices, "day": day, "id": number, "limit": limit})


def line(number: UUID) -> LineRow | None:
    """Return one line, or None."""
    return read_one(LineRow, LINES + "WHERE l.id = %(id)s", {"id": number})


def line_of_match(number: UUID) -> UUID | None:
    """Return the line a match gave to somebody, or None."""
    found: list[UUID] = read_column("SELECT line_id FROM records_bankmatch WHERE id = %(id)s", {"id": number})
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class CandidateUnit:
    """An account a line may belong to, and what it owes after its last closed month."""

    id: int
    code: str
    name: str
    tax_code: str | None
    owed: int | None


CANDIDATES = """
SELECT a.id, a.code, a.name, e.tax_code,
  (SELECT s.rs_owed + s.sm_owed + s.oad_owed + s.ui_owed + s.hi_owed + s.rs_interest_owed + s.sm_interest_owed
        + s.oad_interest_owed + s.ui_interest_owed + s.hi_interest_owed - s.overpaid
   FROM records_accountmonth s WHERE s.account_id = a.id ORDER BY s.period DESC LIMIT 1) AS owed
FROM records_employeraccount a JOIN records_employer e ON e.id = a.employer_id
"""


def units(ids: list[int]) -> dict[int, CandidateUnit]:
    """Return the accounts with these ids."""
    return {one.id: one for one in read(CandidateUnit, CANDIDATES + "WHERE a.id = ANY(%(ids)s)", {"ids": ids})}


def like(name: str, offices: list[int], limit: int) -> list[CandidateUnit]:
    """Return the accounts of `offices` whose name is closest to `name` (without accents), the closest first."""
    where = """WHERE a.office_id = ANY(%(offices)s) AND a.name_search %% %(name)s
    ORDER BY a.name_search <-> %(name)s, a.id LIMIT %(limit)s"""
    return read(CandidateUnit, CANDIDATES + where, {"name": name, "offices": offices, "limit": limit})


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement taken in."""

    file_name: str
    bank_name: str
    number: str
    first_day: dt.date
    last_day: dt.date
    lines: int
    waiting: int
    imported_at: dt.datetime
    imported_by: str


def statements(offices: list[int], limit: int) -> list[StatementRow]:
    """Return the statements taken in, latest first."""
    sql = """SELECT s.file_name, b.bank_name, b.number, s.first_day, s.last_day, s.lines,
      (SELECT count(*) FROM records_bankline l WHERE l.statement_id = s.id AND l.state = 'suspense') AS waiting,
      s.imported_at, s.imported_by
    FROM records_bankstatement s JOIN records_bankaccount b ON b.id = s.bank_account_id
    WHERE b.office_id = ANY(%(offices)s) ORDER BY s.imported_at DESC, s.id LIMIT %(limit)s"""
    return read(StatementRow, sql, {"offices": offices, "limit": limit})


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where a unit pays."""

    bank_bin: str
    bank_name: str
    number: str


def pay_to(office_path: str, day: dt.date) -> PayTo | None:
    """Return the collection account of the office, or of the nearest office above it."""
    sql = """SELECT b.bank_bin, b.bank_name, b.number FROM records_bankaccount b
    JOIN records_office o ON o.id = b.office_id
    WHERE (%(path)s = o.path OR %(path)s LIKE o.path || '.%%') AND b.valid_from <= %(day)s
      AND (b.valid_to IS NULL OR b.valid_to > %(day)s) ORDER BY length(o.path) DESC, b.id LIMIT 1"""
    return read_one(PayTo, sql, {"path": office_path, "day": day})
