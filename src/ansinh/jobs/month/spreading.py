"""Spreading receipts over what is owed: the lawful order as columns, one waterfall for all accounts at once."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn
from ansinh.domain.ledger.items import Items
from ansinh.jobs.month.facts import AccountFacts
from ansinh.jobs.month.opening import FUNDS
from ansinh.law.values import Values

MEMBERS = {"hi": (Fund.HI,), "ui": (Fund.UI,), "oad": (Fund.OAD,), "si": (Fund.RS, Fund.SM)}
INTEREST = "interest"


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
    """Return positive items and interest (a, 6) in the order of `allocation.order` on a day; oldest month first in each."""
    known, values, day = law
    steps = [step.lower() for step in values.get("allocation.order", day).listed]
    rank = np.zeros(FUNDS, dtype=np.int64)
    for step, name in enumerate(steps):
        for fund in MEMBERS.get(name, ()):
            rank[int(fund)] = step
    owner, fund = np.nonzero(interest_owed)
    position = np.concatenate((known.at(items.account), owner))
    funds = np.concatenate((items.fund, fund.astype(np.int16)))
    concerns = np.concatenate((items.concerns, np.zeros(owner.size, dtype=np.int32)))
    late = np.concatenate((np.zeros(items.amount.size, dtype=np.bool_), np.ones(owner.size, dtype=np.bool_)))
    amount = np.concatenate((items.amount, interest_owed[owner, fund]))
    step_of = np.where(late, steps.index(INTEREST), rank[funds])
    order = np.lexsort((funds, concerns, step_of, position))
    return Dues(position[order], funds[order], concerns[order], late[order], amount[order])


def pay_in_order(dues: Dues, pool: DongColumn) -> Payment:
    """Return what `pool` (a,) dong pays of `dues`: each takes what those before it of its account have left."""
    through = np.cumsum(dues.amount)
    before = through - dues.amount
    if before.size:
        starts = np.searchsorted(dues.position, dues.position)
        before -= before[starts]
    paid = np.clip(pool[dues.position] - before, 0, dues.amount)
    left = pool.copy()
    np.subtract.at(left, dues.position, paid)
    return Payment(dues, paid, left)


def _by_fund(position: NDArray[np.intp], fund: NDArray[np.int16], amount: DongColumn, accounts: int) -> DongColumn:
    """Return amounts by account and fund, (a, 6)."""
    sums = np.zeros((accounts, FUNDS), dtype=np.int64)
    np.add.at(sums, (position, fund), amount)
    return sums
