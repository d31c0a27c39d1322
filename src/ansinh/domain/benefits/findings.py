"""Findings about what is typed in a dossier: one table of codes with their sentences, one way to make a finding."""

import datetime as dt
from importlib import resources
from typing import Any, Final

import yaml

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text


def _load() -> dict[str, dict[str, Any]]:
    """Return code -> column, weight and sentences."""
    source = resources.files("ansinh.domain.benefits").joinpath("findings.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = yaml.safe_load(source)
    return table


RULES: Final = _load()


def finding(code: str, found: object, *, column: str = "", row: int | None = None, **words: object) -> Finding:
    """Return the finding `code`; days are written dd/mm/yyyy. An unknown code is a KeyError."""
    rule = RULES[code]
    said_vi, mend_vi, said_en, mend_en = rule["say"]
    names = {"found": shown(found), **{name: shown(word) for name, word in words.items() if not isinstance(word, Text)}}
    spoken = {name: word for name, word in words.items() if isinstance(word, Text)}
    vi = {**names, **{name: word.vi for name, word in spoken.items()}}
    en = {**names, **{name: word.en for name, word in spoken.items()}}
    return Finding(
        code,
        Place(row=row, column=column or rule["column"]),
        shown(found),
        Text(said_vi.format(**vi), said_en.format(**en)),
        Text(mend_vi.format(**vi), mend_en.format(**en)),
        Severity(rule.get("weight", "error")),
    )


def shown(word: object) -> str:
    """Return a word as people write it here."""
    return word.strftime("%d/%m/%Y") if isinstance(word, dt.date) else str(word)
