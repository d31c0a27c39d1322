"""The outcome of every line: accepted, reduced by how much, refused, or for review; and of every record.

A rule that cuts says what the right quantity, price, ratio, rate or fund amount is. The accepted amount is reckoned
once from all right values together, so that two rules on one line never cut the same dong twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ansinh.domain.claims.catalogue import Rule, Weight, rules
from ansinh.domain.claims.checking import FIXES
from ansinh.domain.claims.frames import Frames
from ansinh.domain.claims.rules_lines import PART, rounded, times
from ansinh.law.entitlement.amounts import WHOLE

ACCEPTED: Final = "accepted"
REDUCED: Final = "reduced"
REFUSED: Final = "refused"
REVIEW: Final = "review"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of lines and records, hundredths of a dong; a returned record accepts nothing until sent again.

    `lines` (visit, table, row, claimed, accepted, reduced, state, rule); `visits` the same with all rules.
    """

    lines: pl.DataFrame
    visits: pl.DataFrame


def outcome_of(typed: Frames, findings: pl.DataFrame, book: Mapping[str, Rule] | None = None) -> Outcome:
    """Return the outcome of every line and record of the frames; `book`: the rules with the agency's own weights."""
    weights = pl.DataFrame(
        [(rule.code, rule.weight.value, rule.base) for rule in (rules() if book is None else book).values()],
        schema={"rule": pl.String, "weight": pl.String, "base": pl.String}, orient="row",
    )  # fmt: skip
    weighed = findings.join(weights, on="rule", how="left")
    returned = weighed.filter(pl.col("weight") == Weight.REJECT).group_by("visit").agg(returned=pl.col("rule").first())
    lines = _accepted(typed.lines, weighed)
    lines = lines.join(returned, on="visit", how="left")
    marked = weighed.filter(pl.col("weight") == Weight.WARN).select("visit", "table", "row").unique()
    lines = lines.join(marked.with_columns(marked=pl.lit(value=True)), on=["visit", "table", "row"], how="left")
    sent_back = pl.col("returned").is_not_null()
    accepted = pl.when(sent_back).then(0).otherwise(pl.col("accepted"))
    lines = lines.with_columns(accepted=accepted, reduced=pl.col("claimed") - accepted).with_columns(
        state=pl.when((pl.col("accepted") == 0) & (pl.col("claimed") > 0)).then(pl.lit(REFUSED))
        .when(pl.col("reduced") > 0).then(pl.lit(REDUCED))
        .when(pl.col("marked").fill_null(value=False)).then(pl.lit(REVIEW)).otherwise(pl.lit(ACCEPTED)),
        rule=pl.coalesce("returned", "rule"),
    ).select("visit", "table", "row", "claimed", "accepted", "reduced", "state", "rule")  # fmt: skip
    return Outcome(lines, _visits(typed.visits, lines, weighed))


def _accepted(lines: pl.DataFrame, weighed: pl.DataFrame) -> pl.DataFrame:
    """Return each line with what the fund owes for it after all cuts (before whole records are returned)."""
    cuts = weighed.filter((pl.col("fix") != "") & pl.col("to").is_not_null() & pl.col("row").is_not_null())
    base = lines.select(
        "visit", "table", "row", "quantity", "price_bh", "ratio_service", "ratio_list", "rate", "kind", "bh",
        claimed=pl.col("fund").fill_null(0).clip(0, None),
    )  # fmt: skip
    if cuts.is_empty():
        return base.with_columns(accepted=pl.col("claimed"), rule=pl.lit(None, dtype=pl.String))
    wide = cuts.group_by("visit", "table", "row").agg(
        *(pl.col("to").filter(pl.col("fix") == fix).min().alias(f"to_{fix}") for fix in FIXES), pl.col("rule").first()
    )
    base = base.join(wide, on=["visit", "table", "row"], how="left")
    numerator = times(
        pl.coalesce("to_quantity", "quantity"), pl.coalesce("to_price", "price_bh"),
        pl.coalesce("to_ratio_service", "ratio_service"), pl.coalesce("to_ratio_list", "ratio_list"),
    )  # fmt: skip
    before = times(*(pl.col(name) for name in ("quantity", "price_bh", "ratio_service", "ratio_list")))
    changed = pl.any_horizontal(
        [pl.col(f"to_{fix}").is_not_null() for fix in ("quantity", "price", "ratio_service", "ratio_list")]
    )
    scope = (
        pl.when(changed & (before > 0))
        .then(pl.min_horizontal(rounded(numerator, PART * WHOLE**2), pl.col("bh")))
        .otherwise(pl.col("bh"))
    )
    rate = pl.when(pl.col("kind") == 12).then(WHOLE).otherwise(pl.coalesce("to_rate", "rate"))
    rated = pl.when(changed | pl.col("to_rate").is_not_null()).then(rounded(times(scope, rate), WHOLE)).otherwise(
        pl.col("claimed"))  # fmt: skip
    accepted = pl.min_horizontal("claimed", rated, pl.col("to_fund").fill_null(2**62)).fill_null(0).clip(0, None)
    return base.with_columns(accepted=pl.when(pl.col("rule").is_null()).then(pl.col("claimed")).otherwise(accepted))


def _visits(visits: pl.DataFrame, lines: pl.DataFrame, weighed: pl.DataFrame) -> pl.DataFrame:
    """Return the outcome of each record."""
    sums = lines.group_by("visit").agg(pl.col("claimed").sum(), pl.col("accepted").sum())
    marks = weighed.group_by("visit").agg(
        rejects=(pl.col("weight") == Weight.REJECT).any(), warns=(pl.col("weight") == Weight.WARN).any(),
        rules=pl.col("rule").unique().sort(),
    )  # fmt: skip
    heads = pl.concat([visits.select("visit"), weighed.select("visit")]).unique().sort("visit")
    joined = (
        heads.join(sums, on="visit", how="left")
        .join(marks, on="visit", how="left")
        .with_columns(pl.col("claimed", "accepted").fill_null(0), pl.col("rejects", "warns").fill_null(value=False))
    )
    return joined.with_columns(
        reduced=pl.col("claimed") - pl.col("accepted"),
        state=pl.when("rejects").then(pl.lit(REFUSED))
        .when(pl.col("accepted") < pl.col("claimed")).then(pl.lit(REDUCED))
        .when("warns").then(pl.lit(REVIEW)).otherwise(pl.lit(ACCEPTED)),
    ).select("visit", "claimed", "accepted", "reduced", "state", "rules")  # fmt: skip
