"""A batch of records as raw columns of text: one frame a table, every row with the number of its record."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from ansinh.domain.claims.gathered import Span
from ansinh.domain.claims.record import Fault, Record, Rows
from ansinh.domain.claims.standard import tables

__all__ = ["Batch", "Fault", "Record", "Rows", "batch_of", "empty"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Records as columns. `records` (file, position, sender, created, standard, signed, summaries), one row each.

    `tables` hold the fields as text (null: blank) with `visit` (row of `records`) and `row` (from 1 in the record).
    """

    records: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    faults: tuple[tuple[int, Fault], ...]

    def __len__(self) -> int:
        """Return how many records there are."""
        return self.records.height

    def table(self, name: str) -> pl.DataFrame:
        """Return the frame of a table, empty where nobody sent it."""
        return self.tables[name] if name in self.tables else empty(name)


def empty(name: str) -> pl.DataFrame:
    """Return a table without rows."""
    return pl.DataFrame(schema={"visit": pl.Int32, "row": pl.Int32} | dict.fromkeys(tables()[name].names, pl.String))


def batch_of(records: Iterable[Record]) -> Batch:
    """Return `records` as columns, in their order."""
    kept = list(records)
    parts: dict[str, list[tuple[int, Rows]]] = {}
    for visit, record in enumerate(kept):
        for name, rows in record.tables.items():
            parts.setdefault(name, []).append((visit, rows))
    heads = pl.DataFrame(
        {
            "file": [record.file for record in kept],
            "position": [record.position for record in kept],
            "sender": [record.sender for record in kept],
            "created": [record.created for record in kept],
            "standard": [record.standard for record in kept],
            "signed": [record.signed for record in kept],
            "summaries": [len(record.tables.get("XML1", ())) for record in kept],
        },
        schema={
            "file": pl.String, "position": pl.Int32, "sender": pl.String, "created": pl.String,
            "standard": pl.String, "signed": pl.Boolean, "summaries": pl.Int32,
        },
    )  # fmt: skip
    faults = tuple((visit, fault) for visit, record in enumerate(kept) for fault in record.faults)
    return Batch(heads, {name: _frame(name, of) for name, of in parts.items()}, faults)


def _frame(name: str, parts: list[tuple[int, Rows]]) -> pl.DataFrame:
    """Return one table as columns, from rows that were gathered and from rows of text."""
    spans: dict[int, list[tuple[int, Span]]] = {}
    loose = []
    for visit, rows in parts:
        if isinstance(rows, Span):
            spans.setdefault(id(rows.gathered), []).append((visit, rows))
        else:
            loose.append((visit, rows))
    frames = [_of_gathered(of) for of in spans.values()]
    if loose or not frames:
        frames.append(_of_rows(name, loose))
    return frames[0] if len(frames) == 1 else pl.concat(frames).sort("visit", "row")


def _of_gathered(spans: list[tuple[int, Span]]) -> pl.DataFrame:
    """Return the rows of spans of one gathering."""
    counts = np.array([span.size for _, span in spans])
    first = np.array([span.first for _, span in spans])
    row = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    taken = np.repeat(first, counts) + row
    owners = np.repeat(np.array([visit for visit, _ in spans], np.int32), counts)
    gathered = spans[0][1].gathered
    columns = pl.DataFrame(gathered.columns())
    if len(taken) != gathered.rows or (np.diff(taken) != 1).any():
        columns = columns[taken]
    numbers = pl.DataFrame({"visit": owners, "row": (row + 1).astype(np.int32)})
    return numbers.hstack(columns)


def _of_rows(name: str, parts: list[tuple[int, Rows]]) -> pl.DataFrame:
    """Return rows of text: surrounding blanks off, empty text is null."""
    cells = [row for _, rows in parts for row in rows]
    columns: dict[str, pl.Series] = {
        "visit": pl.Series([visit for visit, rows in parts for _ in rows], dtype=pl.Int32),
        "row": pl.Series([number for _, rows in parts for number in range(1, len(rows) + 1)], dtype=pl.Int32),
    }
    across = list(zip(*cells, strict=True)) if cells else [()] * len(tables()[name].names)
    blank = pl.repeat(None, len(cells), dtype=pl.String, eager=True)  # half of the fields are empty in most tables
    for field_name, column in zip(tables()[name].names, across, strict=True):
        columns[field_name] = pl.Series(column, dtype=pl.String) if any(column) else blank
    stripped = pl.selectors.string().str.strip_chars().replace("", None)
    return pl.DataFrame(columns).with_columns(stripped)
