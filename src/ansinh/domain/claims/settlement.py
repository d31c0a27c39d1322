"""Settlement with a facility: what a period owes, what was advanced, the difference to what stands in the books."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ansinh.core.rounding import half_up

CENTS: Final = 100
ADVANCE_SHARE: Final = Fraction(4, 5)  # Art. 32, Law 25/2008/QH12 as amended: 80 % of the quarter before
SECOND_PAIR_FROM: Final = 5_000_000  # dong: a decision of so much needs two people (a choice of the agency)


@dataclass(frozen=True, slots=True)
class Figures:
    """One facility and period: visits and dong, outpatient and inpatient; `posted` is what the books hold of it."""

    visits_out: int
    visits_in: int
    claimed_out: int
    claimed_in: int
    accepted_out: int
    accepted_in: int
    posted: int = 0
    advanced: int = 0

    @property
    def accepted(self) -> int:
        """What the fund accepts, dong."""
        return self.accepted_out + self.accepted_in

    @property
    def difference(self) -> int:
        """What a posting would add to the books, dong (below 0: takes back)."""
        return self.accepted - self.posted

    @property
    def due(self) -> int:
        """What is left to pay after the advance, dong; below 0 it is carried to the next advance."""
        return self.accepted - self.advanced


def dong_of(cents: int) -> int:
    """Return a sum of hundredths as whole dong: summed first, then rounded half-up."""
    return half_up(Fraction(cents, CENTS))


def advance_of(accepted_before: int) -> int:
    """Art. 32, Law 25/2008/QH12 as amended: the advance of a quarter, 80 % of the cost of the one before, dong."""
    return half_up(accepted_before * ADVANCE_SHARE)


def needs_second_pair(cents: int) -> bool:
    """Return whether a decision about this amount (hundredths of a dong) needs two people."""
    return abs(cents) >= SECOND_PAIR_FROM * CENTS
