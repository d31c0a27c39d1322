"""The pension of a person who goes on contributing or stops now, told in today's money."""

from dataclasses import dataclass, replace

import numpy as np

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.domain.benefits.claimed import Claimed
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.settle.careers import SEXES, candidate, month_rows, pension_career
from ansinh.domain.benefits.simulate import Asked, facts_of
from ansinh.law.conditions import Right
from ansinh.law.explain import Explanation, Step
from ansinh.law.pension.age import age_reached
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.decision import Retiring, decide_pension
from ansinh.law.pension.right import retirement_right
from ansinh.law.pension.roads import Route
from ansinh.law.values import Values

TODAYS_MONEY = Step(
    Text("Mức giá", "Prices"),
    Text(
        "theo giá và lương cơ sở hôm nay; lương hưu sau này còn được điều chỉnh tăng",
        "those of today, and today's base salary; pensions are raised later",
    ),
    citation="Law 41/2024/QH15 art. 67",
)


@dataclass(frozen=True, slots=True)
class GoOn:
    """What lies ahead: the monthly salary or chosen income (dong; 0: stop now), and whether it is voluntary."""

    salary: Dong = 0
    voluntary: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """The pension from `start` on (None: no right; `right` tells why not), dong in today's money.

    `months` contributed by then, of which `ahead` are still to come; `missing` months that are not there at the age.
    """

    start: Month | None
    of_age: Month
    age: int
    months: int
    ahead: int
    missing: int
    rate: int
    average: Dong
    pension: Dong
    grant: Dong
    right: Right
    told: Explanation


def retirement_month(asked: Asked, values: Values, *, hard: bool = False) -> tuple[Month, int]:
    """Return the month at whose end the age is reached, and that age in months (Art. 64, Law 41/2024/QH15)."""
    route = Route.HARD if hard else Route.NORMAL
    births = np.array([Month.containing(asked.born).number])
    found = age_reached(births, np.array([SEXES.get(asked.sex, Sex.FEMALE)], dtype=np.int8), route, values)
    return Month(int(found.month[0])), int(found.age[0])


def forecast_pension(asked: Asked, ahead: GoOn, values: Values) -> Forecast:
    """Return the pension of a person who goes on as `ahead` says until the age, and longer where months are missing.

    Art. 64-68, 72-74, Law 41/2024/QH15, on today's values: the latest price table, the base salary of today, later
    months at today's prices. UnknownValueError where today's table is not established.
    """
    by_age = candidate(facts_of(asked.past, "pension", Claimed()))
    enough = values.whole("pension.hard_months", asked.today)
    hard = by_age.hard_months >= enough and by_age.compulsory_months >= enough
    of_age, age = retirement_month(asked, values, hard=hard)
    first = max(of_age.plus(1), asked.now)
    least = values.whole("pension.min_months", first.first_day)
    person = asked.going_on(first, ahead.salary, voluntary=ahead.voluntary)
    missing = max(0, least - _candidate(person).months)
    if missing and ahead.salary:
        first = first.plus(missing)
        person = asked.going_on(first, ahead.salary, voluntary=ahead.voluntary)
    return _forecast(asked, person, (of_age, age, missing, first), values)


def _candidate(person: Asked) -> Candidate:
    """Return what the law asks about a person."""
    return candidate(facts_of(person, "pension", Claimed()))


def _forecast(asked: Asked, person: Asked, when: tuple[Month, int, int, Month], values: Values) -> Forecast:
    """Return the pension at `when`: of age, age, missing months at the age, first month."""
    of_age, age, missing, first = when
    facts, who = facts_of(person, "pension", Claimed(start_day=first.first_day)), _candidate(person)
    age_then = first.number - Month.containing(asked.born).number
    asked_right = retirement_right(who, age_then, first.first_day, values).right
    before = len(month_rows(facts_of(asked.past, "pension", Claimed())))
    if not asked_right.due or who.months == 0:
        told = Explanation(asked_right.steps, ())
        return Forecast(None, of_age, age, who.months, who.months - before, missing, 0, 0, 0, 0, asked_right, told)
    money = decide_pension(_retiring(asked, facts, who, (of_age, first), values), values)
    steps = (*asked_right.steps, *money.told.steps, TODAYS_MONEY)
    return Forecast(
        first, of_age, age, who.months, who.months - before, missing, money.rate, money.average, money.pension,
        money.grant, asked_right, Explanation(steps, money.told.values),
    )  # fmt: skip


def _retiring(asked: Asked, facts: Facts, who: Candidate, when: tuple[Month, Month], values: Values) -> Retiring:
    """Return the person as the law decides: later months stand at today's prices."""
    of_age, first = when
    career = pension_career(facts, values)
    todays = replace(career, year=np.minimum(career.year, asked.today.year))
    after = sum(number > of_age.number for number, _ in month_rows(facts))
    insured_before = values.find("one_time.joined_before", first.first_day)
    early = insured_before is None or Month(month_rows(facts)[0][0]).first_day < insured_before.day
    protected = early and who.compulsory_months >= values.whole("pension.min_months.lost_capacity", first.first_day)
    return Retiring(who, todays, asked.born, first, months_after_age=after, protected=protected, priced_in=asked.now)
