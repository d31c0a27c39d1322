"""Monthly statistics of benefits: turns, distinct people and money, each for itself; the same months a year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn, total
from ansinh.core.period import Month
from ansinh.domain.benefits.statistics_change import Group, Key, Split, split

YEAR = 12


@dataclass(frozen=True, slots=True)
class Settled:
    """Lines of approved decisions, (n,) each.

    month int64 Month.number of the approval; benefit int16, office int64 and person int64 as the caller numbers them;
    turn bool: a case settled for the first time (a later correction adds money, no turn); amount int64 dong, below
    zero where too much was paid before.
    """

    month: NDArray[np.int64]
    benefit: NDArray[np.int16]
    office: NDArray[np.int64]
    person: NDArray[np.int64]
    turn: NDArray[np.bool_]
    amount: DongColumn

    def where(self, rows: NDArray[np.bool_]) -> "Settled":
        """Return the lines of `rows`."""
        return Settled(
            self.month[rows],
            self.benefit[rows],
            self.office[rows],
            self.person[rows],
            self.turn[rows],
            self.amount[rows],
        )

    def within(self, first: Month, last: Month) -> "Settled":
        """Return the lines of the months `first` to `last`, both included."""
        return self.where((self.month >= first.number) & (self.month <= last.number))


@dataclass(frozen=True, slots=True)
class Figures:
    """Turns, distinct people, dong. People of several lines never add up: a person counts once in each."""

    turns: int
    people: int
    amount: int


NOTHING = Figures(0, 0, 0)


def figures(lines: Settled) -> Figures:
    """Return turns, distinct people and money of some lines."""
    return Figures(int(lines.turn.sum()), int(np.unique(lines.person[lines.turn]).size), total(lines.amount))


def by_benefit(lines: Settled) -> dict[int, Figures]:
    """Return the figures of each benefit that occurs, by its number."""
    return {int(each): figures(lines.where(lines.benefit == each)) for each in np.unique(lines.benefit)}


def by_month(lines: Settled, first: Month, last: Month) -> dict[Month, Figures]:
    """Return the figures of every month from `first` to `last`: a month without lines is told as nothing."""
    every = (Month(number) for number in range(first.number, last.number + 1))
    return {month: figures(lines.within(month, month)) for month in every}


def by_office(lines: Settled) -> dict[int, Figures]:
    """Return the figures of each office that occurs, by its number."""
    return {int(each): figures(lines.where(lines.office == each)) for each in np.unique(lines.office)}


@dataclass(frozen=True, slots=True)
class Comparison(Generic[Key]):
    """A span of months and the same months a year before: in all, by benefit (now, before), why the money changed."""

    now: Figures
    before: Figures
    benefits: Mapping[Key, tuple[Figures, Figures]]
    split: Split[Key]


def beside(
    now: Mapping[Key, Figures], before: Mapping[Key, Figures], all_of: tuple[Figures, Figures]
) -> Comparison[Key]:
    """Return two spans beside one another by benefit; `all_of` are both in all (people do not add up).

    The change of money is split over benefits into count, mix and amount effects (`statistics_change.split`).
    """
    keys = [*now, *(key for key in before if key not in now)]
    pairs = {key: (now.get(key, NOTHING), before.get(key, NOTHING)) for key in keys}
    groups = {key: Group(old.turns, old.amount, new.turns, new.amount) for key, (new, old) in pairs.items()}
    now_all, before_all = all_of
    return Comparison(now_all, before_all, pairs, split(groups))


def compare(lines: Settled, first: Month, last: Month) -> Comparison[int]:
    """Return the months `first` to `last` beside the same months a year before, by benefit."""
    now, before = lines.within(first, last), lines.within(first.plus(-YEAR), last.plus(-YEAR))
    return beside(by_benefit(now), by_benefit(before), (figures(now), figures(before)))
