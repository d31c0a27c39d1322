"""How bills and transfers of the budgets stand in the books, apart from what employers owe."""

import uuid
from collections.abc import Sequence

from ansinh.core.fund import Fund
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.collection.budget import BillKey, Share
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection.budgets import TransferFacts
from ansinh.records.store.ledger_postings import Entry

FUNDS = {"hi": Fund.HI, "vsi": Fund.VSI}


def billed(bill: uuid.UUID, key: BillKey, quarter: Month, difference: Dong, period: Month) -> list[Entry]:
    """Return the posting of a bill, or of the difference of its new version (either direction), in `period`."""
    if difference == 0:
        return []
    more = difference > 0
    debit, credit = Chart.RECEIVABLE_BUDGET, Chart.CONTRIBUTIONS
    return [
        Entry(
            period=period.first_day, office=key.office, holder=0, fund=FUNDS[key.scheme], kind=Kind.BUDGET_BILLED,
            concerns=quarter.first_day, debit=debit if more else credit, credit=credit if more else debit,
            amount=abs(difference), cause=bill,
        )
    ]  # fmt: skip


def received(transfer: TransferFacts, office_path: str, shares: Sequence[Share]) -> list[Entry]:
    """Return the postings of a transfer: out of suspense, through the clearing account, onto the debt of each bill."""
    month = Month.containing(transfer.received_on)
    pool = Entry(
        period=ledger_postings.first_open(office_path, month).first_day, office=transfer.office, holder=0, fund=0,
        kind=Kind.BUDGET_RECEIVED, concerns=transfer.quarter, debit=Chart.SUSPENSE, credit=Chart.CLEARING,
        amount=transfer.amount, cause=transfer.id,
    )  # fmt: skip
    fund = pool._replace(fund=FUNDS[transfer.scheme], debit=Chart.CLEARING, credit=Chart.RECEIVABLE_BUDGET)
    return [pool, *(fund._replace(office=share.office, amount=share.amount) for share in shares)]
