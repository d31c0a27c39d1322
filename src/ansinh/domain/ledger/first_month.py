"""Who is sick in the first month of work, or the first month back: from what held in the month before."""

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.terms import Absence
from ansinh.law.contributions.columns import MonthFlag
from ansinh.law.values import Values

GOING_ON = (Absence.NONE, Absence.SICK)
"""What, in the month before, makes this month neither the first nor one of return: at work, or sick already [ours]."""


def looks_back(month: Month, values: Values) -> bool:
    """Art. 33.6, Law 41/2024/QH15: whether what is due in `month` may hang on the month before; not before 2025-07."""
    return values.get("si.first_month_sick_pays", month.first_day).yes


def sick_rows(absence: NDArray[np.int16], month: Month, values: Values) -> NDArray[np.bool_]:
    """Art. 33.6, Law 41/2024/QH15: the rows (n,) for which the month before has to be known; none before 2025-07."""
    if not looks_back(month, values):
        return np.zeros(absence.size, dtype=np.bool_)
    sick: NDArray[np.bool_] = absence == Absence.SICK
    return sick


def first_or_return(keys: NDArray[np.int64], sick: NDArray[np.bool_], before: NDArray[np.int64]) -> NDArray[np.int16]:
    """Art. 33.6, Law 41/2024/QH15: month flags (n,): `sick` rows whose account and person were not GOING_ON before.

    `keys` (n,) and `before` (k,) are `pair_keys` of accounts and persons.
    """
    flagged = sick & ~np.isin(keys, before)
    return np.where(flagged, np.int16(MonthFlag.FIRST_OR_RETURN), np.int16(0)).astype(np.int16)


def pair_keys(account: NDArray[np.int64], person: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one number for each account and person, (n,): ids of both fit 31 bits."""
    keys: NDArray[np.int64] = (account.astype(np.int64) << 31) | person.astype(np.int64)
    return keys
