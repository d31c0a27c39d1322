"""Which finding cuts how much: what is not accepted of a line or a record, laid at the rule that cut it."""

import polars as pl


def with_cuts(findings: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return `findings` with `cut` (hundredths of a dong); over a record the cuts add up to what is not accepted.

    `lines` is the outcome of lines. A line cut by two rules is laid at the first, as its outcome says.
    """
    numbered = findings.with_row_index("at")
    cut = lines.filter(pl.col("reduced") > 0).select("visit", "table", "row", "rule", "reduced")
    keys = ["visit", "rule", "table", "row"]
    exact = numbered.unique(keys, keep="first", maintain_order=True).select(*keys, "at")
    loose = numbered.unique(["visit", "rule"], keep="first", maintain_order=True).select("visit", "rule", first="at")
    laid = cut.join(exact, on=keys, how="left").join(loose, on=["visit", "rule"], how="left")
    sums = laid.group_by(at=pl.coalesce("at", "first")).agg(cut=pl.col("reduced").sum())
    return numbered.join(sums, on="at", how="left").with_columns(pl.col("cut").fill_null(0)).drop("at")
