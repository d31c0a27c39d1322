"""Careers as columns: spans of months of one pay, a person's rows standing together in the order of time."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.core.segments import Segments


class Pay(IntEnum):
    """Whose pay a row of a career is."""

    STATE = 1
    EMPLOYER = 2
    VOLUNTARY = 3
    UNPAID = 4  # time counted without a wage, before 1995: it counts for the rate, not for the average


@dataclass(frozen=True, slots=True)
class Careers:
    """r rows of n people; (n,) intp `starts` says where each person begins, no career is empty.

    (r,) each: pay int8, codes of Pay; year int64; months int64, 1..12, all of that year; amount int64, dong a month
    (salary or chosen income; State pay since 2016 and of those insured from 2016 on); coefficient int64, State pay in
    ten-thousandths of the base salary with all allowances (6.56 with 27 % seniority is 83,312). `first` (n,): number
    of the first month of insurance.
    """

    starts: NDArray[np.intp]
    first: NDArray[np.int64]
    pay: NDArray[np.int8]
    year: NDArray[np.int64]
    months: NDArray[np.int64]
    amount: NDArray[np.int64]
    coefficient: NDArray[np.int64]

    @property
    def segments(self) -> Segments:
        """The people as segments of the rows."""
        return Segments.of(self.starts, self.pay.size)

    def months_of(self, *kinds: Pay) -> NDArray[np.int64]:
        """Return the months of some kinds of pay for each person, (n,)."""
        asked = np.isin(self.pay, np.array(kinds, dtype=np.int8))
        return self.segments.sums(np.where(asked, self.months, 0))


def last_months(months: NDArray[np.int64], wanted: NDArray[np.int64], segments: Segments) -> NDArray[np.int64]:
    """Art. 62.1, Law 58/2014/QH13; Art. 72.1, Law 41/2024/QH15: how many months of each row lie in the last `wanted`.

    `months` (r,), none negative, in the order of time; `wanted` (n,). Gaps and other pay are jumped over.
    """
    running = np.cumsum(months)
    after = segments.each(running[segments.last]) - running  # months of the person behind this row
    taken: NDArray[np.int64] = np.clip(segments.each(wanted) - after, 0, months)
    return taken
