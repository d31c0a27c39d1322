"""The daily benefit of ordinary sickness and of sick children, over columns; part-days since July 2025."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.rate import over
from ansinh.core.rounding import half_up_column
from ansinh.law.values import Values

RATE_OVER = 10_000  # rates of the texts are whole hundredths of a per cent
HALVES = 2  # a day counts whole or half


def amounts(salaries: DongColumn, rates: NDArray[np.int64], half_days: NDArray[np.int64], divisor: int) -> DongColumn:
    """Art. 28.4, Law 58/2014/QH13; Art. 45.5, Law 41/2024/QH15: salary x rate / 24 x days, (n,) dong, half-up once.

    `rates` in ten-thousandths, `half_days` twice the days, `divisor` the days of a month (24; 26 until 2015).
    """
    return half_up_column(salaries * rates * half_days, RATE_OVER * HALVES * divisor)


def amount(salary: int, rate: Fraction, days: Fraction, day: dt.date, values: Values) -> int:
    """Art. 28.4, Law 58/2014/QH13; Art. 45.5, Law 41/2024/QH15: the benefit of one leave, dong.

    ValueError where `days` are no whole halves.
    """
    divisor = values.whole("sickness.day_divisor", day)
    one, rates, halves = (
        np.array([each], dtype=np.int64) for each in (salary, over(rate, RATE_OVER), over(days, HALVES))
    )
    return int(amounts(one, rates, halves, divisor)[0])


@dataclass(frozen=True, slots=True)
class PartDays:
    """Hours away from work on some days: how many days they count, in halves, (n,) each."""

    half_days: NDArray[np.int64]

    @property
    def days(self) -> Fraction:
        """All days together."""
        return Fraction(int(self.half_days.sum()), HALVES)


def part_days(
    hours_off: Sequence[int | Fraction], normal_hours: int | Fraction, day: dt.date, values: Values
) -> PartDays:
    """Art. 45.5, Law 41/2024/QH15: under half of the working day counts half a day, from half on a whole one.

    UnknownValueError before 2025-07-01, when only whole days were paid; ValueError without working hours or for
    hours below zero or beyond the day.
    """
    limit = values.number("sickness.half_day_under", day)
    if normal_hours <= 0 or any(not 0 <= hours <= normal_hours for hours in hours_off):
        message = f"hours off lie between none and the working day of {normal_hours}"
        raise ValueError(message)
    counted = [0 if not hours else 1 if hours < limit * normal_hours else HALVES for hours in hours_off]
    return PartDays(np.array(counted, dtype=np.int64))
