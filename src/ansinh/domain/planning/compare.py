"""Comparators: what a figure is held against, by name, with the months of both sides.

Stocks (people, debt) are compared at two dates; flows (revenue) over two windows of equal kind. A rate changes in
percentage points, never in per cent. Every comparison says its base, so that no reader has to guess.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.planning.progress import Number, percent


class Comparator(StrEnum):
    """What a figure is held against."""

    LAST_MONTH = "last_month"
    LAST_QUARTER = "last_quarter"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year"
    LAST_DECEMBER = "last_december"
    LAST_YEARS_PLAN = "last_years_plan_share"


@dataclass(frozen=True, slots=True)
class Window:
    """The months from `first` to `last`, both inside; a stock is read at the end of `last`."""

    first: Month
    last: Month


@dataclass(frozen=True, slots=True)
class Change:
    """`now` against `base`: the amount, and per cent (None on a base of zero) or, for rates, points."""

    now: Number
    base: Number
    is_rate: bool = False

    @property
    def amount(self) -> Number:
        """The difference, in the unit of the figure."""
        return self.now - self.base

    @property
    def percent(self) -> Fraction | None:
        """The difference in per cent of the base; None for rates and on a base of zero."""
        return None if self.is_rate else percent(self.amount, self.base if self.base > 0 else -self.base)

    @property
    def points(self) -> Number | None:
        """The difference of two rates, in points; None otherwise."""
        return self.amount if self.is_rate else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change with its comparator and the windows of both sides."""

    comparator: Comparator
    change: Change
    now: Window
    base: Window


Values = Mapping[Month, Number]
"""A figure by month: the level at its end, or the sum since January."""


def compare(values: Values, month: Month, comparator: Comparator, *, flow: bool, rate: bool) -> Comparison | None:
    """Return the figure of `month` against `comparator`; None where a side is not known or has no meaning.

    `flow`: `values` are sums since January. Against last month a flow compares the month alone, against last quarter
    the quarter so far with as many months of the quarter before, against the same period the sums since January;
    the level of last December means nothing for it.
    """
    sides = _flow_sides(month, comparator) if flow else _stock_sides(month, comparator)
    if sides is None:
        return None
    read: Callable[[Values, Window], Number | None] = _sum_over if flow else _level
    now, base = read(values, sides[0]), read(values, sides[1])
    if now is None or base is None:
        return None
    return Comparison(comparator, Change(now, base, rate), *sides)


def _stock_sides(month: Month, comparator: Comparator) -> tuple[Window, Window] | None:
    """Return the month and its base as windows of one month."""
    steps = {
        Comparator.LAST_MONTH: 1,
        Comparator.LAST_QUARTER: (month.month - 1) % 3 + 1,
        Comparator.SAME_PERIOD_LAST_YEAR: 12,
        Comparator.LAST_DECEMBER: month.month,
    }
    if comparator not in steps:
        return None
    base = month.plus(-steps[comparator])
    return Window(month, month), Window(base, base)


def _flow_sides(month: Month, comparator: Comparator) -> tuple[Window, Window] | None:
    """Return the windows whose sums are compared."""
    quarter = month.plus(-((month.month - 1) % 3))
    windows = {
        Comparator.LAST_MONTH: (Window(month, month), 1),
        Comparator.LAST_QUARTER: (Window(quarter, month), 3),
        Comparator.SAME_PERIOD_LAST_YEAR: (Window(Month.of(month.year, 1), month), 12),
    }
    if comparator not in windows:
        return None
    now, back = windows[comparator]
    return now, Window(now.first.plus(-back), now.last.plus(-back))


def _level(values: Values, window: Window) -> Number | None:
    """Return the level at the end of `window`."""
    return values.get(window.last)


def _sum_over(values: Values, window: Window) -> Number | None:
    """Return the sum over `window` (inside one year) from sums since January."""
    until = values.get(window.last)
    if until is None or window.first.month == 1:
        return until
    before = values.get(window.first.plus(-1))
    return None if before is None else until - before


def monthly(values: Values, month: Month, count: int, *, flow: bool) -> Fraction | None:
    """Return the mean monthly gain over the last `count` months; None where a month is missing.

    For a flow that is what came in, for a stock how much it rose.
    """
    months = [month.plus(-back) for back in range(count)]
    if flow:
        gains = [_sum_over(values, Window(one, one)) for one in months]
    else:
        now, base = values.get(month), values.get(month.plus(-count))
        gains = [None if now is None or base is None else now - base] + [0] * (count - 1)
    known = [gain for gain in gains if gain is not None]
    return Fraction(sum(known)) / count if len(known) == count else None
