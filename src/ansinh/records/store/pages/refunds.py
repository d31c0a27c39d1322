"""Refunds as pages show them, and money of stopped employers that waits to be given back."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund: of an employer account's money, or of a line in suspense."""

    id: UUID
    account_code: str | None
    account_name: str | None
    line_id: UUID | None
    payer_name: str | None
    reference: str | None
    amount: int
    ground: str
    state: str
    proposed_by: str
    proposed_at: dt.datetime
    decided_by: str
    decided_at: dt.datetime | None
    reason: str
    paid_on: dt.date | None
    office_name: str
    office_path: str


REFUNDS = """
SELECT r.id, a.code AS account_code, a.name AS account_name, r.line_id, l.payer_name, l.reference, r.amount, r.ground,
       r.state, r.proposed_by, r.proposed_at, r.decided_by, r.decided_at, r.reason, paid.value_date AS paid_on,
       o.name AS office_name, o.path AS office_path
FROM records_refund r
LEFT JOIN records_employeraccount a ON a.id = r.account_id
LEFT JOIN records_bankline l ON l.id = r.line_id
LEFT JOIN records_bankline paid ON paid.id = r.paid_line_id
JOIN records_office o ON o.id = coalesce(a.office_id, l.office_id)
"""


def refund(number: UUID) -> RefundRow | None:
    """Return one refund, or None."""
    return read_one(RefundRow, REFUNDS + "WHERE r.id = %(id)s", {"id": number})


def waiting(offices: list[int], limit: int) -> list[RefundRow]:
    """Return proposed refunds in `offices`, oldest first."""
    where = "WHERE r.state = 'proposed' AND o.id = ANY(%(offices)s) ORDER BY r.proposed_at, r.id LIMIT %(limit)s"
    return read(RefundRow, REFUNDS + where, {"offices": offices, "limit": limit})


def decided(offices: list[int], after: tuple[dt.datetime, UUID] | None, limit: int) -> list[RefundRow]:
    """Return decided refunds in `offices` before (moment, id), latest first."""
    where = """WHERE r.state <> 'proposed' AND o.id = ANY(%(offices)s)
      AND (%(at)s::timestamptz IS NULL OR (r.decided_at, r.id) < (%(at)s::timestamptz, %(id)s::uuid))
    ORDER BY r.decided_at DESC, r.id DESC LIMIT %(limit)s"""
    at, number = after or (None, None)
    return read(RefundRow, REFUNDS + where, {"offices": offices, "at": at, "id": number, "limit": limit})


@dataclass(frozen=True, slots=True)
class Overpaid:
    """An employer that stopped for good while money of it waited to be spread (dong)."""

    code: str
    name: str
    status: str
    amount: int


OVERPAID = """
SELECT a.code, a.name, a.status, m.overpaid AS amount
FROM records_employeraccount a
JOIN records_accountmonth m ON m.account_id = a.id AND m.period = %(period)s
WHERE a.office_id = ANY(%(offices)s) AND a.status = ANY(%(ended)s) AND m.overpaid > 0
  AND NOT EXISTS (SELECT 1 FROM records_refund r WHERE r.account_id = a.id AND r.state = 'proposed')
ORDER BY m.overpaid DESC, a.code LIMIT %(limit)s
"""


def overpaid(offices: list[int], period: dt.date, ended: list[str], limit: int) -> list[Overpaid]:
    """Return accounts whose status is one of `ended` with money not spread at the end of `period`, largest first."""
    return read(Overpaid, OVERPAID, {"offices": offices, "period": period, "ended": ended, "limit": limit})
