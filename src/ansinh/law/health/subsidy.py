"""Groups for whom the State pays a part: pupils and students, near-poor people, farm households, ethnic minorities."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up_column
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

SHARE_OF_GROUP = {
    "pupil": "hi.subsidy.pupil_student",
    "near_poor": "hi.subsidy.near_poor",
    "farm": "hi.subsidy.average_income_agricultural",
    "left_hard_area": "hi.subsidy.ethnic_minority_left_hard_area",
    "state": "hi.subsidy.state_pays_all",
}


@dataclass(frozen=True, slots=True)
class SharedAmounts:
    """Dong (n,): `gross` of a period, of it `state`, the rest `due` from the person."""

    gross: DongColumn
    state: DongColumn

    @property
    def due(self) -> DongColumn:
        """What is left to pay."""
        return self.gross - self.state


def subsidised_amounts(
    month: Month, group: str, months: NDArray[np.int64], *, full: NDArray[np.bool_], values: Values
) -> SharedAmounts:
    """Art. 8, Decree 146/2018/ND-CP (Decree 188/2025/ND-CP): the State's share of a period, without household steps.

    `months` (n,) paid for in `month`; `full` (n,) where the State pays the whole in a listed case. Each amount is
    rounded half-up once a person and period. KeyError for an unknown group.
    """
    day = month.first_day
    monthly = group_rate(month, group, values) * level_of_pay(day, values).number
    share = values.number(SHARE_OF_GROUP[group], day)
    gross = half_up_column(months * monthly.numerator, monthly.denominator)
    exact = monthly * share
    state = half_up_column(months * exact.numerator, exact.denominator)
    return SharedAmounts(gross, np.where(full, gross, state))


def group_rate(month: Month, group: str, values: Values) -> Fraction:
    """Art. 2.1, Decree 105/2014/ND-CP: the general rate; pupils and students paid 3 % until 2014. An exact ratio."""
    key = "hi.rate.pupil_student" if group == "pupil" else "hi.rate.total"
    return values.rate(key, month.first_day)
