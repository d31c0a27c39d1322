"""Settlement with a facility: what a period owes, what was advanced, the difference to what stands in the books."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ansinh.core.rounding import half_up
from ansinh.law.values import Values

CENTS: Final = 100


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


def advance_of(cost_before: int, share: Fraction, held: int = 0) -> int:
    """Art. 32, Law 25/2008/QH12 as amended: a share of the cost of the quarter before, less what is `held` still.

    Dong; `held` is an advance of before that was not used up. Never below 0.
    """
    return max(half_up(cost_before * share) - held, 0)


def second_pair_from(day: dt.date, values: Values) -> int:
    """Return the amount (dong) from which a decision about a finding needs two people: a choice of the agency."""
    return values.get("claims.second_pair_from", day).whole


def budget_alert(used: int, expected: int, day: dt.date, values: Values) -> Fraction | None:
    """Return the highest of the agency's alert shares that a facility's year has passed; None below the first.

    None too before the law of expected spending (Decree 75/2023/ND-CP); dong.
    """
    known = values.parameters["claims.budget_alerts"].first_known
    if expected <= 0 or known is None or day < known:
        return None
    shares = [Fraction(share) for share in values.get("claims.budget_alerts", day).listed]
    return max((share for share in shares if used >= expected * share), default=None)


def needs_second_pair(cents: int, least: int) -> bool:
    """Return whether a decision about this amount (hundredths of a dong) needs two people: from `least` dong on."""
    return abs(cents) >= least * CENTS
