"""The State's support of voluntary members: a share of the contribution on the poverty line, for ten years at most."""

from fractions import Fraction

from ansinh.core.period import Month
from ansinh.law.values import Values
from ansinh.law.voluntary.income import monthly_rate

GROUPS = ("poor", "near_poor", "ethnic_minority", "other")


def support_share(groups: tuple[str, ...], month: Month, values: Values) -> Fraction:
    """Art. 5, Decree 159/2025/ND-CP (Art. 14.1, Decree 134/2015/ND-CP): the highest share among a person's groups.

    Everybody who is in no named group is `other`; before 2018 there was no support. An exact ratio. KeyError for an
    unknown group.
    """
    named = groups or ("other",)
    if unknown := set(named) - set(GROUPS):
        raise KeyError(min(unknown))
    return max(values.rate(f"vsi.support.{group}", month.first_day) for group in named)


def monthly_support(groups: tuple[str, ...], month: Month, values: Values) -> Fraction:
    """Art. 5.1, Decree 159/2025/ND-CP: share x rate x rural poverty line, not the income. Dong a month."""
    share = support_share(groups, month, values)
    if share == 0:
        return Fraction(0)
    return share * monthly_rate(month, values) * values.number("rural_poverty_line", month.first_day)


def supported_months(months: int, *, so_far: int, share: Fraction, month: Month, values: Values) -> int:
    """Art. 5.2, Decree 159/2025/ND-CP (Art. 14.2, Decree 134/2015/ND-CP): of `months`, those still under the limit.

    `so_far` counts months supported since 2018; the limit is 120 months in a lifetime.
    """
    if share == 0:
        return 0
    return min(months, max(0, values.whole("vsi.support.max_months", month.first_day) - so_far))
