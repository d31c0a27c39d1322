"""People who stop, or stopped, taking part: cards that end, jobs that ended, communes without support, near pension."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import Sex
from ansinh.domain.outreach.found import Days, Found, Ints, due_days
from ansinh.domain.outreach.reasons import Settings
from ansinh.domain.outreach.worth import of_card, of_voluntary
from ansinh.law.pension.age import age_reached
from ansinh.law.pension.roads import Route
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Ending:
    """Cards or supports that end (n,), of people with nothing after: the first day without."""

    person: Ints
    office: Ints
    end: Days


@dataclass(frozen=True, slots=True)
class Leavers:
    """People with no current job or voluntary insurance (n,): the first day after the last job, months paid."""

    person: Ints
    office: Ints
    end: Days
    months: Ints
    birth: Days
    female: NDArray[np.bool_]


def find_cards(ending: Ending, day: dt.date, asked: Settings, values: Values) -> list[Found]:
    """Return cards that end within 30 and within 60 days (a lapsed one counts among the first), due before they end."""
    near, far = asked.card_days
    left = (ending.end - np.datetime64(day)).astype(np.int64)
    made = []
    for kind, chosen in (("card_30", left <= near), ("card_60", (left > near) & (left <= far))):
        rows = np.flatnonzero(chosen & (left >= -asked.card_past_days))
        due = np.maximum(np.minimum(due_days(kind, day, len(rows)), ending.end[rows]), np.datetime64(day))
        made.append(_of_people(kind, ending, rows, of_card(day, values), due))
    return made


def find_subsidy(ending: Ending, day: dt.date, asked: Settings, values: Values) -> Found:
    """Return people whose commune leaves the supported list (Decision 861/QD-TTg and later), around that day."""
    left = (ending.end - np.datetime64(day)).astype(np.int64)
    rows = np.flatnonzero((left <= asked.subsidy_days) & (left >= -asked.card_past_days))
    return _of_people("subsidy", ending, rows, of_card(day, values), due_days("subsidy", day, len(rows)))


def find_leavers(gone: Leavers, day: dt.date, asked: Settings, values: Values) -> list[Found]:
    """Return those who left a job lately and take part nowhere, and those near retirement age who lack years.

    Art. 2.4 and 31, Law 41/2024/QH15: both may go on in voluntary insurance; each person stands under one reason.
    """
    since = (np.datetime64(day) - gone.end).astype(np.int64)
    near = near_pension(gone, day, asked, values)
    lately = ~near & (since >= asked.left_after_days) & (since <= asked.left_months * 31)
    worth = of_voluntary(day, values)
    ended = Ending(gone.person, gone.office, gone.end)
    made = []
    for kind, chosen in (("left_job", lately), ("pensionable", near)):
        rows = np.flatnonzero(chosen)
        found = _of_people(kind, ended, rows, worth, due_days(kind, day, len(rows)))
        made.append(_with(found, months=gone.months[rows]))
    return made


def near_pension(gone: Leavers, day: dt.date, asked: Settings, values: Values) -> NDArray[np.bool_]:
    """Return who reaches the normal retirement age within the years asked for, not before `day`, and lacks months.

    Art. 4, Decree 135/2020/ND-CP: the age by the calendar year in which it is reached.
    """
    today = day.year * 12 + day.month - 1
    known = ~np.isnat(gone.birth)
    births = np.where(known, gone.birth, np.datetime64(day)).astype("datetime64[M]").astype(np.int64) + 1970 * 12
    sexes = np.where(gone.female, int(Sex.FEMALE), int(Sex.MALE)).astype(np.int8)
    asked_from = np.full(len(births), today)
    reached = births + age_reached(births, sexes, Route.NORMAL, values, not_before=asked_from).age
    answer: NDArray[np.bool_] = (
        known & (reached >= today) & (reached <= today + 12 * asked.pensionable_years)
        & (gone.months < asked.pension_months)
    )  # fmt: skip
    return answer


def _of_people(kind: str, ending: Ending, rows: NDArray[np.intp], worth: int, due: Days) -> Found:
    """Return the people at `rows` as prospects of `kind`, each worth the same."""
    n, people = len(rows), ending.person[rows]
    return Found(
        kind, ending.office[rows], [str(person) for person in people.tolist()], np.ones(n, np.int64), np.full(n, worth),
        due, person=people, evidence={"end": ending.end[rows]},
    )  # fmt: skip


def _with(found: Found, **evidence: NDArray[np.int64]) -> Found:
    """Return prospects with more evidence."""
    return Found(
        found.kind, found.office, found.subject, found.people, found.amount, found.due, person=found.person,
        evidence={**found.evidence, **evidence},
    )  # fmt: skip
