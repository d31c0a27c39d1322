"""What goes with unemployment benefit: health insurance and help with training."""

import datetime as dt
from fractions import Fraction

from ansinh.core.rounding import half_up
from ansinh.law.values import Values


def health_contribution(benefit: int, day: dt.date, values: Values) -> int:
    """Art. 13.1, Law 25/2008/QH12: 4.5 % of the monthly benefit, paid by the unemployment fund; dong, half-up."""
    return half_up(values.number("unemployment.health_rate", day) * benefit)


def training_support(fee: int, months: Fraction | int, day: dt.date, values: Values, *, meal_days: int = 0) -> int:
    """Art. 56, Law 38/2013/QH13; Art. 11, Decree 374/2025/ND-CP: the course fee within its limits, dong.

    By the month, six at most; since 2021-05-15 a short course has a limit of its own; from 2026 meals for each day of
    training. Months are those of the course; odd days of a month are a share of it.
    """
    law = values.get("unemployment.training", day)
    counted = min(Fraction(months), law.of("most_months"))
    limit = law.of("per_month") * counted
    if "short_course" in law.by_name and Fraction(months) <= law.of("short_up_to"):
        limit = law.of("short_course")
    meals = law.of("meal_per_day") * meal_days if "meal_per_day" in law.by_name else 0
    return half_up(min(Fraction(fee), limit) + meals)


def may_train_without_benefit(contributed: int, day: dt.date, values: Values) -> bool:
    """Art. 55, Law 38/2013/QH13; Art. 11, Decree 374/2025/ND-CP: nine months contributed open the training support."""
    return contributed >= values.whole("unemployment.training.least_months", day)
