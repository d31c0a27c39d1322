"""Transfers of the finance department among the bank lines: told by sender, scheme, budget and quarter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

import polars as pl
import yaml

from ansinh.core.period import Month
from ansinh.domain.collection.bank_text import plain

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Patterns(TypedDict):
    """The words of patterns.yaml."""

    senders: list[str]
    payers: dict[str, list[str]]
    schemes: dict[str, list[str]]
    quarter: str
    group: str
    agents: list[str]
    agent: str


@dataclass(frozen=True, slots=True)
class BudgetNotice:
    """What a transfer of the finance department is for; `quarter` is its first month, `group` "" where not named."""

    payer: str  # state | local
    scheme: str  # hi | vsi
    group: str
    quarter: Month


@cache
def patterns() -> Patterns:
    """Return the words of patterns.yaml."""
    text = files("ansinh.domain.collection").joinpath("patterns.yaml").read_text(encoding="utf-8")
    loaded: Patterns = yaml.safe_load(text)
    return loaded


def recognise(payer_names: Sequence[str], texts: Sequence[str]) -> list[BudgetNotice | None]:
    """Return for each line what budget transfer it is, None where it is none or the paper does not say all of it."""
    frame = pl.DataFrame({"payer": payer_names, "text": texts}, schema={"payer": pl.String, "text": pl.String})
    frame = frame.select(plain(pl.col("payer")), plain(pl.col("text")))
    return [_notice(payer, text) for payer, text in frame.iter_rows()]


def _notice(payer: str, text: str) -> BudgetNotice | None:
    """Read one plain line."""
    known = patterns()
    if not any(sender in f"{payer} {text}" for sender in known["senders"]):
        return None
    quarter, group = re.search(known["quarter"], text), re.search(known["group"], text)
    budget, scheme = _only(known["payers"], text), _first(known["schemes"], text)
    if quarter is None or budget is None or scheme is None:
        return None
    number = ROMAN.get(quarter[1]) or int(quarter[1])
    return BudgetNotice(budget, scheme, group[1] if group else "", Month.of(int(quarter[2]), 3 * number - 2))


def _first(words: dict[str, list[str]], text: str) -> str | None:
    """Return the first key (in the order of the data) one of whose words is in `text`."""
    return next((key for key, listed in words.items() if any(word in text for word in listed)), None)


def _only(words: dict[str, list[str]], text: str) -> str | None:
    """Return the key whose words are in `text`; None if several keys are named."""
    named = [key for key, listed in words.items() if any(word in text for word in listed)]
    return named[0] if len(named) == 1 else None
