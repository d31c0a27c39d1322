"""Six base salaries of co-payment in a year: which payments count, and from which day."""

import datetime as dt
from fractions import Fraction

import pytest

from ansinh.law.entitlement.copay import Copayment, copay_room, counted, months_left
from ansinh.law.value_files import load

VALUES = load()
MAY = dt.date(2022, 5, 16)  # the base salary is 1,490,000

# payments (day, dong), base salaries left on 16 May 2022
LEFT = [
    ([], Fraction(6)),
    ([("2022-05-16", 1_490_000)], Fraction(5)),  # of the very day
    ([("2022-05-17", 1_490_000)], Fraction(6)),  # not yet
    ([("2021-12-31", 1_490_000)], Fraction(6)),  # of another year
    ([("2022-01-01", 745_000), ("2022-03-01", 745_000)], Fraction(5)),
    ([("2022-01-01", 14_900_000)], Fraction(-4)),  # passed
]


@pytest.mark.parametrize(("payments", "left"), LEFT)
def test_what_is_left_until_the_threshold(payments: list[tuple[str, int]], left: Fraction) -> None:
    paid = [Copayment(dt.date.fromisoformat(day), amount) for day, amount in payments]
    assert months_left(paid, MAY, VALUES) == left
    assert copay_room(paid, MAY, VALUES) == max(0, left * 1_490_000)


# the day asked, the day five years were complete, the months of payments that count
COUNTED = [
    (dt.date(2017, 6, 30), dt.date(2017, 3, 1), [3, 6]),  # until 2018-11: from that very day on
    (dt.date(2017, 6, 30), dt.date(2017, 3, 2), [6]),
    (dt.date(2017, 6, 30), None, []),
    (dt.date(2019, 6, 30), dt.date(2019, 3, 2), [1, 3, 6]),  # since: from 1 January
    (dt.date(2019, 6, 30), None, [1, 3, 6]),
]


@pytest.mark.parametrize(("day", "five_years", "months"), COUNTED)
def test_which_payments_of_the_year_count(day: dt.date, five_years: dt.date | None, months: list[int]) -> None:
    paid = [Copayment(dt.date(day.year, month, 1), 100_000) for month in (1, 3, 6, 7)]
    assert [one.on.month for one in counted(paid, five_years, day, VALUES)] == months
