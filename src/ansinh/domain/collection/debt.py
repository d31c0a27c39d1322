"""The class of a debt, and when an officer must visit the debtor. Source: QD 959/QD-BHXH art. 40."""

import datetime as dt
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.law.values import Values

RHYTHM = {1: "monthly", 3: "quarterly", 6: "half_yearly"}


class DebtClass(IntEnum):
    """The classes; the numbers are those of the closing sheets."""

    NONE = 0
    LATE = 1
    OUTSTANDING = 2
    PROLONGED = 3
    HARD_TO_COLLECT = 4


def debt_classes(
    age: NDArray[np.int64], hard: NDArray[np.bool_], day: dt.date, values: Values, over: int = 1
) -> NDArray[np.int16]:
    """Art. 40.1, QD 959/QD-BHXH (Art. 36.1, QD 595/QD-BHXH): late under 1 month, outstanding under 3, then prolonged.

    `age` (n,) counts months in units of 1/`over`; what is `hard` (n,) by state and proof is hard to collect at any age.
    Returns DebtClass numbers (n,); the bounds are those in force on `day`.
    """
    outstanding = values.whole("debt.class.outstanding_from_months", day) * over
    prolonged = values.whole("debt.class.prolonged_from_months", day) * over
    by_age = DebtClass.LATE + (age >= outstanding).astype(np.int16) + (age >= prolonged).astype(np.int16)
    return np.where(hard, int(DebtClass.HARD_TO_COLLECT), by_age).astype(np.int16)


def hard_to_collect(
    statuses: Sequence[str], proven: NDArray[np.bool_], day: dt.date, values: Values
) -> NDArray[np.bool_]:
    """Art. 40.1.4 and 40.2.2, QD 959/QD-BHXH: a state of the employer counts only with the document that proves it.

    `statuses` (n,) in the words of the article; (n,).
    """
    listed = values.get("debt.class.hard_statuses", day).listed
    answer: NDArray[np.bool_] = np.array([status in listed for status in statuses], dtype=np.bool_) & proven
    return answer


def must_visit(pay_every_months: int, debt_months: int, day: dt.date, values: Values) -> bool:
    """Art. 40.3, QD 959/QD-BHXH: an officer visits from 2 months owed (monthly payers), 4 (quarterly), 7 (half-yearly).

    KeyError for a rhythm that does not exist.
    """
    return debt_months >= values.get("reminder.debt_months_before_visit", day).of(RHYTHM[pay_every_months])
