"""What inspections are made of: kinds, dated traits, what is inspected, papers asked for, violations; read once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from ansinh.core.text import Text

Effect = Literal["arrears", "remove", "recovery", "request"]
Need = Literal["person", "months", "wage", "amount"]
EFFECTS: dict[str, Text] = {
    "arrears": Text("Truy đóng", "Arrears"),
    "remove": Text("Giảm thời gian đã khai", "Months taken out"),
    "recovery": Text("Thu hồi", "Recovery"),
    "request": Text("Kiến nghị", "Request"),
}


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of cases from a day on: its name changes with the law; `sanction` says whether the team may fine."""

    code: str
    since: dt.date
    name: Text
    sanction: bool
    citation: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A violation a case may find: what follows from it, what a finding of it must say, its change on form D02-LT.

    `ask` is what is to be done besides the money; `claimed_from` the account a claim on the subject is taken from: the
    expense of the fund, or the money it was believed to hold (empty: nothing is claimed from the subject itself).
    """

    code: str
    name: Text
    effect: Effect
    needs: frozenset[str]
    change: str = ""
    ask: Text | None = None
    claimed_from: str = ""

    @property
    def declared(self) -> bool:
        """Whether it becomes a row of a declaration."""
        return bool(self.change)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is inspected: the papers it shows, what is counted on the spot, what may be found."""

    code: str
    name: Text
    papers: Mapping[str, Text] = field(repr=False)
    counts: Mapping[str, Text] = field(repr=False)
    violations: Mapping[str, Violation] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rules:
    """All of inspection.yaml."""

    kinds: Mapping[str, Text]
    traits: tuple[Trait, ...]
    subjects: Mapping[str, Subject]
    segregation_months: int
    conclusion_days: int

    def trait(self, code: str, day: dt.date) -> Trait | None:
        """Return a trait as it stands on `day`; None for an unknown one or before its first day."""
        found = [one for one in self.traits if one.code == code and one.since <= day]
        return max(found, key=lambda one: one.since, default=None)


@cache
def rules() -> Rules:
    """Return what the data file says."""
    data = yaml.safe_load(files("ansinh.domain.collection").joinpath("inspection.yaml").read_text(encoding="utf-8"))
    return Rules(
        kinds={code: Text(**words) for code, words in data["kinds"].items()},
        traits=tuple(_trait(one) for one in data["traits"]),
        subjects={code: _subject(code, one) for code, one in data["subjects"].items()},
        segregation_months=int(data["segregation_months"]),
        conclusion_days=int(data["conclusion_days"]),
    )


def _trait(one: dict[str, Any]) -> Trait:
    name = Text(one["vi"], one["en"])
    return Trait(one["code"], one["from"], name, one["sanction"], one["citation"], one["confidence"])


def _subject(code: str, one: dict[str, Any]) -> Subject:
    """Return one kind of subject."""
    violations = {
        each["code"]: Violation(
            each["code"],
            Text(each["vi"], each["en"]),
            each["effect"],
            frozenset(each["needs"]),
            each.get("change", ""),
            Text(**each["ask"]) if "ask" in each else None,
            each.get("claimed_from", ""),
        )
        for each in one["findings"]
    }
    return Subject(code, Text(**one["name"]), _named(one["papers"]), _named(one["counts"]), violations)


def _named(entries: list[dict[str, str]]) -> dict[str, Text]:
    return {each["code"]: Text(each["vi"], each["en"]) for each in entries}
