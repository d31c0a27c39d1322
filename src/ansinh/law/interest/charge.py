"""What lateness costs, over columns: compound to 2015, simple by the month to June 2025, by the day since."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import Dong, DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up_column
from ansinh.law.interest.due import due_date
from ansinh.law.values import Values


def overdue_principal(debt: DongColumn, not_late: DongColumn) -> DongColumn:
    """Letter 1379/BHXH-BT (2016), I: P = PL - SPS, never below zero. Dong, (n,).

    `debt` is the principal owed at the end of the month before the run, `not_late` what of it arose in the running
    month, quarter or half-year.
    """
    overdue: DongColumn = np.maximum(debt - not_late, 0)
    return overdue


def not_yet_late(
    run: Month, every_months: int, period_from: Month | None, arisen: Sequence[tuple[Month, Dong]]
) -> Dong:
    """Letter 1379/BHXH-BT (2016), I: SPS, the principal of the month before `run`, or of the running 3 or 6 months.

    `period_from` is the first month of the running period (None: by the calendar). Dong.
    """
    last = run.plus(-1)
    first = last if every_months == 1 else period_from or last.plus(-((last.month - 1) % every_months))
    return sum(amount for month, amount in arisen if first <= month <= last)


def charge_monthly(overdue: DongColumn, rate: Fraction) -> DongColumn:
    """Art. 37, QD 595/QD-BHXH (letter 1379/BHXH-BT): overdue principal x rate of the month; interest bears none.

    Dong, (...), rounded half-up once a fund and run.
    """
    return half_up_column(overdue * rate.numerator, rate.denominator)


def charge_compound(overdue: DongColumn, interest_before: DongColumn, rate: Fraction) -> DongColumn:
    """Art. 41, QD 959/QD-BHXH (to 2015): (overdue principal + unpaid interest) x rate, where principal is overdue.

    Dong, (...), rounded half-up once a fund and run.
    """
    interest = half_up_column((overdue + interest_before) * rate.numerator, rate.denominator)
    return np.where(overdue > 0, interest, 0)


def charge_daily(principal: DongColumn, days: NDArray[np.int64], rate: Fraction) -> DongColumn:
    """Art. 40.1, Law 41/2024/QH15: late principal x late days x rate of a day, simple. Dong, (...), half-up once.

    A principal that changed is given as its sum over the days, with `days` 1.
    """
    return half_up_column(principal * days * rate.numerator, rate.denominator)


@dataclass(frozen=True, slots=True)
class DailyBase:
    """On what a month's daily charge rests: last day for payment, charged days, sum of late principal over them.

    `spells`: the same by stretches of one principal, (dong, days) in the order of time.
    """

    due_on: dt.date
    days: int
    dong_days: int
    spells: tuple[tuple[Dong, int], ...] = ()


def daily_base(
    month: Month,
    principal: Dong,
    payments: Sequence[tuple[dt.date, Dong]],
    *,
    count_payment_day: bool,
    values: Values,
) -> DailyBase:
    """Art. 40.1 and 141.12, Law 41/2024/QH15: the days from the one after the last day for payment to the last payment.

    `principal` (dong) of a monthly payer's `month`; `payments` (day, dong). No day before the daily charge began is
    charged. A payment lowers what is late from the day after it, or from its own day where that does not count.
    """
    due = due_date(month, 1, values)
    began = values.parameters["late.daily_rate"].first_known
    first = max(due + dt.timedelta(days=1), began or dt.date.max)
    left, since = principal, first
    spells: list[tuple[Dong, int]] = []
    for day, amount in sorted(payments):
        until = day if not count_payment_day else day + dt.timedelta(days=1)
        if left > 0 and until > since:
            spells.append((left, (until - since).days))
        left, since = max(0, left - amount), max(since, until)
    return DailyBase(due, sum(days for _, days in spells), sum(days * amount for amount, days in spells), tuple(spells))
