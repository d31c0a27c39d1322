"""What maternity leave pays, over columns: months, working days and calendar days of an average salary."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.rounding import half_up, half_up_ratios
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


@dataclass(frozen=True, slots=True)
class Average:
    """Average salaries as exact ratios: sums of dong over numbers of months (1 or more), (n,) int64 each."""

    sums: DongColumn
    numbers: NDArray[np.int64]

    @classmethod
    def one(cls, average: Fraction | int) -> "Average":
        """Return one person's average as columns of length one."""
        exact = Fraction(average)
        return cls(np.array([exact.numerator], dtype=np.int64), np.array([exact.denominator], dtype=np.int64))

    @property
    def shown(self) -> DongColumn:
        """The averages in whole dong, half-up: shown, never reckoned with."""
        return half_up_ratios(self.sums, self.numbers)


def benefits(
    averages: Average, months: NDArray[np.int64], days: NDArray[np.int64], divisor: int, rate: Fraction
) -> DongColumn:
    """Art. 39.1, Law 58/2014/QH13; Art. 59, Law 41/2024/QH15: average x months + average / divisor x days, (n,) dong.

    `divisor` is 24 for working days, 30 for calendar days. Rounded half-up once a person.
    """
    units = (months * divisor + days) * rate.numerator
    return half_up_ratios(averages.sums * units, averages.numbers * (divisor * rate.denominator))


def _one(average: Fraction | int, months: int, days: int, kind: str, law: tuple[dt.date, Values]) -> int:
    """Return the benefit of one person, dong."""
    day, values = law
    divisor, rate = int(values.get("maternity.day_divisor", day).of(kind)), values.number("maternity.rate", day)
    whole, odd = np.array([months], dtype=np.int64), np.array([days], dtype=np.int64)
    return int(benefits(Average.one(average), whole, odd, divisor, rate)[0])


def working_days_money(
    average: Fraction | int, days: int, day: dt.date, values: Values, name: Text
) -> tuple[int, tuple[Step, ...]]:
    """Art. 39.1.b, Law 58/2014/QH13; Art. 59.2, Law 41/2024/QH15: prenatal visits and father's leave, average / 24."""
    return _days_money(average, days, "working", (day, values), name)


def calendar_days_money(
    average: Fraction | int, days: int, day: dt.date, values: Values, name: Text
) -> tuple[int, tuple[Step, ...]]:
    """Art. 39.1.c, Law 58/2014/QH13; Art. 59.3, Law 41/2024/QH15: loss, contraception and odd days, average / 30."""
    return _days_money(average, days, "calendar", (day, values), name)


def _days_money(
    average: Fraction | int, days: int, kind: str, law: tuple[dt.date, Values], name: Text
) -> tuple[int, tuple[Step, ...]]:
    """Return the money of some days and its story."""
    divisors = law[1].get("maternity.day_divisor", law[0])
    amount = _one(average, 0, days, kind, law)
    shown = f"{dong(half_up(average))} / {divisors.of(kind)} x {days}"
    return amount, (Step(name, dong(amount), shown, divisors.citation),)


def leave_money(
    average: Fraction | int, months: int, odd_days: int, day: dt.date, values: Values
) -> tuple[int, tuple[Step, ...]]:
    """Art. 39.1, Law 58/2014/QH13; Art. 59, Law 41/2024/QH15: the leave in months and odd days, dong, half-up once."""
    amount = _one(average, months, odd_days, "calendar", (day, values))
    shown = f"{dong(half_up(average))} x {months}"
    if odd_days:
        divisor = values.get("maternity.day_divisor", day).of("calendar")
        shown += f" + {dong(half_up(average))} / {divisor} x {odd_days}"
    name, citation = Text("Trợ cấp thời gian nghỉ", "Benefit of the leave"), values.get("maternity.rate", day).citation
    return amount, (Step(name, dong(amount), shown, citation),)


def one_offs(children: NDArray[np.int64], day: dt.date, values: Values) -> DongColumn:
    """Art. 38, Law 58/2014/QH13; Art. 58, Law 41/2024/QH15: twice the level of pay for each child, (n,) dong."""
    return children * (values.whole("maternity.one_off.multiple", day) * level_of_pay(day, values).whole)


def one_off(children: int, day: dt.date, values: Values) -> tuple[int, tuple[Step, ...]]:
    """Art. 38, Law 58/2014/QH13; Art. 58, Law 41/2024/QH15: twice the level of pay of the month for each child."""
    multiple, level = values.get("maternity.one_off.multiple", day), level_of_pay(day, values)
    amount = int(one_offs(np.array([children], dtype=np.int64), day, values)[0])
    name = Text("Trợ cấp một lần", "One-off grant")
    return amount, (Step(name, dong(amount), f"{multiple.text} x {dong(level.whole)} x {children}", multiple.citation),)
