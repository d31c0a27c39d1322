"""What makes two records look like one person: comparisons, levels and weights, as data a person can read."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from ansinh.core.text import Text

COLUMNS: Final = (
    "unique_id", "name", "spelling", "given", "birth", "year", "sex", "paper", "phone", "household",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness: the condition, and how often it is met by one person's and by two persons' records."""

    when: str
    m: str
    u: str
    name: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared; `nothing` is when it cannot be."""

    of: str
    name: Text
    nothing: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Everything splink needs, and everything an officer is shown."""

    prior: str
    comparisons: tuple[Comparison, ...]
    blocks: tuple[tuple[str, ...], ...]


@cache
def likeness() -> Likeness:
    """Return the data beside this module."""
    source = resources.files("ansinh.domain.registry").joinpath("look_alikes.yaml").read_text(encoding="utf-8")
    return parse_likeness(source)


def parse_likeness(source: str) -> Likeness:
    """Return the comparisons, levels and weights written in `source` (YAML)."""
    data: dict[str, Any] = yaml.safe_load(source)
    return Likeness(
        data["prior"],
        tuple(_comparison(line) for line in data["comparisons"]),
        tuple(tuple(block) for block in data["blocks"]),
    )


def _comparison(line: dict[str, Any]) -> Comparison:
    """Return one comparison."""
    levels = tuple(Level(one["when"], one["m"], one["u"], Text(one["vi"], one["en"])) for one in line["levels"])
    return Comparison(line["of"], Text(line["vi"], line["en"]), line["nothing"], levels)
