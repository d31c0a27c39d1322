"""What changes make of spells: pure, over columns, the same for the check and for the acceptance.

Changes of one person are applied in the order of their months; within a month an end comes before a start and a start
before the rest. A change that does not fit what stands is not applied, and says why (`Problem`).
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.domain.declarations import patches
from ansinh.domain.declarations.changes import Changes
from ansinh.domain.declarations.kinds import Effect
from ansinh.domain.declarations.timeline import (
    CARD_ONLY,
    OPEN_END,
    PAY,
    Cells,
    Col,
    Rows,
    Timeline,
    coalesce,
    overlap,
    split,
)


class Problem(IntEnum):
    """Why a change does not fit the spells; 0 is that it does."""

    NONE = 0
    NO_SPELL = 1  # months it changes are not declared
    ALREADY_OPEN = 2  # months it opens are declared already
    NOT_ABSENT = 3  # nobody to come back
    PARTLY_THERE = 4  # some of the months to add are there
    NOTHING = 5  # it changes nothing (a warning)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The spells after all changes, and for every change its Problem (n,)."""

    timeline: Timeline
    problems: NDArray[np.int8]


def apply(timeline: Timeline, changes: Changes) -> Outcome:
    """Return what `changes` make of `timeline`; both speak of the same pairs 0..changes.pairs-1."""
    problems = np.zeros(len(changes.pair), dtype=np.int8)
    order = np.lexsort((np.arange(len(changes.pair)), _rank(changes), changes.first, changes.pair))
    pair = changes.pair[order]
    turn = np.arange(len(order)) - np.searchsorted(pair, pair)
    for number in range(int(turn.max(initial=-1)) + 1):
        rows = order[turn == number]
        timeline, problems[rows] = _one_each(timeline, changes.take(rows))
    return Outcome(coalesce(timeline), problems)


def _rank(changes: Changes) -> Cells:
    """Return the order within a month: ends, starts, the rest."""
    return np.where(changes.effect == Effect.CLOSE, 0, np.where(changes.effect == Effect.OPEN, 1, 2))


def _one_each(timeline: Timeline, changes: Changes) -> tuple[Timeline, NDArray[np.int8]]:
    """Apply at most one change for each pair."""
    end = _last_month_meant(timeline, changes)
    window = _Window.of(changes, end)
    problems = _problems(timeline, changes, window)
    good = problems == Problem.NONE
    if not good.any():
        return timeline, problems
    fitting = _Window.of(changes.take(np.flatnonzero(good)), end[good])
    fits = changes.take(np.flatnonzero(good))
    cut = split(split(timeline, fitting.first, fitting.end), fitting.first, _Window.of(fits, fits.card_end).end)
    after = patches.patch(cut, fits, fitting.first, fitting.end)
    unchanged = ~_touched(timeline, after, changes.pairs)[changes.pair]
    problems[good & unchanged] = Problem.NOTHING
    return after, problems


@dataclass(frozen=True, slots=True)
class _Window:
    """The months of the change of each pair, indexed by pair; empty where a pair has none."""

    first: Cells
    end: Cells

    @classmethod
    def of(cls, changes: Changes, end: Cells) -> "_Window":
        """Return the windows of `changes` with their `end` (n,)."""
        first_of, end_of = np.zeros(changes.pairs, dtype=np.int64), np.zeros(changes.pairs, dtype=np.int64)
        first_of[changes.pair], end_of[changes.pair] = changes.first, end
        return cls(first_of, end_of)


def _last_month_meant(timeline: Timeline, changes: Changes) -> Cells:
    """Return the end of each change whose last month is not said.

    A new wage holds until the next declared wage, a return to work lifts one absence and no later one.
    """
    pair, cells = timeline.column(Col.PAIR), timeline.cells
    row_of = np.full(changes.pairs, -1, dtype=np.intp)
    row_of[changes.pair] = np.arange(len(changes.pair))
    mine = row_of[pair]
    first = np.where(mine >= 0, changes.first[mine], 0) if len(changes.pair) else np.zeros(len(pair), dtype=np.int64)
    at = (cells[:, Col.FIRST] <= first) & (first < cells[:, Col.END]) & (mine >= 0)
    pay_at = np.full((changes.pairs, len(PAY)), -9, dtype=np.int64)
    pay_at[pair[at]] = cells[at][:, PAY]
    paid_otherwise = (cells[:, PAY] != pay_at[pair]).any(axis=1)
    back = (changes.effect == Effect.RETURN)[mine]
    other = (mine >= 0) & (cells[:, Col.FIRST] > first) & np.where(back, cells[:, Col.ABSENCE] == 0, paid_otherwise)
    following = np.full(changes.pairs, OPEN_END, dtype=np.int64)
    np.minimum.at(following, pair[other], cells[other, Col.FIRST])
    limited = np.isin(changes.effect, (Effect.PAY, Effect.RETURN)) & (changes.end >= OPEN_END)
    return np.where(limited, following[changes.pair], changes.end)


def _problems(timeline: Timeline, changes: Changes, window: _Window) -> NDArray[np.int8]:
    """Return why each change cannot be applied (n,)."""
    facts = _facts(timeline, changes, window)
    length = window.end[changes.pair] - changes.first
    bounded = window.end[changes.pair] < OPEN_END
    whole = np.where(bounded, facts.covered == length, facts.at_first)
    taken = np.where(bounded, facts.declared == length, facts.declared > 0)
    effect, result = changes.effect, np.zeros(len(changes.pair), dtype=np.int8)
    result[np.isin(effect, _NEED_ALL) & ~whole] = Problem.NO_SPELL
    result[np.isin(effect, (Effect.REMOVE, Effect.FUND_OFF)) & ~taken] = Problem.NO_SPELL
    result[(effect == Effect.CLOSE) & ~facts.at_first] = Problem.NO_SPELL
    result[(effect == Effect.FUND_ON) & ~changes.fills & ~whole] = Problem.NO_SPELL
    result[(effect == Effect.OPEN) & (facts.covered > 0)] = Problem.ALREADY_OPEN
    result[(effect == Effect.ADD) & (facts.worked > 0)] = Problem.PARTLY_THERE
    result[(effect == Effect.RETURN) & whole & ~facts.absent] = Problem.NOT_ABSENT
    return result


_NEED_ALL = (Effect.ABSENT, Effect.PAY, Effect.JOB, Effect.RETURN)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What stands in the window of each change (n,)."""

    declared: Cells  # months of any kind
    covered: Cells  # months declared, those of the card alone apart
    worked: Cells  # of these, months with work
    at_first: NDArray[np.bool_]  # the first month is declared
    absent: NDArray[np.bool_]  # the first month, or the one before, is an absence


def _facts(timeline: Timeline, changes: Changes, window: _Window) -> _Facts:
    """Count the months of the windows."""
    cells, pair = timeline.cells, timeline.column(Col.PAIR)
    months = overlap(timeline, window.first, window.end)
    card = cells[:, Col.FUNDS] == CARD_ONLY
    away = cells[:, Col.ABSENCE] > 0
    first = window.first[pair]
    at = (cells[:, Col.FIRST] <= first) & (first < cells[:, Col.END]) & ~card
    near = (cells[:, Col.FIRST] <= first) & (first - 1 < cells[:, Col.END]) & (away | card)

    def total(weights: NDArray[np.bool_] | Cells) -> Cells:
        return np.bincount(pair, weights=weights, minlength=changes.pairs).astype(np.int64)[changes.pair]

    return _Facts(
        declared=total(months),
        covered=total(np.where(card, 0, months)),
        worked=total(np.where(card | away, 0, months)),
        at_first=total(at) > 0,
        absent=total(near) > 0,
    )


def _touched(before: Timeline, after: Timeline, pairs: int) -> NDArray[np.bool_]:
    """Return for each pair whether its months or terms are other than before."""
    old, new = coalesce(before).cells, coalesce(after).cells
    touched = np.zeros(pairs, dtype=np.bool_)
    for one, two in ((old, new), (new, old)):
        gone = _missing(one, two)
        touched[one[gone, Col.PAIR]] = True
    return touched


def _missing(one: Cells, two: Cells) -> Rows:
    """Return the rows of `one` that are not in `two`."""
    kind = np.dtype((np.void, one.dtype.itemsize * one.shape[1]))
    left, right = (np.ascontiguousarray(cells).view(kind).reshape(-1) for cells in (one, two))
    return np.flatnonzero(~np.isin(left, right))
