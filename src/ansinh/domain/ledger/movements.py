"""Movements of money as columns: what the month run posts. Kinds know their pair of accounts, signs choose sides."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn
from ansinh.domain.ledger.chart import Chart, Kind

PAIRS: dict[Kind, tuple[Chart, Chart]] = {  # (debit, credit) of a positive amount
    Kind.ASSESSED: (Chart.RECEIVABLE, Chart.CONTRIBUTIONS),
    Kind.ADJUSTED: (Chart.RECEIVABLE, Chart.CONTRIBUTIONS),
    Kind.INTEREST: (Chart.RECEIVABLE_INTEREST, Chart.INTEREST),
    Kind.SPREAD_POOL: (Chart.UNSPREAD, Chart.CLEARING),
    Kind.SPREAD_PRINCIPAL: (Chart.CLEARING, Chart.RECEIVABLE),
    Kind.SPREAD_INTEREST: (Chart.CLEARING, Chart.RECEIVABLE_INTEREST),
    Kind.DEFERRED: (Chart.DEFERRED, Chart.CONTRIBUTIONS),
    Kind.DUE_AGAIN: (Chart.RECEIVABLE, Chart.DEFERRED),
}
BY_SICKNESS_FUND = (Chart.BENEFITS, Chart.CLEARING)  # the leg of sm of HEALTH_BY_SICKNESS
TO_HEALTH_FUND = (Chart.CLEARING, Chart.CONTRIBUTIONS)  # the leg of hi


@dataclass(frozen=True, slots=True)
class Movements:
    """Postings to be made, (n,): holder int64, fund, kind, debit, credit int16, concerns (Month.number), amount > 0."""

    holder: NDArray[np.int64]
    fund: NDArray[np.int16]
    kind: NDArray[np.int16]
    concerns: NDArray[np.int32]
    debit: NDArray[np.int16]
    credit: NDArray[np.int16]
    amount: DongColumn

    def __len__(self) -> int:
        """Return the number of postings."""
        return int(self.amount.size)

    @classmethod
    def join(cls, parts: Iterable["Movements"]) -> "Movements":
        """Return the movements of all `parts` (at least one), one after the other."""
        columns = list(parts)
        return cls(*(np.concatenate([getattr(part, field.name) for part in columns]) for field in fields(cls)))

    def by_holder(self) -> "Movements":
        """Return the movements in the order of holders: what lies together is written and read together."""
        order = np.argsort(self.holder, kind="stable")
        return Movements(*(getattr(self, field.name)[order] for field in fields(self)))


def move(kind: Kind, holder: NDArray[np.int64], fund: ArrayLike, concerns: ArrayLike, amount: DongColumn) -> Movements:
    """Return the movements of one `kind`: a negative amount goes the other way, zero is no movement.

    `fund` (core.fund.Fund) and `concerns` (Month.number) are one value or columns (n,).
    """
    return move_between(PAIRS[kind], kind, holder, (fund, concerns), amount)


def move_between(
    pair: tuple[Chart, Chart],
    kind: Kind,
    holder: NDArray[np.int64],
    where: tuple[ArrayLike, ArrayLike],
    amount: DongColumn,
) -> Movements:
    """Return movements between the accounts of `pair` (debit, credit); `where` is (fund, concerns)."""
    rows = np.flatnonzero(amount)
    chosen, (fund, concerns) = amount[rows], where
    plus = chosen > 0
    size = amount.size
    return Movements(
        holder=holder[rows],
        fund=np.broadcast_to(np.asarray(fund, dtype=np.int16), size)[rows],
        kind=np.full(rows.size, int(kind), dtype=np.int16),
        concerns=np.broadcast_to(np.asarray(concerns, dtype=np.int32), size)[rows],
        debit=np.where(plus, int(pair[0]), int(pair[1])).astype(np.int16),
        credit=np.where(plus, int(pair[1]), int(pair[0])).astype(np.int16),
        amount=np.abs(chosen),
    )


def health_by_sickness(holder: NDArray[np.int64], concerns: ArrayLike, amount: DongColumn) -> Movements:
    """Return both legs of health contributions of maternity months, which sm pays to hi (contributions.md 4)."""
    kind = Kind.HEALTH_BY_SICKNESS
    return Movements.join(
        (
            move_between(BY_SICKNESS_FUND, kind, holder, (int(Fund.SM), concerns), amount),
            move_between(TO_HEALTH_FUND, kind, holder, (int(Fund.HI), concerns), amount),
        )
    )


def nothing() -> Movements:
    """Return no movement."""
    none = np.zeros(0, dtype=np.int64)
    return move(Kind.ASSESSED, none, 0, 0, none)
