"""Bill the budgets for a quarter: what they pay whole, and what they add to what people pay; again = the difference."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.collection.budget import BillFigures, BillKey, add_up, differences, quarter_of
from ansinh.law.health.household import state_period_amount
from ansinh.law.value_files import load
from ansinh.law.values import Values
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import budgets, covered, scope
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.budget_postings import billed


@dataclass(frozen=True, slots=True)
class Billed:
    """Bills in force after the act, how many of them are new versions, what they ask for and what changed (dong)."""

    bills: int
    changed: int
    amount: Dong
    difference: Dong


def bill_quarter(office: str, quarter: Month, *, actor: str, values: Values | None = None) -> Billed:
    """Bill the State's and the local budget for the people under `office` (its code) in the quarter of `quarter`.

    Months that a budget pays whole cost what the law says in each of them; billed again after a change of people or of
    the law, only the difference is posted, as a new version of the bill.
    """
    home, first = scope.office(office), quarter_of(quarter)
    act = Act("collection.bill_quarter", actor, "office", home.code, office=home.path, body={"quarter": str(first)})
    return perform(act, lambda: _bill(home.path, first, values or load()))


def _bill(path: str, quarter: Month, values: Values) -> Billed:
    """Bill a quarter, inside the open transaction."""
    standing = budgets.bills(path, quarter)
    now = add_up([*_paid_whole(path, quarter, values), *covered.shared(path, quarter)])
    changed = differences({key: figures for key, (_, _, figures) in standing.items()}, now)
    at, entries = dt.datetime.now(dt.UTC), []
    for key, (figures, difference) in changed.items():
        old = standing.get(key)
        bill = budgets.replace_bill(old[:2] if old else None, key, quarter, figures, at)
        entries += billed(bill, key, quarter, difference, ledger_postings.first_open(path, quarter.plus(2)))
    ledger_postings.post(entries)
    amount = sum(figures.amount for figures in now.values())
    return Billed(len(now), len(changed), amount, sum(difference for _, difference in changed.values()))


def _paid_whole(path: str, quarter: Month, values: Values) -> Iterator[tuple[BillKey, BillFigures]]:
    """Yield the bills of people whose contribution a budget pays whole: each month at the amount of that month."""
    groups = covered.paid_whole(path, quarter)
    costs = [state_period_amount(quarter.plus(n), 1, values) if groups else 0 for n in range(3)]
    for row in groups:
        counts = (row.first, row.second, row.third)
        amount = sum(count * cost for count, cost in zip(counts, costs, strict=True))
        yield BillKey(row.office, row.payer, "hi", row.group), BillFigures(row.people, sum(counts), amount)
