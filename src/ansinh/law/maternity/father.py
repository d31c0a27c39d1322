"""Leave of the father at a birth."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.text import Text
from ansinh.law.explain import Step
from ansinh.law.maternity.amount import working_days_money
from ansinh.law.maternity.birth import Birth
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class FatherLeave:
    """Working days and their money, dong."""

    days: int
    amount: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class FatherColumns:
    """Births whose fathers take leave, (n,) each: children int64; surgery, under_32_weeks, second (child) bool."""

    children: NDArray[np.int64]
    surgery: NDArray[np.bool_]
    under_32_weeks: NDArray[np.bool_]
    second: NDArray[np.bool_]


def father_lengths(births: FatherColumns, day: dt.date, values: Values) -> NDArray[np.int64]:
    """Art. 34.2, Law 58/2014/QH13; Art. 53.2, Law 41/2024/QH15; Art. 29.2, Law 113/2025/QH15: working days, (n,).

    5; 7 for surgery or before 32 weeks; 10 for twins and 3 for each child from the third; several children by surgery
    14 (since July 2025 3 more for each from the third); from 2026-07-01 at least 10 at the second child. The longest
    that applies. UnknownValueError before 2016, when fathers had no leave.
    """
    law = {name: int(days) for name, days in values.get("maternity.father.days", day).by_name.items()}
    beyond = np.maximum(births.children - 2, 0)
    several = births.children > 1
    usual = np.where(births.surgery | births.under_32_weeks, law["surgery_or_under_32_weeks"], law["normal"])
    many = np.where(several, law["twins"] + law["each_from_third"] * beyond, 0)
    by_surgery = np.where(
        several & births.surgery, law["multiple_surgery"] + law["surgery_each_from_third"] * beyond, 0
    )
    second = np.where(births.second, law["second_child"], 0)
    longest: NDArray[np.int64] = np.maximum(np.maximum(usual, np.where(by_surgery > 0, by_surgery, many)), second)
    return longest


def father_days(birth: Birth, values: Values, *, surgery: bool, under_32_weeks: bool) -> int:
    """Art. 34.2, Law 58/2014/QH13; Art. 53.2, Law 41/2024/QH15: working days of one father, by `father_lengths`."""
    children = np.array([birth.children], dtype=np.int64)
    asked = (np.array([word]) for word in (surgery, under_32_weeks, birth.second_child))
    return int(father_lengths(FatherColumns(children, *asked), birth.day, values)[0])


def father(
    birth: Birth, average: Fraction | int, values: Values, *, surgery: bool, under_32_weeks: bool
) -> FatherLeave:
    """Art. 34.2 and 39.1.b, Law 58/2014/QH13; Art. 53.2 and 59.2, Law 41/2024/QH15: his average / 24 for each day."""
    days = father_days(birth, values, surgery=surgery, under_32_weeks=under_32_weeks)
    amount, steps = working_days_money(
        average, days, birth.day, values, Text("Trợ cấp của người cha", "Father's benefit")
    )
    citation = values.get("maternity.father.days", birth.day).citation
    told = Step(Text("Số ngày nghỉ của người cha", "Working days of the father"), str(days), citation=citation)
    return FatherLeave(days, amount, (told, *steps))


def last_start(birth: dt.date, values: Values) -> dt.date:
    """Art. 34.2, Law 58/2014/QH13; Art. 53.2, Law 41/2024/QH15: the last day to begin a spell of his leave.

    The day after the birth is day 1.
    """
    return birth + dt.timedelta(days=values.whole("maternity.father.start_within_days", birth))
