"""Take money back out of the funds when it was somebody else's: what was spread last comes back first."""

from collections.abc import Iterable
from typing import NamedTuple

from ansinh.core.money import Dong


class Spread(NamedTuple):
    """Money of an account spread on one item, net of what was taken back (dong, > 0); interest or principal."""

    fund: int
    concerns: int  # Month.number
    interest: bool
    amount: Dong


def take_back(spread: Iterable[Spread], wanted: Dong) -> list[Spread]:
    """Return which spread money to take back, in the order given (the latest first), `wanted` dong in all.

    ValueError if less was spread than is wanted: the books would not say where the rest went.
    """
    taken: list[Spread] = []
    for item in spread:
        if wanted <= 0:
            break
        part = min(item.amount, wanted)
        taken.append(item._replace(amount=part))
        wanted -= part
    if wanted > 0:
        message = f"{wanted} dong more are wanted back than were spread"
        raise ValueError(message)
    return taken
