"""What every partition of a month run has to know, and nothing that changes while it runs."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.law.values import Values
from ansinh.records.bulk.spells import AccountRange


@dataclass(frozen=True, slots=True)
class Frame:
    """One run: its month, its moment of knowledge, the moment of the run before it, and the law.

    `first` is the first month in the books of the office: earlier months are never assessed. `changed_law` are the
    earlier months whose law reads differently from when they were last assessed.
    """

    run: uuid.UUID
    path: str
    period: Month
    known_at: dt.datetime
    known_before: dt.datetime | None
    first: Month
    values: Values
    url: str
    changed_law: frozenset[int] = field(default_factory=frozenset)


def no_pairs() -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return no (account, month)."""
    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Part:
    """A partition: accounts `first` .. `last` of the office, `people` to be expected (for the progress).

    `stale` are the (account, month) pairs of the partition whose facts changed since they were assessed.
    """

    number: int
    first: int
    last: int
    people: int
    stale: tuple[NDArray[np.int64], NDArray[np.int32]] = field(default_factory=no_pairs, compare=False)

    def accounts(self, frame: Frame) -> AccountRange:
        """Return the accounts of this part."""
        return AccountRange(frame.path, self.first, self.last)
