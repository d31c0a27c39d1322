"""Lines of visits taken in before that rules across files read: exams, and services a person may have so often only.

A visit notes them in one short text of its row, so that the next batch needs no file of the past: a line is written as
service, cost group, moment, quantity, ratio and doctor with blanks between, lines apart by commas.
"""

from functools import cache
from typing import Final

import polars as pl

from ansinh.domain.claims.reference import family, reference

EXAM: Final = 13
STAMP: Final = "%Y%m%d%H%M"
SPAN: Final = "procalcitonin"
FIELDS: Final = ("service", "kind", "ordered", "quantity", "ratio_service", "doctor")
LINES_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "person": pl.String, "facility": pl.String, "visit": pl.Int32, "service": pl.String, "kind": pl.Int32,
    "ordered": pl.Datetime("us"), "day": pl.Date, "quantity": pl.Int64, "ratio_service": pl.Int64, "doctor": pl.String,
    "exam": pl.Boolean, "stored": pl.Boolean,
}  # fmt: skip


@cache
def limited() -> str:
    """Return the pattern of services that somebody may have so often only."""
    names = [row["family"] for row in reference()["limits"]] + [SPAN]
    return "|".join(pattern for name in dict.fromkeys(names) for pattern in family(name))


def noted_of(lines: pl.DataFrame) -> pl.DataFrame:
    """Return what each visit notes: visit, noted."""
    kept = lines.filter(
        pl.col("ordered").is_not_null() & pl.col("service").is_not_null()
        & ((pl.col("kind") == EXAM) | pl.col("service").str.contains(limited()))
    )  # fmt: skip
    words = [
        pl.col("service").str.replace_all(r"[\s,]", ""), pl.col("kind").fill_null(0).cast(pl.String),
        pl.col("ordered").dt.strftime(STAMP), pl.col("quantity").fill_null(0).cast(pl.String),
        pl.col("ratio_service").fill_null(0).cast(pl.String),
        pl.col("doctor").fill_null("").str.replace_all(r"[\s,]", ""),
    ]  # fmt: skip
    return kept.group_by("visit", maintain_order=True).agg(noted=pl.concat_str(words, separator=" ").str.join(","))


def told_lines(stored: pl.DataFrame) -> pl.DataFrame:
    """Return the lines stored visits (person, facility, noted) noted; each visit has a number of its own below 0."""
    if stored.is_empty():
        return pl.DataFrame(schema=LINES_SCHEMA)
    rows = stored.with_row_index("nth").filter(pl.col("noted") != "").select(
        "person", "facility", visit=-1 - pl.col("nth").cast(pl.Int32), told=pl.col("noted").str.split(","),
    ).explode("told")  # fmt: skip
    parts = pl.col("told").str.split_exact(" ", len(FIELDS) - 1).struct.rename_fields(list(FIELDS))
    typed = rows.with_columns(parts.alias("parts")).unnest("parts").with_columns(
        pl.col("kind").cast(pl.Int32, strict=False), pl.col("ordered").str.to_datetime(STAMP, strict=False),
        pl.col("quantity", "ratio_service").cast(pl.Int64, strict=False), stored=pl.lit(value=True),
    )  # fmt: skip
    made = typed.with_columns(day=pl.col("ordered").dt.date(), exam=pl.col("kind") == EXAM)
    return made.select(pl.col(name).cast(kind) for name, kind in LINES_SCHEMA.items())
