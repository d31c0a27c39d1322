"""The clock of a settlement with a health facility: report, advance, result, payment, answers to findings."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.working_days import after_working_days
from ansinh.law.values import Values

QUARTER = 3  # months


@dataclass(frozen=True, slots=True)
class Clock:
    """The last days of a settlement: the facility's report, the advance, the result of the assessment, the payment."""

    report: dt.date
    advance: dt.date
    assess: dt.date
    pay: dt.date


def clock(first: Month, months: int, values: Values) -> Clock:
    """Art. 32, Law 25/2008/QH12 as amended: the last days of the settlement of `months` months from `first`.

    The report comes in the days after the period, the advance some working days later, the result so many days after
    the report (longer for a fourth quarter), the payment after the result. UnknownValueError before the law.
    """
    after = first.plus(months).first_day
    days = values.get("claims.days", after)
    report = after + dt.timedelta(days=int(days.of("report")) - 1)
    fourth = months == QUARTER and after.month == 1
    assess = report + dt.timedelta(days=int(days.of("assess_fourth" if fourth else "assess")))
    advance = after_working_days(report, int(days.of("advance_working")))
    return Clock(report, advance, assess, assess + dt.timedelta(days=int(days.of("pay"))))


def reply_by(told: dt.date, values: Values) -> dt.date:
    """Art. 13, Circular 12/2026/TT-BTC: the last day a facility may answer a finding it was told on `told`."""
    return told + dt.timedelta(days=int(values.get("claims.days", told).of("reply")))


def sign_by(made: dt.date, values: Values) -> dt.date:
    """Art. 12, Circular 12/2026/TT-BTC: the last day a facility signs minutes made on `made` (working days)."""
    return after_working_days(made, int(values.get("claims.days", made).of("sign_working")))


def advance_share(quarter: Month, values: Values) -> Fraction:
    """Art. 32, Law 25/2008/QH12 as amended: the share of the quarter before that is paid ahead."""
    return values.get("claims.advance_share", quarter.first_day).number
