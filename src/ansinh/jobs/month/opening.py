"""What a partition starts from: balances carried forward, and what others posted into the month before the freeze."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import EMPLOYER_FUNDS, Fund
from ansinh.core.money import DongColumn
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.domain.ledger.items import Items, merge
from ansinh.jobs.month.frame import Frame
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.bulk.spells import AccountRange
from ansinh.records.store.ledger.books import FUND_NAMES, carried, month_numbers, open_items, posted_by_others
from ansinh.records.store.ledger.facts import AccountFacts

FUNDS = 6  # columns of a table by fund: its number; 0 (the pool) stays empty


@dataclass(slots=True)
class Opening:
    """Balances by account (a,) and by account and fund (a, 6), dong, before the run posts anything.

    owed, interest_owed, overpaid and people are those of the end of the month before. What others posted into this
    month: `items` has it already, `pool` too; adjusted, interest, paid, interest_paid, received are its parts.
    """

    items: Items
    owed: DongColumn
    interest_owed: DongColumn
    overpaid: DongColumn
    people: DongColumn
    pool: DongColumn
    received: DongColumn
    adjusted: DongColumn
    interest: DongColumn
    paid: DongColumn
    interest_paid: DongColumn


def read_opening(door: Door, frame: Frame, accounts: AccountRange, known: AccountFacts) -> Opening:
    """Read what the accounts of a partition start from."""
    before = frame.period.plus(-1)
    opening = _carried(carried(door, accounts, before), known)
    rows = open_items(door, accounts, before)
    posted = posted_by_others(door, accounts, frame.period, frame.run)
    _add_posted(opening, posted, known)
    opening.items = merge((_items(rows), _principal(posted)))
    return opening


def table(known: AccountFacts, account: NDArray[np.int64], fund: Column, amount: DongColumn) -> DongColumn:
    """Return amounts summed by account (row in the order of `known`) and fund (column), (a, 6)."""
    sums = np.zeros((known.account.size, FUNDS), dtype=np.int64)
    np.add.at(sums, (known.at(account), fund), amount)
    return sums


def _carried(sheets: dict[str, Column], known: AccountFacts) -> Opening:
    """Return the balances that the sheets of the month before carried forward."""
    size, at = known.account.size, known.at(sheets["account"])

    def by_fund(what: str) -> DongColumn:
        out = np.zeros((size, FUNDS), dtype=np.int64)
        for fund, name in zip(EMPLOYER_FUNDS, FUND_NAMES, strict=True):
            out[at, int(fund)] = sheets[f"{name}_{what}"]
        return out

    def by_account(name: str) -> DongColumn:
        out = np.zeros(size, dtype=np.int64)
        out[at] = sheets[name]
        return out

    overpaid = by_account("overpaid")
    none = np.zeros((size, FUNDS), dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    return Opening(
        items=Items(nothing, nothing.astype(np.int16), nothing.astype(np.int32), nothing),
        owed=by_fund("owed"),
        interest_owed=by_fund("interest_owed"),
        overpaid=overpaid,
        people=by_account("people"),
        pool=overpaid.copy(),
        received=np.zeros(size, dtype=np.int64),
        adjusted=none.copy(),
        interest=none.copy(),
        paid=none.copy(),
        interest_paid=none.copy(),
    )


def _add_posted(opening: Opening, posted: dict[str, Column], known: AccountFacts) -> None:
    """Sort the postings of others into what they mean for the accounts."""
    principal, late, pool = (
        _change(posted, chart) for chart in (Chart.RECEIVABLE, Chart.RECEIVABLE_INTEREST, Chart.UNSPREAD)
    )
    kind = posted["kind"]

    def sums(amount: DongColumn, rows: NDArray[np.bool_]) -> DongColumn:
        return table(known, posted["holder"][rows], posted["fund"][rows], amount[rows])

    spread, spread_interest = kind == int(Kind.SPREAD_PRINCIPAL), kind == int(Kind.SPREAD_INTEREST)
    opening.adjusted += sums(principal, ~spread)
    opening.paid -= sums(principal, spread)
    opening.interest += sums(late, ~spread_interest)
    opening.interest_paid -= sums(late, spread_interest)
    opening.pool -= sums(pool, kind >= 0)[:, int(Fund.CASH)]
    opening.received -= sums(pool, kind != int(Kind.SPREAD_POOL))[:, int(Fund.CASH)]


def _change(posted: dict[str, Column], chart: Chart) -> DongColumn:
    """Return by how much each posting raises (debit) or lowers (credit) the balance of `chart`."""
    raised = posted["debit"] == int(chart)
    lowered = posted["credit"] == int(chart)
    change: DongColumn = posted["amount"] * (raised.astype(np.int64) - lowered)
    return change


def _items(rows: dict[str, Column]) -> Items:
    """Return open items as read."""
    return Items(rows["account"], rows["fund"], month_numbers(rows["concerns"]), rows["amount"])


def _principal(posted: dict[str, Column]) -> Items:
    """Return what others posted to the principal of accounts, as items."""
    return Items(posted["holder"], posted["fund"], month_numbers(posted["concerns"]), _change(posted, Chart.RECEIVABLE))
