"""Long-list diseases under the law of 2024: the year's quota at the normal rate, then the lower rate without limit."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.rate import over
from ansinh.core.rounding import half_up_column
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.sickness.amount import RATE_OVER
from ansinh.law.sickness.quota import days_left, quota
from ansinh.law.sickness.rates import continued_rate
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Sick:
    """Who is on a long-list leave and for how long, (n,) int64 each but `hard` (bool).

    salaries dong a month; years completed years contributed; used, off working days of the year before and now.
    """

    salaries: DongColumn
    years: NDArray[np.int64]
    hard: NDArray[np.bool_]
    used: NDArray[np.int64]
    off: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LongList:
    """Days at the normal rate, days at the lower one, (n,); the lower rates in ten-thousandths; dong."""

    normal_days: NDArray[np.int64]
    lower_days: NDArray[np.int64]
    lower_rates: NDArray[np.int64]
    amounts: DongColumn

    def steps(self, salary: int, day: dt.date, values: Values) -> tuple[Step, ...]:
        """Tell the first person's benefit."""
        normal, lower = int(self.normal_days[0]), int(self.lower_days[0])
        rates = values.number("sickness.rate.normal", day), Fraction(int(self.lower_rates[0]), RATE_OVER)
        divisor = values.whole("sickness.day_divisor", day)
        shown = f"{dong(salary)} / {divisor} x ({normal} x {percent(rates[0])} + {lower} x {percent(rates[1])})"
        return (
            Step(
                Text("Ngày trong hạn mức của năm", "Days within the year's quota"),
                str(normal),
                citation="Law 41/2024/QH15 art. 43(1)",
            ),
            Step(
                Text("Ngày hưởng tiếp mức thấp hơn", "Days at the lower rate"),
                str(lower),
                citation="Law 41/2024/QH15 art. 43(2)",
            ),
            Step(Text("Số tiền", "Amount"), dong(int(self.amounts[0])), shown, "Law 41/2024/QH15 art. 45"),
        )


def long_list(people: Sick, day: dt.date, values: Values) -> LongList:
    """Art. 43.2 and 45.3, Law 41/2024/QH15: working days; the rest of the quota at 75 %, then 65, 55 or 50 %.

    Dong (n,), rounded half-up once a leave.
    """
    allowed = quota(people.years, people.hard, day, values)
    normal = days_left(allowed, people.used, people.off)
    lower = people.off - normal
    limits = sorted(int(years) for years in values.get("sickness.rate.continued", day).by_name)
    told = np.array([over(continued_rate(years, day, values), RATE_OVER) for years in limits], dtype=np.int64)
    rates = told[np.searchsorted(np.array(limits), people.years, side="right") - 1]
    usual = over(values.number("sickness.rate.normal", day), RATE_OVER)
    money = two_rates(people.salaries, (normal, lower), (usual, rates), values.whole("sickness.day_divisor", day))
    return LongList(normal, lower, rates, money)


def two_rates(
    salaries: DongColumn,
    days: tuple[NDArray[np.int64], NDArray[np.int64]],
    rates: tuple[int, NDArray[np.int64]],
    divisor: int,
) -> DongColumn:
    """Art. 45.2-3, Law 41/2024/QH15: salary / 24 x (usual rate x days within the quota + lower rate x days beyond).

    Days (n,) of both kinds, rates in ten-thousandths; dong (n,), rounded half-up once a leave.
    """
    usual, lower = rates
    return half_up_column(salaries * (usual * days[0] + lower * days[1]), RATE_OVER * divisor)
