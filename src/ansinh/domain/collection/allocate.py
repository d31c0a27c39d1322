"""Spreading money over what is owed: the lawful order, and one waterfall for all accounts at once. Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn

MEMBERS = {"hi": (Fund.HI,), "ui": (Fund.UI,), "oad": (Fund.OAD,), "si": (Fund.RS, Fund.SM)}
INTEREST = "interest"


def lawful_order(
    owner: NDArray[np.intp],
    what: tuple[NDArray[np.int16], NDArray[np.int32], NDArray[np.bool_]],
    steps: Sequence[str],
) -> NDArray[np.intp]:
    """Setting `allocation.order` (Art. 36, QD 595/QD-BHXH, recalled): in which order money pays, owner by owner.

    `owner` (n,) is the place of the account; `what` is fund (n,), contribution month (n,) and whether it is interest
    (n,). `steps` names hi, ui, oad, si and interest once each; inside a step the oldest month comes first. Returns the
    permutation (n,). ValueError where a step is missing or unknown.
    """
    if sorted(steps) != sorted([*MEMBERS, INTEREST]):
        message = f"the order of spreading names each of {sorted([*MEMBERS, INTEREST])} once, not {list(steps)}"
        raise ValueError(message)
    fund, concerns, interest = what
    rank = np.zeros(max(Fund) + 1, dtype=np.int64)
    for step, name in enumerate(steps):
        rank[[int(member) for member in MEMBERS.get(name, ())]] = step
    step_of = np.where(interest, list(steps).index(INTEREST), rank[fund])
    return np.lexsort((fund, concerns, step_of, owner))


def waterfall(owner: NDArray[np.intp], amount: DongColumn, pool: DongColumn) -> DongColumn:
    """Setting `allocation.order`: what the money of each owner pays of its dues, which are sorted by owner and order.

    `owner` (n,) points into `pool` (a,) dong; `amount` (n,) dong, each >= 0. Returns the paid part of each due (n,):
    each takes what those before it of the same owner have left. Cumulative sums must stay under 2**63 dong.
    """
    through = np.cumsum(amount)
    before = through - amount
    if before.size:
        before -= before[np.searchsorted(owner, owner)]
    paid: DongColumn = np.clip(pool[owner] - before, 0, amount)
    return paid
