"""A death and the money: months paid after it are a claim in the transaction that records it (invariant B7)."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import payroll_deaths
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.benefits.payroll_deaths import PaidAfter
from ansinh.records.store.ledger_postings import Entry


@dataclass(frozen=True, slots=True)
class Claimed:
    """Months paid after a death: how many, dong, and what of it came back already."""

    months: int = 0
    amount: Dong = 0
    back: Dong = 0


def claim(stopping: Sequence[tuple[int, dt.date]], noticed: dt.date) -> Claimed:
    """Claim what pensions (id, first month not due) were paid too long; inside the act that then stops them."""
    return _claimed(payroll_deaths.paid_after(stopping), noticed)


def claim_behind(batch: Batch) -> Claimed:
    """Claim what a batch paid to people whose death was recorded while it was being written; inside its last act."""
    return _claimed(payroll_deaths.written_behind(batch), batch.month.first_day)


def _claimed(paid: list[PaidAfter], noticed: dt.date) -> Claimed:
    """Keep and post the claim."""
    causes = payroll_deaths.claim(paid)
    ledger_postings.post(list(_postings(paid, causes, noticed)))
    return Claimed(len(paid), sum(one.monthly for one in paid), sum(one.back for one in paid))


def _postings(paid: list[PaidAfter], causes: dict[int, uuid.UUID], noticed: dt.date) -> Iterator[Entry]:
    """Yield what a claim moves: paid months are no expense, what came back settles the claim on them.

    It stands in the month of the notice, or in the one after the last month paid where the register told nobody.
    """
    last = max((Month.containing(one.month) for one in paid), default=Month.containing(noticed))
    month = min(Month.containing(noticed), last.plus(1))
    period = {path: ledger_postings.first_open(path, month) for path in sorted({one.path for one in paid})}
    for one in paid:
        moved = (
            (Kind.BENEFIT_OVERPAID, Chart.OVERPAID, Chart.BENEFITS, one.monthly),
            (Kind.BENEFIT_RECOVERED, Chart.PAYABLE, Chart.OVERPAID, one.back),
        )
        for kind, debit, credit, amount in moved:
            if amount:
                yield Entry(
                    period=period[one.path].first_day, office=one.office, holder=0, fund=one.fund, kind=kind,
                    concerns=one.month, debit=debit, credit=credit, amount=amount, cause=causes[one.pension],
                )  # fmt: skip
