"""The chapters of ICD-10: which groups of diagnosis figures are told by."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl
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


def chapter_of(name: str) -> pl.Expr:
    """Return the number of the chapter a disease code lies in, null where it lies in none."""
    category = pl.col(name).str.slice(0, 3)
    return pl.coalesce(
        pl.when(category.is_between(pl.lit(one.first), pl.lit(one.last))).then(pl.lit(one.code))
        for one in chapters().values()
    )
