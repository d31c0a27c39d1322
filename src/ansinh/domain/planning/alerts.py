"""Alerts: a figure of a month above its stated threshold. Thresholds are dated data (alerts.yaml); all exact."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import isqrt
from typing import Any, Final, Literal

import yaml

from ansinh.core.text import Text

Way = Literal["outlier", "over", "growth", "count"]
_HUNDREDTHS: Final = 100


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which figure on: deviations of an outlier, or a plain threshold; `least` below which nothing is raised."""

    since: dt.date
    document: str
    deviations: Fraction
    threshold: Fraction
    least: Fraction


@dataclass(frozen=True, slots=True)
class Rule:
    """What is watched; `months` are looked back on by an outlier, `indicator` is what over and growth read."""

    code: str
    name: Text
    way: Way
    unit: str
    months: int
    indicator: str
    thresholds: tuple[Threshold, ...]

    def on(self, day: dt.date) -> Threshold | None:
        """Return the threshold in force on `day`, None before the first."""
        known = [one for one in self.thresholds if one.since <= day]
        return max(known, key=lambda one: one.since) if known else None


@dataclass(frozen=True, slots=True)
class Raised:
    """A figure over its threshold, both exact or (a threshold with a root in it) cut to hundredths for the eye."""

    value: Fraction
    threshold: Fraction
    evidence: Mapping[str, object]


def outlier(before: Sequence[int], value: int, rule: Threshold) -> Raised | None:
    """Return the alert of a month's count `value` against the months `before` it, or None.

    Above mean + k x standard deviation of those months (all of them, so divided by their number), compared exactly by
    squares: no root is rounded. None without months before.
    """
    if not before or value < rule.least:
        return None
    count = len(before)
    mean = Fraction(sum(before), count)
    variance = sum(((one - mean) ** 2 for one in before), Fraction(0)) / count
    above = value - mean
    if above <= 0 or above**2 <= rule.deviations**2 * variance:
        return None
    threshold = mean + rule.deviations * _root(variance)
    return Raised(Fraction(value), threshold, {"before": list(before), "mean": str(mean), "variance": str(variance)})


def _root(square: Fraction) -> Fraction:
    """Return the square root cut to hundredths, for the eye."""
    scaled = square * _HUNDREDTHS**2
    return Fraction(isqrt(scaled.numerator // scaled.denominator), _HUNDREDTHS)


def over(value: Fraction, rule: Threshold) -> Raised | None:
    """Return the alert of a figure above its threshold, or None."""
    return Raised(value, rule.threshold, {}) if value > rule.threshold and value >= rule.least else None


def growth(value: Fraction, before: Fraction | None, rule: Threshold) -> Raised | None:
    """Return the alert of a figure that grew by more than `threshold` per cent on the month before, or None."""
    if before is None or before <= 0 or value < rule.least:
        return None
    limit = before * (100 + rule.threshold) / 100
    return Raised(value, limit, {"last_month": str(before)}) if value > limit else None


@cache
def rules() -> Mapping[str, Rule]:
    """Return what is watched, by code."""
    source = files("ansinh.domain.planning").joinpath("alerts.yaml").read_text(encoding="utf-8")
    return {code: _rule(code, raw) for code, raw in yaml.load(source, Loader=yaml.CSafeLoader).items()}


def _rule(code: str, raw: Mapping[str, Any]) -> Rule:
    """Return one entry of the file."""
    thresholds = tuple(
        Threshold(
            dt.date.fromisoformat(one["from"]), one["document"], Fraction(one.get("deviations", "0")),
            Fraction(one.get("threshold", "0")), Fraction(one.get("least", "0")),
        )
        for one in raw["thresholds"]
    )  # fmt: skip
    return Rule(
        code, Text(**raw["name"]), raw["way"], raw["unit"], int(raw.get("months", 0)), raw.get("indicator", ""),
        thresholds,
    )  # fmt: skip
