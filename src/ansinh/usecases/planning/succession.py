"""Months before an office was formed: the values of the offices it took over, so that comparators reach back.

In 2025 63 provinces became 34; the new office is compared with the sum of those it was formed from. An old office
that was shared out among several cannot be attributed and stays out.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.situation import STATES, State, Stored
from ansinh.records.store.planning import offices, values
from ansinh.records.store.planning.offices import Formed
from ansinh.records.store.planning.values import Kept

SOURCE = "sum of the offices taken over"


def with_predecessors(kept: Kept, ids: Sequence[int], months: Sequence[Month]) -> Kept:
    """Return `kept` with the months before each office of `ids` was formed filled from the offices it took over."""
    formed = offices.formed_from(ids)
    if not formed:
        return kept
    codes = [one.code for one in catalogue().values() if one.additive]
    old = values.read(sorted({office for one in formed.values() for office in one.taken_over}), codes, months)
    for office, birth in formed.items():
        before = [month for month in months if month < Month.containing(birth.day)]
        for state in STATES:
            _fill(kept, office, state, ((code, month) for code in codes for month in before), (old, birth))
    return kept


def _fill(
    kept: Kept, office: int, state: State, wanted: Iterable[tuple[str, Month]], taken: tuple[Kept, Formed]
) -> None:
    """Fill what an office lacks where every office it took over has a value of the same state."""
    old, birth = taken
    for code, month in wanted:
        parts = [old.get(one, {}).get(state, {}).get(code, {}).get(month) for one in birth.taken_over]
        known = [part for part in parts if part is not None]
        series = kept.setdefault(office, {}).setdefault(state, {}).setdefault(code, {})
        if month not in series and len(known) == len(parts):
            series[month] = _summed(known)


def _summed(parts: Sequence[Stored]) -> Stored:
    """Return the sum of stored values, as of the latest of them."""
    whole = sum((part.value for part in parts), Fraction(0))
    return Stored(whole, None, max(part.as_of for part in parts), SOURCE)
