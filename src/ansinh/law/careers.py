"""Contributed months with their salaries, as columns: many people behind one another, or one person alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month

ROOM = 1 << 20  # more than any month's number: person and month make one rising key


@dataclass(frozen=True, slots=True)
class Careers:
    """Contributed months of n people: those of person i are `offsets[i] .. offsets[i + 1]`, rising, none twice.

    offsets (n + 1,) int64; months (m,) int64 Month.number; salaries (m,) int64 dong a month.
    """

    offsets: NDArray[np.int64]
    months: NDArray[np.int64]
    salaries: DongColumn

    @classmethod
    def one(cls, spans: Iterable[tuple[Month, Month, int]]) -> "Careers":
        """Return the career of one person told in spans (first month, last month, dong a month).

        ValueError for a month told twice.
        """
        rows = sorted(
            (number, salary) for first, last, salary in spans for number in range(first.number, last.number + 1)
        )
        months = np.array([number for number, _ in rows], dtype=np.int64)
        if (np.diff(months) == 0).any():
            message = "a month is contributed once: the salaries of one month are added before"
            raise ValueError(message)
        salaries = np.array([salary for _, salary in rows], dtype=np.int64)
        return cls(np.array([0, len(rows)], dtype=np.int64), months, salaries)

    @property
    def people(self) -> int:
        """How many people."""
        return self.offsets.size - 1

    def take(self, rows: NDArray[np.intp]) -> "Careers":
        """Return the careers of the people at `rows` (k,), in that order."""
        counts = np.diff(self.offsets)[rows]
        offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        inside = np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts) + np.repeat(self.offsets[:-1][rows], counts)
        return Careers(offsets, self.months[inside], self.salaries[inside])

    def upto(self, last: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row after the latest contributed month at or before `last` (n,) of each person, (n,)."""
        owners = np.repeat(np.arange(self.people, dtype=np.int64), np.diff(self.offsets))
        wanted = np.arange(self.people, dtype=np.int64) * ROOM + last
        return np.searchsorted(owners * ROOM + self.months, wanted, side="right").astype(np.int64)

    def latest(self, last: NDArray[np.int64], count: int) -> tuple[DongColumn, NDArray[np.int64]]:
        """Return sum of salaries and number of the latest `count` contributed months at or before `last`; (n,) each."""
        ends = self.upto(last)
        begins = np.maximum(self.offsets[:-1], ends - count)
        running = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self.salaries, dtype=np.int64)])
        return running[ends] - running[begins], ends - begins

    def counted(self, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many months each person contributed from `first` to `last`, both included; (n,)."""
        return self.upto(last) - self.upto(first - 1)

    def has(self, month: Month) -> bool:
        """Return whether the first person contributed in `month`."""
        return self.salary(month) is not None

    def salary(self, month: Month) -> int | None:
        """Return the salary (dong) of the first person in `month`, None where nothing was contributed."""
        rows = np.flatnonzero(self.months[: self.offsets[1]] == month.number)
        return int(self.salaries[rows[0]]) if rows.size else None

    def latest_month(self, last: Month) -> Month | None:
        """Return the latest contributed month of the first person at or before `last`, None without one."""
        months = self.months[: self.offsets[1]]
        before = months[months <= last.number]
        return Month(int(before[-1])) if before.size else None
