"""Long-list diseases under the law of 2014: 180 calendar days, then a lower rate for as long as was contributed."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import months_and_days
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Limit:
    """Calendar days of the first stage; months of the second, None without limit."""

    first_stage_days: int
    second_stage_months: int | None


def limit(contributed_months: int, day: dt.date, values: Values, *, running_on_2016_01_01: bool = False) -> Limit:
    """Art. 26.2, Law 58/2014/QH13; Art. 4.2 and 32, Circular 59/2015/TT-BLDTBXH: how long a leave begun on `day` lasts.

    After 180 days at most the whole time contributed, that before an earlier treatment too; a leave that ran when the
    law began has no limit. UnknownValueError since 2025-07-01, when the stages ended.
    """
    days = values.whole("sickness.long_list.first_stage_days", day)
    rule = values.get("sickness.long_list.second_stage", day).text
    return Limit(days, None if running_on_2016_01_01 or rule == "unlimited" else contributed_months)


def period(first: dt.date, last: dt.date) -> tuple[int, int]:
    """Art. 6.2, Circular 59/2015/TT-BLDTBXH: whole months and odd calendar days of a leave, both ends included."""
    return months_and_days(first, last + dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class LongListAmount:
    """The benefit of one stretch of a long-list leave, dong; the total is rounded once."""

    months: int
    odd_days: int
    monthly: int
    odd_days_uncapped: int
    odd_days_paid: int
    total: int
    steps: tuple[Step, ...]


def long_list_amount(
    first: dt.date, last: dt.date, *, salary: int, rate: Fraction, settled_on: dt.date, values: Values
) -> LongListAmount:
    """Art. 28, Law 58/2014/QH13; Art. 6.2, Circular 59/2015/TT-BLDTBXH; Art. 1.2, Circular 06/2021/TT-BLDTBXH.

    Salary x rate for each month; salary x rate / 24 for each odd calendar day, which since September 2021 cost one
    month at most. Exact until the end, rounded half-up once. ValueError for a leave that ends before it begins.
    """
    months, odd = period(first, last)
    divisor = values.whole("sickness.day_divisor", first)
    capped = values.get("sickness.long_list.odd_days_cap", settled_on)
    monthly = salary * rate
    uncapped = monthly * odd / divisor
    paid = min(uncapped, monthly) if capped.yes else uncapped
    total = half_up(monthly * months + paid)
    steps = (
        Step(Text("Thời gian nghỉ", "Leave"), Text(f"{months} tháng {odd} ngày", f"{months} months {odd} days")),
        Step(
            Text("Mức hưởng một tháng", "Benefit of a month"),
            dong(half_up(monthly)),
            f"{dong(salary)} x {percent(rate)}",
            "Law 58/2014/QH13 art. 28(1)-(2)",
        ),
        Step(
            Text("Trợ cấp của các ngày lẻ", "Benefit of the odd days"),
            dong(half_up(paid)),
            f"{dong(half_up(monthly))} / {divisor} x {odd}" + (f", ≤ {dong(half_up(monthly))}" if capped.yes else ""),
            capped.citation,
        ),
        Step(
            Text("Tổng cộng", "Total"),
            dong(total),
            f"{months} x {dong(half_up(monthly))} + {dong(half_up(paid))}",
            "Law 58/2014/QH13 art. 28",
        ),
    )
    return LongListAmount(months, odd, half_up(monthly), half_up(uncapped), half_up(paid), total, steps)
