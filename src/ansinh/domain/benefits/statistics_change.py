"""Why the money of benefits changed: more cases, other kinds of cases, or more money for each."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from ansinh.core.rounding import half_up

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Group:
    """Cases and money (dong) of one kind, before and now."""

    count_before: int
    money_before: int
    count_now: int
    money_now: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What of a change is due to the number of cases, to their mix, to the amount of each; dong, exactly the change."""

    count: int
    mix: int
    amount: int

    @property
    def change(self) -> int:
        """All three together."""
        return self.count + self.mix + self.amount


@dataclass(frozen=True, slots=True)
class Split(Generic[Key]):
    """The effects in all, and of each group; groups and total each sum exactly to their change of money."""

    total: Effects
    groups: Mapping[Key, Effects]


def split(groups: Mapping[Key, Group]) -> Split[Key]:
    """Return the change of money between two periods, taken apart.

    With N cases in all, a group's share s and average a: count = (N1 - N0) s0 a0, mix = N1 (s1 - s0) a0, amount =
    n1 (a1 - a0). A kind that did not exist before is all mix (its own average stands for the missing one); corrections
    of kinds without cases are amount. Each effect is rounded to the dong, what rounding leaves goes to the amount.
    """
    before = sum(group.count_before for group in groups.values())
    now = sum(group.count_now for group in groups.values())
    exact = {key: _exact(group, before, now) for key, group in groups.items()}
    change = sum(group.money_now - group.money_before for group in groups.values())
    return Split(
        _rounded(
            sum((count for count, _ in exact.values()), Fraction(0)),
            sum((mix for _, mix in exact.values()), Fraction(0)),
            change,
        ),
        {key: _rounded(*exact[key], group.money_now - group.money_before) for key, group in groups.items()},
    )


def _exact(group: Group, before: int, now: int) -> tuple[Fraction, Fraction]:
    """Return the count and mix effects of a group, exact dong; what is left of its change is the amount effect."""
    if not before:  # nothing to compare the mix with: all of it is more cases
        return Fraction(group.money_now), Fraction(0)
    if group.count_before:
        average = Fraction(group.money_before, group.count_before)
    elif group.count_now:
        average = Fraction(group.money_now, group.count_now)
    else:
        return Fraction(0), Fraction(0)
    share = Fraction(group.count_before, before)
    return (now - before) * share * average, (group.count_now - now * share) * average


def _rounded(count: Fraction, mix: Fraction, change: int) -> Effects:
    """Return whole dong that sum to the change."""
    return Effects(half_up(count), half_up(mix), change - half_up(count) - half_up(mix))
