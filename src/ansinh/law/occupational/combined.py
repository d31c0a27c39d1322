"""Several accidents or diseases: which salary, how many years, and one assessment of all together."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ansinh.core.period import Month
from ansinh.law.careers import Careers
from ansinh.law.occupational.amount import OccupationalAmount, monthly, one_off
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay


def fund_years(career: Careers, accident: dt.date) -> int:
    """Art. 48.1.b and 49.2.b, Law 84/2015/QH13: completed years in the fund before the month of the accident."""
    upto = Month.containing(accident).plus(-1)
    counted = career.counted(np.array([0], dtype=np.int64), np.array([upto.number], dtype=np.int64))
    return int(counted[0]) // 12


def salary(careers: Sequence[Careers], accident: dt.date, values: Values) -> int:
    """Art. 48.1.b and 49.2.b, Law 84/2015/QH13: the salary of the month before; of a first month itself.

    Contracts with several employers in the fund are added, up to twenty levels of pay. Dong; 0 without any month.
    """
    month = Month.containing(accident)
    each = [career.salary(month.plus(-1)) or career.salary(month) or 0 for career in careers]
    most = values.number("si.ceiling.multiple", accident) * level_of_pay(accident, values).number
    return min(sum(each), int(most))


def after_combined_assessment(
    loss: int, years: int, wages: int, concluded: dt.date, values: Values
) -> OccupationalAmount:
    """Art. 47.1.b, 48 and 49, Law 84/2015/QH13: the loss of all injuries together decides, on the last one's salary.

    One sum from 5 to 30 %, monthly from 31 %; the level of pay of the day of conclusion.
    """
    threshold = int(values.get("oad.monthly", concluded).of("from"))
    return (monthly if loss >= threshold else one_off)(loss, years, wages, concluded, values)
