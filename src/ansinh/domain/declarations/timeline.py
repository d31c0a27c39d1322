"""Spells of many people as one matrix of whole numbers: a row is a segment of months with one set of terms.

The columns are named by `Col`. Months are Month.number; a segment runs from FIRST up to, not including, END. Rows of
one pair (a person in an employer account) never share a month.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import Fund

Cells = NDArray[np.int64]
Rows = NDArray[np.intp]
OPEN_END: Final = 10**6  # no last month
NO_BASE: Final = -1
NO_TERM: Final = -1
CARD_ONLY: Final = 1 << Fund.HI  # the mask of a month that owes the health contribution alone


class Col(IntEnum):
    """Columns of the matrix; from BASE on they are the terms, in the codes of core/terms.py."""

    PAIR = 0
    FIRST = 1
    END = 2
    BASE = 3  # dong; NO_BASE
    COEFFICIENT = 4  # ten-thousandths; 0 none
    GROUP = 5
    REGIME = 6
    CONTRACT = 7  # months; NO_TERM
    FOREIGN = 8
    WORK = 9
    ABSENCE = 10
    ABSENCE_DAYS = 11
    FUNDS = 12
    JOB = 13  # number of a text kept beside


WIDTH: Final = len(Col)
PAY: Final = [Col.BASE, Col.COEFFICIENT, Col.REGIME]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Segments sorted by pair and first month; `cells` is (n, WIDTH) int64."""

    cells: Cells

    @classmethod
    def of(cls, cells: Cells) -> "Timeline":
        """Return the timeline of `cells` in any order."""
        return cls(cells[np.lexsort((cells[:, Col.FIRST], cells[:, Col.PAIR]))])

    @classmethod
    def empty(cls) -> "Timeline":
        """Return a timeline without segments."""
        return cls(np.empty((0, WIDTH), dtype=np.int64))

    def column(self, name: Col) -> Cells:
        """Return one column, (n,)."""
        return self.cells[:, name]

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self.cells)


def split(timeline: Timeline, first: Cells, end: Cells) -> Timeline:
    """Return the same months cut at `first` and `end` of each pair's window; (pairs,), indexed by pair.

    A window with first >= end cuts nothing.
    """
    cells = timeline.cells
    start, stop, pair = cells[:, Col.FIRST], cells[:, Col.END], cells[:, Col.PAIR]
    low = np.clip(first[pair], start, stop)
    high = np.clip(np.maximum(end[pair], first[pair]), start, stop)
    parts = []
    for begin, finish in ((start, low), (low, high), (high, stop)):
        part = cells.copy()
        part[:, Col.FIRST], part[:, Col.END] = begin, finish
        parts.append(part[begin < finish])
    return Timeline.of(np.concatenate(parts))


def inside(timeline: Timeline, first: Cells, end: Cells) -> NDArray[np.bool_]:
    """Return which segments lie wholly in the window of their pair (n,)."""
    pair = timeline.column(Col.PAIR)
    return (timeline.column(Col.FIRST) >= first[pair]) & (timeline.column(Col.END) <= end[pair])


def overlap(timeline: Timeline, first: Cells, end: Cells) -> Cells:
    """Return how many months of each segment lie in the window of its pair (n,)."""
    pair = timeline.column(Col.PAIR)
    low = np.maximum(timeline.column(Col.FIRST), first[pair])
    months: Cells = np.maximum(np.minimum(timeline.column(Col.END), end[pair]) - low, 0)
    return months


def coalesce(timeline: Timeline) -> Timeline:
    """Return the same months with neighbours of equal terms made one segment."""
    cells = timeline.cells
    if len(cells) < 2:
        return timeline
    same = (cells[1:, Col.PAIR] == cells[:-1, Col.PAIR]) & (cells[1:, Col.FIRST] == cells[:-1, Col.END])
    same &= (cells[1:, Col.BASE :] == cells[:-1, Col.BASE :]).all(axis=1)
    begins = np.concatenate(([True], ~same))
    merged = cells[begins].copy()
    last = np.concatenate((np.flatnonzero(begins)[1:] - 1, [len(cells) - 1]))
    merged[:, Col.END] = cells[last, Col.END]
    return replace(timeline, cells=merged)


def gaps(timeline: Timeline, first: Cells, end: Cells, wanted: Rows) -> Cells:
    """Return the months no segment covers in the windows of the pairs `wanted`, as (k, 3): pair, first, end.

    The timeline must be cut at the windows before.
    """
    within = inside(timeline, first, end) & np.isin(timeline.column(Col.PAIR), wanted)
    cells = timeline.cells[within]
    # Beside the segments stand two marks of no length, at both ends of each window: a gap lies between neighbours.
    pair = np.concatenate((wanted, cells[:, Col.PAIR], wanted))
    begin = np.concatenate((first[wanted], cells[:, Col.FIRST], end[wanted]))
    finish = np.concatenate((first[wanted], cells[:, Col.END], end[wanted]))
    order = np.lexsort((finish, begin, pair))
    pair, begin, finish = pair[order], begin[order], finish[order]
    free = (pair[1:] == pair[:-1]) & (begin[1:] > finish[:-1])
    return np.stack((pair[1:][free], finish[:-1][free], begin[1:][free]), axis=1)


def difference(before: Timeline, after: Timeline) -> tuple[Rows, Rows]:
    """Return the rows of `before` that are gone and the rows of `after` that are new."""
    old, new = _as_values(before.cells), _as_values(after.cells)
    return np.flatnonzero(~np.isin(old, new)), np.flatnonzero(~np.isin(new, old))


def _as_values(cells: Cells) -> NDArray[np.void]:
    """Return each row as one comparable value (n,)."""
    whole = np.ascontiguousarray(cells)
    return whole.view(np.dtype((np.void, whole.dtype.itemsize * WIDTH))).reshape(-1)
