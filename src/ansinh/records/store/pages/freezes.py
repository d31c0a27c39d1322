"""What is frozen: months by office with who froze and closed them, and what a later close changed in earlier months."""

import datetime as dt
from dataclasses import dataclass

from ansinh.domain.ledger.chart import Kind
from ansinh.records.store.pages.rows import read


@dataclass(frozen=True, slots=True)
class Freeze:
    """One month of one office: its state, when its facts were frozen and by whom, when closed, signed by whom."""

    office_code: str
    office_name: str
    period: dt.date
    state: str
    frozen_at: dt.datetime | None
    frozen_by: str
    frozen_at_office: str
    closed_at: dt.datetime | None
    collection_signed_by: str
    accounting_signed_by: str


_FREEZES = """
SELECT o.code AS office_code, o.name AS office_name, m.period, m.state, r.known_at AS frozen_at,
       coalesce(r.actor, '') AS frozen_by, coalesce(p.code, '') AS frozen_at_office, m.closed_at,
       m.collection_signed_by, m.accounting_signed_by
FROM records_monthstate m JOIN records_office o ON o.id = m.office_id
LEFT JOIN records_run r ON r.id = m.run_id LEFT JOIN records_office p ON p.id = r.office_id
"""


def freezes(offices: list[int], office: str, state: str, limit: int) -> list[Freeze]:
    """Return the months of `offices` (one of them by code, one state: where said), latest month first."""
    where = """WHERE m.office_id = ANY(%(offices)s) AND (%(office)s = '' OR o.code = %(office)s)
      AND (%(state)s = '' OR m.state = %(state)s) ORDER BY m.period DESC, o.path LIMIT %(limit)s"""
    return read(Freeze, _FREEZES + where, {"offices": offices, "office": office, "state": state, "limit": limit})


@dataclass(frozen=True, slots=True)
class Reopened:
    """An earlier month that a close assessed again: postings, accounts, and what is due more (less if negative)."""

    concerns: dt.date
    postings: int
    accounts: int
    amount: int


def reopened(offices: list[int], period: dt.date) -> list[Reopened]:
    """Return the earlier months whose differences the close of `period` posted, latest first; dong."""
    sql = """SELECT concerns, count(*) AS postings, count(DISTINCT holder) AS accounts,
      sum(CASE WHEN debit = 131 THEN amount ELSE -amount END)::bigint AS amount
    FROM records_posting WHERE period = %(period)s AND kind = %(kind)s AND office_id = ANY(%(offices)s)
    GROUP BY concerns ORDER BY concerns DESC"""
    return read(Reopened, sql, {"offices": offices, "period": period, "kind": int(Kind.ADJUSTED)})


@dataclass(frozen=True, slots=True)
class Changed:
    """An account whose earlier month was assessed again."""

    code: str
    name: str
    postings: int
    amount: int


def changed(offices: list[int], period: dt.date, concerns: dt.date, limit: int) -> list[Changed]:
    """Return the accounts behind one line of `reopened`, the largest difference first."""
    sql = """SELECT a.code, a.name, count(*) AS postings,
      sum(CASE WHEN p.debit = 131 THEN p.amount ELSE -p.amount END)::bigint AS amount
    FROM records_posting p JOIN records_employeraccount a ON a.id = p.holder
    WHERE p.period = %(period)s AND p.concerns = %(concerns)s AND p.kind = %(kind)s AND p.office_id = ANY(%(offices)s)
    GROUP BY a.code, a.name ORDER BY abs(sum(CASE WHEN p.debit = 131 THEN p.amount ELSE -p.amount END)) DESC, a.code
    LIMIT %(limit)s"""
    asked = {"offices": offices, "period": period, "concerns": concerns, "kind": int(Kind.ADJUSTED), "limit": limit}
    return read(Changed, sql, asked)
