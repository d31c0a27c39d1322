"""Spreading receipts over what is owed: the lawful order as columns, one waterfall for all accounts at once."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.domain.collection.allocate import lawful_order, waterfall
from ansinh.domain.ledger.items import Items
from ansinh.jobs.month.opening import FUNDS
from ansinh.law.values import Values
from ansinh.records.store.ledger.facts import AccountFacts


@dataclass(frozen=True, slots=True)
class Dues:
    """Principal and interest of all accounts in the order in which money pays them: by account, then lawfully.

    position (n,) is the row of the account, fund (n,), concerns (n,) month number (0 for interest), interest (n,) bool.
    """

    position: NDArray[np.intp]
    fund: NDArray[np.int16]
    concerns: NDArray[np.int32]
    interest: NDArray[np.bool_]
    amount: DongColumn


@dataclass(frozen=True, slots=True)
class Payment:
    """How much of each of `dues` is paid, (n,) dong, and what is left of the money of each account, (a,)."""

    dues: Dues
    paid: DongColumn
    left: DongColumn

    def principal_table(self, known: AccountFacts) -> DongColumn:
        """Return the principal paid by account and fund, (a, 6)."""
        rows = ~self.dues.interest
        return _by_fund(self.dues.position[rows], self.dues.fund[rows], self.paid[rows], known.account.size)

    def interest_table(self, known: AccountFacts) -> DongColumn:
        """Return the interest paid by account and fund, (a, 6)."""
        rows = self.dues.interest
        return _by_fund(self.dues.position[rows], self.dues.fund[rows], self.paid[rows], known.account.size)


def in_lawful_order(items: Items, interest_owed: DongColumn, law: tuple[AccountFacts, Values, dt.date]) -> Dues:
    """Return positive items and interest (a, 6) in the order of `allocation.order` on a day; oldest month first."""
    known, values, day = law
    steps = [step.lower() for step in values.get("allocation.order", day).listed]
    owner, fund = np.nonzero(interest_owed)
    position = np.concatenate((known.at(items.account), owner))
    funds = np.concatenate((items.fund, fund.astype(np.int16)))
    concerns = np.concatenate((items.concerns, np.zeros(owner.size, dtype=np.int32)))
    late = np.concatenate((np.zeros(items.amount.size, dtype=np.bool_), np.ones(owner.size, dtype=np.bool_)))
    amount = np.concatenate((items.amount, interest_owed[owner, fund]))
    order = lawful_order(position, (funds, concerns, late), steps)
    return Dues(position[order], funds[order], concerns[order], late[order], amount[order])


def pay_in_order(dues: Dues, pool: DongColumn) -> Payment:
    """Return what `pool` (a,) dong pays of `dues`: each takes what those before it of its account have left."""
    paid = waterfall(dues.position, dues.amount, pool)
    left = pool.copy()
    np.subtract.at(left, dues.position, paid)
    return Payment(dues, paid, left)


def _by_fund(position: NDArray[np.intp], fund: NDArray[np.int16], amount: DongColumn, accounts: int) -> DongColumn:
    """Return amounts by account and fund, (a, 6)."""
    sums = np.zeros((accounts, FUNDS), dtype=np.int64)
    np.add.at(sums, (position, fund), amount)
    return sums
