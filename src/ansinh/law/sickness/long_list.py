"""One long-list leave from its facts to money: the law of the day the leave began holds to its end."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from ansinh.core.period import month_begins
from ansinh.core.rate import over
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.regime import Regime, regime_on
from ansinh.law.sickness.amount import RATE_OVER
from ansinh.law.sickness.leave import SickLeave, SickPerson, working_days
from ansinh.law.sickness.long_list2014 import limit, long_list_amount
from ansinh.law.sickness.long_list2024 import two_rates
from ansinh.law.sickness.quota import quota
from ansinh.law.sickness.rates import continued_rate, usual_rate
from ansinh.law.sickness.salary import salary_base
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment: the day the whole leave began, months contributed then, and the day it is settled."""

    began: dt.date
    contributed_months: int
    settled_on: dt.date
    running_on_2016_01_01: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Days paid at one rate: calendar days from first to last (law of 2014), or working days of a year (2024)."""

    rate: Fraction
    days: int
    amount: int
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LongListSettled:
    """The stages, the salary used, all money (dong), the days for which nothing is due any more."""

    stages: tuple[Stage, ...]
    salary: int | None
    amount: int
    unpaid_days: int
    steps: tuple[Step, ...] = field(default=())


def settle_long_list(leave: SickLeave, person: SickPerson, treatment: Treatment, values: Values) -> LongListSettled:
    """Art. 26.2 and 28, Law 58/2014/QH13; Art. 43.2, 45.3 and 141.5, Law 41/2024/QH15: one certificate of a treatment.

    Begun before July 2025: 180 calendar days at 75 %, then the lower rate for the time contributed. Since: working
    days, the quota of each calendar year at 75 %, then the lower rate while treatment goes on.
    """
    base = salary_base(treatment.began, person.career, values)
    if regime_on(treatment.began, values) is Regime.LAW2024:
        return _since_2025(leave, person, base.salary or 0, base.steps, values)
    return _until_2025(leave, person, treatment, (base.salary or 0, base.steps), values)


def _until_2025(
    leave: SickLeave, person: SickPerson, treatment: Treatment, base: tuple[int, tuple[Step, ...]], values: Values
) -> LongListSettled:
    """Return the stages in calendar days."""
    salary, steps = base
    most = limit(
        treatment.contributed_months, treatment.began, values, running_on_2016_01_01=treatment.running_on_2016_01_01
    )
    turn = treatment.began + dt.timedelta(days=most.first_stage_days)
    end = None if most.second_stage_months is None else month_begins(turn, most.second_stage_months)
    usual = usual_rate(treatment.began, values, armed_forces=person.armed_forces)
    lower = usual if person.armed_forces else continued_rate(person.years, treatment.began, values)
    parts = (
        (leave.first, min(leave.last, turn - DAY), usual),
        (max(leave.first, turn), leave.last if end is None else min(leave.last, end - DAY), lower),
    )
    stages, told = [], list(steps)
    for first, last, rate in parts:
        if first > last:
            continue
        found = long_list_amount(first, last, salary=salary, rate=rate, settled_on=treatment.settled_on, values=values)
        stages.append(Stage(rate, (last - first).days + 1, found.total, first, last))
        told += found.steps
    asked = (leave.last - leave.first).days + 1
    return LongListSettled(
        tuple(stages),
        salary,
        sum(stage.amount for stage in stages),
        asked - sum(stage.days for stage in stages),
        tuple(told),
    )


def _since_2025(
    leave: SickLeave, person: SickPerson, salary: int, steps: tuple[Step, ...], values: Values
) -> LongListSettled:
    """Return the stages in working days: each year's quota first."""
    usual = usual_rate(leave.first, values, armed_forces=person.armed_forces)
    lower = usual if person.armed_forces else continued_rate(person.years, leave.first, values)
    allowed = int(quota(np.array([person.years]), np.array([person.hard]), leave.first, values)[0])
    normal, beyond = _split(leave, allowed, person.used)
    divisor = values.whole("sickness.day_divisor", leave.first)
    one, days, beyond_days, low = (
        np.array([each], dtype=np.int64) for each in (salary, normal, beyond, over(lower, RATE_OVER))
    )
    none, high = np.zeros(1, dtype=np.int64), over(usual, RATE_OVER)
    amount, within, after = (
        int(two_rates(one, both, (high, low), divisor)[0])
        for both in ((days, beyond_days), (days, none), (none, beyond_days))
    )
    stages = tuple(
        Stage(rate, count, money) for rate, count, money in ((usual, normal, within), (lower, beyond, after)) if count
    )
    shown = f"{dong(salary)} / {divisor} x ({normal} x {percent(usual)} + {beyond} x {percent(lower)})"
    told = Step(
        Text("Trợ cấp bệnh dài ngày", "Benefit of a long-list disease"), dong(amount), shown, "Law 41/2024/QH15 art. 45"
    )
    return LongListSettled(stages, salary, amount, 0, (*steps, told))


def _split(leave: SickLeave, allowed: int, used: Mapping[int, int]) -> tuple[int, int]:
    """Return the working days within the quotas of their years, and beyond."""
    away = working_days(leave)
    normal = 0
    for year in {day.year for day in away}:
        days = sum(1 for day in away if day.year == year)
        normal += min(days, max(0, allowed - used.get(year, 0)))
    return normal, len(away) - normal
