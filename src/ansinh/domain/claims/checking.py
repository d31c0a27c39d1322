"""How a rule is written: a mask over a frame. All masks of a frame are reckoned in one pass over its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ansinh.domain.claims.told import told

FOUND_SCHEMA: Final = {
    "visit": pl.Int32, "rule": pl.String, "table": pl.String, "row": pl.Int32, "field": pl.String, "found": pl.String,
    "fix": pl.String, "to": pl.Int64,
}  # fmt: skip
FIXES: Final = ("quantity", "price", "ratio_service", "ratio_list", "rate", "fund")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule over one frame: where `mask` holds the rule is broken; `found` says what was found.

    A rule that cuts says what is to be put right: `fix` is one of FIXES and `to` the right value (a column).
    """

    rule: str
    mask: pl.Expr
    field: str
    found: pl.Expr
    fix: str = ""
    to: pl.Expr | None = None


def nothing() -> pl.DataFrame:
    """Return findings of nothing."""
    return pl.DataFrame(schema=FOUND_SCHEMA)


def run_checks(frame: pl.DataFrame, checks: Sequence[Check], rules: frozenset[str]) -> list[pl.DataFrame]:
    """Return the findings of `checks` whose rule is in `rules`; masks that are null do not hold."""
    wanted = [check for check in checks if check.rule in rules]
    if frame.is_empty() or not wanted:
        return []
    masks = frame.select(
        **{str(place): check.mask.fill_null(value=False) for place, check in enumerate(wanted)}  # one pass
    )
    hits = masks.sum().row(0)
    return [
        found_rows(frame.filter(masks[str(place)]), check)
        for place, check in enumerate(wanted)
        if hits[place]
    ]  # fmt: skip


def found_rows(rows: pl.DataFrame, check: Check) -> pl.DataFrame:
    """Return `rows` as findings of `check`."""
    to = pl.lit(None) if check.to is None else check.to
    return rows.select(
        pl.col("visit").cast(pl.Int32),
        pl.lit(check.rule).alias("rule"),
        pl.col("table"),
        pl.col("row").cast(pl.Int32),
        pl.lit(check.field).alias("field"),
        check.found.cast(pl.String).fill_null("").str.slice(0, 160).alias("found"),
        pl.lit(check.fix).alias("fix"),
        to.cast(pl.Int64).alias("to"),
    )


def said(*names: str) -> pl.Expr:
    """Return the values of columns as one text, joined by " / ": amounts in dong, shares in per cent, moments plain."""
    return pl.concat_str([told(name) for name in names], separator=" / ", ignore_nulls=True)


def within(name: str, spans: Sequence[Sequence[str]]) -> pl.Expr:
    """Return whether the disease code in `name` lies in one of the spans of three-character categories."""
    category = pl.col(name).str.slice(0, 3)
    return pl.any_horizontal([category.is_between(pl.lit(first), pl.lit(last)) for first, last in spans])


def like(name: str, patterns: Sequence[str]) -> pl.Expr:
    """Return whether the code in `name` matches one of the patterns."""
    return pl.col(name).str.contains("|".join(patterns)).fill_null(value=False)
