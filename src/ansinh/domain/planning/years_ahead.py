"""Three to five years ahead: the level one, two ... years from now, by a stated method, with its interval and error.

A level (people) or a year's sum (money) is carried on by one of three methods, the one that erred least twelve months
ahead in the agency's own past: as it is; the gain of the last twelve months again each year; that gain fading by a
fifth a year. Nine in ten between low and high; the spread grows with the square root of the years, which is assumed and
said so: the past is too short to test more than one year. Numbers are statistics, not money.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Final

from ansinh.core.text import Text

YEAR: Final = 12
FADES: Final = Fraction(4, 5)
NINETY: Final = Fraction(1645, 1000)
UNTESTED: Final = Fraction(1, 10)
"""The error a year ahead, as a share of the level, assumed where the past is too short to test."""
METHODS: Final[Mapping[str, Text]] = {
    "level": Text("giữ nguyên mức hiện tại", "the present level kept"),
    "trend": Text("mức tăng 12 tháng gần nhất lặp lại mỗi năm", "the gain of the last twelve months again each year"),
    "fading": Text(
        "mức tăng 12 tháng gần nhất, giảm dần một phần năm mỗi năm",
        "the gain of the last twelve months, fading by a fifth a year",
    ),
}
_ADDED: Final[Mapping[str, Callable[[Fraction], list[Fraction]]]] = {
    "level": lambda _gain: [Fraction(0)] * 5,
    "trend": lambda gain: [gain * year for year in range(1, 6)],
    "fading": lambda gain: [gain * sum(FADES**past for past in range(year)) for year in range(1, 6)],
}


@dataclass(frozen=True, slots=True)
class YearAhead:
    """The level `years` after the last known one: the point and nine in ten."""

    years: int
    point: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class YearsAhead:
    """The coming years by `method`; `error` and `naive_error` are mean absolute errors one year ahead.

    `tried` past forecasts stand behind them (0: the past is too short, the spread is assumed).
    """

    method: str
    years: tuple[YearAhead, ...]
    error: int
    naive_error: int
    tried: int


def years_ahead(levels: Sequence[int], years: int, *, most: int | None = None) -> YearsAhead:
    """Return the `years` (1 to 5) after the last of `levels`, one each month without gaps.

    `most` bounds a level that cannot be passed (a population). ValueError without levels or for other years.
    """
    if not levels or not 1 <= years <= len(_ADDED["level"](Fraction(0))):
        message = "one to five years, from at least one level"
        raise ValueError(message)
    errors = {name: _tried(levels, name) for name in METHODS}
    tried = len(errors["level"])
    mean = {name: sum(map(abs, found)) / tried if tried else Fraction(0) for name, found in errors.items()}
    method = min(mean, key=lambda name: (mean[name], name != "level")) if tried else "level"
    square = Fraction(sum(one**2 for one in errors[method])) / tried if tried else (levels[-1] * UNTESTED) ** 2
    added = _ADDED[method](_gain(levels, len(levels) - 1))
    made = tuple(_year(levels[-1] + added[year - 1], square * year, year, most) for year in range(1, years + 1))
    return YearsAhead(method, made, round(mean[method]), round(mean["level"]), tried)


def _year(point: Fraction, square: Fraction, year: int, most: int | None) -> YearAhead:
    """Return one year with its interval, never below nothing nor above `most`."""
    spread = NINETY * isqrt(int(square))
    bounded = [min(max(0, round(one)), most if most is not None else max(0, round(one))) for one in (
        point, point - spread, point + spread)]  # fmt: skip
    return YearAhead(year, *bounded)


def _gain(levels: Sequence[int], at: int) -> Fraction:
    """Return the gain of the twelve months before `at`, from fewer months in proportion, nothing from none."""
    back = min(YEAR, at)
    return Fraction((levels[at] - levels[at - back]) * YEAR, back) if back else Fraction(0)


def _tried(levels: Sequence[int], method: str) -> list[Fraction]:
    """Return the errors of a method twelve months ahead, forecast again from months that know half a year before."""
    return [
        levels[at] + _ADDED[method](_gain(levels, at))[0] - levels[at + YEAR]
        for at in range(YEAR // 2, len(levels) - YEAR)
    ]
