"""Where an office stands against its plan, exactly: share of plan, pace, what is left, what it takes.

Source: processes.md 13 (plan cycle) of the domain pack. Money and activities carry the even pace of the year; people
are a stock and carry the straight line from last December to the plan. All results are exact; rounding is for the eye.
"""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ansinh.core.period import Month
from ansinh.core.rounding import half_up

Number = int | Fraction
Pace = Literal["even", "line", "none"]
Outlook = Literal["reached", "feasible", "at_risk", "out_of_reach"]

STRETCH = Fraction(3, 2)
"""Up to this many times the recent pace a plan counts as at risk, beyond as out of reach [ours]."""


def percent(part: Number, whole: Number) -> Fraction | None:
    """Return `part` in per cent of `whole`; None where there is no whole."""
    return None if whole == 0 else Fraction(part) * 100 / Fraction(whole)


def annualise(amount: Number, months: int, over: int = 12) -> Fraction:
    """Return what `amount` in `months` months makes in `over` months at the same rate."""
    return Fraction(amount) * over / months


@dataclass(frozen=True, slots=True)
class Implied:
    """A whole nobody stated, from a part and a rounded percentage: the point, and all wholes that print alike."""

    value: int
    low: int
    high: int


def implied_whole(part: int, share: Fraction, places: int) -> Implied:
    """Return the whole behind `part` = `share` per cent printed with `places` decimals.

    The interval holds the whole numbers for which `part` prints as that percentage (half a last place either way).
    """
    half = Fraction(1, 2 * 10**places)
    low, high = Fraction(100 * part) / (share + half), Fraction(100 * part) / (share - half)
    return Implied(half_up(100 * part / share), -(-low // 1), high // 1)


@dataclass(frozen=True, slots=True)
class Progress:
    """An amount against its plan on a day, everything exact.

    `share` and `expected_share` are per cent of the plan (None without a plan above zero), `gap` is their difference in
    points, `expected` the amount that the pace asks for by now. `remaining` is never below zero.
    """

    actual: Number
    plan: Number
    as_of: dt.date
    expected: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """Per cent of the plan done."""
        return percent(self.actual, self.plan)

    @property
    def expected_share(self) -> Fraction | None:
        """Per cent of the plan that the pace asks for."""
        return None if self.expected is None else percent(self.expected, self.plan)

    @property
    def gap(self) -> Fraction | None:
        """Points of the plan ahead of the pace (behind it if negative)."""
        if self.share is None or self.expected_share is None:
            return None
        return self.share - self.expected_share

    @property
    def remaining(self) -> Number:
        """What is still to do."""
        return max(self.plan - self.actual, 0)

    @property
    def months_left(self) -> int:
        """Whole months of the year after the month of `as_of`."""
        return 12 - self.as_of.month

    @property
    def per_month(self) -> Fraction | None:
        """What each remaining month must bring; None when the year is over."""
        return Fraction(self.remaining) / self.months_left if self.months_left else None

    @property
    def per_week(self) -> Fraction | None:
        """What each remaining week (seven days, parts counted) must bring; None when the year is over."""
        days = (dt.date(self.as_of.year, 12, 31) - self.as_of).days
        return Fraction(self.remaining) * 7 / days if days else None

    def outlook(self, recent_per_month: Number | None) -> Outlook | None:
        """Return whether the plan can still be met, held against the recent monthly pace; None if that is unknown."""
        if self.actual >= self.plan:
            return "reached"
        if self.per_month is None:
            return "out_of_reach"
        if recent_per_month is None:
            return None
        if self.per_month <= recent_per_month:
            return "feasible"
        return "at_risk" if self.per_month <= STRETCH * max(recent_per_month, 0) else "out_of_reach"


def elapsed(month: Month) -> Fraction:
    """Return the share of the year that is over at the end of `month`."""
    return Fraction(month.month, 12)


def progress(actual: Number, plan: Number, as_of: dt.date, pace: Pace, december: Number | None = None) -> Progress:
    """Return the progress of `actual` to `plan` on `as_of`, at the end of its month.

    `pace` even: a twelfth of the plan a month. `line`: from last December's level (`december`) straight to the plan;
    without that level nothing is expected. `none`: no pace.
    """
    done = elapsed(Month.containing(as_of))
    expected: Fraction | None = None
    if pace == "even":
        expected = plan * done
    elif pace == "line" and december is not None:
        expected = december + (plan - december) * done
    return Progress(actual, plan, as_of, expected)
