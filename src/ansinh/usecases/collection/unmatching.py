"""The postings that undo a match: never a change of what stands, always its reverse in the open month."""

import datetime as dt
from collections.abc import Iterator

from ansinh.core.period import Month
from ansinh.domain.collection.unspread import Spread, take_back
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.ledger_postings import Entry

KINDS = (Kind.SPREAD_PRINCIPAL, Kind.SPREAD_INTEREST)


def reverse_match(posting: Entry, period: dt.date) -> list[Entry]:
    """Return the postings that undo the match `posting` in the open month `period`.

    What is no longer waiting to be spread is first taken back from the funds: the debts it paid stand open again.
    """
    waiting = -ledger_postings.balance(Chart.UNSPREAD, posting.holder)
    missing = posting.amount - waiting
    back = take_back(_spread(posting.holder), missing) if missing > 0 else []
    return [*_unspread(back, posting, period), posting.reversed(period)]


def _spread(holder: int) -> Iterator[Spread]:
    """Yield what stands spread of the holder's money, the latest month first."""
    net: dict[tuple[int, int, bool], int] = {}
    for entry in ledger_postings.of_holder(holder, KINDS):
        key = (entry.fund, Month.containing(entry.concerns).number, entry.kind is Kind.SPREAD_INTEREST)
        net[key] = net.get(key, 0) + (entry.amount if entry.debit is Chart.CLEARING else -entry.amount)
    for (fund, concerns, interest), amount in sorted(net.items(), key=lambda item: (-item[0][1], item[0])):
        if amount > 0:
            yield Spread(fund, concerns, interest, amount)


def _unspread(back: list[Spread], posting: Entry, period: dt.date) -> Iterator[Entry]:
    """Yield the postings that bring spread money back to what waits to be spread."""
    if not back:
        return
    for item in back:
        yield posting._replace(
            period=period, fund=item.fund, kind=KINDS[item.interest], concerns=Month(item.concerns).first_day,
            debit=Chart.RECEIVABLE_INTEREST if item.interest else Chart.RECEIVABLE, credit=Chart.CLEARING,
            amount=item.amount,
        )  # fmt: skip
    pool = sum(item.amount for item in back)
    yield posting._replace(
        period=period, kind=Kind.SPREAD_POOL, debit=Chart.CLEARING, credit=Chart.UNSPREAD, amount=pool
    )
