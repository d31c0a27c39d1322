"""The emulation score: sum of weight x min(cap, actual/target), less penalties; exact, rounded once at the end.

Source: processes.md 18 and appendix F of the domain pack. Weights, caps and penalties are dated data with the number of
their decision; `scoring.yaml` is the default, marked as such.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.core.working_days import OFFICES
from ansinh.domain.planning.ranking import ranks

PLACES: Final = 2
DEFAULT: Final = "F"
PEERS: Final[Mapping[str, Text]] = {
    "district": Text("Huyện, thị, thành phố", "Districts"),
    "base": Text("Cơ sở", "Base offices"),
    "province": Text("Tỉnh", "Provinces"),
    "city": Text("Thành phố", "Cities"),
    "industrial": Text("Địa bàn công nghiệp", "Industrial areas"),
    "mountain": Text("Miền núi", "Mountain areas"),
}
"""Names of peer groups; a decision may name others, which are shown as they are."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a scorecard: what is measured, its weight, whether less is better, the target where none is set."""

    code: str
    measure: str
    weight: Fraction
    inverse: bool
    target: Fraction | None
    name: Text
    plan: str = ""  # of an officer: the indicator whose assigned plan of the year is the target, a quarter of it each


@dataclass(frozen=True, slots=True)
class PenaltyRule:
    """What something costs each time, and at most in a quarter."""

    code: str
    points: Fraction
    most: Fraction
    name: Text


@dataclass(frozen=True, slots=True)
class Scoring:
    """A version of the rules with its decision; `groups` names the peer group of an office by its code."""

    valid_from: dt.date
    document: str
    title: Text
    cap: Fraction
    freeze_working_days: int
    dispute_days: int
    lines: tuple[Rule, ...]
    officer_lines: tuple[Rule, ...]
    penalties: tuple[PenaltyRule, ...]
    groups: Mapping[str, str]

    @property
    def is_default(self) -> bool:
        """Whether no decision of the agency stands behind it."""
        return self.document == DEFAULT

    def freeze_day(self, quarter: Month) -> dt.date:
        """Return the day on which the quarter that begins with `quarter` is frozen."""
        return OFFICES.after(quarter.plus(2).last_day, self.freeze_working_days)

    def dispute_until(self, frozen_on: dt.date) -> dt.date:
        """Return the last day on which a scorecard frozen on `frozen_on` may be disputed."""
        return frozen_on + dt.timedelta(days=self.dispute_days)


@dataclass(frozen=True, slots=True)
class Line:
    """One line scored: `points` = weight x min(cap, ratio), exact; nothing where actual or target is not known."""

    rule: Rule
    actual: Fraction | None
    target: Fraction | None
    ratio: Fraction | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class Penalty:
    """What was taken off for one kind of slip, exactly."""

    rule: PenaltyRule
    count: int
    points: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """A whole card: `exact` is lines less penalties, `points` the one rounding of it, in hundredths."""

    lines: tuple[Line, ...]
    penalties: tuple[Penalty, ...]

    @property
    def exact(self) -> Fraction:
        """The score, exactly."""
        gained = sum((line.points for line in self.lines), Fraction(0))
        return gained - sum((one.points for one in self.penalties), Fraction(0))

    @property
    def points(self) -> Fraction:
        """The score rounded half-up to two decimals."""
        return Fraction(half_up(self.exact * 10**PLACES), 10**PLACES)

    @property
    def weighed(self) -> Fraction:
        """The weight of the lines that could be scored."""
        return sum((line.rule.weight for line in self.lines if line.ratio is not None), Fraction(0))


Measured = Mapping[str, tuple[Fraction | None, Fraction | None]]
"""Actual and target by what is measured."""


def score(rules: Sequence[Rule], measured: Measured, slips: Mapping[str, int], scoring: Scoring) -> Score:
    """Return the score of `rules` for what was `measured` and the `slips` counted, under `scoring`."""
    lines = tuple(_line(rule, *measured.get(rule.measure, (None, None)), scoring.cap) for rule in rules)
    taken = tuple(
        Penalty(rule, count, min(rule.most, rule.points * count))
        for rule in scoring.penalties
        if (count := slips.get(rule.code, 0)) > 0
    )
    return Score(lines, taken)


def _line(rule: Rule, actual: Fraction | None, target: Fraction | None, cap: Fraction) -> Line:
    """Return one line scored."""
    asked = rule.target if target is None else target
    ratio = None if actual is None or asked is None else ratio_of(actual, asked, inverse=rule.inverse)
    points = Fraction(0) if ratio is None else rule.weight * min(cap, ratio)
    return Line(rule, actual, asked, ratio if ratio is None else min(cap, ratio), points)


def ratio_of(actual: Fraction, target: Fraction, *, inverse: bool) -> Fraction | None:
    """Return actual/target, or target/actual where less is better.

    Where that has no value (over zero): nothing at all where less is better is beyond any cap, so the ratio is 2; a
    target of zero asks for nothing and cannot be scored (None).
    """
    if inverse:
        return Fraction(2) if actual <= 0 else target / actual
    return None if target == 0 else actual / target


def quarter_of(day: dt.date) -> Month:
    """Return the first month of the quarter of `day`."""
    return Month.of(day.year, (day.month - 1) // 3 * 3 + 1)


def last_ended(day: dt.date) -> Month:
    """Return the first month of the last quarter that is over on `day`."""
    return quarter_of(day).plus(-3)


def by_peers(points: Mapping[str, tuple[str, Fraction]]) -> dict[str, int]:
    """Return the rank of everybody within their peer group, given the group and points of each; equals share."""
    placed: dict[str, int] = {}
    for group in {peers for peers, _ in points.values()}:
        members = [who for who, (peers, _) in points.items() if peers == group]
        placed |= dict(zip(members, ranks([points[who][1] for who in members]), strict=True))
    return placed


@cache
def defaults() -> tuple[Scoring, ...]:
    """Return the versions the product brings."""
    source = files("ansinh.domain.planning").joinpath("scoring.yaml").read_text(encoding="utf-8")
    return tuple(read(one) for one in yaml.load(source, Loader=yaml.CSafeLoader))


def in_force(own: Sequence[Scoring], day: dt.date) -> Scoring:
    """Return the version that holds on `day`: the agency's latest, else the default. ValueError before the first."""
    for versions in (own, defaults()):
        known = [one for one in versions if one.valid_from <= day]
        if known:
            return max(known, key=lambda one: one.valid_from)
    message = f"no version of the emulation score holds on {day}"
    raise ValueError(message)


def read(raw: Mapping[str, Any]) -> Scoring:
    """Return the version that `raw` describes; KeyError, ValueError or TypeError where it does not."""
    return Scoring(
        valid_from=dt.date.fromisoformat(raw["valid_from"]),
        document=raw["document"],
        title=Text(**raw["title"]),
        cap=_number(raw["cap"]),
        freeze_working_days=int(raw["freeze_working_days"]),
        dispute_days=int(raw["dispute_days"]),
        lines=tuple(_rule(one, one["indicator"]) for one in raw["lines"]),
        officer_lines=tuple(_rule(one, one["measure"]) for one in raw["officer_lines"]),
        penalties=tuple(
            PenaltyRule(one["code"], _number(one["points"]), _number(one["most"]), Text(**one["name"]))
            for one in raw["penalties"]
        ),
        groups=dict(raw["groups"]),
    )


def _rule(one: Mapping[str, Any], measure: str) -> Rule:
    """Return one line of the rules."""
    target = _number(one["target"]) if "target" in one else None
    name, plan = Text(**one["name"]), str(one.get("plan", ""))
    return Rule(one["code"], measure, _number(one["weight"]), bool(one.get("inverse")), target, name, plan)


def _number(text: str) -> Fraction:
    """Return a number of the rules, never below zero; ValueError for anything else."""
    found = Fraction(text)
    if found < 0:
        message = f"{text} is below zero"
        raise ValueError(message)
    return found
