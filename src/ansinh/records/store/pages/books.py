"""The books of one employer account: closing sheets, open items, postings, receipts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ansinh.core.fund import EMPLOYER_FUNDS, Fund
from ansinh.records.store.pages.rows import read
from ansinh.records.store.pages.work import FILINGS, FilingRow

MEASURES = ("due", "adjusted", "interest", "paid", "interest_paid", "owed", "interest_owed")


@dataclass(frozen=True, slots=True)
class FundLine:
    """One fund in a closing sheet (dong)."""

    fund: Fund
    due: int
    adjusted: int
    interest: int
    paid: int
    interest_paid: int
    owed: int
    interest_owed: int

    @property
    def brought(self) -> int:
        """What was owed at the beginning of the month, principal and interest."""
        moved = self.due + self.adjusted + self.interest - self.paid - self.interest_paid
        return self.owed + self.interest_owed - moved

    @property
    def left(self) -> int:
        """What is owed at the end of the month, principal and interest."""
        return self.owed + self.interest_owed


@dataclass(frozen=True, slots=True)
class Sheet:
    """The closing sheet of an account and month."""

    period: dt.date
    people: int
    people_up: int
    people_down: int
    payroll: int
    received: int
    overpaid: int
    deferred: int
    forgone: int
    debt_class: int
    oldest_owed: dt.date | None
    funds: tuple[FundLine, ...]

    def total(self, name: str) -> int:
        """Return the sum of one measure over the funds."""
        return sum(getattr(line, name) for line in self.funds)

    @property
    def due(self) -> int:
        """Assessed for the month itself."""
        return self.total("due")

    @property
    def adjusted(self) -> int:
        """Differences for earlier months."""
        return self.total("adjusted")

    @property
    def interest(self) -> int:
        """Late interest of the month."""
        return self.total("interest")

    @property
    def paid(self) -> int:
        """Allocated, principal and interest."""
        return self.total("paid") + self.total("interest_paid")

    @property
    def brought(self) -> int:
        """Owed at the beginning."""
        return self.total("brought")

    @property
    def left(self) -> int:
        """Owed at the end, principal and interest."""
        return self.total("left")


def _columns() -> str:
    """Return the measures fund after fund."""
    names = [f"s.{fund.name.lower()}_{measure}" for fund in EMPLOYER_FUNDS for measure in MEASURES]
    return ", ".join(names)


SHEETS = f"""
SELECT s.period, s.people, s.people_up, s.people_down, s.payroll_si AS payroll, s.received, s.overpaid,
       s.rs_deferred AS deferred, s.relief68_forgone + s.relief116_forgone AS forgone, s.debt_class, s.oldest_owed,
       ARRAY[{_columns()}] AS funds
FROM records_accountmonth s WHERE s.account_id = %(account)s AND s.period <= %(last)s
ORDER BY s.period DESC LIMIT %(limit)s
"""  # noqa: S608 - made of the names of funds


def sheets(account: int, last: dt.date, limit: int) -> list[Sheet]:
    """Return the closing sheets of `account` up to `last`, latest first."""
    return read(_sheet, SHEETS, {"account": account, "last": last, "limit": limit})  # type: ignore[arg-type] # a maker of Sheet reads like its class


def _sheet(funds: list[int], **head: Any) -> Sheet:  # noqa: ANN401 - the other columns, as Sheet names them
    """Return one row as a sheet: `funds` holds the measures fund after fund."""
    width = len(MEASURES)
    lines = [FundLine(fund, *funds[at * width : (at + 1) * width]) for at, fund in enumerate(EMPLOYER_FUNDS)]
    return Sheet(**head, funds=tuple(lines))


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    """Principal still owed for one fund and contribution month."""

    fund: int
    concerns: dt.date
    amount: int


def open_items(account: int, period: dt.date) -> list[OpenItemRow]:
    """Return what is still owed at the end of `period`, oldest first."""
    sql = """SELECT fund, concerns, amount FROM records_openitem WHERE account = %(account)s AND period = %(period)s
    ORDER BY concerns, fund"""
    return read(OpenItemRow, sql, {"account": account, "period": period})


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One posting: amount from credit to debit inside a fund."""

    id: int
    period: dt.date
    fund: int
    kind: int
    concerns: dt.date
    debit: int
    credit: int
    amount: int
    posted_at: dt.datetime


POSTINGS = """
SELECT id, period, fund, kind, concerns, debit, credit, amount, posted_at FROM records_posting
WHERE holder = %(account)s AND (%(after)s = 0 OR (period, id) < (%(period)s::date, %(after)s))
ORDER BY period DESC, id DESC LIMIT %(limit)s
"""


def postings(account: int, after: tuple[dt.date, int] | None, limit: int) -> list[PostingRow]:
    """Return the postings of `account` before (period, id), latest first."""
    period, last = after or (dt.date(9999, 1, 1), 0)
    return read(PostingRow, POSTINGS, {"account": account, "after": last, "period": period, "limit": limit})


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """Money matched to an account."""

    id: UUID
    value_date: dt.date
    amount: int
    reference: str
    payer_name: str
    text: str
    rule: str
    score: int
    period: dt.date
    matched_by: str
    undone_at: dt.datetime | None


def receipts(account: int, limit: int) -> list[ReceiptRow]:
    """Return the receipts of `account`, latest first."""
    sql = """SELECT m.id, l.value_date, m.amount, l.reference, l.payer_name, l.text, m.rule, m.score, m.period,
      m.matched_by, m.undone_at
    FROM records_bankmatch m JOIN records_bankline l ON l.id = m.line_id
    WHERE m.account_id = %(account)s ORDER BY m.period DESC, l.value_date DESC, m.id LIMIT %(limit)s"""
    return read(ReceiptRow, sql, {"account": account, "limit": limit})


def filings(account: int, limit: int) -> list[FilingRow]:
    """Return the files of `account`, latest first."""
    where = "WHERE f.account_id = %(account)s ORDER BY f.received_at DESC, f.id LIMIT %(limit)s"
    return read(FilingRow, FILINGS + where, {"account": account, "limit": limit})
