"""Published figures as values: what was printed, how it was rounded, on what it rests.

The form is `ansinh-figures/1`. The verdict on a figure is in `verdicts.py`; reading a file is in `figures_file.py`.
A verdict or a computed value that a file brings along is kept apart (`Recorded`) and never used to reach ours.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ansinh.domain.planning.expression import Expression, Interval

FORMAT = "ansinh-figures/1"

Verdict = Literal["exact", "within_rounding", "implied", "contradicted", "no_denominator", "uncheckable"]
VERDICTS: tuple[Verdict, ...] = (
    "exact",
    "within_rounding",
    "implied",
    "contradicted",
    "no_denominator",
    "uncheckable",
)

Qualifier = Literal["about", "over", "nearly"]
SHARES = ("percent", "point")
"""Units of count that mean nothing without a denominator."""
MONEY = ("vnd", "usd")
UNITS_OF_COUNT = (
    *("person", "turn", "household", "employer", "dossier", "card", "conference", "activity", "service", "office"),
    *MONEY,
    *SHARES,
)
RELATIONS = ("<=", ">=", "~")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the file itself says came out; shown beside our result, never read by it."""

    verdict: str | None = None
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure: `printed` in base units, true to `rounding` (half of its last place), as qualified.

    `start` is the first day of its period (equal to `as_of` for a stock), None where no start is known.
    """

    id: str
    article: str
    office: str
    indicator: str
    scheme: str | None
    unit_of_count: str
    measure: str
    comparator: str | None
    as_of: dt.date | None
    state: str | None
    start: dt.date | None
    document: str | None
    printed: Fraction
    printed_text: str
    qualifier: Qualifier | None
    rounding: Fraction
    denominator: str | None
    check: Expression | None
    note: str
    recorded: Recorded

    @property
    def interval(self) -> Interval:
        """All values that would print as this figure (conventions `rounding` and `qualifier`)."""
        below = Fraction(0) if self.qualifier == "over" else self.rounding
        above = {"over": 2 * self.rounding, "nearly": Fraction(0)}.get(self.qualifier or "", self.rounding)
        return Interval(self.printed - below, self.printed + above)


@dataclass(frozen=True, slots=True)
class Denominator:
    """A base: printed (`value`), or only `implied` by the figures that rest on it, or neither."""

    id: str
    name: str
    article: str
    office: str
    unit_of_count: str
    value: Fraction | None
    implied: Expression | None
    note: str


@dataclass(frozen=True, slots=True)
class Misprint:
    """What an article printed wrongly, how it is read, and the arithmetic (if any) that proves it."""

    id: str
    where: str
    kind: str
    printed: str
    read: str
    proof: Expression | None


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A relation between two expressions that should hold, or is known not to; `~` means equal within rounding."""

    id: str
    left: Expression
    relation: str
    right: Expression
    note: str


@dataclass(frozen=True, slots=True)
class Article:
    """A source and the last day of the period it reports on."""

    id: str
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one file says, in its order; `documents` are numbers by id."""

    articles: tuple[Article, ...]
    documents: Mapping[str, str]
    figures: tuple[Figure, ...]
    denominators: tuple[Denominator, ...]
    misprints: tuple[Misprint, ...]
    cross_checks: tuple[CrossCheck, ...]
