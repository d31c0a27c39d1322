"""The chapters of ICD-10: which groups of diagnosis figures are told by."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its number, its first and last category (three signs), its name."""

    code: str
    first: str
    last: str
    name: Text


@cache
def chapters() -> dict[str, Chapter]:
    """Return the chapters by number, in order."""
    text = files("ansinh.domain.claims").joinpath("icd_chapters.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return {code: Chapter(code, first, last, Text(vi, en)) for code, first, last, vi, en in rows}
