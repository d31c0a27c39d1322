"""What a finder answers: prospects as columns, each with the figures behind its reason."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.domain.outreach.reasons import reasons

Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class Found:
    """Prospects of one reason (n,): office, subject, expected people and dong a year, day to act; links are 0 for none.

    `evidence` holds columns (n,) under names that people read; `name` is empty where the person's own record says it.
    """

    kind: str
    office: Ints
    subject: Sequence[str]
    people: Ints
    amount: DongColumn
    due: Days
    name: Sequence[str] = ()
    account: Ints | None = None
    person: Ints | None = None
    household: Ints | None = None
    commune: Sequence[str] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of prospects."""
        return len(self.subject)


def due_days(kind: str, day: dt.date, n: int) -> Days:
    """Return the day by which somebody should act, for `n` prospects found on `day`."""
    return np.full(n, np.datetime64(day) + reasons()[kind].within_days)


def pick(column: Sequence[str], rows: NDArray[np.intp]) -> list[str]:
    """Return the texts at `rows` (k,)."""
    return [column[row] for row in rows.tolist()]
