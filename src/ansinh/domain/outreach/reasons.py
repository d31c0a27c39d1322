"""Why somebody is a prospect: the reasons and the settings of the finders, as data."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its name, how soon to act, the likelihood assumed without history, what its vanishing means."""

    code: str
    name: Text
    within_days: int
    prior: Fraction
    vanishes: str
    unit: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the finders ask for; days, months, years, people and per cent as named in finding.yaml."""

    headcount_tolerance: int
    headcount_tolerance_percent: int
    wage_tolerance_percent: int
    left_months: int
    left_after_days: int
    card_days: tuple[int, ...]
    card_past_days: int
    subsidy_days: int
    pensionable_years: int
    pension_months: int
    birth_years: int
    leaving_months: int
    leaving_fewest: int


@cache
def reasons() -> dict[str, Reason]:
    """Return the reasons of reasons.yaml by code, in their order."""
    return {
        code: Reason(
            code, Text(one["vi"], one["en"]), one["within_days"], Fraction(one["prior"]), one["vanishes"], one["unit"]
        )
        for code, one in _read("reasons.yaml").items()
    }


@cache
def settings() -> Settings:
    """Return the settings of finding.yaml."""
    data = _read("finding.yaml")
    return Settings(**{**data, "card_days": tuple(data["card_days"])})


def _read(name: str) -> Any:  # noqa: ANN401 - the content of a data file
    return yaml.safe_load(files("ansinh.domain.outreach").joinpath(name).read_text(encoding="utf-8"))
