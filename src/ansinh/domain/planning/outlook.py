"""Where we stand, where we will end, what it takes: an indicator of an office to the end of the year."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from ansinh.core.text import Text
from ansinh.domain.planning.forecast import Forecast
from ansinh.domain.planning.indicators import Indicator

Number = int | Fraction
VERDICTS: Final[dict[str, tuple[Text, str]]] = {
    "reached": (Text("Đã đạt", "Reached"), "green"),
    "likely": (Text("Sẽ đạt", "Will be reached"), "green"),
    "with_effort": (Text("Đạt nếu vận động đủ danh sách", "If the prospects are won"), "gold"),
    "out_of_reach": (Text("Khó đạt", "Out of reach"), "red"),
    "no_plan": (Text("Chưa giao", "No plan"), ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: actual, plan, forecast of the year's end, what is needed a week, and where it can come from."""

    indicator: Indicator
    actual: Number
    plan: Number | None
    forecast: Forecast | None
    weeks: Fraction
    potential: int

    @property
    def remaining(self) -> Number | None:
        """What is left to the plan, never below zero."""
        return None if self.plan is None else max(Fraction(0), Fraction(self.plan) - Fraction(self.actual))

    @property
    def per_week(self) -> Fraction | None:
        """What is needed a week from now on; None without a plan or a week."""
        return None if self.remaining is None or self.weeks <= 0 else Fraction(self.remaining) / self.weeks

    @property
    def share(self) -> Fraction | None:
        """Forecast of the year's end in per cent of the plan."""
        return (
            None if not self.plan or self.forecast is None else Fraction(100 * self.forecast.end) / Fraction(self.plan)
        )

    @property
    def verdict(self) -> str:
        """Whether the plan is reached, will be, can be with the prospects at hand, or is out of reach."""
        if self.plan is None:
            return "no_plan"
        if self.actual >= self.plan:
            return "reached"
        end = self.actual if self.forecast is None else self.forecast.end
        if end >= self.plan:
            return "likely"
        return "with_effort" if end + self.potential >= self.plan else "out_of_reach"


def weeks_left(day: dt.date) -> Fraction:
    """Return the weeks from the day after `day` to the end of its year."""
    return Fraction((dt.date(day.year, 12, 31) - day).days, 7)


@cache
def prospect_kinds() -> dict[str, tuple[str, ...]]:
    """Return the reasons of prospects that can bring an indicator forward, by its code."""
    source = files("ansinh.domain.planning").joinpath("prospect_kinds.yaml").read_text(encoding="utf-8")
    return {code: tuple(kinds) for code, kinds in yaml.safe_load(source).items()}
