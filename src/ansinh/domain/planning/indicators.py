"""The indicators the agency is led by, read from data: what is counted, over what, and where a value comes from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from ansinh.core.text import Text
from ansinh.domain.planning.progress import Pace

Kind = Literal["stock", "flow", "rate"]
Direction = Literal["up", "down", "none"]
FILES = (
    "indicators.yaml",
    "indicators_debt.yaml",
    "indicators_coverage.yaml",
    "indicators_claims.yaml",
    "indicators_outreach.yaml",
    "indicators_inspection.yaml",
    "indicators_direction.yaml",
    "indicators_reported.yaml",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a computed value comes from; `way` is the key of the data file, `names` its columns, states or parts.

    `debt_classes` and `statuses` keep only such closing sheets; `at_december` reads the level of last December;
    `electronic` keeps only accounts that file electronically, `levels` only activities of these levels.
    """

    way: str
    names: tuple[str, ...] = ()
    debt_classes: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    at_december: bool = False
    electronic: bool = False
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """What a rate is over: another indicator, a reference series, or the plan of an indicator."""

    way: Literal["indicator", "reference", "plan"]
    name: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. A rate has `of` and `to` and no source; a flow sums since January or since `since`.

    `published` are the names that articles use for it; `said` is how its unit is spoken where that is not plain.
    """

    code: str
    name: Text
    short: Text
    unit: str
    kind: Kind
    pace: Pace
    good: Direction
    scheme: str | None
    additive: bool
    source: Source | None
    of: str | None
    to: Whole | None
    since: dt.date | None
    until: dt.date | None
    published: tuple[str, ...]
    said: Text | None = None

    @property
    def is_money(self) -> bool:
        """Whether it counts dong."""
        return self.unit == "vnd"

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate, which is never summed over offices."""
        return self.kind == "rate"

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators it is the sum of."""
        return self.source.names if self.source is not None and self.source.way == "sum" else ()


Catalogue = Mapping[str, Indicator]
"""Indicators by code, in the order of the files."""


@cache
def catalogue() -> Catalogue:
    """Return all indicators of the product."""
    folder = resources.files("ansinh.domain.planning")
    raw: dict[str, dict[str, Any]] = {}
    for name in FILES:
        raw |= yaml.load((folder / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {code: _indicator(code, entry) for code, entry in raw.items()}


@cache
def codes_in(name: str) -> tuple[str, ...]:
    """Return the codes of one file of indicators, in its order; none where the product has no such file."""
    if name not in FILES:
        return ()
    source = (resources.files("ansinh.domain.planning") / name).read_text(encoding="utf-8")
    return tuple(yaml.load(source, Loader=yaml.CSafeLoader))


def published_code(indicator: str, scheme: str | None, state: str | None, level: str) -> str | None:
    """Return our code for an indicator as articles name it, or None if we have no place for it.

    `level` (province, national) decides where articles say "total" of two different sums.
    """
    names = {name: one.code for one in catalogue().values() for name in (one.published or (one.code,))}
    for key in (f"{indicator}/{scheme}/{level}", f"{indicator}/{scheme}", f"{indicator}/{state}", indicator):
        if key in names:
            return names[key]
    return None


def _indicator(code: str, entry: Mapping[str, Any]) -> Indicator:
    """Return the indicator described by one entry; KeyError where the entry lacks what every indicator has."""
    name = Text(**entry["name"])
    to = entry.get("to")
    return Indicator(
        code=code,
        name=name,
        short=Text(**entry["short"]) if "short" in entry else name,
        unit=entry["unit"],
        kind=entry["kind"],
        pace=entry.get("pace", "none"),
        good=entry["good"],
        scheme=entry.get("scheme"),
        additive=entry.get("additive", entry["kind"] != "rate"),
        source=_source(entry["source"]) if "source" in entry else None,
        of=entry.get("of"),
        to=Whole(*next(iter(to.items()))) if to else None,
        since=_day(entry.get("since")),
        until=_day(entry.get("until")),
        published=tuple(entry.get("published", ())),
        said=Text(**entry["said"]) if "said" in entry else None,
    )


def _source(entry: Mapping[str, Any]) -> Source:
    """Return the source described by one entry."""
    way = next(iter(entry))
    names = entry[way]
    kept = entry.get("of", {})
    return Source(
        way=way,
        names=tuple(names) if isinstance(names, list) else (str(names),),
        debt_classes=tuple(kept.get("debt_class", ())),
        statuses=tuple(kept.get("status", ())),
        at_december=entry.get("at") == "last_december",
        electronic=bool(entry.get("electronic")),
        levels=tuple(kept.get("level", ())),
    )


def _day(text: str | None) -> dt.date | None:
    """Return the day written YYYY-MM-DD, or None."""
    return dt.date.fromisoformat(text) if text else None
