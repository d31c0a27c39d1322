"""Keeping people in: those who applied for the one-time benefit, and employers whose workers do."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh.domain.outreach.found import Days, Found, Ints, due_days
from ansinh.domain.outreach.reasons import Settings
from ansinh.domain.outreach.worth import of_voluntary
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Applicants:
    """Open applications for the one-time benefit (n,): who, when it came, the day by which it is decided."""

    person: Ints
    office: Ints
    received: Days
    decide_by: Days


@dataclass(frozen=True, slots=True)
class Leaving:
    """Employer accounts (n,) with how many of their last workers applied lately, and how many are insured now."""

    account: Ints
    office: Ints
    applicants: Ints
    insured: Ints


def find_applicants(asked: Applicants, day: dt.date, values: Values) -> Found:
    """Return who applied and is not decided yet: to be counselled at once, before the day of the decision.

    Art. 70, Law 41/2024/QH15 (Art. 60, Law 58/2014/QH13) gives the benefit to whoever asks with the right to it: the
    talk compares, it never delays the dossier. Worth a year of voluntary insurance, if they keep their time.
    """
    n = len(asked.person)
    due = np.maximum(np.minimum(due_days("one_time", day, n), asked.decide_by), np.datetime64(day))
    worth = np.full(n, of_voluntary(day, values))
    return Found(
        "one_time", asked.office, [str(person) for person in asked.person.tolist()], np.ones(n, np.int64), worth, due,
        person=asked.person, evidence={"received": asked.received, "decide_by": asked.decide_by},
    )  # fmt: skip


def find_leaving(employers: Leaving, day: dt.date, asked: Settings, values: Values) -> Found:
    """Return employers from which at least the asked number applied: the people are the applicants."""
    rows = np.flatnonzero(employers.applicants >= asked.leaving_fewest)
    people = employers.applicants[rows]
    return Found(
        "employer_leaving", employers.office[rows], [str(one) for one in employers.account[rows].tolist()], people,
        people * of_voluntary(day, values), due_days("employer_leaving", day, len(rows)),
        account=employers.account[rows], evidence={"applicants": people, "insured": employers.insured[rows]},
    )  # fmt: skip
