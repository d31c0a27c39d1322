"""Convalescence: how many days, charged to which year, for how much, and why not."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import RefusedError
from ansinh.core.money import DongColumn
from ansinh.core.rounding import half_up_column
from ansinh.core.text import Text
from ansinh.core.working_days import OFFICES, Roster
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import Step, dong, percent
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

NO_DAYS = Text("chưa nghỉ", "none")


@dataclass(frozen=True, slots=True)
class Rest:
    """Days at most by kind, days due now (0 where the right fails), the year they are charged to, and why."""

    max_days: int
    days: int
    charged_year: int
    right: Right
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AfterSickness:
    """Facts of a convalescence after sickness.

    kind of the last leave: long_list, surgery, other; sick days and convalescence days of the year so far.
    """

    kind: str
    sick_days: int
    used: int
    leave_end: dt.date
    rest_from: dt.date


def after_sickness(facts: AfterSickness, values: Values) -> Rest:
    """Art. 29, Law 58/2014/QH13; Art. 7, Circular 59/2015/TT-BLDTBXH; Art. 46, Law 41/2024/QH15: after sick leave.

    The ceiling follows the last leave, days taken in the year are deducted; charged to the year the leave ended.
    Codes: too_few_sick_days, outside_window, quota_used_up.
    """
    day = facts.rest_from
    most = values.get("convalescence.sickness.max_days", day)
    least = values.get("convalescence.sickness.min_days", day)
    window = values.get("convalescence.sickness.window_days", day)
    left = max(0, int(most.of(facts.kind)) - facts.used)
    last = facts.leave_end + dt.timedelta(days=window.whole)
    right = Right(
        (
            Condition(
                "too_few_sick_days",
                facts.sick_days >= least.whole,
                Text(f"Đã nghỉ ốm từ {least.text} ngày trong năm", f"At least {least.text} sick days in the year"),
                _days(facts.sick_days),
                Text(f"cần thêm {least.whole - facts.sick_days} ngày", f"{least.whole - facts.sick_days} more days"),
                least.citation,
            ),
            _in_window(facts.leave_end, day, last, window.citation),
            _some_left(left, most.citation),
        )
    )
    return _rest(int(most.of(facts.kind)), left, facts.leave_end.year, right)


@dataclass(frozen=True, slots=True)
class AfterMaternity:
    """Facts of a convalescence after maternity leave.

    birth_kind: multiple, surgery, other (a loss of pregnancy is other); entitled_on: the return, or the leave's end.
    """

    birth_kind: str
    entitled_on: dt.date
    rest_from: dt.date
    asked: int
    returned_early: bool


def after_maternity(facts: AfterMaternity, values: Values, roster: Roster = OFFICES) -> Rest:
    """Art. 41, Law 58/2014/QH13; Art. 1.8, Circular 06/2021/TT-BLDTBXH; Art. 60, Law 41/2024/QH15: after maternity.

    For each leave, charged to the year of entitlement; the window of the law at the entitlement, in days or (from
    September 2021 to June 2025) in working days of `roster`. Codes: returned_early, outside_window.
    """
    most = values.get("convalescence.maternity.max_days", facts.entitled_on)
    window = values.get("convalescence.maternity.window", facts.entitled_on)
    count = int(window.by_name["count"])
    in_days = window.by_name["unit"] == "days"
    last = facts.entitled_on + dt.timedelta(days=count) if in_days else roster.after(facts.entitled_on, count)
    right = Right(
        (
            Condition(
                "returned_early",
                not facts.returned_early,
                Text("Đã nghỉ hết thời gian thai sản", "The whole leave was taken"),
                Text("đi làm trước khi hết thời hạn", "back before its end")
                if facts.returned_early
                else Text("nghỉ đủ", "taken"),
                Text("người đi làm sớm không được dưỡng sức", "who returns early has no convalescence"),
                "Law 58/2014/QH13 art. 40, 41; Law 41/2024/QH15 art. 60",
            ),
            _in_window(facts.entitled_on, facts.rest_from, last, window.citation),
        )
    )
    ceiling = int(most.of(facts.birth_kind))
    return _rest(ceiling, min(ceiling, facts.asked), facts.entitled_on.year, right)


def money(days: int, day: dt.date, values: Values, *, place: str = "") -> tuple[int, tuple[Step, ...]]:
    """Art. 29.3 and 41.3, Law 58/2014/QH13; Art. 46.3 and 60.3, Law 41/2024/QH15: 30 % of the level of pay a day.

    The level is that of the first day of rest. `place` home or centre is asked only before 2016, when the rates
    differed (RefusedError without it). Dong, with its steps.
    """
    return rest_money("convalescence.rate", days, day, values, place=place)


def rest_amounts(days: NDArray[np.int64], rate: Fraction, level: int) -> DongColumn:
    """Art. 29.3, Law 58/2014/QH13; Art. 46.3, Law 41/2024/QH15: rate x level of pay x days, (n,) dong, half-up once."""
    return half_up_column(days * (level * rate.numerator), rate.denominator)


def rest_money(key: str, days: int, day: dt.date, values: Values, *, place: str = "") -> tuple[int, tuple[Step, ...]]:
    """Art. 29.3, Law 58/2014/QH13; Art. 54.3, Law 84/2015/QH13: share of `key` x level of pay x days, rounded once."""
    rates, level = values.get(key, day), level_of_pay(day, values)
    if not place and len(set(rates.by_name.values())) > 1:
        raise RefusedError(_PLACE)
    rate = rates.of(place or "home")
    amount = int(rest_amounts(np.array([days], dtype=np.int64), rate, level.whole)[0])
    name = Text("Tiền dưỡng sức, phục hồi sức khỏe", "Convalescence money")
    return amount, (Step(name, dong(amount), f"{percent(rate)} x {dong(level.whole)} x {days}", rates.citation),)


_PLACE = Text(
    "Trước 2016 mức dưỡng sức tại nhà và tại cơ sở tập trung khác nhau: cần cho biết nơi nghỉ",
    "Before 2016 the rates at home and in a centre differed: say where the rest was taken",
)


def _days(count: int) -> Text:
    """Return a number of days in words."""
    return Text(f"{count} ngày", f"{count} days")


def _in_window(ended: dt.date, rest_from: dt.date, last: dt.date, citation: str) -> Condition:
    """Ask whether the rest begins in time."""
    return Condition(
        "outside_window",
        ended <= rest_from <= last,
        Text("Bắt đầu nghỉ dưỡng sức trong thời hạn", "The rest begins in time"),
        Text(f"bắt đầu ngày {rest_from}", f"begins on {rest_from}"),
        Text(f"bắt đầu trong khoảng {ended} đến {last}", f"begin between {ended} and {last}"),
        citation,
    )


def _some_left(left: int, citation: str) -> Condition:
    """Ask whether any day of the year is left."""
    return Condition(
        "quota_used_up",
        left > 0,
        Text("Còn ngày dưỡng sức trong năm", "Days of the year are left"),
        _days(left),
        Text(
            "số ngày tối đa tính cho cả năm; năm sau tính lại", "the ceiling is for the year; it begins anew next year"
        ),
        citation,
    )


def _rest(most: int, days: int, year: int, right: Right) -> Rest:
    """Return the answer with its story."""
    due = days if right.due else 0
    told = Step(Text("Số ngày dưỡng sức được hưởng", "Days of convalescence due"), _days(due), f"≤ {most}")
    return Rest(most, due, year, right, (*right.steps, told))
