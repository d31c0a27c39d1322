"""The level of a group on a day, and what it pays: columns over periods, one look-up for each day of change."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.law.values import Values

LEVELS = "card.levels"
RATES = "card.rates"
ORDER = "card.right_order"


@dataclass(frozen=True, slots=True)
class Rights:
    """The table of levels over time: `days` (d,) on which it changed, `level` and `rank` (groups, d), 0 best rank.

    A group without a level on a day has level 0 and the last rank.
    """

    groups: tuple[str, ...]
    days: NDArray[np.datetime64]
    level: NDArray[np.int64]
    rank: NDArray[np.int64]


def level_on(group: str, day: dt.date, values: Values) -> int:
    """Art. 22, Law 25/2008/QH12 as amended: the level (third character, 1-5) of `group` on `day`.

    UnknownValueError for a group without a level, naming it and the day.
    """
    return int(values.get(LEVELS, day).of(group))


def rate_of(level: int, day: dt.date, values: Values) -> int:
    """Art. 22.1, Law 25/2008/QH12 as amended: per cent the fund pays in-network at `level` on `day`."""
    return int(values.get(RATES, day).of(str(level)))


def rights(groups: tuple[str, ...], values: Values) -> Rights:
    """Art. 22.2, Law 25/2008/QH12: levels of `groups` since the first day, and how high each right ranks.

    Level 5 ranks first (costs outside the scope too), then 1 (no ratio limits), 2, 3, 4.
    """
    lines = [line for line in values.parameters[LEVELS].dates if line.established]
    days = [line.day for line in lines]
    tables = [values.get(LEVELS, day).by_name for day in days]
    level = np.array([[int(table.get(group, "0")) for table in tables] for group in groups], dtype=np.int64)
    order = values.get(ORDER, days[0]).listed
    places = np.array([len(order), *(order.index(str(one)) for one in range(1, len(order) + 1))], dtype=np.int64)
    return Rights(groups, np.array(days, dtype="datetime64[D]"), level, places[level])
