"""One increase decree over all pensions: whom it raises and lifts, dong a month before and after, by regime."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn, total
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import REGIMES
from ansinh.domain.benefits.payroll import Terms
from ansinh.law.pension.increase import Roll, increase
from ansinh.law.values import Values

ALL = Text("Cộng", "Total")


@dataclass(frozen=True, slots=True)
class Raise:
    """Every pension under one decree, (n,): dong a month before and after; whom the rate raises, who is lifted too."""

    before: DongColumn
    after: DongColumn
    raised: NDArray[np.bool_]
    lifted: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RaiseLine:
    """One regime: people in payment, those raised, those lifted besides because they are low, dong before and after."""

    regime: int
    name: Text
    people: int
    raised: int
    lifted: int
    before: Dong
    after: Dong

    @property
    def more(self) -> Dong:
        """What the decree adds a month, dong."""
        return self.after - self.before


def raise_all(terms: Terms, day: dt.date, values: Values) -> Raise:
    """Return what the decree of `day` makes of every pension: the amount of the day before, and of the day.

    A basis that stood on the day or later has the decree in it. UnknownValueError where no decree is known on `day`.
    """
    before = terms.at(day - dt.timedelta(days=1), values)
    rows = np.flatnonzero(terms.basis_day < np.datetime64(day))
    roll = Roll(before[rows] - terms.extra[rows], terms.started[rows], np.full(rows.size, -1, dtype=np.int8))
    found = increase(roll, day, values)
    after, raised, lifted = before.copy(), *(np.zeros(before.size, dtype=np.bool_) for _ in range(2))
    after[rows] = found.amount + terms.extra[rows]
    raised[rows], lifted[rows] = found.addressed & (roll.amount > 0), found.lifted
    return Raise(before, after, raised, lifted)


def by_regime(regimes: NDArray[np.int64], found: Raise) -> tuple[RaiseLine, ...]:
    """Return a line for each regime with people, and the sum of them all last."""
    lines = [_line(code, name, regimes == code, found) for code, name in REGIMES.items() if (regimes == code).any()]
    return (*lines, _line(0, ALL, np.ones(regimes.size, dtype=np.bool_), found))


def _line(code: int, name: Text, rows: NDArray[np.bool_], found: Raise) -> RaiseLine:
    """Return the sums of some rows."""
    raised, lifted = int((found.raised & rows).sum()), int((found.lifted & rows).sum())
    return RaiseLine(code, name, int(rows.sum()), raised, lifted, total(found.before[rows]), total(found.after[rows]))
