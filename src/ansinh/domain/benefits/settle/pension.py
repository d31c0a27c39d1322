"""The pension: right, rate, average, amount, and the grant for excess years."""

import datetime as dt

import numpy as np

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.careers import age_months, candidate, month_rows, pension_career
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.pension.age import age_reached
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.decision import Retiring, decide_pension
from ansinh.law.pension.right import retirement_right
from ansinh.law.pension.roads import Route
from ansinh.law.values import Values

GRANT = Text("Trợ cấp một lần khi nghỉ hưu", "One-off grant at retirement")


def pension(claim: Facts, values: Values) -> Settled:
    """Art. 54-58, 62-64, Law 58/2014/QH13; Art. 64-68, 72-74, Law 41/2024/QH15: a pension from the month asked for."""
    start = Month.containing(claim.claimed.start_day or claim.day)
    before = start.plus(-1)
    facts = claim.until(before)  # work that goes on is told as open: only months before the pension count
    person = candidate(facts)
    asked = retirement_right(person, age_months(facts, before), start.first_day, values)
    if not asked.right.due:
        return refused(asked.right.conditions)
    one = Retiring(
        person, pension_career(facts, values), facts.birth or start.first_day, start,
        early=asked.route in (Route.LOSS_61, Route.LOSS_81), protected=_protected(facts, start, values),
        months_after_age=_after_age(facts, person, start, values),
    )  # fmt: skip
    money, wanted = decide_pension(one, values), procedure(facts.procedure)
    fund, kind = int(wanted.fund), wanted.kind
    parts = [Part(wanted.name, fund, kind, "month", money.pension, start.first_day, None)]
    if money.grant:
        day = start.first_day
        parts.append(Part(GRANT, fund, kind, "once", money.grant, day, day + dt.timedelta(days=1)))
    return Settled(tuple(parts), (*asked.right.steps, *money.told.steps))


def _after_age(facts: Facts, person: Candidate, start: Month, values: Values) -> int:
    """Return the months contributed after the month in which the normal age is reached (art. 68, Law 41/2024/QH15)."""
    asked = age_reached(np.array([person.birth.number]), np.array([person.sex], dtype=np.int8), Route.NORMAL, values)
    of_age = int(asked.month[0])
    return sum(of_age < number < start.number for number, _ in month_rows(facts)) if of_age >= 0 else 0


def _protected(facts: Facts, start: Month, values: Values) -> bool:
    """Return whether the legal minimum protects it: compulsory years of the law, and insured before July 2025."""
    rows = month_rows(facts)
    compulsory = sum(not stretch.voluntary for _, stretch in rows)
    joined = values.find("one_time.joined_before", start.first_day)
    early = joined is None or Month(rows[0][0]).first_day < joined.day
    return compulsory >= values.whole("pension.minimum.months", start.first_day) and early
