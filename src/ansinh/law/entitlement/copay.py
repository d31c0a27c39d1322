"""Co-payments of a year: what is left until six base salaries, the refund above them, the certificate."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.rounding import half_up
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Copayment:
    """One in-network co-payment: the day it was paid and the amount, dong."""

    on: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class Refund:
    """What the agency gives back, and the days its certificate of exemption holds (None: no certificate)."""

    amount: int
    certificate_from: dt.date | None
    certificate_to: dt.date | None


def months_left(paid: Sequence[Copayment], day: dt.date, values: Values) -> Fraction:
    """Art. 22.1(c), Law 25/2008/QH12 as amended: base salaries left until the threshold on `day`; below 0 when passed.

    Each co-payment of the calendar year counts in base salaries of its own day (letter 302/CSYT-CD for 2026).
    """
    left = values.number("entitlement.copay_threshold", day)
    for payment in paid:
        if payment.on.year == day.year and payment.on <= day:
            left -= Fraction(payment.amount, values.get("base_salary", payment.on).whole)
    return left


def counted(
    paid: Sequence[Copayment], five_year_day: dt.date | None, day: dt.date, values: Values
) -> tuple[Copayment, ...]:
    """Decree 105/2014/ND-CP; Decree 146/2018/ND-CP art. 14(1)(dd): the co-payments of the year that count on `day`.

    Until 2018-11 those from the day five years were complete, since then all from 1 January.
    """
    own = tuple(payment for payment in paid if payment.on.year == day.year and payment.on <= day)
    if values.get("entitlement.copay_counted_from", day).text == "first_of_january":
        return own
    return tuple(payment for payment in own if five_year_day is not None and payment.on >= five_year_day)


def copay_room(paid: Sequence[Copayment], day: dt.date, values: Values) -> int:
    """Art. 22.1(c), Law 25/2008/QH12 as amended: dong of co-payment left on `day`, 0 once reached."""
    left = months_left(paid, day, values) * values.get("base_salary", day).whole
    return max(0, half_up(left))


def copay_refund(paid: Sequence[Copayment], five_year_day: dt.date | None, day: dt.date, values: Values) -> Refund:
    """Decree 146/2018/ND-CP art. 27(3): what was co-paid above six base salaries, from the day five years are complete.

    The exemption begins when the threshold is passed (strictly), not before five years, and ends with the year.
    """
    if five_year_day is None or five_year_day > day:
        return Refund(0, None, None)
    left = values.number("entitlement.copay_threshold", day)
    back, passed = Fraction(0), None
    for payment in sorted(counted(paid, five_year_day, day, values), key=lambda each: each.on):
        base = values.get("base_salary", payment.on).whole
        above = payment.amount - max(left, Fraction(0)) * base
        left -= Fraction(payment.amount, base)
        if left < 0:
            passed = passed or payment.on
            back += above if payment.on >= five_year_day else 0
    if passed is None:
        return Refund(0, None, None)
    return Refund(half_up(back), max(passed, five_year_day), dt.date(day.year, 12, 31))
