"""Settling abroad: one sum for a pensioner, or for another monthly benefit."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ansinh.core.money import Dong
from ansinh.core.rounding import half_up
from ansinh.law.one_time.amount import QUARTER, averages_due
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Settled:
    """How many months of the current benefit, and the sum in dong."""

    months: Fraction
    amount: Dong


def settle_pension(
    before: int, later: int, *, pension: Dong, months_drawn: int, day: dt.date, values: Values
) -> Settled:
    """Art. 65.2, Law 58/2014/QH13; Art. 76, Law 41/2024/QH15: as a one-time benefit, less half a month for each drawn.

    Months contributed before 2014 and later; at least three months of the current pension. Half-up once.
    UnknownValueError before 2016.
    """
    quarters = averages_due(np.array([before]), np.array([later]), day, values)[2]
    drawn = values.number("one_time.settle.cut_per_month", day) * months_drawn
    months = max(Fraction(int(quarters[0]), QUARTER) - drawn, values.number("one_time.settle.least", day))
    return Settled(months, half_up(months * pension))


def settle_allowance(allowance: Dong, day: dt.date, values: Values) -> Settled:
    """Art. 65.2, Law 58/2014/QH13; Art. 76, Law 41/2024/QH15: three months of another monthly benefit, dong."""
    months = values.number("one_time.settle.allowance", day)
    return Settled(months, half_up(months * allowance))
