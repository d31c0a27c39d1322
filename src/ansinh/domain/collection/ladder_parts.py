"""A debt paid in parts: equal parts a month apart, the last one taking the rest, and how each of them went."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import add_months
from ansinh.core.text import Text

MOST = 36
_COUNT = Text("Số kỳ trả từ 2 đến {most}.", "There are 2 to {most} parts.")


class Part(NamedTuple):
    """One part of a plan: the day, its own amount, all that must have come by then (dong), and its state."""

    until: dt.date
    amount: Dong
    in_all: Dong
    state: str


def equal_parts(total: Dong, count: int, first: dt.date) -> list[tuple[dt.date, Dong]]:
    """Return `count` parts that make `total`, a month apart from `first`; the last takes what does not divide."""
    if not 1 < count <= MOST:
        raise RefusedError(_COUNT.fill(most=MOST))
    each = total // count
    amounts = [each] * (count - 1) + [total - each * (count - 1)]
    return [(add_months(first, at), amount) for at, amount in enumerate(amounts)]


def parts(promises: Sequence[tuple[dt.date, Dong, str]]) -> list[Part]:
    """Return the parts of a plan from its promises (day, dong in all by then, state), the earliest first."""
    made: list[Part] = []
    for until, in_all, state in sorted(promises):
        before = made[-1].in_all if made else 0
        made.append(Part(until, in_all - before, in_all, state))
    return made
