"""One sick leave from its facts to days and money: ordinary illness and sick children, either law."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from ansinh.core.text import Text
from ansinh.core.working_days import OFFICES, Roster
from ansinh.law.careers import Careers
from ansinh.law.explain import Step, dong, percent
from ansinh.law.sickness.amount import amount
from ansinh.law.sickness.child import SickChild, child_days
from ansinh.law.sickness.quota import quota
from ansinh.law.sickness.rates import usual_rate
from ansinh.law.sickness.salary import salary_base
from ansinh.law.values import Values

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class SickLeave:
    """A leave: first and last day, days lost to other leave (first, last), the roster of the person.

    `half_days` are days of which only a half was missed (since July 2025).
    """

    first: dt.date
    last: dt.date
    other_leave: Sequence[Span] = ()
    roster: Roster = OFFICES
    half_days: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class SickPerson:
    """Who is sick: contributed months, completed years, hard work at the leave, days used by year, armed forces."""

    career: Careers
    years: int
    hard: bool = False
    used: Mapping[int, int] = field(default_factory=dict)
    armed_forces: bool = False
    back_after_ended_contract: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """Days paid by calendar year, all days, the salary used and the money (dong); steps tell how. Nothing is 0."""

    by_year: Mapping[int, Fraction]
    salary: int | None
    amount: int
    steps: tuple[Step, ...]

    @property
    def days(self) -> Fraction:
        """All days paid, in halves."""
        return sum(self.by_year.values(), Fraction(0))


def working_days(leave: SickLeave) -> tuple[dt.date, ...]:
    """Art. 26.1, Law 58/2014/QH13; Art. 43.1 and 42.2, Law 41/2024/QH15: days of the roster not lost to other leave.

    ValueError for a leave that ends before it begins.
    """
    if leave.last < leave.first:
        message = f"a leave ends after it begins: {leave.first} .. {leave.last}"
        raise ValueError(message)
    other = [range(first.toordinal(), last.toordinal() + 1) for first, last in leave.other_leave]
    days = leave.roster.days(leave.first, leave.last + dt.timedelta(days=1))
    return tuple(day for day in days if not any(day.toordinal() in span for span in other))


def settle(leave: SickLeave, person: SickPerson, values: Values) -> Settled:
    """Art. 26 and 28, Law 58/2014/QH13; Art. 43 and 45, Law 41/2024/QH15: an ordinary illness, settled.

    Each day counts against the quota of its own calendar year. Dong, rounded half-up once.
    """
    away = working_days(leave)
    by_year: dict[int, Fraction] = {}
    steps = [Step(Text("Số ngày làm việc đã nghỉ", "Working days away"), str(len(away)))]
    for year in sorted({day.year for day in away}):
        of_year = [day for day in away if day.year == year]
        allowed = int(quota(np.array([person.years]), np.array([person.hard]), leave.first, values)[0])
        used, asked = person.used.get(year, 0), _paid(of_year, leave.half_days, len(of_year))
        by_year[year] = _paid(of_year, leave.half_days, max(0, allowed - used))
        steps.append(_year_step(year, f"min({_days(asked)}, max(0, {allowed} - {used}))", by_year[year]))
    return pay(leave.first, by_year, person, steps, values)


def settle_child(leave: SickLeave, person: SickPerson, children: Sequence[SickChild], values: Values) -> Settled:
    """Art. 27 and 28, Law 58/2014/QH13; Art. 44 and 45, Law 41/2024/QH15: leave for sick children, settled.

    Days lost to other leave do not count; dong, rounded half-up once.
    """
    away = working_days(leave)
    found = child_days([(day, day) for day in away] or [(leave.first, leave.first)], leave.roster, children, values)
    paid = Fraction(found.benefit_days if away else 0)
    return pay(leave.first, {leave.first.year: paid}, person, found.steps, values)


def file_by(back_at_work: dt.date, values: Values) -> dt.date:
    """Art. 102.1, Law 58/2014/QH13; Art. 48, Law 41/2024/QH15: the last day to hand the papers to the employer.

    Late papers are no ground of refusal: a written explanation goes with them (Art. 116; Art. 92).
    """
    return back_at_work + dt.timedelta(days=values.whole("sickness.file_within_days", back_at_work))


def _paid(days: Sequence[dt.date], halves: frozenset[dt.date], left: int) -> Fraction:
    """Return the days paid out of what is left of the quota."""
    asked = sum((Fraction(1, 2) if day in halves else Fraction(1) for day in days), Fraction(0))
    return min(asked, Fraction(left))


def pay(
    day: dt.date, by_year: Mapping[int, Fraction], person: SickPerson, told: Sequence[Step], values: Values
) -> Settled:
    """Art. 28, Law 58/2014/QH13; Art. 45, Law 41/2024/QH15: days granted become money, dong, rounded half-up once."""
    base = salary_base(day, person.career, values, back_after_ended_contract=person.back_after_ended_contract)
    rate = usual_rate(day, values, armed_forces=person.armed_forces)
    days = sum(by_year.values(), Fraction(0))
    money = 0 if base.salary is None else amount(base.salary, rate, days, day, values)
    divisor = values.get("sickness.day_divisor", day)
    shown = f"{dong(base.salary or 0)} x {percent(rate)} / {divisor.text} x {_days(days)}"
    last = Step(Text("Trợ cấp ốm đau", "Sickness benefit"), dong(money), shown, divisor.citation)
    return Settled(by_year, base.salary, money, (*told, *base.steps, last))


def _days(days: Fraction) -> str:
    """Return days as people write them."""
    return f"{int(days)},5" if days.denominator > 1 else str(days)


def _year_step(year: int, shown: str, paid: Fraction) -> Step:
    """Tell what the quota of a year leaves."""
    name = Text(f"Số ngày được hưởng năm {year}", f"Paid days of {year}")
    return Step(name, _days(paid), shown, "Law 58/2014/QH13 art. 26(1); Law 41/2024/QH15 art. 43(1)")
