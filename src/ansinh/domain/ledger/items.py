"""Open items: principal owed by account, fund and contribution month, as columns kept sorted by that key."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn


@dataclass(frozen=True, slots=True)
class Items:
    """Amounts (dong) by key, each key once, in the order of account, fund, concerns; all (n,)."""

    account: NDArray[np.int64]
    fund: NDArray[np.int16]
    concerns: NDArray[np.int32]
    amount: DongColumn

    def where(self, mask: NDArray[np.bool_]) -> "Items":
        """Return the items chosen by `mask`."""
        return Items(self.account[mask], self.fund[mask], self.concerns[mask], self.amount[mask])


def merge(parts: Iterable[Items]) -> Items:
    """Return the sum of `parts` by key, without the items that cancel out; shapes as Items."""
    given = list(parts)
    key = np.concatenate([(part.account << 24) | (part.fund.astype(np.int64) << 20) | part.concerns for part in given])
    amount = np.concatenate([part.amount for part in given])
    if key.size == 0:
        return given[0]
    order = np.argsort(key, kind="stable")
    key, amount = key[order], amount[order]
    starts = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    sums = np.add.reduceat(amount, starts)
    key, sums = key[starts][sums != 0], sums[sums != 0]
    return Items(key >> 24, ((key >> 20) & 15).astype(np.int16), (key & 0xFFFFF).astype(np.int32), sums)
