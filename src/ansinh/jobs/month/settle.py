"""Settling a partition: what is due, what of it is paid, what stays open; every movement of money of the run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import EMPLOYER_FUNDS, Fund
from ansinh.core.money import DongColumn
from ansinh.domain.ledger.chart import Kind
from ansinh.domain.ledger.items import Items, merge
from ansinh.domain.ledger.movements import Movements, health_by_sickness, move
from ansinh.jobs.month.frame import Frame
from ansinh.jobs.month.opening import FUNDS, Opening, table
from ansinh.jobs.month.retro import Differences
from ansinh.jobs.month.spreading import Dues, in_lawful_order, pay_in_order
from ansinh.law.interest import daily_since
from ansinh.records.store.ledger.books import FUND_NAMES
from ansinh.records.store.ledger.facts import AccountFacts
from ansinh.usecases.ledger.assess import AssessedMonth


@dataclass(frozen=True, slots=True)
class Settled:
    """Figures by account and fund (a, 6) or account (a,), dong, the items that stay open and all movements."""

    due: DongColumn
    adjusted: DongColumn
    interest: DongColumn
    paid: DongColumn
    interest_paid: DongColumn
    owed: DongColumn
    interest_owed: DongColumn
    overpaid: DongColumn
    items: Items
    moved: Movements


@dataclass(frozen=True, slots=True)
class Found:
    """What the run found to be due: of the month, for earlier months, due again after suspension, interest (a, 6)."""

    month: AssessedMonth
    earlier: Differences | None
    deferred: dict[str, NDArray[np.int64]]
    interest: DongColumn


def settle(frame: Frame, known: AccountFacts, opening: Opening, dues: Found) -> Settled:
    """Post what is due, take back payments of dues that fell away, spread the money, and sum up."""
    moved = [*_assessed(frame, dues.month), *_adjusted(dues.earlier), _due_again(frame, known, dues)]
    principal = merge((opening.items, *(_as_items(part) for part in moved)))
    back = principal.where(principal.amount < 0)
    pool = opening.pool.copy()
    np.subtract.at(pool, known.at(back.account), back.amount)
    interest_before = opening.interest_owed + opening.interest - opening.interest_paid
    daily = frame.period >= daily_since(frame.values)  # then interest is reckoned after the money of the month
    payable = interest_before + (0 if daily else dues.interest)
    ordered = in_lawful_order(
        principal.where(principal.amount > 0), payable, (known, frame.values, frame.period.last_day)
    )
    payment = pay_in_order(ordered, pool)
    late = pay_in_order(
        in_lawful_order(
            _none(), dues.interest if daily else np.zeros_like(payable), (known, frame.values, frame.period.last_day)
        ),
        payment.left,
    )
    by_item = _paid_items(known, payment.dues, payment.paid)
    net_paid = merge((by_item, back))
    interest_paid = payment.interest_table(known) + late.interest_table(known)
    return _sum_up(frame, known, (opening, dues), (moved, principal, net_paid, interest_paid, late.left))


def _sum_up(
    frame: Frame,
    known: AccountFacts,
    given: tuple[Opening, Found],
    found: tuple[list[Movements], Items, Items, DongColumn, DongColumn],
) -> Settled:
    """Return the figures of the month from what was given and found."""
    opening, dues = given
    moved, principal, net_paid, interest_paid, left = found
    items = merge((principal, Items(net_paid.account, net_paid.fund, net_paid.concerns, -net_paid.amount)))
    due, adjusted = _tables(known, moved)
    every = [
        *moved,
        _interest_moves(frame, known, dues.interest),
        *_spread_moves(frame, known, net_paid, interest_paid),
    ]
    return Settled(
        due=due,
        adjusted=adjusted + opening.adjusted,
        interest=dues.interest + opening.interest,
        paid=opening.paid + table(known, net_paid.account, net_paid.fund, net_paid.amount),
        interest_paid=opening.interest_paid + interest_paid,
        owed=table(known, items.account, items.fund, items.amount),
        interest_owed=opening.interest_owed + opening.interest - opening.interest_paid + dues.interest - interest_paid,
        overpaid=left,
        items=items,
        moved=Movements.join(every).by_holder(),
    )


def _assessed(frame: Frame, month: AssessedMonth) -> list[Movements]:
    """Return the movements of the month itself."""
    account, concerns = month.packed.account, frame.period.number
    moved = [
        move(Kind.ASSESSED, account, int(fund), concerns, month.total(name))
        for fund, name in zip(EMPLOYER_FUNDS, FUND_NAMES, strict=True)
    ]
    moved.append(move(Kind.DEFERRED, account, int(Fund.RS), concerns, month.total("rs_deferred")))
    moved.append(health_by_sickness(account, concerns, month.total("hi_by_sm")))
    return moved


def _adjusted(earlier: Differences | None) -> list[Movements]:
    """Return the movements of earlier months that changed."""
    if earlier is None:
        return []
    moved = [
        move(Kind.ADJUSTED, earlier.account, int(fund), earlier.month, earlier.of(name))
        for fund, name in zip(EMPLOYER_FUNDS, FUND_NAMES, strict=True)
    ]
    moved.append(move(Kind.DEFERRED, earlier.account, int(Fund.RS), earlier.month, earlier.of("rs_deferred")))
    moved.append(health_by_sickness(earlier.account, earlier.month, earlier.of("hi_by_sm")))
    return moved


def _due_again(frame: Frame, known: AccountFacts, dues: Found) -> Movements:
    """Return what a suspension that has ended deferred: due again in the month after its end (contributions.md 14).

    It concerns the month whose ordinary last day for payment is the last day of the month after the end.
    """
    balance = np.zeros(known.account.size, dtype=np.int64)
    here = known.holds(dues.deferred["holder"])
    np.add.at(balance, known.at(dues.deferred["holder"][here]), dues.deferred["amount"][here])
    np.add.at(balance, known.at(dues.month.packed.account), dues.month.total("rs_deferred"))
    if dues.earlier is not None:
        np.add.at(balance, known.at(dues.earlier.account), dues.earlier.of("rs_deferred"))
    balance[known.covered(known.suspension, frame.period.first_day) >= 0] = 0
    concerns = frame.period.plus(-1 if frame.period >= daily_since(frame.values) else 0).number
    return move(Kind.DUE_AGAIN, known.account, int(Fund.RS), concerns, balance)


def _as_items(moved: Movements) -> Items:
    """Return movements that touch the principal owed, as items."""
    sign = (moved.debit == 131).astype(np.int64) - (moved.credit == 131)
    rows = sign != 0
    return Items(moved.holder[rows], moved.fund[rows], moved.concerns[rows], (moved.amount * sign)[rows])


def _tables(known: AccountFacts, moved: list[Movements]) -> tuple[DongColumn, DongColumn]:
    """Return what is due for the month itself and the differences for earlier months, by account and fund."""
    sums = np.zeros((2, known.account.size, FUNDS), dtype=np.int64)
    for part in moved:
        if len(part):
            items = _as_items(part)
            sums[int(part.kind[0] != int(Kind.ASSESSED))] += table(known, items.account, items.fund, items.amount)
    return sums[0], sums[1]


def _paid_items(known: AccountFacts, dues: Dues, paid: DongColumn) -> Items:
    """Return the principal that was paid, as items."""
    rows = ~dues.interest & (paid > 0)
    return Items(known.account[dues.position[rows]], dues.fund[rows], dues.concerns[rows], paid[rows])


def _interest_moves(frame: Frame, known: AccountFacts, interest: DongColumn) -> Movements:
    """Return the late interest of the month as movements."""
    row, fund = np.nonzero(interest)
    return move(Kind.INTEREST, known.account[row], fund, frame.period.number, interest[row, fund])


def _spread_moves(frame: Frame, known: AccountFacts, net_paid: Items, interest_paid: DongColumn) -> list[Movements]:
    """Return the legs of spreading: out of the pool, and into each fund."""
    row, fund = np.nonzero(interest_paid)
    spent = table(known, net_paid.account, net_paid.fund, net_paid.amount).sum(axis=1) + interest_paid.sum(axis=1)
    return [
        move(Kind.SPREAD_POOL, known.account, int(Fund.CASH), frame.period.number, spent),
        move(Kind.SPREAD_PRINCIPAL, net_paid.account, net_paid.fund, net_paid.concerns, net_paid.amount),
        move(Kind.SPREAD_INTEREST, known.account[row], fund, frame.period.number, interest_paid[row, fund]),
    ]


def _none() -> Items:
    """Return no item."""
    nothing = np.zeros(0, dtype=np.int64)
    return Items(nothing, nothing.astype(np.int16), nothing.astype(np.int32), nothing)
