"""How much each relative receives a month, and whether one sum may be chosen instead."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.conditions import Right
from ansinh.law.survivors.relatives import PARENTS, Kind, Relative, disabled, relative_right
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


def without_carer(one: Relative) -> bool:
    """Art. 68.1, Law 58/2014/QH13; Art. 87.1, Law 41/2024/QH15; Art. 18.3, Circular 12/2025/TT-BNV: nobody supports.

    A child without the other parent; a spouse without an able grown child; a parent without such a child and without
    the other parent.
    """
    if one.kind is Kind.CHILD:
        return one.other_parent_alive is False
    if one.kind in PARENTS:
        return one.spouse_alive is False and one.adult_children == 0
    return one.adult_children == 0


@dataclass(frozen=True, slots=True)
class Shares:
    """A share of the level of pay for each relative (0: not entitled, or beyond the number), and the factor."""

    shares: tuple[Fraction, ...]
    rights: tuple[Right, ...]
    times: int


def monthly_shares(
    deceased: Right, relatives: tuple[Relative, ...], *, deaths: int, day: dt.date, values: Values
) -> Shares:
    """Art. 67-68, Law 58/2014/QH13; Art. 86-87, Law 41/2024/QH15: half a level of pay each, 70 % without a carer.

    At most four relatives, in the order given; two or more deaths double the amount. Shares as exact ratios.
    UnknownValueError before 2016.
    """
    rights = tuple(relative_right(one, day, values) for one in relatives)
    most = values.whole("survivors.most_relatives", day)
    shares: list[Fraction] = []
    for one, right in zip(relatives, rights, strict=True):
        key = "survivors.share.no_carer" if without_carer(one) else "survivors.share.normal"
        due = deceased.due and right.due and sum(share > 0 for share in shares) < most
        shares.append(values.number(key, day) if due else Fraction(0))
    times = values.whole("survivors.times_two_deaths", day) if deaths > 1 else 1
    return Shares(tuple(shares), rights, times)


def monthly_amounts(shares: tuple[Fraction, ...], month: Month, values: Values, *, times: int = 1) -> tuple[Dong, ...]:
    """Art. 68.1, Law 58/2014/QH13; Art. 87.1, Law 41/2024/QH15: share x level of pay of the month, dong, half-up."""
    level = level_of_pay(month.first_day, values).whole
    return tuple(half_up(share * level * times) for share in shares)


def may_choose_lump(relatives: tuple[Relative, ...], day: dt.date, values: Values) -> bool:
    """Art. 69.3, Law 58/2014/QH13; Art. 88, Law 41/2024/QH15: relatives on monthly shares may take one sum instead.

    By the law of 2014 not with a child under six, or a child or spouse with a loss of 81 %; by that of 2024 always.
    """
    barred = values.find("survivors.lump.barred_child_under", day)
    if barred is None:
        return True
    close = {Kind.CHILD, Kind.WIFE, Kind.HUSBAND}
    return not any(
        (one.kind is Kind.CHILD and one.age_months < barred.whole) or (one.kind in close and disabled(one, day, values))
        for one in relatives
    )
