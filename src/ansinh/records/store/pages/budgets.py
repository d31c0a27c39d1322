"""Transfers of the finance departments as pages show them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer of a budget for a quarter, or one that was undone."""

    id: UUID
    payer: str
    scheme: str
    quarter: dt.date
    group: str
    received_on: dt.date
    amount: int
    document: str
    recorded_by: str
    undone_at: dt.datetime | None
    undone_by: str
    undone_why: str
    office_path: str


TRANSFERS = """
SELECT t.id, t.payer, t.scheme, t.quarter, t."group", t.received_on, t.amount, t.document, t.recorded_by, t.undone_at,
       t.undone_by, t.undone_why, o.path AS office_path
FROM records_budgettransfer t JOIN records_office o ON o.id = t.office_id
"""


def transfer(number: UUID) -> TransferRow | None:
    """Return one transfer, or None."""
    return read_one(TransferRow, TRANSFERS + "WHERE t.id = %(id)s", {"id": number})


def transfers(offices: list[int], limit: int) -> list[TransferRow]:
    """Return the latest transfers received by `offices`, also those undone."""
    where = "WHERE t.office_id = ANY(%(offices)s) ORDER BY t.received_on DESC, t.id LIMIT %(limit)s"
    return read(TransferRow, TRANSFERS + where, {"offices": offices, "limit": limit})
