"""When a unit may suspend the retirement fund under the ordinary rule, and what it pays back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.values import Values


def may_suspend(
    *, workers_before: int, laid_off: int, asset_damage: Fraction, asked_on: dt.date, values: Values
) -> bool:
    """Art. 88.1, Law 58/2014/QH13; Art. 16, Decree 115/2015/ND-CP: half of the workers laid off, or damage above half.

    `asset_damage` is a share of the assets without land. ValueError without workers before.
    """
    if workers_before <= 0:
        message = "the share laid off is measured against at least one worker"
        raise ValueError(message)
    enough = Fraction(laid_off, workers_before) >= values.number("suspension.retirement.min_laid_off", asked_on)
    return enough or asset_damage > values.number("suspension.retirement.min_asset_damage", asked_on)


@dataclass(frozen=True, slots=True)
class BackPay:
    """What was suspended, dong, and the last day to pay it back; no interest is charged for the suspended time."""

    per_month: tuple[int, ...]
    due: dt.date

    @property
    def total(self) -> int:
        """All that is paid back."""
        return sum(self.per_month)


def back_pay(payroll: int, suspended: Sequence[Month], values: Values) -> BackPay:
    """Art. 88, Law 58/2014/QH13; Art. 37, Law 41/2024/QH15: the same amount as in those months, without interest.

    Both shares of the retirement fund on `payroll` (dong a month), at the rates of each month; due by the end of the
    month after the suspension. ValueError without months.
    """
    if not suspended:
        message = "a suspension has at least one month"
        raise ValueError(message)
    last = max(suspended)
    within = values.whole("suspension.retirement.pay_back_within_months", last.first_day)
    return BackPay(tuple(_both_shares(payroll, month, values) for month in suspended), last.plus(within).last_day)


def _both_shares(payroll: int, month: Month, values: Values) -> int:
    """Return both shares of the retirement fund of one month, dong."""
    day = month.first_day
    employer = values.rate("si.rate.employer.retirement_survivorship", day)
    return half_up((employer + values.rate("si.rate.employee.retirement_survivorship", day)) * payroll)
