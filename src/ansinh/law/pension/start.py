"""The first month of a pension, with the payment for missing months."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from ansinh.core.period import Month
from ansinh.law.pension.age import age_reached
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.roads import Route
from ansinh.law.pension.terms import Terms, open_terms
from ansinh.law.values import Values

_LOSS = (Route.LOSS_61, Route.LOSS_81)


@dataclass(frozen=True, slots=True)
class Start:
    """One route: when its age is met (month at whose end), months missing, and the first month of pension, or None.

    None: too many months are missing, or the missing ones are not paid yet, or the assessment is not there yet.
    """

    terms: Terms
    reached: Month | None
    months_missing: int
    start: Month | None


def pension_start(person: Candidate, day: dt.date, values: Values) -> Start:
    """Art. 59, Law 58/2014/QH13; Art. 69, Law 41/2024/QH15; Art. 18, Circular 59/2015/TT-BLDTBXH: the earliest start.

    The month after the age is reached; with lost capacity also after the month of the conclusion; with missing months
    not before they are paid (law of 2014: from the month of payment; of 2024: from the month after). Who has less
    time than the law of 2014 asked starts at the earliest with the law of 2024. `day` chooses the law.
    UnknownValueError before the first known day.
    """
    found = [_start(person, terms, day, values) for terms in open_terms(person, day, values)]
    return min(found, key=lambda each: (each.start is None, each.start or Month(0), each.months_missing))


def _start(person: Candidate, terms: Terms, day: dt.date, values: Values) -> Start:
    """Return the start by one route."""
    reached = _reached(person, terms, values)
    if reached is None or terms.missing > values.whole("missing_months.max", day):
        return Start(terms, reached, terms.missing, None)
    start = max(reached.plus(1), _first_of_law(person, terms, day, values))
    if terms.missing:
        paid = person.top_up_paid
        if paid is None:
            return Start(terms, reached, terms.missing, None)
        start = max(start, paid.plus(values.whole("pension.top_up.delay_months", paid.first_day)))
    return Start(terms, reached, terms.missing, start)


def _reached(person: Candidate, terms: Terms, values: Values) -> Month | None:
    """Return the month at whose end age and assessment are there; None where an assessment is still asked."""
    if terms.route in _LOSS and person.assessed is None:
        return None
    if terms.any_age:
        return person.assessed
    by_january = _age_month(person, terms.route, values)
    rule = values.get("pension.age.year_only_next_january", by_january.first_day) if person.birth_year_only else None
    if rule is None or not rule.yes:
        return by_january
    return _age_month(replace(person, birth=person.birth.plus(11)), terms.route, values)  # born on the year's last day


def _age_month(person: Candidate, route: Route, values: Values) -> Month:
    """Return the month at whose end the age of the route is reached, not before the assessment where one is asked."""
    assessed = person.assessed if route in _LOSS else None
    asked = age_reached(
        np.array([person.birth.number]),
        np.array([person.sex], dtype=np.int8),
        route,
        values,
        not_before=None if assessed is None else np.array([assessed.number]),
    )
    return Month(int(asked.month[0]))


def _first_of_law(person: Candidate, terms: Terms, day: dt.date, values: Values) -> Month:
    """Art. 12, Circular 12/2025/TT-BNV: not before the law that asks less time, for those without the time before."""
    now = values.get("pension.min_months", day)
    before = values.find("pension.min_months", now.since - dt.timedelta(days=1)) if terms.route not in _LOSS else None
    if before is None or terms.least >= before.whole or terms.has + terms.missing >= before.whole:
        return Month(0)
    if person.commune_woman and now.whole >= before.whole:
        return Month(0)
    return Month.containing(now.since)
