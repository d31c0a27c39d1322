"""Which months of which accounts changed between two states of knowledge. Pure columns, no loop over rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OPEN = np.iinfo(np.int32).max  # the end of an open interval, as a month number


@dataclass(frozen=True, slots=True)
class FactIntervals:
    """Facts with the months they hold for, (n,): `account` int64, `terms` int64 (equal terms, equal number).

    `lower` .. `upper` are month numbers, half-open; `sign` is +1 for a fact believed now and not before, -1 for one
    believed before and not now. `terms` must tell persons apart where facts are about persons.
    """

    account: NDArray[np.int64]
    terms: NDArray[np.int64]
    lower: NDArray[np.int32]
    upper: NDArray[np.int32]
    sign: NDArray[np.int8]


def term_numbers(columns: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return a number (n,) for each row, equal exactly where all `columns` are equal."""
    if columns[0].size == 0:
        return np.zeros(0, dtype=np.int64)
    number = np.zeros(columns[0].size, dtype=np.int64)
    for column in columns:
        _, code = np.unique(column, return_inverse=True)
        _, number = np.unique(number * (int(code.max()) + 1) + code, return_inverse=True)
    return number.astype(np.int64)


def changed_months(facts: FactIntervals, first: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the (account, month) pairs, once and in order, whose facts differ; months `first` .. before `end`.

    A correction that cuts a fact in two and says the same for a month changes nothing about that month: what counts
    is the net of +1 and -1 over each month.
    """
    lower, upper = np.clip(facts.lower, first, end), np.clip(facts.upper, first, end)
    keep = lower < upper
    account, terms, sign = facts.account[keep], facts.terms[keep], facts.sign[keep].astype(np.int64)
    if account.size == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    account, terms = np.tile(account, 2), np.tile(terms, 2)
    month, step = np.concatenate((lower[keep], upper[keep])), np.concatenate((sign, -sign))
    order = np.lexsort((month, terms, account))
    account, terms, month, level = account[order], terms[order], month[order], np.cumsum(step[order])
    same = (account[1:] == account[:-1]) & (terms[1:] == terms[:-1])
    differs = np.flatnonzero((level[:-1] != 0) & same & (month[1:] > month[:-1]))
    return _expand(account[differs], month[differs], month[differs + 1])


def _expand(
    account: NDArray[np.int64], lower: NDArray[np.int32], upper: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return every month of the intervals, as unique (account, month) pairs in order."""
    sizes = (upper - lower).astype(np.intp)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    key = np.unique((np.repeat(account, sizes) << 20) | (np.repeat(lower, sizes) + within))
    return key >> 20, (key & 0xFFFFF).astype(np.int32)
