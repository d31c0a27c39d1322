"""What one paid period of 1, 3, 6 or 12 months costs, over columns: lists of members are assessed at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rate import over
from ansinh.core.rounding import half_up_column
from ansinh.law.values import Values
from ansinh.law.voluntary.income import IncomeBounds, income_bounds, monthly_rate
from ansinh.law.voluntary.support import monthly_support, support_share, supported_months

REASONS = ("", "below_minimum", "above_maximum")
SHARES_OVER = 1_000_000  # every rate and share of the texts is a whole number of millionths


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """Members paying a period that begins in one month, (n,) each.

    months, so_far: int64, months paid for now, months supported since 2018; income: int64, dong a month;
    groups: one tuple of support groups for each member.
    """

    months: NDArray[np.int64]
    income: DongColumn
    so_far: NDArray[np.int64]
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PeriodAmounts:
    """What each period costs, (n,) int64 dong; `reason` numbers REASONS (0: accepted). Refused periods cost 0."""

    bounds: IncomeBounds
    reason: NDArray[np.int8]
    gross: DongColumn
    supported: NDArray[np.int64]
    support: DongColumn
    due: DongColumn


def period_amounts(month: Month, members: PeriodColumns, values: Values) -> PeriodAmounts:
    """Art. 36.1 and 36.3, Law 41/2024/QH15 (Art. 87, Law 58/2014/QH13): rate x income x months, less support.

    The values of the first month hold for the whole period: a later change is neither asked for nor given back (QD 959
    art. 10.3). Amounts are rounded half-up once a person and period. UnknownValueError before 2008.
    """
    bounds = income_bounds(month, values)
    reason = np.where(members.income < bounds.lowest, 1, np.where(members.income > bounds.highest, 2, 0)).astype(
        np.int8
    )
    accepted = reason == 0
    rate = over(monthly_rate(month, values), SHARES_OVER)
    gross = half_up_column(rate * members.income * members.months, SHARES_OVER) * accepted
    supported, support = _support(month, members, values)
    return PeriodAmounts(bounds, reason, gross, supported * accepted, support * accepted, gross - support * accepted)


def _support(month: Month, members: PeriodColumns, values: Values) -> tuple[NDArray[np.int64], DongColumn]:
    """Return months supported and the support of each member (dong), one look-up for each set of groups."""
    supported = np.zeros(members.income.size, dtype=np.int64)
    support = np.zeros(members.income.size, dtype=np.int64)
    for groups in set(members.groups):
        rows = np.array([each == groups for each in members.groups])
        share = support_share(groups, month, values)
        limit = supported_months(10**6, so_far=0, share=share, month=month, values=values)
        supported[rows] = np.minimum(members.months[rows], np.maximum(0, limit - members.so_far[rows]))
        monthly = monthly_support(groups, month, values)
        support[rows] = half_up_column(supported[rows] * monthly.numerator, monthly.denominator)
    return supported, support
