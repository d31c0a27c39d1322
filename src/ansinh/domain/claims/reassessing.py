"""A month judged again beside what stands: decisions of people go with their findings; what changed, by visit and rule.

A finding is the same one where rule, table, line and field of the same episode are the same. What a decision gave back
(or cut more) is added to what the machine now accepts; what was decided about a finding that is gone goes with it.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

import polars as pl

KEYS: Final = ["episode", "rule", "table_name", "line", "field"]


@dataclass(frozen=True, slots=True)
class Again:
    """Visits and findings as they would stand, only those that differ, and the difference in words of data.

    `visits` and `marks` as the tables keep them (`marks` with state, reply, follows); `changed` one row a visit:
    episode, visit, before, after (hundredths of a dong), gone, come (rules); `rules`: rule, before, after.
    """

    visits: pl.DataFrame
    marks: pl.DataFrame
    changed: pl.DataFrame
    rules: pl.DataFrame
    digest: str


def again(visits: pl.DataFrame, marks: pl.DataFrame, standing: pl.DataFrame, findings: pl.DataFrame) -> Again:
    """Return what judging again changes: `visits` and `marks` come from the machine, the others are what stands."""
    named = marks.join(visits.select("row", "episode"), left_on="visit", right_on="row", how="inner")
    old = findings.unique(KEYS, keep="last", maintain_order=True).select(
        *KEYS, "state", "reply", "net", follows="finding"
    )
    once = named.unique(["visit", *KEYS], keep="first", maintain_order=True)
    carried = once.join(old, on=KEYS, how="left", nulls_equal=True).with_columns(
        pl.col("state").fill_null("open"), pl.col("reply").fill_null(""), pl.col("net").fill_null(0)
    )
    moved = carried.group_by("visit").agg(pl.col("net").sum())
    kept = standing.select("episode", before="accepted", old_state="state", old_id="id")
    fresh = visits.join(moved, left_on="row", right_on="visit", how="left").join(kept, on="episode", how="inner")
    fresh = fresh.with_columns(
        accepted=(pl.col("accepted") + pl.col("net").fill_null(0)).clip(0, pl.col("claimed"))
    ).with_columns(state=_state())
    rules = _rules_of(carried, findings)
    fresh = fresh.join(rules, on="episode", how="left").with_columns(
        pl.col("gone", "come").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )
    differs = (pl.col("accepted") != pl.col("before")) | (pl.col("gone").list.len() + pl.col("come").list.len() > 0)
    fresh = fresh.filter(differs).sort("episode")
    changed = fresh.select("episode", "before", "gone", "come", visit="old_id", after="accepted")
    marks_now = carried.filter(pl.col("visit").is_in(fresh["row"].implode()))
    return Again(fresh, marks_now, changed, by_rule(findings, carried, fresh), digest_of(changed))


def _state() -> pl.Expr:
    """Return the state of a record from what is accepted of it."""
    accepted, claimed = pl.col("accepted"), pl.col("claimed")
    return (
        pl.when((accepted == 0) & (claimed > 0)).then(pl.lit("refused"))
        .when(accepted < claimed).then(pl.lit("reduced"))
        .when(pl.col("state") == "refused").then(pl.lit("accepted")).otherwise(pl.col("state"))
    )  # fmt: skip


def _rules_of(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return the rules that went and came, by episode."""
    old = before.group_by("episode").agg(old=pl.col("rule").unique())
    new = now.group_by("episode").agg(new=pl.col("rule").unique())
    both = old.join(new, on="episode", how="full", coalesce=True).with_columns(
        pl.col("old", "new").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )
    return both.select(
        "episode", gone=pl.col("old").list.set_difference("new").list.sort(),
        come=pl.col("new").list.set_difference("old").list.sort(),
    )  # fmt: skip


def by_rule(findings: pl.DataFrame, carried: pl.DataFrame, fresh: pl.DataFrame) -> pl.DataFrame:
    """Return what each rule cuts before and after, over the records that change; hundredths of a dong."""
    touched = fresh.select("episode")
    before = findings.join(touched, on="episode", how="semi").group_by("rule").agg(before=pl.col("cut").sum())
    after = carried.join(touched, on="episode", how="semi").group_by("rule").agg(after=pl.col("cut").sum())
    both = before.join(after, on="rule", how="full", coalesce=True).with_columns(pl.col("before", "after").fill_null(0))
    return both.filter(pl.col("before") != pl.col("after")).sort("rule").select("rule", "before", "after")


def digest_of(changed: pl.DataFrame) -> str:
    """Return what two trials that come out the same have in common."""
    lines = [f"{row['episode']}\t{row['before']}\t{row['after']}\t{row['gone']}\t{row['come']}"
             for row in changed.sort("episode").iter_rows(named=True)]  # fmt: skip
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
