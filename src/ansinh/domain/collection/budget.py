"""Bills of the budgets and the transfers that pay them: apart from what employers owe (contributions.md 8.4)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.rounding import largest_remainder
from ansinh.core.segments import Segments


class BillKey(NamedTuple):
    """What a bill of a quarter is about: whose budget (state, local), scheme (hi, vsi), office and group of people."""

    office: int
    payer: str
    scheme: str
    group: str


class BillFigures(NamedTuple):
    """Whom and how much a bill asks for: people, person-months, dong."""

    people: int = 0
    person_months: int = 0
    amount: Dong = 0

    def plus(self, other: "BillFigures") -> "BillFigures":
        """Return the sum of two parts of one bill."""
        return BillFigures(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Share(NamedTuple):
    """A part of a transfer: for the bill of `office` and `group`; group "" is money for no group by name."""

    office: int
    group: str
    amount: Dong


def quarter_of(month: Month) -> Month:
    """Return the first month of the quarter in which `month` lies."""
    return month.plus(-((month.month - 1) % 3))


def add_up(parts: Iterable[tuple[BillKey, BillFigures]]) -> dict[BillKey, BillFigures]:
    """Return the bills by key, their parts summed, in the order of the key; a bill of nothing is none."""
    bills: dict[BillKey, BillFigures] = {}
    for key, figures in parts:
        bills[key] = bills.get(key, BillFigures()).plus(figures)
    return {key: bills[key] for key in sorted(bills) if bills[key].amount > 0}


def differences(
    standing: dict[BillKey, BillFigures], now: dict[BillKey, BillFigures]
) -> dict[BillKey, tuple[BillFigures, Dong]]:
    """Return the bills that changed: the new figures, and by how many dong; a bill no longer due becomes one of 0."""
    changed = {}
    for key in sorted({*standing, *now}):
        old, new = standing.get(key, BillFigures()), now.get(key, BillFigures())
        if old != new:
            changed[key] = (new, new.amount - old.amount)
    return changed


def spread_transfer(open_bills: Sequence[Share], whole: Share) -> list[Share]:
    """Spread a transfer (`whole`) over what is open of its bills, by their size; parts sum to the whole, in dong.

    What is more than all bills ask for stays as an advance with the office and group of the transfer itself. Bills
    with nothing open get nothing; no office and group appears twice.
    """
    amount = whole.amount
    owing = [bill for bill in open_bills if bill.amount > 0]
    asked = sum(bill.amount for bill in owing)
    paid = min(amount, asked)
    parts = _by_size([bill.amount for bill in owing], paid, asked) if paid else []
    sums = {(bill.office, bill.group): part for bill, part in zip(owing, parts, strict=False) if part > 0}
    if amount > paid:
        sums[whole.office, whole.group] = sums.get((whole.office, whole.group), 0) + amount - paid
    return [Share(*key, part) for key, part in sums.items()]


def _by_size(sizes: Sequence[Dong], paid: Dong, asked: Dong) -> list[Dong]:
    """Return `paid` dong in parts proportional to `sizes` (which sum to `asked`), by largest remainder."""
    if paid == asked:
        return list(sizes)
    whole = [size * paid // asked for size in sizes]
    # The remainders decide who gets the last few dong; a million steps between them are fine enough and fit int64.
    remainders = [1_000_000 * (size * paid % asked) // asked for size in sizes]
    left = np.array([paid - sum(whole)], dtype=np.int64)
    more = largest_remainder(
        np.array(remainders, dtype=np.int64), 1_000_000, Segments.of(np.array([0]), len(remainders)), left
    )
    return [part + int(extra) for part, extra in zip(whole, more, strict=True)]
