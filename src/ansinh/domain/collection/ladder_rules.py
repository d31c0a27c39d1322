"""Which steps of the ladder are due, over columns: a whole province in one pass, one case is a column of length one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.domain.collection.debt import RHYTHM
from ansinh.domain.collection.ladder import After, Ladder, Step, When
from ansinh.law.interest.due import due_date, period_end
from ansinh.law.values import Values

Days = NDArray[np.datetime64]
NEVER: Final = np.datetime64("NaT", "D")
ALWAYS: Final = np.datetime64("0001-01-01", "D")


@dataclass(frozen=True, slots=True)
class Past:
    """What was done of one step in each case (n,): the day it was last done (NaT), how often, whether one waits."""

    last: Days
    times: NDArray[np.int64]
    waiting: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Debts:
    """Cases as columns (n,): oldest unpaid month (Month.number), rhythm in months, dong, hard to collect or not.

    `evading` is the first day of evasion, `broken` the day a promise was broken (NaT for none); `past` by step.
    """

    oldest: NDArray[np.int64]
    every: NDArray[np.int64]
    principal: DongColumn
    hard: NDArray[np.bool_]
    evading: Days
    broken: Days
    past: Mapping[str, Past] = field(default_factory=dict)

    def before(self, step: str) -> Past:
        """Return what was done of `step`; of one never done, nothing."""
        n = len(self.oldest)
        nothing = Past(np.full(n, NEVER), np.zeros(n, np.int64), np.zeros(n, np.bool_))
        return self.past.get(step, nothing)


@dataclass(frozen=True, slots=True)
class Due:
    """The cases (places in the columns) for which `step` is due, and since which day."""

    step: Step
    cases: NDArray[np.intp]
    since: Days


def due_steps(debts: Debts, ladder: Ladder, day: dt.date, values: Values) -> list[Due]:
    """Return the steps due on `day` in the order of the ladder; a step that waits is not due again.

    Source: the ladder in force (QD 959/QD-BHXH art. 40(3); art. 35, Law 41/2024/QH15). Nothing is due without debt.
    """
    unpaid = last_days(debts.oldest, debts.every, values)
    made = []
    for step in ladder.steps:
        since = _since(debts, step, unpaid, day, values)
        past = debts.before(step.code)
        is_due = ~np.isnat(since) & (since <= np.datetime64(day)) & ~past.waiting & (debts.principal > 0)
        cases = np.flatnonzero(is_due & (debts.hard == step.hard))
        made.append(Due(step, cases, since[cases]))
    return made


def last_days(oldest: NDArray[np.int64], every: NDArray[np.int64], values: Values) -> Days:
    """Return the last day for payment of each oldest unpaid month; shapes (n,) -> (n,)."""
    pairs, place = np.unique(np.stack([oldest, every]), axis=1, return_inverse=True)
    days = [due_date(period_end(Month(int(m)), int(e)), int(e), values) for m, e in pairs.T]
    return np.array(days, dtype="datetime64[D]")[place.reshape(-1)]


def _since(debts: Debts, step: Step, unpaid: Days, day: dt.date, values: Values) -> Days:
    """Return since when everything the step asks for holds (NaT: it does not)."""
    when, past = step.when, debts.before(step.code)
    conditions = [
        unpaid if when.unpaid_days is None else unpaid + when.unpaid_days,
        _old_enough(debts, when, day, values),
        *(_after(debts, one) for one in (when.after, when.rounds) if one is not None),
        np.where(debts.principal >= when.principal, ALWAYS, NEVER),
        _again(step, past),
    ]
    if when.evading:
        conditions.append(debts.evading)
    if when.broken_promise:
        conditions.append(debts.broken)
    latest: Days = np.max(np.stack(conditions), axis=0)  # NaT wins: what never holds is never due
    return latest


def _old_enough(debts: Debts, when: When, day: dt.date, values: Values) -> Days:
    """Return the day after the end of the month in which the oldest unpaid month reaches the age asked for."""
    if not when.months_owed:
        return np.full(len(debts.oldest), ALWAYS)
    months = np.full(len(debts.oldest), int(when.months_owed) if when.months_owed.isdecimal() else 0)
    if not when.months_owed.isdecimal():
        bounds = values.get(when.months_owed, day)
        for every, name in RHYTHM.items():
            months[debts.every == every] = int(bounds.of(name))
    first = (debts.oldest + months + 1 - 1970 * 12).astype("datetime64[M]")
    days: Days = first.astype("datetime64[D]")
    return days


def _after(debts: Debts, rule: After) -> Days:
    """Return the day from which the step waited for is far enough behind."""
    past = debts.before(rule.step)
    return np.where(past.times >= max(rule.times, 1), past.last + rule.days, NEVER)


def _again(step: Step, past: Past) -> Days:
    """Return the day from which the step may be done (again)."""
    first = past.times == 0
    if not step.every_days:
        return np.where(first, ALWAYS, NEVER)
    more = past.times < step.most if step.most else np.ones(len(first), np.bool_)
    return np.where(first, ALWAYS, np.where(more, past.last + step.every_days, NEVER))
