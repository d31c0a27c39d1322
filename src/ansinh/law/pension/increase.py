"""General increases of pensions and monthly benefits: one dated list of rules, over columns of a whole roll."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up_column
from ansinh.core.text import Text
from ansinh.law.values import Value, Values

_NO_EVENT = Text(
    "Không có lần tăng chung nào vào ngày {day}; các ngày đã biết: {known}",
    "There is no general increase on {day}; the days known: {known}",
)


@dataclass(frozen=True, slots=True)
class Roll:
    """Pensions and monthly benefits in payment, (n,) each.

    amount: int64, dong a month before; started: int64, first month of the pension (numbers of Month); had_108: int8,
    raised by Decree 108/2021 (1 yes, 0 no, -1 by the first month).
    """

    amount: DongColumn
    started: NDArray[np.int64]
    had_108: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Raised:
    """A roll after one event, (n,) each: amounts in dong; who was addressed; who was lifted above the rate."""

    amount: DongColumn
    addressed: NDArray[np.bool_]
    lifted: NDArray[np.bool_]


def event_days(values: Values) -> tuple[dt.date, ...]:
    """Art. 57, Law 58/2014/QH13; Art. 67, Law 41/2024/QH15: the days of all general increases known, rising."""
    return tuple(line.day for line in values.parameters["pension.increase"].dates if line.established)


def increase(roll: Roll, day: dt.date, values: Values) -> Raised:
    """Art. 57, Law 58/2014/QH13; Art. 67, Law 41/2024/QH15, by the decree of `day`: rate, then the lift of the lowest.

    Raised are pensions begun before the day (or in the window the decree names). Each amount is rounded half-up to
    the dong at each event. UnknownValueError where no increase is known on `day`.
    """
    if day not in event_days(values):
        raise UnknownValueError(_NO_EVENT.fill(day=day, known=", ".join(map(str, event_days(values)))))
    event = values.get("pension.increase", day)
    addressed = _addressed(roll, day, event)
    amount = np.where(addressed, _by_rate(roll, event, day, values), roll.amount)
    return _lifted(amount, addressed, roll.started, day, values)


def _addressed(roll: Roll, day: dt.date, event: Value) -> NDArray[np.bool_]:
    """Return who the decree names: begun before its day, or in its own window."""
    before = dt.date.fromisoformat(event.by_name.get("started_before", day.isoformat()))
    since = event.by_name.get("started_from")
    named: NDArray[np.bool_] = roll.started < Month.containing(before).number
    if since is not None:
        named &= roll.started >= Month.containing(dt.date.fromisoformat(since)).number
    return named


def _by_rate(roll: Roll, event: Value, day: dt.date, values: Values) -> DongColumn:
    """Return the amounts raised by the rate, or by the higher one of those whom Decree 108/2021 passed over."""
    raised = _times(roll.amount, 1 + event.of("rate"))
    if "rate_without_108" not in event.by_name:
        return raised
    return np.where(passed_over(roll, day, values), _times(roll.amount, 1 + event.of("rate_without_108")), raised)


def passed_over(roll: Roll, day: dt.date, values: Values) -> NDArray[np.bool_]:
    """Art. 2, Decree 42/2023/ND-CP: whom the higher rate is for, as Decree 108/2021 did not raise them: (n,)."""
    if "rate_without_108" not in values.get("pension.increase", day).by_name:
        return np.zeros_like(roll.started, dtype=np.bool_)
    edge = Month.containing(values.get("pension.increase.adjusted_by_108_before", day).day).number
    had: NDArray[np.bool_] = np.where(roll.had_108 < 0, roll.started < edge, roll.had_108 == 1)
    return ~had


def _times(amount: DongColumn, factor: Fraction) -> DongColumn:
    """Return amounts x factor, half-up to the dong."""
    return half_up_column(amount * factor.numerator, factor.denominator)


def _lifted(
    amount: DongColumn, addressed: NDArray[np.bool_], started: NDArray[np.int64], day: dt.date, values: Values
) -> Raised:
    """Lift what is still low after the rate, for pensions begun before 1995, where the decree says so."""
    edge = Month.containing(values.get("pension.increase.floor_before", day).day).number
    old = addressed & (started < edge)
    line = values.parameters["pension.increase.floor"].on(day)
    if not old.any() or line is None or line.day != day or not line.established:
        return Raised(amount, addressed, np.zeros_like(addressed))
    floor = values.get("pension.increase.floor", day)
    to = int(floor.by_name["to"])
    most = int(floor.by_name["add_up_to"]) if "add_up_to" in floor.by_name else int(floor.by_name["add_below"]) - 1
    lifted = np.where(amount <= most, amount + int(floor.by_name["add"]), np.maximum(amount, to))
    low = old & (amount < to)
    return Raised(np.where(low, lifted, amount), addressed, low)


def women_surcharge(halves: int, started: Month, values: Values) -> Fraction:
    """Art. 3, Decree 153/2018/ND-CP: what is added to the pension of a woman who retired in 2018-2021, as a rate.

    share of the year x (rate by the table before 2018 - rate by the new one) / new rate, to two decimals of a per
    cent; for `halves` half-years of 20 years to 29 years 6 months. Zero outside. UnknownValueError before 2007.
    """
    day = started.first_day
    share = values.find("pension.surcharge.share", day)
    if share is None:
        return Fraction(0)
    window = values.get("pension.surcharge.months", day)
    if not window.of("least") <= 6 * halves <= window.of("most"):
        return Fraction(0)
    base, most = values.number("pension.rate.base", day), values.number("pension.rate.most", day)
    beyond = Fraction(halves, 2) - values.number("pension.rate.base_years.women", day)
    old = min(most, base + values.number("pension.surcharge.old_step", day) * beyond)
    new = min(most, base + values.number("pension.rate.step.women", day) * beyond)
    exact = share.number * (old - new) / new
    return Fraction((2 * 10_000 * exact.numerator + exact.denominator) // (2 * exact.denominator), 10_000)
