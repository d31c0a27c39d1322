"""Who is insured by what on which days: overlapping grounds of a population laid over each other, as columns.

Where several grounds meet, the card carries the group with the highest right (Art. 22.2, Law 25/2008/QH12) and the
person pays in the first group of the order of Art. 12. No loop over people: days of all people are one sorted axis.
"""

from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.law.cards.levels import Rights

OPEN: Final = np.datetime64("9999-12-31", "D")  # the day after the last of a ground without an end
DAY_BITS: Final = 23  # days from year 0 to 9999 need 22
_PLACES: Final = 1_000  # more than there are groups or sources


@dataclass(frozen=True, slots=True)
class Grounds:
    """Grounds of insurance (n,): [start, stop) of `group` (place in CARDS), where from, and the facility it names."""

    person: NDArray[np.int64]
    start: NDArray[np.datetime64]
    stop: NDArray[np.datetime64]  # OPEN: no end
    group: NDArray[np.int64]
    source: NDArray[np.int64]  # the smaller goes first between equals
    facility: NDArray[np.int64]  # 0 none

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "Grounds":
        """Return the grounds at `rows`."""
        return Grounds(*(getattr(self, field.name)[rows] for field in fields(self)))

    @classmethod
    def joined(cls, *parts: "Grounds") -> "Grounds":
        """Return all parts as one."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))


@dataclass(frozen=True, slots=True)
class Choices:
    """Facilities people registered with (c,): [start, stop), one at a time for a person."""

    person: NDArray[np.int64]
    start: NDArray[np.datetime64]
    stop: NDArray[np.datetime64]
    facility: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What holds (m,), ordered by person and day, never overlapping; `pays_as` is the group the person pays in."""

    person: NDArray[np.int64]
    start: NDArray[np.datetime64]
    stop: NDArray[np.datetime64]
    group: NDArray[np.int64]
    pays_as: NDArray[np.int64]
    level: NDArray[np.int64]
    source: NDArray[np.int64]
    facility: NDArray[np.int64]

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "Timeline":
        """Return the rows."""
        return Timeline(*(getattr(self, field.name)[rows] for field in fields(self)))


def lay_over(grounds: Grounds, choices: Choices, rights: Rights, order: NDArray[np.int64]) -> Timeline:
    """Return the timeline of `grounds`: cut where anything changes, the best kept, equal neighbours joined.

    `rights` are the levels of the groups over time, `order` (groups,) the order of paying. Grounds of a group without
    a level on their days fall away.
    """
    grounds = _cut_at_changes(grounds.take(grounds.stop > grounds.start), rights)
    axis = np.unique(
        np.concatenate(
            [
                moments(grounds.person, grounds.start),
                moments(grounds.person, grounds.stop),
                moments(choices.person, choices.start),
                moments(choices.person, choices.stop),
            ]
        )
    )
    first = np.searchsorted(axis, moments(grounds.person, grounds.start))
    counts = np.searchsorted(axis, moments(grounds.person, grounds.stop)) - first
    row = np.repeat(np.arange(counts.size), counts)
    piece = first[row] + np.arange(row.size) - np.repeat(np.cumsum(counts) - counts, counts)
    timeline = _best(grounds, row, piece, axis, (rights, order))
    return _joined(_at_chosen(timeline, choices))


def latest(person: NDArray[np.int64], day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return the running greatest moment of rows ordered by person: never one of a person before."""
    return np.maximum.accumulate(moments(person, day))


def moments(person: NDArray[np.int64], day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return one rising number for a person and a day."""
    since = np.datetime64("0000-01-01", "D")
    return (person << DAY_BITS) + (day - since).astype(np.int64)


def day_of(key: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return the day of a key."""
    return np.datetime64("0000-01-01", "D") + (key & ((1 << DAY_BITS) - 1))


def _cut_at_changes(grounds: Grounds, rights: Rights) -> Grounds:
    """Return the grounds cut on the days on which the level of their group changes, without those that have none."""
    for era in range(1, rights.days.size):
        day = rights.days[era]
        moved = rights.level[grounds.group, era] != rights.level[grounds.group, era - 1]
        across = moved & (grounds.start < day) & (grounds.stop > day)
        if across.any():
            after = grounds.take(across)
            after = replace(after, start=np.full(after.start.size, day))
            before = replace(grounds, stop=np.where(across, day, grounds.stop))
            grounds = Grounds.joined(before, after)
    return grounds.take(_level(grounds.group, grounds.start, rights) > 0)


def _era(day: NDArray[np.datetime64], rights: Rights) -> NDArray[np.intp]:
    """Return which table of levels holds on each day; -1 before the first."""
    return np.searchsorted(rights.days, day, side="right") - 1


def _level(group: NDArray[np.int64], day: NDArray[np.datetime64], rights: Rights) -> NDArray[np.int64]:
    """Return the level of each group on its day, 0 where there is none."""
    era = _era(day, rights)
    return np.where(era >= 0, rights.level[group, np.maximum(era, 0)], 0)


def _best(
    grounds: Grounds,
    row: NDArray[np.intp],
    piece: NDArray[np.intp],
    axis: NDArray[np.int64],
    law: tuple[Rights, NDArray[np.int64]],
) -> Timeline:
    """Return for each piece of the axis the ground with the highest right, and the group paid in."""
    rights, order = law
    group = grounds.group[row]
    right = rights.rank[group, _era(grounds.start[row], rights)]
    tie = order[group] * _PLACES + group
    score = (right * _PLACES**2 + tie) * _PLACES + grounds.source[row]
    ranked = np.lexsort((score, piece))
    row, piece = row[ranked], piece[ranked]
    begins = np.flatnonzero(np.r_[True, piece[1:] != piece[:-1]]) if piece.size else np.empty(0, dtype=np.intp)
    paying = np.minimum.reduceat(tie[ranked], begins) % _PLACES if begins.size else np.empty(0, dtype=np.int64)
    best, here = row[begins], piece[begins]
    following = axis[np.minimum(here + 1, axis.size - 1)] if axis.size else axis
    return Timeline(
        person=grounds.person[best], start=day_of(axis[here]), stop=day_of(following), group=grounds.group[best],
        pays_as=paying, level=_level(grounds.group[best], grounds.start[best], rights), source=grounds.source[best],
        facility=grounds.facility[best],
    )  # fmt: skip


def _at_chosen(timeline: Timeline, choices: Choices) -> Timeline:
    """Return the timeline with the facility a person chose in place of the one a list names."""
    if not choices.person.size:
        return timeline
    ranked = np.argsort(moments(choices.person, choices.start))
    place = np.searchsorted(
        moments(choices.person, choices.start)[ranked], moments(timeline.person, timeline.start), side="right"
    )
    found = ranked[np.maximum(place - 1, 0)]
    holds = (place > 0) & (choices.person[found] == timeline.person) & (timeline.start < choices.stop[found])
    return replace(timeline, facility=np.where(holds, choices.facility[found], timeline.facility))


def _joined(timeline: Timeline) -> Timeline:
    """Return the timeline with equal neighbours made one."""
    size = timeline.person.size
    if size == 0:
        return timeline
    same = np.ones(size - 1, dtype=np.bool_)
    for name in ("person", "group", "pays_as", "level", "source", "facility"):
        column = getattr(timeline, name)
        same &= column[1:] == column[:-1]
    same &= timeline.start[1:] == timeline.stop[:-1]
    begins = np.flatnonzero(np.r_[True, ~same])
    ends = np.append(begins[1:], size) - 1
    return replace(timeline.take(begins), stop=timeline.stop[ends])
