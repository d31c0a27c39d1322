"""Totals of payments by office, fund and kind: what a trial shows, a signature stands for, and the ledger takes."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.domain.ledger.movements import Movements, move_between


@dataclass(frozen=True, slots=True)
class Total:
    """One line of totals, dong: gross is what was due, recovered was deducted from it, found is newly overpaid."""

    office: int
    fund: int
    kind: int
    people: int
    gross: int
    recovered: int
    found: int

    @property
    def amount(self) -> int:
        """What is paid."""
        return self.gross - self.recovered


def totals_of(
    keys: tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.int16]],
    figures: tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
) -> list[list[int]]:
    """Return office, fund, kind, people, gross, recovered, found of columns (n,), one list a group, ordered."""
    office, fund, kind = (column.astype(np.int64) for column in keys)
    packed = (office * 8 + fund) * 1000 + kind
    groups, where = np.unique(packed, return_inverse=True)
    sums = []
    for column in figures:
        out = np.zeros(groups.size, dtype=np.int64)
        np.add.at(out, where, column.astype(np.int64))
        sums.append(out)
    keyed = (groups // 8000, groups // 1000 % 8, groups % 1000)
    return [[int(value) for value in row] for row in zip(*keyed, *sums, strict=True)]


def add_up(rows: Iterable[list[int]]) -> list[Total]:
    """Return the totals of all parts together, ordered by office, fund and kind."""
    found: dict[tuple[int, ...], list[int]] = {}
    for row in rows:
        key = tuple(row[:3])
        found[key] = [a + b for a, b in zip(found.get(key, [0] * 4), row[3:], strict=True)]
    return [Total(*key, *sums) for key, sums in sorted(found.items())]


def plain(totals: Iterable[Total]) -> list[list[int]]:
    """Return totals as plain values."""
    return [[int(value) for value in astuple(one)] for one in totals]


def movements(totals: list[Total], month: int) -> tuple[Movements, NDArray[np.int64]]:
    """Return the postings of an approved batch for `month` (Month.number), and the office of each.

    Gross is an expense and payable; what was found overpaid is a claim; what is deducted settles the claim.
    """
    by_fund: dict[tuple[int, int], list[int]] = {}
    for one in totals:
        sums = by_fund.setdefault((one.office, one.fund), [0, 0, 0])
        by_fund[one.office, one.fund] = [sums[0] + one.gross, sums[1] + one.recovered, sums[2] + one.found]
    keys = np.array(list(by_fund), dtype=np.int64).reshape(-1, 2)
    figures = np.array(list(by_fund.values()), dtype=np.int64).reshape(-1, 3)
    kinds = (
        (Kind.BENEFIT_ENTITLED, (Chart.BENEFITS, Chart.PAYABLE)),
        (Kind.BENEFIT_RECOVERED, (Chart.PAYABLE, Chart.OVERPAID)),
        (Kind.BENEFIT_OVERPAID, (Chart.OVERPAID, Chart.BENEFITS)),
    )
    holder = np.zeros(len(keys), dtype=np.int64)
    made, offices = [], []
    for at, (kind, pair) in enumerate(kinds):
        amount = figures[:, at]
        made.append(move_between(pair, kind, holder, (keys[:, 1], month), amount))
        offices.append(keys[:, 0][np.flatnonzero(amount)])
    return Movements.join(made), np.concatenate(offices)
