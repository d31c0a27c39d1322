"""The rates of late interest: announced by the year until June 2025, a share a day since."""

import datetime as dt
from enum import StrEnum
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.rounding import truncate
from ansinh.law.values import Values

MONTHS = 12
NEVER = Month.of(9999, 12)
CUT = "truncate_to_4_decimals_of_a_percent"


class RateMode(StrEnum):
    """How the rate of a month is taken from that of a year."""

    TRUNC4 = "trunc4"
    EXACT = "exact"


def monthly_rate(values: Values, run: dt.date, *, health: bool) -> Fraction:
    """Art. 122.3, Law 58/2014/QH13 (Art. 41, QD 959/QD-BHXH to 2015): the rate of a month on the day of a run.

    Health insurance goes by the nine-month interbank rate, the other funds by the return of the funds' investments in
    the year before. An exact ratio, cut as the setting says. UnknownValueError where a rate is not established.
    """
    if health:
        multiple = values.number("hi.late.rate_multiple_of_interbank", run)
        annual = values.number("interbank.rate_9_month.previous_year_end", run)
    else:
        multiple = values.number("late.si.rate_multiple_of_investment", run)
        annual = values.number("fund.investment_rate.average_of_previous_year", run)
    return monthly_of_annual(annual, multiple, rate_mode(values, run))


def rate_mode(values: Values, run: dt.date) -> RateMode:
    """Letter 1379/BHXH-BT (2016), worked example: 0.9666 % for 2 x 5.80 % / 12; before 2016 nothing is cut."""
    first = values.parameters["rounding.late_monthly_rate"].first_known
    if first is None or run < first:
        return RateMode.EXACT
    return RateMode.TRUNC4 if values.get("rounding.late_monthly_rate", run).text == CUT else RateMode.EXACT


def monthly_of_annual(annual: Fraction, multiple: Fraction, mode: RateMode) -> Fraction:
    """Art. 37, QD 595/QD-BHXH: multiple x yearly rate / 12, exact; trunc4 cuts its per cent to four decimals."""
    exact = multiple * annual / MONTHS
    return truncate(exact, 6) if mode is RateMode.TRUNC4 else exact


def daily_since(values: Values) -> Month:
    """Art. 40.1, 141.12, Law 41/2024/QH15: the first month charged by the day; a month never reached where none is."""
    began = values.parameters["late.daily_rate"].first_known
    return NEVER if began is None else Month.containing(began)


def daily_rate(values: Values, day: dt.date) -> Fraction:
    """Art. 40.1 and 41.1, Law 41/2024/QH15: the charge of one late day (health insurance: Law 51/2024/QH15). Exact."""
    return values.number("late.daily_rate", day)
