"""Which medical facilities enter the list for inspection: enough records, and many of them unlike their peers."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import polars as pl
import yaml


class Bounds(NamedTuple):
    """From so many records and so many odd ones of a thousand."""

    least_visits: int
    from_per_mille: int


@cache
def bounds() -> Bounds:
    """Return what the data file says."""
    text = files("ansinh.domain.collection").joinpath("facility_odds.yaml").read_text(encoding="utf-8")
    return Bounds(**yaml.safe_load(text))


def listed(odds: pl.DataFrame, asked: Bounds) -> pl.DataFrame:
    """Return the facilities to be looked at with `per_mille` of odd records (rounded down), the oddest first."""
    share = (1000 * pl.col("odd") // pl.max_horizontal(pl.col("visits"), 1)).alias("per_mille")
    return (
        odds.with_columns(share)
        .filter((pl.col("visits") >= asked.least_visits) & (pl.col("per_mille") >= asked.from_per_mille))
        .sort("per_mille", "facility", descending=[True, False])
    )
