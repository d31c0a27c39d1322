"""Activities done, counted by type and level: a part of another type stands within it and is told after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ansinh.core.money import Dong
from ansinh.domain.outreach.activities import ActivityType, words


class Count(NamedTuple):
    """Activities done of one type and level. Never add them over types: a type may stand within another."""

    type: str
    level: str
    activities: int
    times: int
    people: int
    employers: int
    employees: int
    invited_people: int
    invited_employers: int
    leads: int
    cost: Dong


@dataclass(frozen=True, slots=True)
class Line:
    """One type with what was done by level, its parts counted in; sums are over levels, which do not overlap."""

    type: ActivityType
    levels: dict[str, Count]

    @property
    def times(self) -> int:
        """Sessions."""
        return sum(one.times for one in self.levels.values())

    @property
    def people(self) -> int:
        """People who came."""
        return sum(one.people for one in self.levels.values())

    @property
    def employers(self) -> int:
        """Employers that came."""
        return sum(one.employers for one in self.levels.values())

    @property
    def cost(self) -> Dong:
        """What they cost (dong)."""
        return sum(one.cost for one in self.levels.values())


def lines(counts: Sequence[Count]) -> list[Line]:
    """Return the types done, a whole with its parts counted in and each part right after it ("trong đó")."""
    made = []
    for code, kind in words().types.items():
        levels: dict[str, Count] = {}
        for one in counts:
            if code in {one.type, words().types[one.type].part_of}:
                before = levels.get(one.level)
                levels[one.level] = one if before is None else _plus(before, one)
        if levels:
            made.append(Line(kind, levels))
    order = list(words().types)
    return sorted(made, key=lambda line: (order.index(line.type.part_of or line.type.code), bool(line.type.part_of)))


def _plus(one: Count, other: Count) -> Count:
    """Return two counts of one level together: a part within its whole."""
    return Count(one.type, one.level, *(a + b for a, b in zip(one[2:], other[2:], strict=True)))
