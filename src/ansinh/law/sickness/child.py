"""Leave for sick children: each child has its days, each parent has them in full."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.core.working_days import Roster
from ansinh.law.explain import Step
from ansinh.law.spread import at_step
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class SickChild:
    """A child ill in the leave: completed years at its start, working days this parent used for it this year."""

    age_years: int
    used: int


@dataclass(frozen=True, slots=True)
class ChildDays:
    """Working days away and working days paid, with the story."""

    working_days: int
    benefit_days: int
    steps: tuple[Step, ...]


def child_quota(age_years: int, day: dt.date, values: Values) -> int:
    """Art. 27.1, Law 58/2014/QH13; Art. 44.1, Law 41/2024/QH15: days a year for a child of this age; 0 from 7 years."""
    return int(at_step(values.get("sickness.child.days", day).by_name, age_years) or 0)


def child_until(day: dt.date, values: Values) -> int:
    """Art. 27.1, Law 58/2014/QH13; Art. 44.1, Law 41/2024/QH15: the birthday (years) from which no days are given."""
    return min(int(years) for years, days in values.get("sickness.child.days", day).by_name.items() if int(days) == 0)


def child_days(
    spells: Sequence[tuple[dt.date, dt.date]], roster: Roster, children: Sequence[SickChild], values: Values
) -> ChildDays:
    """Art. 27, Law 58/2014/QH13; Art. 44, Law 41/2024/QH15: days of one parent, those of two sick children once.

    `spells` are (first, last) days of absence. At most what the children have left together; the days of a later
    calendar year have quotas of their own. ValueError without a spell or for one that ends before it begins.
    """
    if not spells or any(last < first for first, last in spells):
        message = "a leave has at least one spell, and none ends before it begins"
        raise ValueError(message)
    start = min(first for first, _ in spells)
    away = {day for first, last in spells for day in roster.days(first, last + dt.timedelta(days=1))}
    paid, steps = 0, [_away(len(away))]
    for year in sorted({day.year for day in away}):
        days = sum(1 for day in away if day.year == year)
        quotas = [
            (child_quota(child.age_years, start, values), child.used if year == start.year else 0) for child in children
        ]
        left = sum(max(0, allowed - used) for allowed, used in quotas)
        paid += min(days, left)
        steps.append(_year(year, quotas, days, values.get("sickness.child.days", start).citation))
    return ChildDays(len(away), paid, tuple(steps))


def _away(days: int) -> Step:
    """Tell the working days away, counted once."""
    return Step(
        Text("Số ngày làm việc đã nghỉ (trùng nhau chỉ tính một lần)", "Working days away (overlaps count once)"),
        str(days),
    )


def _year(year: int, quotas: Sequence[tuple[int, int]], away: int, citation: str) -> Step:
    """Tell what a year pays: the days away, at most what the children have left."""
    told = " + ".join(f"max(0, {allowed} - {used})" for allowed, used in quotas) or "0"
    left = sum(max(0, allowed - used) for allowed, used in quotas)
    name = Text(f"Số ngày được hưởng năm {year}", f"Paid days of {year}")
    return Step(name, str(min(away, left)), f"min({away}, {told})", citation)
