"""Does the arithmetic of a published figure hold? Exact fractions, intervals for what was rounded.

Source: the `conventions` of `ansinh-figures/1`. No recorded verdict or computed value is read here.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.rounding import half_up
from ansinh.domain.planning.expression import (
    Expression,
    Interval,
    at_points,
    over_intervals,
)
from ansinh.domain.planning.figures import (
    MONEY,
    SHARES,
    VERDICTS,
    CrossCheck,
    Denominator,
    Figure,
    Misprint,
    Report,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure and our verdict; `computed` is its check on the printed points, `interval` over what they may be."""

    figure: Figure
    verdict: Verdict
    computed: Fraction | None
    interval: Interval | None

    @property
    def agrees(self) -> bool:
        """Whether a verdict recorded in the file (if any) is ours."""
        return self.figure.recorded.verdict in (None, self.verdict)

    @property
    def own_value(self) -> Fraction:
        """The value we may print as ours: what the arithmetic gives where the print is contradicted."""
        contradicted = self.verdict == "contradicted" and self.computed is not None
        return self.computed if contradicted and self.computed is not None else self.figure.printed


@dataclass(frozen=True, slots=True)
class Base:
    """A denominator with what the figures imply for it; None where nothing does, or the range holds no whole number."""

    denominator: Denominator
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Held:
    """A cross check: the values on the printed points, and whether the relation can hold over the intervals."""

    check: CrossCheck
    left: Fraction | None
    right: Fraction | None
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Proved:
    """A misprint with the value of its proof, if it has one."""

    misprint: Misprint
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole file, judged; everything in the order of the file."""

    figures: tuple[Judged, ...]
    bases: tuple[Base, ...]
    misprints: tuple[Proved, ...]
    cross_checks: tuple[Held, ...]

    def totals(self, article: str | None = None) -> dict[str, int]:
        """Return how many figures there are, in all and per verdict; of one `article` if given."""
        chosen = [item for item in self.figures if article in (None, item.figure.article)]
        counted = Counter(item.verdict for item in chosen)
        return {"figures": len(chosen), **{verdict: counted[verdict] for verdict in VERDICTS}}


def assess(report: Report) -> Assessment:
    """Judge every figure, base, misprint and cross check of `report`."""
    judge = _Judge({figure.id: figure for figure in report.figures}, {one.id: one for one in report.denominators})
    return Assessment(
        figures=tuple(judge.figure(one) for one in report.figures),
        bases=tuple(judge.base(one) for one in report.denominators),
        misprints=tuple(Proved(one, judge.point(one.proof)) for one in report.misprints),
        cross_checks=tuple(judge.cross_check(one) for one in report.cross_checks),
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """The figures and denominators of one file, by id."""

    figures: dict[str, Figure]
    denominators: dict[str, Denominator]

    def point(self, expression: Expression | None) -> Fraction | None:
        """Return the value on the printed points; None without expression or where it divides by zero."""
        if expression is None:
            return None
        try:
            return at_points(expression.tree, lambda name: self.figures[name].printed)
        except ZeroDivisionError:
            return None

    def interval(self, expression: Expression | None) -> Interval | None:
        """Return the interval over the operands; None as above, or where the divisor can be zero."""
        if expression is None:
            return None
        try:
            return over_intervals(expression.tree, lambda name: self.figures[name].interval)
        except ZeroDivisionError:
            return None

    def figure(self, figure: Figure) -> Judged:
        """Judge one figure."""
        computed, interval = self.point(figure.check), self.interval(figure.check)
        return Judged(figure, self.verdict(figure, computed, interval), computed, interval)

    def verdict(self, figure: Figure, computed: Fraction | None, interval: Interval | None) -> Verdict:
        """Return the verdict, in the order of the convention.

        A check that divides by zero checks nothing; one whose divisor can be zero excludes nothing.
        """
        if figure.check is None or computed is None:
            return self._unchecked(figure)
        if computed == figure.printed:
            return "exact"
        return "within_rounding" if interval is None or interval.meets(figure.interval) else "contradicted"

    def _unchecked(self, figure: Figure) -> Verdict:
        """Return the verdict on a figure that no other figure checks."""
        base = self.denominators.get(figure.denominator or "")
        if base is not None and base.implied is not None and figure.id in base.implied.figures:
            return "implied"
        known = base is not None and (base.value is not None or base.implied is not None)
        return "no_denominator" if figure.unit_of_count in SHARES and not known else "uncheckable"

    def base(self, denominator: Denominator) -> Base:
        """Return what the figures imply for a denominator nobody printed."""
        value, interval = self.point(denominator.implied), self.interval(denominator.implied)
        if value is None or interval is None:
            return Base(denominator, value, None, None)
        if denominator.unit_of_count in SHARES:
            return Base(denominator, value, interval.low, interval.high)
        low, high = Fraction(half_up(interval.low)), Fraction(half_up(interval.high))
        if denominator.unit_of_count not in MONEY:
            low, high = Fraction(-(-interval.low // 1)), Fraction(interval.high // 1)
        return Base(denominator, Fraction(half_up(value)), *((low, high) if low <= high else (None, None)))

    def cross_check(self, check: CrossCheck) -> Held:
        """Hold the two sides against each other over their intervals."""
        left, right = self.interval(check.left), self.interval(check.right)
        return Held(check, self.point(check.left), self.point(check.right), _holds(left, check.relation, right))


def _holds(left: Interval | None, relation: str, right: Interval | None) -> bool | None:
    """Return whether the relation can hold; None where a side has no value."""
    if left is None or right is None:
        return None
    if relation == "<=":
        return left.low <= right.high
    return left.high >= right.low if relation == ">=" else left.meets(right)
