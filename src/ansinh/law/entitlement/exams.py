"""Exam fees and machines: what the second exam, the sixty-sixth patient and the case above the capacity are paid."""

import datetime as dt
from fractions import Fraction

from ansinh.core.rounding import half_up
from ansinh.law.values import Values


def exam_shares(exams: int, day: dt.date, values: Values) -> list[Fraction]:
    """Art. 5, Circular 39/2018/TT-BYT: share of each exam of one visit chain on one day; at most twice the price."""
    shares = [Fraction(share) for share in values.get("entitlement.exam.shares", day).listed]
    left = values.number("entitlement.exam.cap", day)
    granted = []
    for order in range(exams):
        share = min(shares[min(order, len(shares) - 1)], left)
        granted.append(share)
        left -= share
    return granted


def exam_fees(price: int, exams: int, day: dt.date, values: Values) -> list[int]:
    """Art. 5, Circular 39/2018/TT-BYT: the fee of each exam of one day, dong, each rounded half-up."""
    return [half_up(price * share) for share in exam_shares(exams, day, values)]


def exam_desk(price: int, exams: int, day: dt.date, values: Values) -> tuple[int, int, int]:
    """Art. 5, Circular 39/2018/TT-BYT: (paid whole, paid by half, dong) of one desk on one day of eight hours."""
    rule = values.get("entitlement.exam.desk", day)
    full = min(exams, int(rule.of("full")))
    return full, exams - full, half_up(price * (full + (exams - full) * rule.of("share")))


def machine_capacity(machine: str, machines: int, hours: Fraction, days: int, *, at: dt.date, values: Values) -> int:
    """Art. 7.8, Circular 39/2018: cases paid whole in a quarter, cap / hours x hours x days x machines x 120 %."""
    cap = values.get("entitlement.machine.cap", at).of(machine)
    norm = values.number("entitlement.machine.day_hours", at)
    whole = cap / norm * hours * days * machines * values.number("entitlement.machine.tolerance", at)
    return whole.numerator // whole.denominator


def machine_excess(machine: str, at: dt.date, values: Values) -> Fraction:
    """Art. 7.8, Circular 39/2018/TT-BYT: the share of the price paid for a case above the capacity."""
    return values.get("entitlement.machine.excess", at).of(machine)
