"""The door to bills of the budgets and transfers of the finance department."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from ansinh.core.money import Dong
from ansinh.records.models import BudgetTransfer


class TransferFacts(NamedTuple):
    """Money of a budget for a quarter; `group` "" where the paper names none, `line` None where it came another way."""

    id: uuid.UUID
    office: int
    line: uuid.UUID | None
    payer: str
    scheme: str
    quarter: dt.date
    group: str
    received_on: dt.date
    amount: Dong
    document: str
    recorded_by: str


def keep_transfers(transfers: Iterable[TransferFacts]) -> None:
    """Keep transfers; a bank line is one transfer at most."""
    BudgetTransfer.objects.bulk_create(
        BudgetTransfer(
            id=t.id, office_id=t.office, line_id=t.line, payer=t.payer, scheme=t.scheme, quarter=t.quarter,
            group=t.group, received_on=t.received_on, amount=t.amount, document=t.document, recorded_by=t.recorded_by,
        )
        for t in transfers
    )  # fmt: skip
