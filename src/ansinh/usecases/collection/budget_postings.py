"""How bills and transfers of the budgets stand in the books, apart from what employers owe."""

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection.budgets import TransferFacts
from ansinh.records.store.ledger_postings import Entry

FUNDS = {"hi": Fund.HI, "vsi": Fund.VSI}


def received(transfer: TransferFacts, office_path: str) -> list[Entry]:
    """Return the postings of a transfer: out of suspense, through the clearing account, onto the budget's debt."""
    month = Month.containing(transfer.received_on)
    pool = Entry(
        period=ledger_postings.first_open(office_path, month).first_day, office=transfer.office, holder=0, fund=0,
        kind=Kind.BUDGET_RECEIVED, concerns=transfer.quarter, debit=Chart.SUSPENSE, credit=Chart.CLEARING,
        amount=transfer.amount, cause=transfer.id,
    )  # fmt: skip
    fund = pool._replace(fund=FUNDS[transfer.scheme], debit=Chart.CLEARING, credit=Chart.RECEIVABLE_BUDGET)
    return [pool, fund]
