"""How one change alters the months of its window: patch what is there, remove it, or fill what is missing."""

import numpy as np
from numpy.typing import NDArray

from ansinh.domain.declarations.changes import Changes
from ansinh.domain.declarations.kinds import Effect
from ansinh.domain.declarations.timeline import CARD_ONLY, NO_BASE, PAY, Cells, Col, Rows, Timeline, gaps, inside
from ansinh.law.contributions.treatment import most_days_that_free

Mask = NDArray[np.bool_]


def patch(timeline: Timeline, changes: Changes, first: Cells, end: Cells) -> Timeline:
    """Return the timeline (already cut at the windows) with each change done; windows are indexed by pair."""
    row_of = np.full(changes.pairs, -1, dtype=np.intp)
    row_of[changes.pair] = np.arange(len(changes.pair))
    cells = timeline.cells.copy()
    within = inside(timeline, first, end) & (row_of[cells[:, Col.PAIR]] >= 0)
    row = row_of[cells[:, Col.PAIR]]
    effect = np.where(within, changes.effect[row], Effect.NONE)
    removed = _remove(effect, cells)
    _card_months(cells, effect, changes.card_end[row], removed)
    _absences(cells, effect, changes, row)
    _pay_and_job(cells, effect, changes, row)
    _funds(cells, effect, changes, row)
    kept = cells[~removed & (cells[:, Col.FUNDS] != 0)]
    return Timeline.of(np.concatenate((kept, _filled(Timeline.of(kept), timeline, changes, first, end))))


def _remove(effect: NDArray[np.int8], cells: Cells) -> Mask:
    """Return the segments that go: ended, taken out, or card months under a new spell."""
    gone = (effect == Effect.CLOSE) | (effect == Effect.REMOVE)
    over_card = np.isin(effect, (Effect.OPEN, Effect.ADD)) & (cells[:, Col.FUNDS] == CARD_ONLY)
    removed: Mask = gone | over_card
    return removed


def _card_months(cells: Cells, effect: NDArray[np.int8], card_end: Cells, removed: Mask) -> None:
    """Keep the health contribution of months whose card was printed before the end was reported (line TT).

    The windows are cut at `card_end` before. Months of an absence had no contribution, and get none.
    """
    late = np.isin(effect, (Effect.CLOSE, Effect.ABSENT)) & (cells[:, Col.END] <= card_end)
    late &= (cells[:, Col.ABSENCE] == 0) & (cells[:, Col.FUNDS] & CARD_ONLY > 0)
    cells[late, Col.FUNDS] = CARD_ONLY
    removed[late] = False
    effect[late] = Effect.NONE


def _absences(cells: Cells, effect: NDArray[np.int8], changes: Changes, row: Rows) -> None:
    """Set and lift absences."""
    away = effect == Effect.ABSENT
    cells[away, Col.ABSENCE] = changes.absence[row[away]]
    cells[away, Col.ABSENCE_DAYS] = most_days_that_free()  # a month declared as absent: so many days or more
    back = np.isin(effect, (Effect.RETURN, Effect.ADD))
    cells[back, Col.ABSENCE] = 0
    cells[back, Col.ABSENCE_DAYS] = 0


def _pay_and_job(cells: Cells, effect: NDArray[np.int8], changes: Changes, row: Rows) -> None:
    """Set the wage or coefficient, and the title, where the row says one."""
    paid = np.isin(effect, (Effect.PAY, Effect.RETURN, Effect.ADD)) & changes.has_pay[row]
    for column in PAY:
        cells[paid, column] = changes.terms[row[paid], column]
    titled = np.isin(effect, (Effect.PAY, Effect.JOB, Effect.RETURN)) & changes.has_job[row]
    cells[titled, Col.JOB] = changes.terms[row[titled], Col.JOB]


def _funds(cells: Cells, effect: NDArray[np.int8], changes: Changes, row: Rows) -> None:
    """Switch single funds. A health contribution in a month of absence is due alone."""
    bit = np.left_shift(1, changes.fund[row])
    turned_on = effect == Effect.FUND_ON
    alone = turned_on & (bit == CARD_ONLY) & (cells[:, Col.ABSENCE] > 0)
    cells[alone, Col.FUNDS] = CARD_ONLY
    cells[alone, Col.ABSENCE] = 0
    cells[alone, Col.ABSENCE_DAYS] = 0
    cells[turned_on & ~alone, Col.FUNDS] |= bit[turned_on & ~alone]
    off = effect == Effect.FUND_OFF
    cells[off, Col.FUNDS] &= ~bit[off]


def _filled(kept: Timeline, before: Timeline, changes: Changes, first: Cells, end: Cells) -> Cells:
    """Return new segments for months of the windows that nothing covers, where the change makes spells."""
    makes = np.isin(changes.effect, (Effect.OPEN, Effect.ADD)) | ((changes.effect == Effect.FUND_ON) & changes.fills)
    rows = np.flatnonzero(makes)
    free = gaps(kept, first, end, np.sort(changes.pair[rows]))
    row_of = np.zeros(changes.pairs, dtype=np.intp)
    row_of[changes.pair] = np.arange(len(changes.pair))
    row = row_of[free[:, 0]]
    made = changes.terms[row].copy()
    made[:, Col.PAIR], made[:, Col.FIRST], made[:, Col.END] = free.T
    alone = changes.effect[row] == Effect.FUND_ON
    made[alone, Col.FUNDS] = np.left_shift(1, changes.fund[row[alone]])
    _pay_of_before(made, alone & ~changes.has_pay[row], before)
    return made


def _pay_of_before(made: Cells, wanted: Mask, before: Timeline) -> None:
    """Give the terms of the last segment before to months of one fund whose row says no wage."""
    if not wanted.any() or len(before) == 0:
        return
    order = before.column(Col.PAIR) * (1 << 24) + before.column(Col.FIRST)
    asked = made[wanted, Col.PAIR] * (1 << 24) + made[wanted, Col.FIRST]
    found = np.searchsorted(order, asked) - 1
    fits = (found >= 0) & (before.column(Col.PAIR)[found] == made[wanted, Col.PAIR])
    target = np.flatnonzero(wanted)[fits]
    for column in (*PAY, Col.GROUP, Col.CONTRACT, Col.FOREIGN, Col.WORK, Col.JOB):
        made[target, column] = before.cells[found[fits], column]
    made[target, Col.BASE] = np.where(made[target, Col.COEFFICIENT] > 0, NO_BASE, made[target, Col.BASE])
