"""Offices side by side: who rises, who falls, who carries the growth, who is behind the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.domain.planning.compare import Change
from ansinh.domain.planning.progress import Number, percent


@dataclass(frozen=True, slots=True)
class Growth:
    """One office in the growth of a figure: its rank (equal changes share one), its share of all growth (%)."""

    office: str
    change: Change
    rank: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Movement:
    """All offices by growth, largest first; the three lists share them out."""

    offices: tuple[Growth, ...]

    @property
    def rising(self) -> list[Growth]:
        """Offices above their base, largest rise first."""
        return [one for one in self.offices if one.change.amount > 0]

    @property
    def falling(self) -> list[Growth]:
        """Offices below their base, largest fall first."""
        return [one for one in reversed(self.offices) if one.change.amount < 0]

    @property
    def unchanged(self) -> list[Growth]:
        """Offices exactly at their base."""
        return [one for one in self.offices if one.change.amount == 0]


def ranks(values: Sequence[Number], *, most_first: bool = True) -> list[int]:
    """Return the rank of each value, from 1; equal values share the better rank."""
    ordered = sorted(values, reverse=most_first)
    return [ordered.index(value) + 1 for value in values]


def movement(changes: Mapping[str, Change]) -> Movement:
    """Return the offices ranked by how much they grew; the share is of the sum of all changes, for amounts only."""
    whole = sum(change.amount for change in changes.values())
    placed = ranks([change.amount for change in changes.values()])
    growths = [
        Growth(office, change, rank, None if change.is_rate else percent(change.amount, whole))
        for (office, change), rank in zip(changes.items(), placed, strict=True)
    ]
    return Movement(tuple(sorted(growths, key=lambda one: one.rank)))
