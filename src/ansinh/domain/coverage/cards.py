"""Cards of a population: from grounds of insurance to periods with level, facility, five-year day, as columns."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.segments import Segments
from ansinh.domain.coverage.card_groups import CARDS, CHILD, PLACE, SELF_PAID, paying_order
from ansinh.domain.coverage.timeline import Choices, Grounds, Timeline, day_of, latest, lay_over, moments
from ansinh.law.cards.child import child_last_days
from ansinh.law.cards.continuous import five_year_days
from ansinh.law.cards.household import household_periods
from ansinh.law.cards.levels import rights
from ansinh.law.values import Values

EMPLOYMENT: Final = 1  # sources, the first before the others between equals
LIST: Final = 2
AGE: Final = 3
EARLIER: Final = 9  # proved cover of before: counts towards five years only
_NEVER: Final = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class People:
    """The people (p,) in order of id: birth (NaT not to the day known), death (NaT alive)."""

    person: NDArray[np.int64]
    born: NDArray[np.datetime64]
    died: NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class Paid:
    """When and for how many months the grounds of lists (n,) were paid; NaT where no receipt is known."""

    on: NDArray[np.datetime64]
    months: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cards:
    """The card periods of a population: the timeline, and the day on which five years are complete (m,)."""

    periods: Timeline
    five_year: NDArray[np.datetime64]


def derive(people: People, grounds: Grounds, earlier: Grounds, choices: Choices, values: Values) -> Cards:
    """Return the cards that follow from `grounds` on the day the law of `values` was read.

    Children under six are insured by their age; no ground outlives its bearer; `earlier` cover counts towards five
    years and gives no card. UnknownValueError where the law does not establish a value.
    """
    named = Grounds.joined(_within_childhood(people, grounds, values), _by_age(people, values))
    living = _until_death(people, named)
    timeline = lay_over(living, choices, rights(CARDS, values), paying_order())
    return Cards(timeline, _five_years(timeline, earlier, values))


def household_grounds(grounds: Grounds, paid: Paid, values: Values) -> Grounds:
    """Return the grounds of self-paid groups with the days the law gives them: waiting after a first payment.

    Rows of one person are taken in order of time; what stood before in any group counts as the card before. Other
    groups, and rows without a known receipt, stay as listed.
    """
    own = np.isin(grounds.group, [PLACE[letters] for letters in SELF_PAID]) & ~np.isnat(paid.on) & (paid.months > 0)
    rows = np.flatnonzero(own)
    rows = rows[np.lexsort((grounds.start[rows], grounds.person[rows]))]
    if not rows.size:
        return grounds
    start, stop = grounds.start.copy(), grounds.stop.copy()
    starts = np.flatnonzero(np.r_[True, np.diff(grounds.person[rows]) != 0])
    people = Segments.of(starts, rows.size)
    last, others = np.full(starts.size, _NEVER), _before(grounds, rows)
    for step in range(int(people.counts.max())):
        who = np.flatnonzero(people.counts > step)
        row = rows[people.starts[who] + step]
        previous = np.fmax(last[who], others[people.starts[who] + step] - 1)
        first, final = household_periods(paid.on[row], previous, paid.months[row], values)
        start[row], stop[row], last[who] = first, final + 1, final
    return replace(grounds, start=start, stop=stop)


def _before(grounds: Grounds, rows: NDArray[np.intp]) -> NDArray[np.datetime64]:
    """Return for each of `rows` the day after which no other kind of ground insured the person before it; NaT: none."""
    other = np.setdiff1d(np.arange(grounds.person.size), rows)
    other = other[np.lexsort((grounds.start[other], grounds.person[other]))]
    if not other.size:
        return np.full(rows.size, _NEVER)
    key = latest(grounds.person[other], grounds.stop[other])
    begins = moments(grounds.person[other], grounds.start[other])
    place = np.searchsorted(begins, moments(grounds.person[rows], grounds.start[rows])) - 1
    found = key[np.maximum(place, 0)]
    known = (place >= 0) & (grounds.person[other[np.maximum(place, 0)]] == grounds.person[rows])
    return np.where(known, np.minimum(day_of(found), grounds.start[rows]), _NEVER)


def _by_age(people: People, values: Values) -> Grounds:
    """Return the grounds of children under six: from birth to the last day of the law."""
    known = np.flatnonzero(~np.isnat(people.born))
    stop = child_last_days(people.born[known], values) + 1
    child, age, nowhere = (np.full(known.size, each) for each in (CHILD, AGE, 0))
    return Grounds(people.person[known], people.born[known], stop, child, age, nowhere)


def _within_childhood(people: People, grounds: Grounds, values: Values) -> Grounds:
    """Return the grounds with those of lists of children kept within childhood; they add the facility to the age."""
    rows = np.flatnonzero(grounds.group == CHILD)
    place = _places(people, grounds.person[rows])
    born = people.born[place]
    sure = ~np.isnat(born)
    rows, born = rows[sure], born[sure]
    start, stop = grounds.start.copy(), grounds.stop.copy()
    start[rows] = np.maximum(start[rows], born)
    stop[rows] = np.minimum(stop[rows], child_last_days(born, values) + 1)
    return replace(grounds, start=start, stop=stop, source=np.where(grounds.group == CHILD, AGE, grounds.source))


def _until_death(people: People, grounds: Grounds) -> Grounds:
    """Return the grounds cut on the day of death (the day itself is insured)."""
    died = people.died[_places(people, grounds.person)]
    return replace(grounds, stop=np.where(np.isnat(died), grounds.stop, np.minimum(grounds.stop, died + 1)))


def _places(people: People, person: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where each person stands; every one of them must be there."""
    return np.searchsorted(people.person, person)


def _five_years(timeline: Timeline, earlier: Grounds, values: Values) -> NDArray[np.datetime64]:
    """Return the day of five continuous years of each period, counting proved cover of before."""
    size = timeline.person.size
    if size == 0:
        return np.empty(0, dtype="datetime64[D]")
    person = np.concatenate([timeline.person, earlier.person])
    start = np.concatenate([timeline.start, earlier.start])
    stop = np.concatenate([timeline.stop, earlier.stop])
    ranked = np.lexsort((start, person))
    person, start, stop = person[ranked], start[ranked], stop[ranked]
    starts = np.flatnonzero(np.r_[True, person[1:] != person[:-1]])
    people = Segments.of(starts, person.size)
    own = np.empty(person.size, dtype="datetime64[D]")
    own[ranked] = five_year_days(people, start, stop, values)
    return own[:size]
