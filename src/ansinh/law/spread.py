"""Rows of a population cut by the days on which the values of the law changed: each part is reckoned at once."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ansinh.law.values import Values

EPOCH = dt.date(1970, 1, 1).toordinal()
EPOCH_MONTH = 1970 * 12


def months_of(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the Month.number in which each date ordinal lies, (n,)."""
    dates = (days - EPOCH).astype("datetime64[D]")
    return dates.astype("datetime64[M]").astype(np.int64) + EPOCH_MONTH


def first_days(months: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the date ordinal of the first day of each Month.number, (n,)."""
    starts = (months - EPOCH_MONTH).astype("datetime64[M]").astype("datetime64[D]")
    return starts.astype(np.int64) + EPOCH


def by_values(
    days: NDArray[np.int64], keys: Sequence[str], values: Values
) -> Iterator[tuple[dt.date, NDArray[np.intp]]]:
    """Yield (a day, rows) for every stretch of time in which none of `keys` changes; `days` (n,) date ordinals.

    The day is the first of the stretch, or the earliest day of the rows before the first value, so that the law can
    refuse by name.
    """
    changes = sorted({line.day.toordinal() for key in keys for line in values.parameters[key].dates})
    stretch = np.searchsorted(np.array(changes, dtype=np.int64), days, side="right")
    for number in np.unique(stretch):
        rows = np.flatnonzero(stretch == number)
        first = changes[int(number) - 1] if number else int(days[rows].min())
        yield dt.date.fromordinal(first), rows


def step_table(steps: Mapping[str, str]) -> tuple[NDArray[np.int64], list[str]]:
    """Return a map of lower limits to contents as rising limits (s,) and their contents."""
    limits = sorted(int(limit) for limit in steps)
    return np.array(limits, dtype=np.int64), [steps[str(limit)] for limit in limits]


def whole_steps(steps: Mapping[str, str], asked: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the whole number that stands at each of `asked` (n,) in a map of lower limits; ValueError below all."""
    limits, contents = step_table(steps)
    if asked.size and asked.min() < limits[0]:
        message = f"nothing stands below {limits[0]}"
        raise ValueError(message)
    return np.array([int(content) for content in contents], dtype=np.int64)[
        np.searchsorted(limits, asked, side="right") - 1
    ]


def at_step(steps: Mapping[str, str], asked: int) -> str | None:
    """Return the content of the highest lower limit at or below `asked`; None below all."""
    reached = [limit for limit in sorted(int(each) for each in steps) if limit <= asked]
    return steps[str(reached[-1])] if reached else None
