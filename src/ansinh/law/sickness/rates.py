"""The rates of sickness benefit."""

import datetime as dt
from fractions import Fraction

from ansinh.law.spread import at_step
from ansinh.law.values import Values


def usual_rate(day: dt.date, values: Values, *, armed_forces: bool = False) -> Fraction:
    """Art. 28.1 and 28.3, Law 58/2014/QH13; Art. 45.2 and 45.4, Law 41/2024/QH15: 75 %, the whole for armed forces."""
    return values.number("sickness.rate.armed_forces" if armed_forces else "sickness.rate.normal", day)


def continued_rate(years: int, day: dt.date, values: Values) -> Fraction:
    """Art. 28.2, Law 58/2014/QH13; Art. 45.3, Law 41/2024/QH15: the lower rate by completed years contributed.

    ValueError for years below zero.
    """
    told = at_step(values.get("sickness.rate.continued", day).by_name, years)
    if told is None:
        message = "years contributed are not below zero"
        raise ValueError(message)
    return Fraction(told)
