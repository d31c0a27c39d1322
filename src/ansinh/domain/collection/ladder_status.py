"""Late or evading, over columns: the state machine of the law of 2024 asked once for each kind of debt."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.ladder_rules import NEVER, Days
from ansinh.law.interest.status import payment_status
from ansinh.law.values import Values

STATUS_NAMES = {
    "in_time": Text("Trong hạn", "In time"),
    "late": Text("Chậm đóng", "Late"),
    "evasion": Text("Trốn đóng", "Evasion"),
}


@dataclass(frozen=True, slots=True)
class Standings:
    """How each case stands (n,): in_time, late or evasion, and the first day of evasion (NaT without a reminder)."""

    status: NDArray[np.str_]
    evading: Days


def standings(
    day: dt.date,
    debts: tuple[NDArray[np.int64], NDArray[np.int64]],
    reminder: Days,
    justified: NDArray[np.bool_],
    values: Values,
) -> Standings:
    """Return the standing of each case on `day`: `debts` are oldest unpaid months and rhythms, `reminder` its day.

    Art. 38-39, Law 41/2024/QH15; before 1 July 2025 no text made an unpaid month evasion.
    """
    oldest, every = debts
    if day < first_day(values):
        reminder = np.full(len(oldest), NEVER)
    keys = np.stack([oldest, every, reminder.astype(np.int64), justified.astype(np.int64)])
    kinds, place = np.unique(keys, axis=1, return_inverse=True)
    answers = [_standing(day, *(int(part) for part in kind), values=values) for kind in kinds.T]
    status = np.array([one[0] for one in answers], dtype="U8")
    evading = np.array([one[1] or NEVER for one in answers], dtype="datetime64[D]")
    return Standings(status[place.reshape(-1)], evading[place.reshape(-1)])


def first_day(values: Values) -> dt.date:
    """Return the first day on which the law knows evasion by not paying."""
    known = values.parameters["evasion.days_after_payment_deadline"].first_known
    return known or dt.date.max


def _standing(
    day: dt.date, oldest: int, every: int, reminder: int, justified: int, *, values: Values
) -> tuple[str, dt.date | None]:
    """Return the standing of one kind of case."""
    reminded = None if reminder == np.iinfo(np.int64).min else dt.date(1970, 1, 1) + dt.timedelta(days=reminder)
    one = payment_status(
        day, Month(oldest), reminder=reminded, justified=bool(justified), values=values, every_months=every
    )
    return one.status, one.evasion_from
