"""Paying for years at once: two to five years ahead, or the months missing at retirement age."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.values import Values
from ansinh.law.voluntary.income import monthly_rate
from ansinh.law.voluntary.support import monthly_support, support_share, supported_months


@dataclass(frozen=True, slots=True)
class ForwardLump:
    """One payment for years to come, dong; `supported` is the number of months the State supports."""

    gross: int
    undiscounted: int
    supported: int
    support: int

    @property
    def due(self) -> int:
        """What the person pays."""
        return self.gross - self.support


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays ahead: income (dong a month), support groups, months supported since 2018."""

    income: int
    groups: tuple[str, ...]
    so_far: int


def forward_lump(month: Month, payer: Payer, *, years: int, monthly_return: Fraction, values: Values) -> ForwardLump:
    """Art. 6, Decree 159/2025/ND-CP: the sum over the months ahead of rate x income / (1 + return)^(i - 1).

    `monthly_return` is the mean monthly return of the fund in the year before, an exact ratio. Rounded half-up once.
    ValueError unless `years` is 2 to the longest allowed (5).
    """
    least = values.whole("vsi.forward.min_years", month.first_day)
    most = values.whole("vsi.forward.max_years", month.first_day)
    if not least <= years <= most:
        message = f"{least} to {most} years can be paid ahead, not {years}"
        raise ValueError(message)
    count = 12 * years
    monthly = monthly_rate(month, values) * payer.income
    share = support_share(payer.groups, month, values)
    supported = supported_months(count, so_far=payer.so_far, share=share, month=month, values=values)
    return ForwardLump(
        gross=half_up(discounted(monthly, first=1, last=count, monthly_return=monthly_return)),
        undiscounted=half_up(monthly * count),
        supported=supported,
        support=half_up(monthly_support(payer.groups, month, values) * supported),
    )


def discounted(monthly: Fraction, *, first: int, last: int, monthly_return: Fraction) -> Fraction:
    """Art. 6, Decree 159/2025/ND-CP: exact dong of months `first` to `last` of a payment ahead, before rounding."""
    factor = 1 / (1 + monthly_return)
    return monthly * sum((factor ** (index - 1) for index in range(first, last + 1)), Fraction(0))


@dataclass(frozen=True, slots=True)
class MissingLump:
    """One payment for missing months, dong; `reason` is empty when it is accepted."""

    reason: str
    gross: int
    undiscounted: int


def missing_lump(
    month: Month, *, months: int, income: int, monthly_return: Fraction, reached_age: bool, values: Values
) -> MissingLump:
    """Art. 7, Decree 159/2025/ND-CP (Art. 9.1.e, Decree 134/2015/ND-CP): missing months bought at retirement age.

    The sum of rate x income x (1 + return)^i over the months; at most 60 months from 2025-07, 120 before. Rounded
    half-up once. Reasons: below_retirement_age, too_many_months.
    """
    if not reached_age:
        return MissingLump("below_retirement_age", 0, 0)
    if months > values.whole("vsi.missing.max_months", month.first_day):
        return MissingLump("too_many_months", 0, 0)
    monthly = monthly_rate(month, values) * income
    growth = 1 + monthly_return
    gross = monthly * sum((growth**index for index in range(1, months + 1)), Fraction(0))
    return MissingLump("", half_up(gross), half_up(monthly * months))
