"""The household scheme: a full amount for the first member, less for each further one; what a period costs."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rate import column_over, parse_rate
from ansinh.core.rounding import half_up, half_up_column
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

STEPS_OVER = 1_000
RATE_OVER = 10_000


def household_amounts(
    paid_on: dt.date, order: NDArray[np.int64], months: NDArray[np.int64], values: Values
) -> DongColumn:
    """Art. 13.3, Law 25/2008/QH12 as amended: 4.5 % of the level of pay x 100/70/60/50/40 % x months.

    `order` (n,) is the order of enrolment in the household within the financial year, from 1; the fifth and later pay
    the last step. Levels are those of the day of payment. Dong (n,), rounded half-up once a person and period.
    ValueError for an order under 1.
    """
    if order.size and order.min() < 1:
        message = "the order in a household counts from 1"
        raise ValueError(message)
    steps = column_over(
        [parse_rate(step) for step in values.get("hi.household.step_factors", paid_on).listed], STEPS_OVER
    )
    factor = steps[np.minimum(order, steps.size) - 1]
    rate = values.number("hi.rate.total", paid_on) * RATE_OVER
    monthly = int(rate) * level_of_pay(paid_on, values).whole
    return half_up_column(monthly * factor * months, RATE_OVER * STEPS_OVER)


def state_period_amount(first: Month, months: int, values: Values) -> int:
    """Art. 19.8, QD 959/QD-BHXH: for groups the State pays, every month costs 4.5 % of the level of pay of that month.

    So the budget's debt follows a change of the level from its day. Dong, rounded half-up once a period.
    """
    exact = sum(
        values.number("hi.rate.total", day) * level_of_pay(day, values).number
        for day in (first.plus(index).first_day for index in range(months))
    )
    return half_up(exact)


def months_left(card_from: dt.date, paid_months: int, new_card_from: dt.date) -> int:
    """Art. 20, QD 959/QD-BHXH: whole months of a card's period left from the first day of the new card."""
    end = Month.containing(card_from).plus(paid_months)
    begins = Month.containing(new_card_from)
    left = end.minus(begins) - (1 if new_card_from.day > card_from.day else 0)
    return min(paid_months, max(0, left))


def household_refund(paid_on: dt.date, *, order: int, months: int, values: Values) -> int:
    """Art. 20, QD 959/QD-BHXH: the monthly amount paid then x the months left. Dong, rounded half-up once."""
    amounts = household_amounts(paid_on, np.array([order]), np.array([months], dtype=np.int64), values)
    return int(amounts[0])
