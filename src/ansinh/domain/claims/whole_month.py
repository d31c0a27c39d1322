"""Rules across records over a month that does not fit into memory: only the columns they read are kept of each piece.

A month is judged twice: once to gather these columns, then piece by piece with what was found across all of it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from ansinh.domain.claims.assess import active, enriched
from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.catalogue import rule_book
from ansinh.domain.claims.checking import nothing
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.stored import Around, find_across
from ansinh.law.values import Values

VISIT_COLUMNS: Final = (
    "visit", "table", "row", "file", "card", "name", "episode", "facility", "care", "came", "left", "stay_from",
    "outcome", "icd", "icd_more", "year", "month", "total_bv", "fund", "sent_from", "inpatient",
)  # fmt: skip
LINE_COLUMNS: Final = (
    "visit", "line", "table", "row", "kind", "service", "drug", "supply", "registration", "tender", "route", "quantity",
    "ratio_service", "ordered", "done", "result", "day", "left", "facility", "department", "care", "inpatient",
    "doctor", "doer", "machine", "machine_sort", "exam", "exam_share", "visit_delivery", "procured", "dose_days",
)  # fmt: skip


@dataclass(slots=True)
class WholeMonth:
    """What was gathered of a month so far; pieces are numbered on, so that a visit keeps its number in the month."""

    values: Values
    visits: list[pl.DataFrame] = field(default_factory=list)
    lines: list[pl.DataFrame] = field(default_factory=list)
    records: int = 0
    rows: int = 0

    def add(self, batch: Batch, lists: Lists) -> None:
        """Gather one piece."""
        typed = enriched(batch, lists, self.values)
        visits, lines = typed.visits.select(VISIT_COLUMNS), typed.lines.select(LINE_COLUMNS)
        self.visits.append(visits.with_columns(pl.col("visit") + self.records))
        self.lines.append(lines.with_columns(pl.col("visit") + self.records, pl.col("line") + self.rows))
        self.records, self.rows = self.records + len(batch), self.rows + lines.height

    def found(self, lists: Lists, around: Around, day: dt.date) -> pl.DataFrame:
        """Return what the rules across records find in the month and beyond it, as `assess` would on `day`."""
        if not self.visits:
            return nothing()
        visits, lines = pl.concat(self.visits), pl.concat(self.lines)
        on = active(day, lists, rule_book(around.changes, day))
        return find_across((visits, lines), lists, around, on, self.values)


def piece_of(found: pl.DataFrame, first: int, count: int) -> pl.DataFrame:
    """Return the findings of `count` visits from the visit `first` of the month on, by their number in their piece."""
    part = found.filter(pl.col("visit").is_between(first, first + count - 1))
    return part.with_columns((pl.col("visit") - first).cast(pl.Int32))


def numbered(batches: Iterator[Batch]) -> Iterator[tuple[int, Batch]]:
    """Yield each piece with the number its first visit has in the month."""
    first = 0
    for batch in batches:
        yield first, batch
        first += len(batch)
