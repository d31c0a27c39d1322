"""Provinces of different years: monthly series with their own busy months, and how forecast and conversion hold there.

What is planted here knows nothing of the methods that look for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from ansinh.core.period import Month
from ansinh.domain.outreach.conversion import Calibration, History, calibration, examined
from ansinh.domain.planning.forecast import forecast
from ansinh.jobs.synthetic.past_outreach import past_outcomes
from ansinh.jobs.synthetic.province import make_province

FIRST: Final = Month.of(2019, 1)
START: Final = 100_000
STEADY, BUSY, TET, NOISE = 100, 900, -700, 40  # people a month: growth, in busy months, in the month of Tet, by chance
PROVINCE: Final = "vinh-phuc-2021"
SCALE: Final = Fraction(1, 200)
DISTANCES: Final = (1, 2, 3, 6, 9)
LENGTHS: Final = (18, 26, 34)  # months of the past a forecast knows


@dataclass(frozen=True, slots=True)
class Tried:
    """A forecast of a series whose end is known: `ahead` months before it, people; `inside`: the interval held it."""

    ahead: int
    method: str
    truth: int
    told: int
    low: int
    high: int
    naive_error: int
    error: int

    @property
    def inside(self) -> bool:
        """Whether the truth lies in the interval that was told."""
        return self.low <= self.truth <= self.high


def series(busy: Sequence[int], months: int, seed: int) -> list[int]:
    """Return the people of a province month by month from 2019: steady, more in `busy` months, fewer at Tet, noise."""
    chance = np.random.default_rng(seed).normal(0, NOISE, months)
    months_ = (np.arange(months) + FIRST.month - 1) % 12 + 1
    steps = STEADY + BUSY * np.isin(months_, list(busy)) + TET * (months_ == 2) + np.round(chance).astype(np.int64)
    told: list[int] = (START + np.cumsum(steps)).tolist()
    return told


def forecasts(busy: Sequence[int], seed: int, *, months: int = 34, ahead: Sequence[int] = (1, 2, 6)) -> list[Tried]:
    """Forecast a province of these busy months from `months` months of its past, some months ahead."""
    truth = series(busy, months + max(ahead), seed)
    found = [(far, forecast(truth[:months], FIRST, FIRST.plus(months + far - 1), "stock")) for far in ahead]
    return [
        Tried(
            far, one.method, truth[months + far - 1], one.end, one.low, one.high, one.naive_error, one.error
        )
        for far, one in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """How `ahead` months were told over many provinces: trials, truths inside, mean miss, mean half width (people)."""

    ahead: int
    trials: int
    inside: int
    missed: int
    half: int
    naive_missed: int

    @property
    def share(self) -> Fraction:
        """The share of truths that the intervals held, per cent; nine in ten is what they promise."""
        return Fraction(100 * self.inside, self.trials)


def held(years: Sequence[Sequence[int]], seed: int, *, provinces: int = 8) -> list[Held]:
    """Forecast `provinces` provinces of each year of busy months from pasts of several lengths; by months ahead."""
    told = [
        one
        for number, busy in enumerate(years)
        for province in range(provinces)
        for months in LENGTHS
        for one in forecasts(busy, seed + 1000 * number + province, months=months, ahead=DISTANCES)
    ]
    return [_held(far, [one for one in told if one.ahead == far]) for far in DISTANCES]


def _held(ahead: int, told: list[Tried]) -> Held:
    """Return how forecasts of one distance held."""
    missed, half, naive = (
        sum(found) // len(told)
        for found in (
            [abs(one.told - one.truth) for one in told],
            [(one.high - one.low) // 2 for one in told],
            [one.naive_error for one in told],
        )
    )
    return Held(ahead, len(told), sum(one.inside for one in told), missed, half, naive)


def conversions(busy: Sequence[int], other: Sequence[int], seed: int) -> tuple[Calibration, Calibration]:
    """Learn who joins in a province; return how well that holds in it, and in one whose year is `other`."""
    model, own = examined(_history(busy, seed))
    return own, calibration(model, _history(other, seed + 1))


def _history(busy: Sequence[int], seed: int) -> History:
    """Return what came of the prospects of a province with these busy months."""
    past = past_outcomes(make_province(PROVINCE, SCALE, seed), busy_months=tuple(busy))
    return History(past.kind, past.people, past.contacts, past.joined)
