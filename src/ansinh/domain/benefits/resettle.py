"""Settlements of sickness and maternity reckoned again, as columns: a province's turns of a season in one call."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.rate import over
from ansinh.law.careers import Careers
from ansinh.law.convalescence.rest import rest_amounts
from ansinh.law.maternity.amount import Average, benefits, one_offs
from ansinh.law.maternity.birth import leave_lengths
from ansinh.law.maternity.father import FatherColumns, father_lengths
from ansinh.law.maternity.window import averages, last_counted
from ansinh.law.regime import regime_on
from ansinh.law.sickness.amount import HALVES, RATE_OVER, amounts
from ansinh.law.sickness.quota import days_left, quota
from ansinh.law.sickness.salary import salary_rows
from ansinh.law.spread import by_values, months_of, whole_steps
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Turn(IntEnum):
    """What a settlement is for."""

    SICK = 1
    CHILD = 2
    PRENATAL = 3
    LOSS = 4
    BIRTH = 5
    FATHER = 6
    REST = 7


@dataclass(frozen=True, slots=True)
class Settlements:
    """Turns to reckon, (n,) each.

    kind int8 (Turn); event, first int64 date ordinals: the day whose law holds (birth, else first day) and the first
    day of leave; asked int64 days in halves; years, used int64: completed years and days used of the year; number
    int64: age of the sick child, weeks of a lost pregnancy, or children of the birth; hard, armed, back, second,
    surgery, early bool as the law names them; careers of n people: contributed months and salaries.
    """

    kind: NDArray[np.int8]
    event: Whole
    first: Whole
    asked: Whole
    years: Whole
    used: Whole
    number: Whole
    hard: Flags
    armed: Flags
    back: Flags
    second: Flags
    surgery: Flags
    early: Flags
    careers: Careers

    def take(self, rows: NDArray[np.intp]) -> "Settlements":
        """Return the turns at `rows`."""
        columns = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "careers"}
        return Settlements(**{name: column[rows] for name, column in columns.items()}, careers=self.careers.take(rows))


@dataclass(frozen=True, slots=True)
class Resettled:
    """What each turn comes to, (n,) int64: base shown (dong), days paid in halves, months, benefit and grant (dong)."""

    base: DongColumn
    half_days: Whole
    months: Whole
    benefit: DongColumn
    grant: DongColumn

    @property
    def total(self) -> DongColumn:
        """Benefit and grant, (n,) dong."""
        return self.benefit + self.grant


Rule = Callable[[Settlements, dt.date, Values], Resettled]


def resettle(asked: Settlements, values: Values) -> Resettled:
    """Return what each turn comes to under the law of its event.

    UnknownValueError where a figure is not established.
    """
    size = asked.kind.size
    found = Resettled(*(np.zeros(size, dtype=np.int64) for _ in fields(Resettled)))
    for kind, (rule, keys) in RULES.items():
        rows = np.flatnonzero(asked.kind == kind)
        for day, part in by_values(asked.event[rows], (*keys, *ALWAYS), values):
            mine = rows[part]
            reckoned = rule(asked.take(mine), day, values)
            for each in fields(Resettled):
                getattr(found, each.name)[mine] = getattr(reckoned, each.name)
    return found


def _sick(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon ordinary illness: the quota of the year, the salary before, the rate."""
    allowed = quota(turns.years, turns.hard, day, values)
    return _paid_days(turns, days_left(HALVES * allowed, HALVES * turns.used, turns.asked), day, values)


def _child(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon leave for a sick child: the child's days of the year."""
    allowed = whole_steps(values.get("sickness.child.days", day).by_name, turns.number)
    return _paid_days(turns, days_left(HALVES * allowed, HALVES * turns.used, turns.asked), day, values)


def _paid_days(turns: Settlements, half_days: Whole, day: dt.date, values: Values) -> Resettled:
    """Pay working days of sickness."""
    rows = salary_rows(months_of(turns.first), turns.careers, turns.back, regime_on(day, values))
    salary = np.zeros(rows.size, dtype=np.int64)
    salary[rows >= 0] = turns.careers.salaries[rows[rows >= 0]]
    rates = [over(values.number(f"sickness.rate.{who}", day), RATE_OVER) for who in ("normal", "armed_forces")]
    rate = np.where(turns.armed, rates[1], rates[0])
    money = amounts(salary, rate, half_days, values.whole("sickness.day_divisor", day))
    nothing = np.zeros(rows.size, dtype=np.int64)
    return Resettled(salary, half_days, nothing, money, nothing)


def _average(turns: Settlements, day: dt.date, values: Values, *, at_birth: bool) -> Average:
    """Return the averages of the latest contributed months before the leave."""
    months = months_of(turns.first) - 1
    if at_birth:
        anchor = values.whole("maternity.window.anchor_day", day)
        months = last_counted(turns.first, turns.event, turns.careers, anchor)
    sums, numbers = averages(turns.careers, months, values.whole("maternity.average.months", day))
    return Average(sums, np.maximum(numbers, 1))


def _leave(average: Average, months: Whole, days: Whole, divisor: str, law: tuple[dt.date, Values]) -> Resettled:
    """Pay months and days of maternity leave."""
    day, values = law
    rate, by = values.number("maternity.rate", day), int(values.get("maternity.day_divisor", day).of(divisor))
    money = benefits(average, months, days, by, rate)
    return Resettled(average.shown, HALVES * days, months, money, np.zeros(days.size, dtype=np.int64))


def _prenatal(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon prenatal visits, in working days."""
    nothing = np.zeros(turns.asked.size, dtype=np.int64)
    return _leave(
        _average(turns, day, values, at_birth=False), nothing, turns.asked // HALVES, "working", (day, values)
    )


def _loss(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon the loss of a pregnancy: calendar days as prescribed, at most those of its weeks."""
    most = whole_steps(values.get("maternity.loss.max_days", day).by_name, turns.number)
    days = np.minimum(turns.asked // HALVES, most)
    return _leave(_average(turns, day, values, at_birth=False), np.zeros_like(days), days, "calendar", (day, values))


def _birth(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon a birth: months of leave and the grant."""
    months = leave_lengths(turns.number, turns.second, day, values)
    average = _average(turns, day, values, at_birth=True)
    found = _leave(average, months, np.zeros_like(months), "calendar", (day, values))
    return Resettled(found.base, found.half_days, months, found.benefit, one_offs(turns.number, day, values))


def _father(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon the father's working days, at most those of the law."""
    births = FatherColumns(turns.number, turns.surgery, turns.early, turns.second)
    days = np.minimum(turns.asked // HALVES, father_lengths(births, day, values))
    return _leave(_average(turns, day, values, at_birth=True), np.zeros_like(days), days, "working", (day, values))


def _rest(turns: Settlements, day: dt.date, values: Values) -> Resettled:
    """Reckon convalescence: calendar days granted, of the level of pay."""
    level, rate = level_of_pay(day, values).whole, values.get("convalescence.rate", day).of("home")
    nothing = np.zeros(turns.asked.size, dtype=np.int64)
    base = np.full(turns.asked.size, level, dtype=np.int64)
    return Resettled(base, turns.asked, nothing, rest_amounts(turns.asked // HALVES, rate, level), nothing)


ALWAYS = ("law.social_insurance", "base_salary", "reference_level")
SICK = ("sickness.rate.normal", "sickness.rate.armed_forces", "sickness.day_divisor")
LEAVE = ("maternity.window.anchor_day", "maternity.average.months", "maternity.rate", "maternity.day_divisor")
BIRTH = (
    "maternity.birth.months",
    "maternity.birth.months_second_child",
    "maternity.birth.months_each_further_child",
    "maternity.one_off.multiple",
)
RULES: dict[Turn, tuple[Rule, tuple[str, ...]]] = {
    Turn.SICK: (_sick, (*SICK, "sickness.quota.normal", "sickness.quota.hard")),
    Turn.CHILD: (_child, (*SICK, "sickness.child.days")),
    Turn.PRENATAL: (_prenatal, LEAVE),
    Turn.LOSS: (_loss, (*LEAVE, "maternity.loss.max_days")),
    Turn.BIRTH: (
        _birth,
        (*LEAVE, *BIRTH),
    ),
    Turn.FATHER: (_father, (*LEAVE, "maternity.father.days")),
    Turn.REST: (_rest, ("convalescence.rate",)),
}
