"""A batch of records as raw columns of text: one frame a table, every row with the number of its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

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
    gathered: dict[str, tuple[list[int], list[int], list[Sequence[str | None]]]] = {}
    for visit, record in enumerate(kept):
        for name, rows in record.tables.items():
            owners, numbers, cells = gathered.setdefault(name, ([], [], []))
            owners.extend([visit] * len(rows))
            numbers.extend(range(1, len(rows) + 1))
            cells.extend(rows)
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
    return Batch(heads, {name: _frame(name, *parts) for name, parts in gathered.items()}, faults)


def _frame(name: str, owners: list[int], numbers: list[int], cells: list[Sequence[str | None]]) -> pl.DataFrame:
    """Return one table as columns: surrounding blanks off, empty text is null."""
    columns: dict[str, pl.Series] = {
        "visit": pl.Series(owners, dtype=pl.Int32),
        "row": pl.Series(numbers, dtype=pl.Int32),
    }
    across = list(zip(*cells, strict=True)) if cells else [()] * len(tables()[name].names)
    blank = pl.repeat(None, len(cells), dtype=pl.String, eager=True)  # half of the fields are empty in most tables
    for field_name, column in zip(tables()[name].names, across, strict=True):
        columns[field_name] = pl.Series(column, dtype=pl.String) if any(column) else blank
    stripped = pl.selectors.string().str.strip_chars().replace("", None)
    return pl.DataFrame(columns).with_columns(stripped)
