"""What came of an activity: of those who did not take part on its day, who joined within so many days, by cohort.

Counted from spells of the register. People who already took part, and days that have not passed, are told apart, so
that a share is always of people who could have joined. A person stands once, at the first such activity.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]
SPANS: Final = (30, 60, 90)
_Z2: Final = Fraction(38416, 10_000)  # 1.96 squared: 95 of 100


@dataclass(frozen=True, slots=True)
class Guests:
    """Guests in the register (n,): who, the day, whether they came, took part then, the day they joined (NaT never)."""

    person: Ints
    day: Days
    attended: NDArray[np.bool_]
    insured: NDArray[np.bool_]
    joined: Days


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cohort: guests, those insured already, not followed long enough, followed, joined; share in per cent.

    `low` and `high` are the 95 % interval of the share (Wilson), in per cent; None without anybody followed.
    """

    attended: bool
    span: int
    guests: int
    insured: int
    waiting: int
    followed: int
    joined: int

    @property
    def share(self) -> Fraction | None:
        """The share that joined, in per cent."""
        return Fraction(100 * self.joined, self.followed) if self.followed else None

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """The 95 % interval of the share (Wilson score), in per cent."""
        n = self.followed
        if not n:
            return None
        p = Fraction(self.joined, n)
        middle, scale = p + _Z2 / (2 * n), 1 + _Z2 / n
        spread = _root((p * (1 - p) + _Z2 / (4 * n)) * _Z2 / n)
        return 100 * max(Fraction(0), (middle - spread) / scale), 100 * min(Fraction(1), (middle + spread) / scale)


def _root(value: Fraction) -> Fraction:
    """Return the square root to six places."""
    return Fraction(isqrt(value.numerator * 10**12 // value.denominator), 10**6)


def cohorts(guests: Guests, as_of: np.datetime64, spans: Sequence[int] = SPANS) -> list[Cohort]:
    """Return those who came and those invited who did not, for each span of days after the activity.

    Whoever came to one activity and missed another counts as having come, from the first day they came.
    """
    came = _first(guests, guests.attended)
    missed = _first(guests, ~guests.attended & ~np.isin(guests.person, guests.person[guests.attended]))
    return [
        _cohort(guests, rows, span, as_of, attended=attended)
        for span in spans
        for attended, rows in ((True, came), (False, missed))
    ]


def _first(guests: Guests, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the row of each person's first chosen activity."""
    rows = np.flatnonzero(chosen)
    rows = rows[np.lexsort((guests.day[rows], guests.person[rows]))]
    return rows[np.unique(guests.person[rows], return_index=True)[1]]


def _cohort(guests: Guests, rows: NDArray[np.intp], span: int, as_of: np.datetime64, *, attended: bool) -> Cohort:
    day, joined, insured = guests.day[rows], guests.joined[rows], guests.insured[rows]
    passed = day + span <= as_of
    within = ~np.isnat(joined) & (joined <= day + span)
    open_ = ~insured
    counts = (
        insured.sum(), (open_ & ~passed).sum(), (open_ & passed).sum(), (open_ & passed & within).sum(),
    )  # fmt: skip
    return Cohort(attended, span, len(rows), *(int(count) for count in counts))
