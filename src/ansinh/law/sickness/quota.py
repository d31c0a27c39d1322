"""The yearly quota of sick days, over columns."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ansinh.law.spread import whole_steps
from ansinh.law.values import Values


def quota(years: NDArray[np.int64], hard: NDArray[np.bool_], day: dt.date, values: Values) -> NDArray[np.int64]:
    """Art. 26.1, Law 58/2014/QH13; Art. 43.1, Law 41/2024/QH15: working days of a calendar year, (n,).

    `years` completed years contributed at the leave, `hard` whether the work at the leave is hard or dangerous or lies
    in a special area. UnknownValueError before 2007; ValueError for years below zero.
    """
    normal = values.get("sickness.quota.normal", day).by_name
    better = values.get("sickness.quota.hard", day).by_name
    return np.where(hard, whole_steps(better, years), whole_steps(normal, years))


def days_left(allowed: NDArray[np.int64], used: NDArray[np.int64], asked: NDArray[np.int64]) -> NDArray[np.int64]:
    """Art. 26.1, Law 58/2014/QH13; Art. 43.1, Law 41/2024/QH15: paid days of `asked`, never below zero, (n,).

    Days used before in the year count against the quota of the class held now: a move to a lower class can leave none.
    """
    left: NDArray[np.int64] = np.minimum(np.maximum(allowed - used, 0), asked)
    return left
