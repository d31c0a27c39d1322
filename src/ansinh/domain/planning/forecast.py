"""Where a series will stand at the end of the year: methods tried on the past, the best one kept.

A stock (people) is forecast by its monthly changes, a flow (money since January) by its monthly amounts. The calendar
regression knows Tet, the school year, payment cycles and the end of the plan year. Numbers are statistics, not money.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal

import numpy as np
import yaml
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.forecast_spread import Column, spread

Method = Callable[[Column, int, int], Column]  # steps so far, number of the first month, how many -> the next steps
Kind = Literal["stock", "flow"]
FEWEST: Final = 8  # months from which anything but naive is tried
ORIGINS: Final = 8  # past months from which every method forecasts again
KEPT: Final = 512  # forecasts remembered in a process
RIDGE: Final = 0.02
LEVEL, TREND, DAMPING = 0.3, 0.1, 0.9  # of the exponential smoothing: fixed, so that a short past is not over-read
UNTESTED: Final = 0.05  # the spread as a share of the level, assumed where the past is too short to try anything
METHODS: Final[dict[str, Text]] = {
    "naive": Text("giữ như cũ", "as before"),
    "mean": Text("trung bình 6 tháng gần nhất", "mean of the last six months"),
    "calendar": Text(
        "hồi quy theo lịch (Tết, năm học, kỳ đóng)", "regression on the calendar (Tet, school year, payments)"
    ),
    "holt": Text("san mũ có xu thế", "exponential smoothing with trend"),
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """A series at the end of the year: the point, nine in ten between low and high, by which method.

    `error` and `naive_error` are mean absolute errors over the same months of the past, each `ahead` months before
    the end; `tried` past forecasts stand behind them (0: too few months, only naive was possible).
    """

    method: str
    ahead: int
    path: tuple[int, ...]
    end: int
    low: int
    high: int
    error: int
    naive_error: int
    tried: int


def forecast(values: Sequence[int], first: Month, until: Month, kind: Kind) -> Forecast:
    """Return where `values`, one each month from `first` without gaps, will stand at the end of `until`.

    Flows are sums since January. ValueError for no values, or where `until` is not after the last.
    """
    return _forecast(tuple(values), first, until, kind)


@lru_cache(maxsize=KEPT)  # pages ask for the same series again and again, and trying four methods is what takes time
def _forecast(values: tuple[int, ...], first: Month, until: Month, kind: Kind) -> Forecast:
    """Return the forecast of a series."""
    last = first.plus(len(values) - 1)
    ahead = until.minus(last)
    if not values or ahead < 1:
        message = "a forecast needs a past and a month after it"
        raise ValueError(message)
    steps = _steps(values, first, kind)
    errors = {name: _tried(method, steps, first.number, ahead) for name, method in _METHODS.items()}
    chosen = _best(errors)
    ahead_steps = _METHODS[chosen](steps, first.number, ahead)
    base = values[-1] if kind == "stock" or last.month != 12 else 0
    path = tuple(round(base + total) for total in np.cumsum(ahead_steps).tolist())
    half = (
        spread(_by_distance(_METHODS[chosen], steps, first.number, ahead), ahead)
        if errors[chosen].size
        else abs(path[-1]) * UNTESTED
    )
    mean = {name: round(float(np.abs(found).mean())) if found.size else 0 for name, found in errors.items()}
    return Forecast(
        chosen, ahead, path, path[-1], round(path[-1] - half), round(path[-1] + half), mean[chosen], mean["naive"],
        errors[chosen].size,
    )  # fmt: skip


def _steps(values: Sequence[int], first: Month, kind: Kind) -> Column:
    """Return the monthly changes of a stock (the first is 0), or the monthly amounts of a flow since January."""
    column = np.asarray(values, dtype=np.float64)
    before = np.concatenate([[column[0] if kind == "stock" else 0.0], column[:-1]])
    if kind == "flow":
        january = (np.arange(first.number, first.number + len(values)) % 12) == 0
        before = np.where(january, 0.0, before)
        if first.month != 1:
            before[0] = column[0] * (first.month - 1) / first.month  # the series begins within a year
    changes: Column = column - before
    return changes


def _tried(method: Method, steps: Column, first: int, ahead: int) -> Column:
    """Return the errors of a method at `ahead` months, forecast again from months of the past."""
    origins = range(max(FEWEST, len(steps) - ahead - ORIGINS + 1), len(steps) - ahead + 1)
    errors = [float(method(steps[:at], first, ahead).sum() - steps[at : at + ahead].sum()) for at in origins]
    return np.array(errors)


def _by_distance(method: Method, steps: Column, first: int, ahead: int) -> dict[int, Column]:
    """Return the errors of a method at one and at `ahead` months, each as late in the past as it can be tried."""
    return {months: _tried(method, steps, first, months) for months in (1, ahead)}


def _best(errors: dict[str, Column]) -> str:
    """Return the method with the least error; naive unless another is better."""
    if not errors["naive"].size:
        return "naive"
    score = {name: float(np.abs(found).mean()) for name, found in errors.items()}
    best = min(score, key=lambda name: (score[name], name != "naive"))
    return best if score[best] < score["naive"] else "naive"


def _naive(steps: Column, first: int, ahead: int) -> Column:
    """Return the steps of the same months a year before; without a year behind, the last one again."""
    del first
    if len(steps) > 12:
        return steps[len(steps) - 12 : len(steps) - 12 + ahead] if ahead <= 12 else np.resize(steps[-12:], ahead)
    return np.full(ahead, steps[-1])


def _mean(steps: Column, first: int, ahead: int) -> Column:
    """Return the mean of the last six steps, again and again."""
    del first
    return np.full(ahead, steps[-6:].mean())


def _holt(steps: Column, first: int, ahead: int) -> Column:
    """Return the steps by exponential smoothing with a damped trend (Holt), from the mean of the first half year."""
    del first
    level, trend = float(steps[:6].mean()), 0.0
    for step in steps.tolist():
        before, level = level, LEVEL * step + (1 - LEVEL) * (level + DAMPING * trend)
        trend = TREND * (level - before) + (1 - TREND) * DAMPING * trend
    return level + trend * np.cumsum(DAMPING ** np.arange(1, ahead + 1))


def _calendar(steps: Column, first: int, ahead: int) -> Column:
    """Return the steps by a regression on the calendar, drawn to zero a little so that short pasts do not mislead."""
    numbers = np.arange(first, first + len(steps) + ahead)
    matrix = _features(numbers, len(steps))
    known = matrix[: len(steps)]
    weights = known.T @ known + RIDGE * len(steps) * np.eye(known.shape[1])
    return np.asarray(matrix[len(steps) :] @ np.linalg.solve(weights, known.T @ steps), dtype=np.float64)


def _features(numbers: NDArray[np.int64], known: int) -> Column:
    """Return the calendar of months (Month.number), (n, 6): level, trend, Tet, school, payments, end of the year."""
    data, month = _read(), numbers % 12 + 1
    tet = {day.year * 12 + day.month - 1 for day in data["tet"]}
    columns = [np.ones(numbers.size), (np.arange(numbers.size) - known) / 12, np.isin(numbers, list(tet))]
    columns += [np.isin(month, data[name]) for name in ("school", "payment", "closing")]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


@cache
def _read() -> dict[str, Any]:
    source = files("ansinh.domain.planning").joinpath("calendar.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    return data


_METHODS: Final[dict[str, Method]] = {"naive": _naive, "mean": _mean, "calendar": _calendar, "holt": _holt}
