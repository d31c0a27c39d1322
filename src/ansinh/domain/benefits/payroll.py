"""What a month of the payroll pays a pension: its monthly amount, what is owed from before, what is deducted.

Over columns: a balance is what was due less what was paid in all earlier months, so a late grant, a back-dated change
and a resumed suspension are one thing (arrears), and months paid too much are another (deducted, or recovered).
"""

import datetime as dt
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.law.pension.increase import Roll, event_days, increase
from ansinh.law.values import Values

_NOBODY: Final = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Settled:
    """The lines of pensions, (n,) dong each: amount = monthly + arrears - recovered; `owing` is still to be deducted.

    `found` is over-payment that turned up now, `lost` what cannot be deducted because nothing is paid any more.
    """

    amount: DongColumn
    monthly: DongColumn
    arrears: DongColumn
    recovered: DongColumn
    owing: DongColumn
    found: DongColumn
    lost: DongColumn


@dataclass(frozen=True, slots=True)
class Standing:
    """Where pensions stand, (n,): dong due this month, balance of earlier months (negative: paid too much).

    `owing` dong of the balance had been found by an earlier month and are being deducted; `ended` are those whose
    months are over: what they are still owed is paid, what they were paid too much cannot be deducted.
    """

    monthly: DongColumn
    balance: DongColumn
    owing: DongColumn
    ended: NDArray[np.bool_]


def settle(standing: Standing, most: Fraction) -> Settled:
    """Return what each pension is paid: at most the share `most` of a monthly amount is deducted in one month."""
    pays = standing.monthly > 0
    arrears = np.where(pays | standing.ended, np.maximum(standing.balance, 0), 0)
    over = np.maximum(-standing.balance, 0)
    limit = standing.monthly * most.numerator // most.denominator
    recovered = np.where(pays, np.minimum(over, limit), 0)
    return Settled(
        amount=standing.monthly + arrears - recovered,
        monthly=standing.monthly,
        arrears=arrears,
        recovered=recovered,
        owing=np.where(pays, over - recovered, 0),
        found=np.where(pays, np.maximum(over - standing.owing, 0), 0),
        lost=np.where(pays, 0, over),
    )


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of pensions as columns, (n,): `owner` is the place of the pension, months are Month numbers, end not in.

    `basis` is dong a month as it stood on `basis_day`, `extra` dong that no increase raises, `started` the month
    (number) of entitlement.
    """

    owner: NDArray[np.int64]
    first: NDArray[np.int64]
    end: NDArray[np.int64]
    basis: DongColumn
    basis_day: NDArray[np.datetime64]
    extra: DongColumn
    started: NDArray[np.int64]

    def monthly(self, month: Month, values: Values) -> DongColumn:
        """Return what each row pays in `month` if it holds then: the basis raised by every decree since, and extra."""
        return self.at(month.first_day, values)

    def at(self, last: dt.date, values: Values) -> DongColumn:
        """Return the basis raised by every decree since it stood, up to the day `last`, and extra: dong a month."""
        amount = self.basis.copy()
        for day in event_days(values):
            rows = np.flatnonzero(self.basis_day < np.datetime64(day)) if day <= last else _NOBODY
            if rows.size:
                roll = Roll(amount[rows], self.started[rows], np.full(rows.size, -1, dtype=np.int8))
                amount[rows] = increase(roll, day, values).amount
        return amount + self.extra


@dataclass(frozen=True, slots=True)
class Stops:
    """Months in which pensions are not paid, as columns like those of Terms."""

    owner: NDArray[np.int64]
    first: NDArray[np.int64]
    end: NDArray[np.int64]


def due_in(month: Month, terms: Terms, stops: Stops, size: int, values: Values) -> DongColumn:
    """Return what each of `size` pensions is due in `month` (dong): by its terms, nothing while it is stopped."""
    due = np.zeros(size, dtype=np.int64)
    held = np.flatnonzero((terms.first <= month.number) & (month.number < terms.end))
    holding = Terms(*(getattr(terms, field.name)[held] for field in fields(Terms)))
    due[holding.owner] = holding.monthly(month, values)
    due[stops.owner[(stops.first <= month.number) & (month.number < stops.end)]] = 0
    return due
