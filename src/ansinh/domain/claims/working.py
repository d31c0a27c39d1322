"""Who was at work where at which minute: licences of a batch against what facilities sent before (rule OVR-08).

A licence cannot perform in two facilities at one minute, nor two surgeries of two visits; facilities send apart and on
different days, so that the minutes of a licence are kept, and the newcomer is the one that is marked.
"""

from typing import Final

import polars as pl

from ansinh.domain.claims.across import SURGERY, at_work
from ansinh.domain.claims.checking import Check, run_checks, said

SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "licence": pl.String, "done": pl.Datetime("us"), "facility": pl.String, "episode": pl.String, "long": pl.Boolean,
    "file": pl.Int64,
}  # fmt: skip
STAMP: Final = "%H%M"


def no_work() -> pl.DataFrame:
    """Return the work of nobody."""
    return pl.DataFrame(schema=SCHEMA)


def work_of(visits: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return one row a facility, licence and day: `told` are its minutes as "HHMM file long episode", by commas.

    Only what stands: a record that a later one of the batch replaces is left out by the caller.
    """
    owners = visits.select("visit", "file", episode=pl.col("episode").fill_null("").str.replace_all(",", " "))
    work = at_work(lines.drop("episode", "file", strict=False)).join(owners, on="visit")
    work = work.filter(pl.col("facility").is_not_null()).with_columns(
        licence=pl.col("licence").str.strip_chars(), on_day=pl.col("done").dt.date(),
        long=(pl.col("kind") == SURGERY).fill_null(value=False),
    ).unique(["visit", "licence", "done", "long"], maintain_order=True)  # fmt: skip
    words = [
        pl.col("done").dt.strftime(STAMP), pl.col("file").cast(pl.String),
        pl.when("long").then(pl.lit("1")).otherwise(pl.lit("0")), pl.col("episode"),
    ]  # fmt: skip
    return work.group_by("facility", "licence", "on_day", maintain_order=True).agg(
        told=pl.concat_str(words, separator=" ").str.join(",")
    )


def told_work(rows: pl.DataFrame) -> pl.DataFrame:
    """Return work (SCHEMA) from rows as `work_of` makes them."""
    if rows.is_empty():
        return no_work()
    each = rows.with_columns(pl.col("told").str.split(",")).explode("told")
    parts = pl.col("told").str.splitn(" ", 4).struct.rename_fields(["minute", "file", "long", "episode"])
    typed = each.with_columns(parts.alias("parts")).unnest("parts").with_columns(
        done=(pl.col("on_day").dt.strftime("%Y%m%d") + pl.col("minute")).str.to_datetime("%Y%m%d%H%M", strict=False),
        long=pl.col("long") == "1", file=pl.col("file").cast(pl.Int64, strict=False),
    )  # fmt: skip
    return typed.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def against_work(
    visits: pl.DataFrame, lines: pl.DataFrame, work: pl.DataFrame, rules: frozenset[str]
) -> list[pl.DataFrame]:
    """Return OVR-08 on lines whose licence was at work elsewhere at that minute, in a file that came before."""
    if work.is_empty():
        return []
    files = visits.select("visit", own_file=pl.col("file").cast(pl.Int64, strict=False), own_episode="episode")
    here = at_work(lines.drop("episode", "file", strict=False)).join(files, on="visit")
    other = work.rename({"facility": "there", "episode": "other_episode", "file": "other_file"})
    here = here.with_columns(licence=pl.col("licence").str.strip_chars())
    pairs = here.join(other, on=["licence", "done"], how="inner")
    pairs = pairs.filter((pl.col("other_file") < pl.col("own_file")).fill_null(value=True))
    two = (pl.col("kind") == SURGERY) & pl.col("long") & (pl.col("other_episode") != pl.col("own_episode"))
    check = Check("OVR-08", (pl.col("there") != pl.col("facility")) | two, "NGUOI_THUC_HIEN",
                  said("licence", "done", "there", "other_episode"))  # fmt: skip
    return [part.unique(["visit", "rule", "row"], keep="first", maintain_order=True)
            for part in run_checks(pairs, [check], rules)]  # fmt: skip
