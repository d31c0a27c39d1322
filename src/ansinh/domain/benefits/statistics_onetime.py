"""The one-time benefit watched as a trend: who asks, who was paid, who stayed after counselling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn, total
from ansinh.core.period import Month

YEAR = 12


class Outcome(IntEnum):
    """What became of an application."""

    OPEN = 0
    PAID = 1
    REFUSED = 2
    WITHDRAWN = 3  # after counselling


@dataclass(frozen=True, slots=True)
class Applications:
    """Applications for the one-time benefit, (n,) int64 each.

    month Month.number of the application; person, office, employer (the last one; 0 none) as the caller numbers them;
    age completed years; sex 1 man, 2 woman; insured months contributed; away months since leaving; outcome (Outcome);
    amount dong paid, 0 before.
    """

    month: NDArray[np.int64]
    person: NDArray[np.int64]
    office: NDArray[np.int64]
    employer: NDArray[np.int64]
    age: NDArray[np.int64]
    sex: NDArray[np.int64]
    insured: NDArray[np.int64]
    away: NDArray[np.int64]
    outcome: NDArray[np.int64]
    amount: DongColumn

    def column(self, name: str) -> NDArray[np.int64]:
        """Return a column by its name."""
        found: NDArray[np.int64] = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Trend:
    """Applications, distinct people, people paid, money (dong), withdrawn after counselling, refused."""

    applications: int
    people: int
    paid: int
    amount: int
    withdrawn: int
    refused: int


def trend(asked: Applications, rows: NDArray[np.bool_]) -> Trend:
    """Return the figures of `rows` (n,)."""
    outcome, person = asked.outcome[rows], asked.person[rows]
    return Trend(
        int(rows.sum()),
        int(np.unique(person).size),
        int(np.unique(person[outcome == Outcome.PAID]).size),
        total(asked.amount[rows]),
        int((outcome == Outcome.WITHDRAWN).sum()),
        int((outcome == Outcome.REFUSED).sum()),
    )


def by_month(asked: Applications, first: Month, last: Month) -> dict[Month, tuple[Trend, Trend]]:
    """Return each month from `first` to `last`: of the month itself, and of the twelve months that end with it."""
    found = {}
    for number in range(first.number, last.number + 1):
        alone = trend(asked, asked.month == number)
        found[Month(number)] = alone, trend(asked, (asked.month > number - YEAR) & (asked.month <= number))
    return found


AGES = (0, 25, 30, 35, 40, 45, 50, 55, 60)
INSURED = (0, 12, 60, 120, 180, 240)  # months: below 1, 5, 10, 15, 20 years, and above
AWAY = (0, 12, 13, 18, 24, 36, 60)
BANDS: Mapping[str, Sequence[int] | None] = {
    "office": None,
    "employer": None,
    "sex": None,
    "age": AGES,
    "insured": INSURED,
    "away": AWAY,
}


def banded(asked: Applications, name: str) -> NDArray[np.int64]:
    """Return the band of each application in a column of BANDS, (n,): its lower limit, or the code itself."""
    limits, column = BANDS[name], asked.column(name)
    if limits is None:
        return column
    edges = np.array(limits, dtype=np.int64)
    return edges[np.maximum(np.searchsorted(edges, column, side="right") - 1, 0)]


def by_band(asked: Applications, name: str, last: Month) -> dict[int, tuple[Trend, Trend]]:
    """Return the twelve months that end with `last`, and the twelve before, for each band of a column of BANDS.

    A band is named by its lower limit; codes stand for themselves. KeyError for another column.
    """
    column = banded(asked, name)
    now = (asked.month > last.number - YEAR) & (asked.month <= last.number)
    before = (asked.month > last.number - 2 * YEAR) & (asked.month <= last.number - YEAR)
    seen = np.unique(column[now | before])
    return {int(band): (trend(asked, now & (column == band)), trend(asked, before & (column == band))) for band in seen}
