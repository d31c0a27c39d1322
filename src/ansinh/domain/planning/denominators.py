"""Plan and base behind printed percentages, and the part of a total that is missing or misprinted.

Source: contributions.md 15.3 of the domain pack: the published debt ratio does not rest on the published plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.money import Dong
from ansinh.core.rate import Rate
from ansinh.core.rounding import half_up

PLACES = 4
"""Decimals to which ratios of debt are held against each other (3.83 % is 0.0383)."""


@dataclass(frozen=True, slots=True)
class Bases:
    """What printed shares imply: both bases in dong, the debt over the implied plan, and whether the bases agree."""

    implied_plan: Dong
    debt_on_plan: Rate
    implied_denominator: Dong
    same: bool


def bases(collected: Dong, share_of_plan: Rate, debt: Dong, stated_debt_ratio: Rate) -> Bases:
    """Return the bases behind money `collected` printed as `share_of_plan` and `debt` printed as a ratio.

    Shares are fractions (0.787), above zero. The debt ratio is rounded half-up to four decimals; the bases are the same
    where that is the ratio stated.
    """
    plan = collected / share_of_plan
    ratio = Fraction(half_up(debt / plan * 10**PLACES), 10**PLACES) if plan else Fraction(0)
    stated = Fraction(half_up(stated_debt_ratio * 10**PLACES), 10**PLACES)
    return Bases(half_up(plan), ratio, half_up(debt / stated_debt_ratio), ratio == stated)


def missing_part(total: Dong, parts: Iterable[Dong]) -> Dong:
    """Return what is missing from `parts` (dong) to `total`; negative where they exceed it."""
    return total - sum(parts)
