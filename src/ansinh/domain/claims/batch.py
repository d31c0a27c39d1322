"""A batch of records as raw columns of text: one frame a table, every row with the number of its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from ansinh.domain.claims.standard import tables

Rows = Sequence[Sequence[str | None]]  # cells in the order of the table's fields


@dataclass(slots=True)
class Fault:
    """What reading found wrong with one record or file: rule, table, field, what was found."""

    rule: str
    table: str = ""
    row: int | None = None
    field: str = ""
    found: str = ""


@dataclass(slots=True)
class Record:
    """One episode as it was sent: where it stood, who sent it, its tables as rows of text, and what was wrong."""

    file: str
    position: int
    sender: str = ""
    created: str = ""
    standard: str = "130"
    signed: bool | None = None
    tables: dict[str, Rows] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


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
    for field_name, column in zip(tables()[name].names, across, strict=True):
        columns[field_name] = pl.Series(column, dtype=pl.String)
    stripped = pl.selectors.string().str.strip_chars().replace("", None)
    return pl.DataFrame(columns).with_columns(stripped)
