"""From rows to changes of spells: which kind, which months, which pair of person and account."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.person_name import search_key
from ansinh.domain.declarations.changes import Changes
from ansinh.domain.declarations.declared import Flags, Ints, Mask, Rows
from ansinh.domain.declarations.kinds import KINDS, NO_KIND, NUMBER_OF, Effect
from ansinh.domain.declarations.timeline import OPEN_END, Cells, Col
from ansinh.domain.declarations.timeline import Rows as Places

_LEAVES = ("giam", "thoi", "ngung", "khong tham gia", "dung")
_JOINS = ("tang", "tham gia")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kind and effect of each row (n,)."""

    number: Ints  # in KINDS; NO_KIND
    effect: Flags


def kinds_of(rows: Rows) -> Kinds:
    """Return the kinds; DN and DL become joining or leaving by the words of the note, else stay undecided."""
    number = np.array([NUMBER_OF.get(code, NO_KIND) for code in rows.change], dtype=np.int64)
    effect = np.array([*(kind.effect for kind in KINDS), Effect.NONE], dtype=np.int8)[number]
    for row in np.flatnonzero(effect == Effect.FUND_SWITCH).tolist():
        effect[row] = _switched(rows.note[row])
    return Kinds(number, effect)


def _switched(note: str) -> Effect:
    """Return what a note says of a fund: joined, left, or not said."""
    words = search_key(note)
    if any(word in words for word in _LEAVES):
        return Effect.FUND_OFF
    return Effect.FUND_ON if any(word in words for word in _JOINS) else Effect.FUND_SWITCH


def window_ends(rows: Rows, kinds: Kinds) -> Ints:
    """Return the month after the last of each row; OPEN_END where it has none. An end for good is always open."""
    bounded = (rows.to_month > 0) & (kinds.effect != Effect.CLOSE)
    return np.where(bounded, rows.to_month + 1, OPEN_END)


def card_ends(rows: Rows, kinds: Kinds, period: int) -> Ints:
    """Return the month up to which health insurance stays due because the card was printed (0: none).

    An end, unpaid or sick leave reported in or after its month leaves the contribution of these months (line TT);
    reported before it does not, and a death does not. Source: I-VAN guide, processes section 2.
    """
    leaves = np.array([*(kind.leaves_card for kind in KINDS), False], dtype=np.bool_)[kinds.number]
    due = leaves & (rows.from_month <= period) & (rows.died <= 0)
    return np.where(due, np.minimum(window_ends(rows, kinds), period + 1), 0)


def changes_of(rows: Rows, kinds: Kinds, persons: Ints, terms: Cells, period: int) -> tuple[Changes, Ints]:
    """Return the changes of all rows, and the person of each pair; (pairs,).

    `persons` is the register id of each row, or a negative number for a person not yet registered; rows with the
    same number are one person. `terms` is what pay.terms made of the rows.
    """
    people, pair = np.unique(persons, return_inverse=True)
    ends = window_ends(rows, kinds)
    cells = terms.copy()
    cells[:, Col.PAIR], cells[:, Col.FIRST], cells[:, Col.END] = pair, rows.from_month, ends
    changes = Changes(
        pairs=len(people),
        pair=pair.astype(np.intp),
        effect=kinds.effect,
        first=rows.from_month,
        end=ends,
        fund=_of_kind(kinds, [kind.fund for kind in KINDS]),
        absence=_of_kind(kinds, [kind.absence for kind in KINDS]),
        fills=_of_kind(kinds, [kind.fills for kind in KINDS]).astype(np.bool_),
        has_pay=(rows.wage > 0) | (rows.coefficient > 0),
        has_job=np.array([bool(job) for job in rows.job], dtype=np.bool_),
        card_end=card_ends(rows, kinds, period),
        terms=cells,
    )
    return changes, people


def _of_kind(kinds: Kinds, values: list[int]) -> NDArray[np.int64]:
    """Return the value of the kind of each row."""
    return np.array([*values, 0], dtype=np.int64)[kinds.number]


def candidates(kinds: Kinds, good: Mask) -> Places:
    """Return the rows that can be tried on the spells: without an error, and decided."""
    decided = ~np.isin(kinds.effect, (Effect.NONE, Effect.FUND_SWITCH))
    return np.flatnonzero(good & decided)
