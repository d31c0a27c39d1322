"""The monthly unemployment benefit, over columns: 60 % of the last six contributed months, within a cap."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.rounding import half_up_ratios
from ansinh.core.text import Text
from ansinh.law.careers import Careers
from ansinh.law.explain import Step, dong, percent
from ansinh.law.spread import by_values, first_days, months_of
from ansinh.law.values import Value, Values
from ansinh.law.wages.level import level_of_pay

REGIONS = ("I", "II", "III", "IV")
LAW = (
    "unemployment.rate",
    "unemployment.average.months",
    "unemployment.cap.multiple",
    "unemployment.cap.state_level",
    "unemployment.cap.month",
)
LEVELS = ("base_salary", "reference_level", "regional_minimum_wage")


@dataclass(frozen=True, slots=True)
class Unemployed:
    """People whose contract ended, (n,) each: careers in unemployment insurance; ended (date ordinals, int64).

    state: bool, paid by the State's scale; region: int64, 1..4 of the last employer, 0 where it plays no part.
    """

    careers: Careers
    ended: NDArray[np.int64]
    state: NDArray[np.bool_]
    region: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Benefits:
    """Average and 60 % of it (rounded to be shown), the cap, the monthly benefit, (n,) dong.

    months: months averaged; sums: their salaries together, dong; (n,) each.
    """

    average: DongColumn
    uncapped: DongColumn
    cap: DongColumn
    amount: DongColumn
    months: NDArray[np.int64]
    sums: DongColumn


def benefits(people: Unemployed, values: Values) -> Benefits:
    """Art. 50.1, Law 38/2013/QH13; Art. 39.1, Law 74/2025/QH15: the monthly benefit by the law of the contract's end.

    The average of the six latest contributed months up to the month of the end, gaps skipped; it is not rounded before
    the 60 % are taken. Cap: five base salaries (state pay, to 2025) or five regional minimum wages, of the day of the
    end, from 2026 of the last contributed month. ValueError where a region is needed and missing; UnknownValueError
    before 2015. Who never contributed gets 0.
    """
    count = people.ended.size
    average, uncapped, cap, months, totals = (np.zeros(count, dtype=np.int64) for _ in range(5))
    for day, rows in by_values(people.ended, LAW, values):
        sums, numbers = people.careers.latest(months_of(people.ended), values.whole("unemployment.average.months", day))
        sums, numbers = sums[rows], numbers[rows]
        rate = values.number("unemployment.rate", day)
        shared = np.maximum(numbers, 1)  # nothing contributed: nothing to share
        average[rows] = half_up_ratios(sums, shared)
        uncapped[rows] = half_up_ratios(sums * rate.numerator, shared * rate.denominator)
        cap[rows] = _caps(people, rows, day, values)
        months[rows], totals[rows] = numbers, sums
    return Benefits(average, uncapped, cap, np.minimum(uncapped, cap), months, totals)


def _caps(people: Unemployed, rows: NDArray[np.intp], law_day: dt.date, values: Values) -> DongColumn:
    """Return the caps of `rows`, whose law is that of `law_day`."""
    days = people.ended[rows]
    if values.get("unemployment.cap.month", law_day).text == "last_contributed_month":
        days = _last_contributed(people, rows)
    by_state = values.get("unemployment.cap.state_level", law_day).text == "base_salary"
    levels = np.zeros(rows.size, dtype=np.int64)
    for day, part in by_values(days, LEVELS, values):
        inside = rows[part]
        levels[part] = _levels(people.state[inside] & by_state, people.region[inside], day, values)
    return levels * values.whole("unemployment.cap.multiple", law_day)


def _last_contributed(people: Unemployed, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the first day (ordinal) of the last contributed month of `rows`; the end itself without any."""
    row = people.careers.upto(months_of(people.ended))[rows]
    known = row > people.careers.offsets[:-1][rows]
    months = people.careers.months[np.where(known, row - 1, 0)] if people.careers.months.size else row
    return np.where(known, first_days(months), people.ended[rows])


def _levels(by_state: NDArray[np.bool_], region: NDArray[np.int64], day: dt.date, values: Values) -> DongColumn:
    """Return the level each cap is counted from: the level of pay, or the minimum wage of the region."""
    if (~by_state & (region < 1)).any():
        message = "the cap of this law needs the wage region of the last employer"
        raise ValueError(message)
    levels = np.zeros(region.size, dtype=np.int64)
    if by_state.any():
        levels[by_state] = level_of_pay(day, values).whole
    if not by_state.all():
        wages = values.get("regional_minimum_wage", day)
        table = np.array([0, *(int(wages.of(name)) for name in REGIONS)], dtype=np.int64)
        levels[~by_state] = table[region[~by_state]]
    return levels


def told(found: Benefits, ended: dt.date, values: Values) -> tuple[Step, ...]:
    """Art. 50.1, Law 38/2013/QH13; Art. 39.1, Law 74/2025/QH15: the story of the first person's benefit."""
    rate = values.get("unemployment.rate", ended)
    multiple: Value = values.get("unemployment.cap.multiple", ended)
    average, uncapped = int(found.average[0]), int(found.uncapped[0])
    cap, amount, months = int(found.cap[0]), int(found.amount[0]), int(found.months[0])
    name = Text(f"Bình quân {months} tháng đóng gần nhất", f"Average of the {months} latest contributed months")
    return (
        Step(
            name,
            dong(average),
            f"{dong(int(found.sums[0]))} / {months}" if months else "",
            values.get("unemployment.average.months", ended).citation,
        ),
        Step(
            Text("Mức trước giới hạn", "Before the cap"),
            dong(uncapped),
            f"{percent(rate.number)} x {dong(average)}",
            rate.citation,
        ),
        Step(
            Text("Mức tối đa", "Cap"), dong(cap), f"{multiple.text} x {dong(cap // multiple.whole)}", multiple.citation
        ),
        Step(
            Text("Trợ cấp thất nghiệp một tháng", "Benefit of a month"),
            dong(amount),
            f"min({dong(uncapped)}, {dong(cap)})",
        ),
    )
