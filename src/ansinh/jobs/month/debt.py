"""Age and class of the debt of accounts at the end of a month, by dated bounds and states."""

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.domain.collection.debt import DebtClass, hard_to_collect
from ansinh.domain.collection.debt import debt_classes as by_age
from ansinh.domain.ledger.items import Items
from ansinh.jobs.month.frame import Frame
from ansinh.law import interest as law
from ansinh.records.bulk.arrow import Column
from ansinh.records.store.ledger.books import month_days
from ansinh.records.store.ledger.facts import STATUSES, AccountFacts

NAMED = {"suspended": "suspension_approved", "closed": "closed_by_law"}  # states of an account, as the law lists them
NAMES = tuple(NAMED.get(name, name) for name in STATUSES)


def debt_classes(frame: Frame, known: AccountFacts, items: Items) -> dict[str, Column]:
    """Return `oldest_owed` (date, NaT where nothing is owed) and `debt_class` (0 none .. 4 hard to collect) by account.

    The age is that of the oldest unpaid month: whole months from the month of its last day for payment. Accounts that
    are stopped and proven so by a document are hard to collect (contributions.md 15.1).
    """
    oldest = np.full(known.account.size, np.iinfo(np.int32).max, dtype=np.int64)
    np.minimum.at(oldest, known.at(items.account), items.concerns)
    owing = oldest < np.iinfo(np.int32).max
    age = frame.period.number - _due_months(frame, known, np.where(owing, oldest, frame.period.number))
    day = frame.period.last_day
    status, proven = known.status_on(day)
    hard = hard_to_collect([NAMES[code] for code in status.tolist()], proven, day, frame.values)
    classes = by_age(age, hard, day, frame.values)
    classes = np.where(owing & (hard | (age >= 0)), classes, int(DebtClass.NONE))
    days = np.where(owing, month_days(np.where(owing, oldest, 0)), np.datetime64("NaT"))
    return {"oldest_owed": days, "debt_class": classes.astype(np.int16)}


def _due_months(frame: Frame, known: AccountFacts, months: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the month in which the last day for payment of each of `months` lies, by the rhythm of the account."""
    every = known.every.astype(np.int64)
    ends = months - months % every + every - 1
    key, back = np.unique((ends << 4) | every, return_inverse=True)
    due = [Month.containing(law.due_date(Month(int(k) >> 4), int(k) & 15, frame.values)).number for k in key.tolist()]
    return np.array(due, dtype=np.int64)[back] if key.size else months
