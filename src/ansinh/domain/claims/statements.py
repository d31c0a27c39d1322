"""Rules over a facility's statement: rows that differ from records, spending above the plan, a jump of the average."""

from fractions import Fraction

import polars as pl

from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.reference import reference
from ansinh.domain.claims.rules_lines import TOLERANCE

MATCH = ["facility", "card", "came", "left"]
AMOUNTS = ("total_bv", "total_bh", "fund", "copay", "own", "other")
MINUTE = "%Y%m%d%H%M"


def statement_findings(visits: pl.DataFrame, lists: Lists, rules: frozenset[str]) -> pl.DataFrame:
    """Return SUM-11, FUN-01 and FUN-02: (rule, facility, visit or null, found)."""
    parts = [
        part
        for rule, part in (
            ("SUM-11", _rows(visits, lists)), ("FUN-01", _budget(visits, lists)), ("FUN-02", _jump(visits, lists)),
        )
        if rule in rules
    ]  # fmt: skip
    schema = {"rule": pl.String, "facility": pl.String, "visit": pl.Int32, "found": pl.String}
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _row(rule: str, *, visit: pl.Expr | None = None, found: pl.Expr) -> list[pl.Expr]:
    """Return the columns of a finding of a statement."""
    nobody = pl.lit(None) if visit is None else visit
    return [pl.lit(rule).alias("rule"), pl.col("facility"), nobody.cast(pl.Int32).alias("visit"),
            found.cast(pl.String).alias("found")]  # fmt: skip


def _rows(visits: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Match statement rows and records by facility, card, arrival and discharge; both sides must agree to the dong."""
    if not lists.has("statement"):
        return pl.DataFrame(schema={"rule": pl.String, "facility": pl.String, "visit": pl.Int32, "found": pl.String})
    rows = lists.get("statement").with_columns(
        pl.col("came", "left").str.to_datetime(MINUTE, strict=False),
        *(pl.col(name).cast(pl.Decimal(20, 2), strict=False).to_physical().cast(pl.Int64).alias(f"row_{name}")
          for name in AMOUNTS),
    ).select(*MATCH, *(f"row_{name}" for name in AMOUNTS), stated=pl.lit(value=True))  # fmt: skip
    stated = rows["facility"].unique().implode()
    here = visits.filter(pl.col("facility").is_in(stated)).with_columns(recorded=pl.lit(value=True))
    both = here.join(rows, on=MATCH, how="full", coalesce=True)
    apart = pl.any_horizontal(
        [((pl.col(name) - pl.col(f"row_{name}")).abs() > TOLERANCE).fill_null(value=False) for name in AMOUNTS]
    )
    odd = both.filter(pl.col("stated").is_null() | pl.col("recorded").is_null() | apart)
    return odd.select(_row("SUM-11", visit=pl.col("visit"), found=pl.concat_str(
        [pl.col("card"), pl.col("came").cast(pl.String)], separator=" ", ignore_nulls=True)))  # fmt: skip


def _budget(visits: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Compare what a facility used of its year, this batch included, with its expected spending (dong)."""
    plan = lists.get("budgets").select(
        "facility", year=pl.col("year").cast(pl.Int32), expected=pl.col("expected").cast(pl.Int64) * 100,
        spent=pl.col("spent").cast(pl.Int64) * 100,
    )  # fmt: skip
    used = visits.group_by("facility", "year").agg(pl.col("fund").sum()).join(plan, on=["facility", "year"])
    over = used.filter(pl.col("spent") + pl.col("fund") > pl.col("expected"))
    return over.select(_row("FUN-01", found=(pl.col("spent") + pl.col("fund")) // 100))


def _jump(visits: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Compare the average of a visit with that of the same month of the year before."""
    jump = Fraction(reference()["cost_jump"])
    before = lists.get("history").select(
        "facility", month=pl.col("month"), visits_then=pl.col("visits").cast(pl.Int64),
        fund_then=pl.col("fund").cast(pl.Int64) * 100,
    )  # fmt: skip
    now = visits.with_columns(
        then=pl.format("{}-{}", pl.col("year") - 1, pl.col("month").cast(pl.String).str.zfill(2))
    ).group_by("facility", "then").agg(pl.col("fund").sum(), count=pl.len())  # fmt: skip
    both = now.join(before, left_on=["facility", "then"], right_on=["facility", "month"])
    higher = pl.col("fund") * pl.col("visits_then") * jump.denominator > (
        pl.col("fund_then") * pl.col("count") * jump.numerator
    )
    return both.filter(higher).select(_row("FUN-02", found=pl.col("fund") // pl.col("count") // 100))
