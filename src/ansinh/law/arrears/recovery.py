"""Recovery of arrears, over columns: simple from 2016 to June 2025, compound before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.money import DongColumn
from ansinh.core.period import Month, add_months
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.interest.rates import RateMode, monthly_of_annual
from ansinh.law.values import Values

EVADED = "evasion"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What recovering costs: whether interest is charged at all; months counted and interest (dong) by item, (n,)."""

    charged: bool
    months: NDArray[np.int64]
    interest: DongColumn


@dataclass(frozen=True, slots=True)
class Ground:
    """Why contributions are recovered: evasion, pay_rise or return_from_abroad; signed and reported when."""

    kind: str
    signed_on: dt.date | None = None
    filed_on: dt.date | None = None


def is_charged(ground: Ground, recovery: Month, values: Values) -> bool:
    """Art. 38.1, QD 595/QD-BHXH: evasion always; a pay rise or a return from abroad if reported over 6 months late.

    UnknownValueError from July 2025, where other rules hold.
    """
    if ground.kind == EVADED or ground.signed_on is None or ground.filed_on is None:
        return True
    grace = values.whole("recovery.grace_months", recovery.first_day)
    return ground.filed_on > add_months(ground.signed_on, grace)


def recover(
    ground: Ground,
    recovery: Month,
    owed: NDArray[np.int64],
    amount: DongColumn,
    law: tuple[Mapping[int, Fraction], Values],
) -> Recovery:
    """Art. 38.2, QD 595/QD-BHXH (QD 888/QD-BHXH from 2018): P x (months from owed to recovery, less one) x rate.

    `owed` (n,) are month numbers, `amount` (n,) dong, `law` the yearly returns by year of use, and the values. Evasion
    bears twice the return of the year owed, the other grounds once that of the year of recovery. Half-up once an item.
    """
    rates, values = law
    if not is_charged(ground, recovery, values):
        return Recovery(charged=False, months=np.zeros(0, dtype=np.int64), interest=np.zeros(0, dtype=np.int64))
    months = np.maximum(recovery.number - owed - 1, 0)
    ratios = [_rate(ground, Month(int(month)), recovery, law=(rates, values)) for month in owed]
    interest = [
        half_up(int(part) * int(count) * ratio) for part, count, ratio in zip(amount, months, ratios, strict=True)
    ]
    return Recovery(charged=True, months=months, interest=np.array(interest, dtype=np.int64))


def _rate(ground: Ground, owed: Month, recovery: Month, *, law: tuple[Mapping[int, Fraction], Values]) -> Fraction:
    """Art. 38.2, QD 595/QD-BHXH: the exact rate of a month for an item owed since `owed`."""
    rates, values = law
    evaded = ground.kind == EVADED
    year = first_rate_year(recovery, owed, values) if evaded else recovery.year
    if year not in rates:
        told = Text(
            "Chưa có lãi suất đầu tư bình quân dùng cho năm {year}.", "The yearly return used in {year} is not known."
        )
        raise UnknownValueError(told.fill(year=year))
    multiple = values.number("late.si.rate_multiple_of_investment", dt.date(year, 1, 1)) if evaded else Fraction(1)
    return monthly_of_annual(rates[year], multiple, RateMode.EXACT)


def first_rate_year(recovery: Month, owed: Month, values: Values) -> int:
    """Letter 1379/BHXH-BT II: an evaded month bears the rate of its own year, older ones that of the first year."""
    return max(values.whole("recovery.first_rate_year", recovery.first_day), owed.year)


@dataclass(frozen=True, slots=True)
class CompoundRecovery:
    """What recovering before 2016 cost, by item (n,): months counted, factor (1 + rate)^months, interest (dong)."""

    months: NDArray[np.int64]
    factors: tuple[Fraction, ...]
    interest: DongColumn


def recover_compound(
    recovery: Month, owed: NDArray[np.int64], amount: DongColumn, rate: Fraction, decimals: int
) -> CompoundRecovery:
    """Art. 42, QD 959/QD-BHXH: P x ((1 + rate of a month)^n - 1), the factor rounded half-up to `decimals`.

    `owed` (n,) are month numbers, `amount` (n,) dong; interest is rounded half-up once an item.
    """
    months = np.maximum(recovery.number - owed, 0)
    scale = 10**decimals
    factors = tuple(Fraction(half_up((1 + rate) ** int(count) * scale), scale) for count in months)
    interest = [half_up(int(part) * (factor - 1)) for part, factor in zip(amount, factors, strict=True)]
    return CompoundRecovery(months, factors, np.array(interest, dtype=np.int64))
