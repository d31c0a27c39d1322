"""What a list of voluntary payments costs: by the law's functions, one look-up for each first month."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.law.values import Values
from ansinh.law.voluntary.amount import PeriodColumns, period_amounts
from ansinh.law.voluntary.income import income_bounds, monthly_rate
from ansinh.law.voluntary.support import GROUPS, support_share

PER_CENT = 10_000  # hundredths of per cent in a whole


@dataclass(frozen=True, slots=True)
class Payments:
    """Payments, (n,): first month (Month.number), months, income (dong), share of support as written, months so far."""

    first: NDArray[np.int64]
    months: NDArray[np.int64]
    income: DongColumn
    state_percent: NDArray[np.int64]  # hundredths of per cent; 0 not said
    so_far: NDArray[np.int64]


@dataclass(slots=True)
class Priced:
    """What each payment costs, dong (n,); `group` the group of support, `group_known` whether the share has one."""

    gross: DongColumn
    support: DongColumn
    on_poverty_line: DongColumn  # contribution on the rural poverty line: what local supports are a share of
    lowest: DongColumn
    highest: DongColumn
    group: list[str]
    group_known: NDArray[np.bool_]


def price_voluntary(payments: Payments, values: Values) -> Priced:
    """Return the cost of each payment; incomes outside the bounds cost what they would, the check says so.

    Payments for years ahead are priced without the discount of Art. 6, Decree 159/2025/ND-CP, whose rate the agency
    announces: the list is compared with the undiscounted sum, which is never less. UnknownValueError before 2008.
    """
    size = len(payments.first)
    zeros = [np.zeros(size, dtype=np.int64) for _ in range(5)]
    priced = Priced(zeros[0], zeros[1], zeros[2], zeros[3], zeros[4], ["other"] * size, np.ones(size, dtype=np.bool_))
    for number in np.unique(payments.first).tolist():
        _price_month(priced, payments, np.flatnonzero(payments.first == number), Month(number), values)
    return priced


def _price_month(priced: Priced, payments: Payments, rows: NDArray[np.intp], month: Month, values: Values) -> None:
    """Price the payments `rows` that begin in `month`."""
    bounds = income_bounds(month, values)
    by_share = _groups_by_share(month, values)
    for row in rows.tolist():
        said = int(payments.state_percent[row])
        group = by_share.get(Fraction(said, PER_CENT)) if said else "other"
        priced.group[row], priced.group_known[row] = group or "other", group is not None
    members = PeriodColumns(
        months=payments.months[rows],
        income=np.clip(payments.income[rows], bounds.lowest, bounds.highest),
        so_far=payments.so_far[rows],
        groups=tuple((priced.group[row],) for row in rows.tolist()),
    )
    amounts = period_amounts(month, members, values)
    priced.gross[rows], priced.support[rows] = amounts.gross, amounts.support
    priced.lowest[rows], priced.highest[rows] = bounds.lowest, bounds.highest
    line = monthly_rate(month, values) * values.number("rural_poverty_line", month.first_day)
    priced.on_poverty_line[rows] = payments.months[rows] * line.numerator // line.denominator


def _groups_by_share(month: Month, values: Values) -> dict[Fraction, str]:
    """Return share -> group; where two groups have the same share, the general one."""
    return {support_share((group,), month, values): group for group in GROUPS}
