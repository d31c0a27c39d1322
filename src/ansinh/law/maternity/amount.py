"""What maternity leave pays, over columns: months, working days and calendar days of an average salary."""

import datetime as dt
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.rounding import half_up, half_up_column
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


def per_day(averages: DongColumn, days: NDArray[np.int64], divisor: int) -> DongColumn:
    """Art. 39.1, Law 58/2014/QH13; Art. 59, Law 41/2024/QH15: average / 24 or / 30 x days, (n,) dong, half-up once."""
    return half_up_column(averages * days, divisor)


def per_month(averages: DongColumn, months: NDArray[np.int64], odd_days: NDArray[np.int64], divisor: int) -> DongColumn:
    """Art. 39.1, Law 58/2014/QH13; Art. 59, Law 41/2024/QH15: average x months + average / 30 x odd days, (n,) dong.

    Rounded half-up once.
    """
    return half_up_column(averages * (months * divisor + odd_days), divisor)


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
    day, values = law
    divisors = values.get("maternity.day_divisor", day)
    divisor = divisors.of(kind)
    amount = half_up(values.number("maternity.rate", day) * average * days / divisor)
    return amount, (Step(name, dong(amount), f"{dong(half_up(average))} / {divisor} x {days}", divisors.citation),)


def leave_money(
    average: Fraction | int, months: int, odd_days: int, day: dt.date, values: Values
) -> tuple[int, tuple[Step, ...]]:
    """Art. 39.1, Law 58/2014/QH13; Art. 59, Law 41/2024/QH15: the leave in months and odd days, dong, half-up once."""
    rate = values.get("maternity.rate", day)
    exact = rate.number * average * months
    shown = f"{dong(half_up(average))} x {months}"
    if odd_days:
        divisor = values.get("maternity.day_divisor", day).of("calendar")
        exact += rate.number * average * odd_days / divisor
        shown += f" + {dong(half_up(average))} / {divisor} x {odd_days}"
    amount = half_up(exact)
    return amount, (Step(Text("Trợ cấp thời gian nghỉ", "Benefit of the leave"), dong(amount), shown, rate.citation),)


def one_off(children: int, day: dt.date, values: Values) -> tuple[int, tuple[Step, ...]]:
    """Art. 38, Law 58/2014/QH13; Art. 58, Law 41/2024/QH15: twice the level of pay of the month for each child."""
    multiple, level = values.get("maternity.one_off.multiple", day), level_of_pay(day, values)
    amount = half_up(multiple.number * level.number * children)
    name = Text("Trợ cấp một lần", "One-off grant")
    return amount, (Step(name, dong(amount), f"{multiple.text} x {dong(level.whole)} x {children}", multiple.citation),)
