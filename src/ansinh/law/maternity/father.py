"""Leave of the father at a birth."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

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


def father_days(birth: Birth, values: Values, *, surgery: bool, under_32_weeks: bool) -> int:
    """Art. 34.2, Law 58/2014/QH13; Art. 53.2, Law 41/2024/QH15; Art. 29.2, Law 113/2025/QH15: working days.

    5; 7 for surgery or before 32 weeks; 10 for twins and 3 for each child from the third; several children by surgery
    14 (since July 2025 3 more for each from the third); from 2026-07-01 at least 10 at the second child. The longest
    that applies. UnknownValueError before 2016, when fathers had no leave.
    """
    law = values.get("maternity.father.days", birth.day)
    beyond = max(0, birth.children - 2)
    days = law.of("surgery_or_under_32_weeks") if surgery or under_32_weeks else law.of("normal")
    if birth.children > 1:
        days = max(days, law.of("twins") + law.of("each_from_third") * beyond)
    if birth.children > 1 and surgery:
        days = law.of("multiple_surgery") + law.of("surgery_each_from_third") * beyond
    if birth.second_child:
        days = max(days, law.of("second_child"))
    return int(days)


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
