"""People the register does not know, one at a time: made up from a seed, with numbers nobody else bears."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import numpy as np

from ansinh.formats.sheet.write import Written
from ansinh.jobs.synthetic.chance import chance
from ansinh.jobs.synthetic.words import people_names, surnames

BLOCK: Final = 512
Line = list[Written]  # name, personal ID, birth, sex


class Strangers:
    """An endless row of made-up people; their personal IDs begin with 998, a place that is none."""

    def __init__(self, seed: int, year: int) -> None:
        """Begin the row; births are reckoned back from `year`."""
        self._rng, self._year, self._serial = chance(seed, "strangers"), year, 0
        self._grown, self._young = self._lines(25, 60), self._lines(6, 25)
        self._pupils, self._born = self._lines(7, 17), self._lines(0, 0)

    def one(self, *, grown: bool) -> Line:
        """Return a grown-up, or somebody young."""
        return next(self._grown if grown else self._young)

    def pupil(self) -> Line:
        """Return a child of school age."""
        return next(self._pupils)

    def newborn(self) -> Line:
        """Return a child born in the last months."""
        return next(self._born)

    def _lines(self, youngest: int, oldest: int) -> Iterator[Line]:
        """Yield people of an age."""
        while True:
            born = self._year - self._rng.integers(youngest, oldest + 1, BLOCK)
            female = self._rng.random(BLOCK) < 0.5
            names = people_names(self._rng, female, born, surnames(self._rng, BLOCK))
            for place in range(BLOCK):
                self._serial += 1
                year = int(born[place])
                day = dt.date(year, 1, 1) + dt.timedelta(days=int(self._rng.integers(0, 240)))
                century = (year // 100 - 19) * 2 + int(female[place])
                number = f"998{century}{year % 100:02d}{self._serial:06d}"
                yield [str(np.str_(names[place])), number, day, "Nữ" if female[place] else "Nam"]
