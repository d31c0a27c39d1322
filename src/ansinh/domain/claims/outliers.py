"""Outliers: records that look unlike their peers, scored and explained for a person to look at; never a refusal.

Peers are visits of the same chapter of disease and the same kind of care (lying or not). Whole numbers only: medians
and medians of distances, no averages that one dear visit could pull.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from ansinh.core.text import Text

LEAST_PEERS: Final = 20
FAR: Final = 8  # distances from the median, in medians of distances
OFTEN: Final = 5  # visits of one person with one disease in one month
SAME_AMOUNT: Final = 12  # visits of one facility and day with exactly the same cost
FAST: Final = 15  # minutes a visit of one doctor's day may last on average, below: too many
READ: Final = ("visit", "facility", "si_number", "icd", "inpatient", "came", "total_bv")
POINTS: Final = {"cost": 40, "repeated": 30, "copies": 20, "crowded": 10}
REASONS: Final[dict[str, Text]] = {
    "cost": Text(
        "Chi phí {x} đồng, trung vị của {n} lượt cùng chương bệnh là {m}",
        "Costs {x} dong, the median of {n} peers is {m}",
    ),
    "repeated": Text("{n} lượt cùng bệnh trong tháng", "{n} visits for the same disease in the month"),
    "copies": Text(
        "{n} lượt cùng ngày, cùng cơ sở có đúng số tiền này", "{n} visits of that day and place cost exactly this"
    ),
    "crowded": Text("{n} lượt của một bác sĩ trong ngày", "{n} visits of one doctor on the day"),
}


@dataclass(frozen=True, slots=True)
class Outlier:
    """One record that stands out: points (the more the odder) and why, in words."""

    visit: int
    points: int
    reasons: tuple[Text, ...]


def outliers(visits: pl.DataFrame, lines: pl.DataFrame) -> list[Outlier]:
    """Return the records that stand out, the oddest first; `visits` and `lines` as the assessment types them."""
    found = scored(visits, lines).sort("points", "visit", descending=[True, False])
    return [Outlier(row["visit"], row["points"], _why(row)) for row in found.iter_rows(named=True)]


def scored(visits: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the records that stand out as rows: visit, points, and what `_why` reads."""
    marked = _crowded(_copies(_repeated(_cost(visits.select(READ)))), lines)
    flags = {name: pl.col(f"odd_{name}").fill_null(value=False) for name in POINTS}
    points = pl.sum_horizontal([pl.when(flag).then(POINTS[name]).otherwise(0) for name, flag in flags.items()])
    return marked.with_columns(points=points).filter(pl.col("points") > 0)


def _cost(visits: pl.DataFrame) -> pl.DataFrame:
    """Compare the cost of a visit with its peers; null where they are too few."""
    peers = ["chapter", "inpatient"]
    typed = visits.with_columns(chapter=pl.col("icd").str.slice(0, 1), day=pl.col("came").dt.date())
    typed = typed.with_columns(
        peers=pl.len().over(peers), median=pl.col("total_bv").median().cast(pl.Int64).over(peers)
    ).with_columns(distance=(pl.col("total_bv") - pl.col("median")).abs())
    typed = typed.with_columns(spread=pl.col("distance").median().cast(pl.Int64).over(peers))
    dear = pl.col("total_bv") - pl.col("median") > FAR * pl.max_horizontal("spread", pl.col("median") // 10)
    return typed.with_columns(odd_cost=dear & (pl.col("peers") >= LEAST_PEERS))


def _repeated(visits: pl.DataFrame) -> pl.DataFrame:
    """Count the visits of a person with one disease in one month."""
    same = [pl.col("si_number"), pl.col("icd"), pl.col("came").dt.truncate("1mo")]
    count = pl.len().over(same)
    known = pl.col("si_number").is_not_null() & ~pl.col("inpatient")
    return visits.with_columns(times=count).with_columns(odd_repeated=known & (pl.col("times") >= OFTEN))


def _copies(visits: pl.DataFrame) -> pl.DataFrame:
    """Count visits of one place and day that cost exactly the same."""
    alike = pl.len().over("facility", "day", "total_bv", "icd")
    return visits.with_columns(alike=alike).with_columns(odd_copies=pl.col("alike") >= SAME_AMOUNT)


def _crowded(visits: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Count the visits one doctor examined on a day of eight hours."""
    exams = lines.filter((pl.col("kind") == 13) & pl.col("doctor").is_not_null()).select(
        "visit", "facility", "doctor", exam_day=pl.col("ordered").dt.date()
    )
    seen = exams.with_columns(seen=pl.col("visit").n_unique().over("facility", "doctor", "exam_day"))
    most = seen.group_by("visit").agg(pl.col("seen").max())
    return visits.join(most, on="visit", how="left").with_columns(odd_crowded=pl.col("seen") > 8 * 60 // FAST * 2)


def _why(row: dict[str, object]) -> tuple[Text, ...]:
    """Return the reasons of one record in words."""
    numbers = {
        "cost": {"x": _dong(row["total_bv"]), "n": row["peers"], "m": _dong(row["median"])},
        "repeated": {"n": row["times"]}, "copies": {"n": row["alike"]}, "crowded": {"n": row["seen"]},
    }  # fmt: skip
    return tuple(REASONS[name].fill(**numbers[name]) for name in POINTS if row[f"odd_{name}"])


def _dong(cents: object) -> int:
    """Return hundredths as whole dong for reading."""
    return int(str(cents)) // 100
