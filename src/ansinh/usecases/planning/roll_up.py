"""Sum offices into the office above: the nation of its provinces, where each has a value in force."""

from collections.abc import Sequence
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.situation import STATES, State, Stored
from ansinh.records.store.planning import offices, values
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.records.store.planning.values import Kept, NewValue

SUM = "sum of"
SOURCE = SUM + " {count} offices ({computed} computed, {reported} reported)"


def roll_up_above(rows: Sequence[OfficeRow], month: Month) -> int:
    """Sum the values of `month` into every office above `rows`, lowest first; return the rows written.

    A parent is summed only where every office directly below (two at least) has a value; the sum is computed if all of
    them are, else reported. A value of the parent's own is never replaced by a sum. Runs in the caller's transaction.
    """
    written = 0
    above = {row.parent for row in rows if row.parent is not None}
    while above:
        parents = offices.by_id(sorted(above))
        written += sum(_roll_up(parent, month) for parent in parents.values())
        above = {parent.parent for parent in parents.values() if parent.parent is not None}
    return written


def _roll_up(parent: OfficeRow, month: Month) -> int:
    """Sum the children of one office."""
    children = offices.children_of([parent.id]).get(parent.id, [])
    codes = [one.code for one in catalogue().values() if one.additive]
    kept = values.read([parent.id, *(child.id for child in children)], codes, [month])
    new = []
    for code in codes if len(children) > 1 else []:
        own = _in_force(kept, parent.id, code, month)
        if own is not None and not own[1].source.startswith(SUM):
            continue
        parts = [_in_force(kept, child.id, code, month) for child in children]
        known = [part for part in parts if part is not None]
        if known and len(known) == len(children):
            new.append(_summed(parent.id, code, month, known))
    return values.write(new)


def _in_force(kept: Kept, office: int, code: str, month: Month) -> tuple[State, Stored] | None:
    """Return the value that counts for an office: the computed one, else the reported one."""
    for state in STATES:
        stored = kept.get(office, {}).get(state, {}).get(code, {}).get(month)
        if stored is not None:
            return state, stored
    return None


def _summed(office: int, code: str, month: Month, parts: Sequence[tuple[State, Stored]]) -> NewValue:
    """Return the sum of `parts` as a value of `office`."""
    computed = sum(state == "computed" for state, _ in parts)
    state: State = "computed" if computed == len(parts) else "reported"
    source = SOURCE.format(count=len(parts), computed=computed, reported=len(parts) - computed)
    whole = sum((stored.value for _, stored in parts), Fraction(0))
    return NewValue(office, code, month, state, whole, None, max(stored.as_of for _, stored in parts), source)
