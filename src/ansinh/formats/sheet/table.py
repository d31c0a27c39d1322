"""Rows under found headings as columns of values, with a finding for every cell that cannot be read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

import numpy as np

from ansinh.core.finding import Finding, Place
from ansinh.formats.codes import RELATION_CODES
from ansinh.formats.columns import Days, Flags, Ints, Table, Texts, column_of
from ansinh.formats.faults import fault, warning
from ansinh.formats.layout import Layout
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.cells import Parser, decode
from ansinh.formats.sheet.grid import Cell
from ansinh.formats.sheet.headings import Found
from ansinh.formats.words import plain

NO_DAY: Final[tuple[dt.date | None, int]] = (None, -1)
# kind of cells -> (parser, nothing given)
KINDS: Final[dict[str, tuple[Parser, object]]] = {
    "text": (cells.text, ""),
    "name": (cells.name, ""),
    "si": (cells.si_number, ""),
    "id": (cells.personal_id, ""),
    "code": (cells.code, ""),
    "code2": (lambda cell: cells.code(cell).zfill(2), ""),
    "code5": (cells.facility, ""),
    "day": (cells.day, None),
    "partial": (cells.partial_day, NO_DAY),
    "month": (cells.month, 0),
    "dong": (cells.dong, 0),
    "pay": (cells.exact, None),
    "share": (cells.share, None),
    "coefficient": (cells.ten_thousandths, 0),
    "percent": (cells.percent, 0),
    "count": (cells.count, 0),
    "rank": (cells.rank, -1),
    "sex": (cells.sex, -1),
    "flag": (cells.flag, -1),
    "region": (cells.region, -1),
    "span": (cells.span, None),
    "relation": (lambda cell: RELATION_CODES.get(plain(cells.text(cell)), cells.code(cell).zfill(2)), ""),
    "skip": (cells.text, ""),
}


@dataclass(slots=True)
class RowReader:
    """Reads chosen rows of a found table, column by column; findings gather in `findings`."""

    found: Found
    layout: Layout
    places: Sequence[int]  # 0-based rows of the sheet
    findings: list[Finding] = field(default_factory=list)
    _columns: list[tuple[Cell, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Turn the chosen rows into columns once."""
        rows = self.found.grid.rows
        width = max(self.found.columns.values()) + 1
        chosen = [
            row if len(row) >= width else [*row, *[""] * (width - len(row))]
            for row in map(rows.__getitem__, self.places)
        ]
        self._columns = list(zip(*chosen, strict=False)) if chosen else [()] * width

    @property
    def numbers(self) -> Ints:
        """The rows as the sender counts them, from 1."""
        return np.array(self.places, dtype=np.int64) + 1

    def has(self, name: str) -> bool:
        """Return whether the table has this column."""
        return name in self.found.columns

    def cells(self, name: str) -> Sequence[Cell]:
        """Return the raw cells of a column; empty texts where the table has none."""
        place = self.found.columns.get(name)
        return [""] * len(self.places) if place is None else self._columns[place]

    def values(self, name: str) -> list[Any]:
        """Return the values of a column by the kind the layout says."""
        parse, nothing = KINDS[self.layout.field(name).kind] if self.has(name) else KINDS["text"]
        if not self.has(name):
            kind = next((found.kind for found in self.layout.fields if found.name == name), "text")
            return [KINDS[kind][1]] * len(self.places)
        column = self.cells(name)
        decoded, bad = decode(column, parse, nothing)
        if bad:
            self._complain(name, column, bad)
        return decoded

    def _complain(self, name: str, column: Sequence[Cell], bad: dict[Cell, str]) -> None:
        """Add a finding for every cell of `column` whose value is among the `bad`."""
        for place, cell in enumerate(column):
            if cell in bad:
                words = {"limit": cells.LONGEST, "choices": "01, 02, 03, 04"}
                self.findings.append(fault(bad[cell], self.where(place, name), cell, **words))

    def where(self, place: int, name: str) -> Place:
        """Return the address of the `place`-th chosen row in the column of field `name`."""
        return Place(self.found.grid.name, self.places[place] + 1, self.found.titles.get(name, ""))

    def texts(self, name: str) -> Texts:
        """Return a column of texts."""
        return self.values(name)

    def ints(self, name: str) -> Ints:
        """Return a column of whole numbers."""
        return np.array(self.values(name), dtype=np.int64)

    def flags(self, name: str) -> Flags:
        """Return a column of small codes."""
        return np.array(self.values(name), dtype=np.int8)

    def days(self, name: str) -> Days:
        """Return a column of days."""
        return day_column(self.values(name))

    def partial_days(self, name: str) -> tuple[Days, Flags]:
        """Return (first day of what is known, precision)."""
        values = self.values(name)
        return (
            day_column([day for day, _ in values]),
            np.array([precision for _, precision in values], dtype=np.int8),
        )

    def check_marks(self) -> None:
        """Add a finding for every formula in a cell that would be read, and a warning for every hidden row."""
        self.findings.extend(
            warning("C-HIDDEN", Place(self.found.grid.name, place + 1), place + 1)
            for place in self.places
            if place + 1 in self.found.grid.hidden
        )
        if not self.found.grid.formulas:
            return
        rows = {row + 1: place for place, row in enumerate(self.places)}
        read = {self.found.columns[field.name] + 1: field.name for field in self.layout.fields
                if field.name in self.found.columns and field.kind != "skip"}  # fmt: skip
        for row, column in sorted(self.found.grid.formulas):
            if row in rows and column in read:
                where = self.where(rows[row], read[column])
                self.findings.append(fault("C-FORMULA", where, self.cells(read[column])[rows[row]]))


def day_column(days: Sequence[dt.date | None]) -> Days:
    """Return days as a column."""
    return cast("Days", column_of(Days, list(days)))


def same_columns(reader: RowReader, table: type[Table], names: Sequence[str] | dict[str, str]) -> dict[str, Any]:
    """Return the columns of `table` that the sheet holds under the same name (or the one `names` gives)."""
    sources = names if isinstance(names, dict) else dict.fromkeys(names)
    kinds = table.kinds()
    given: dict[str, Any] = {}
    for name, source in sources.items():
        if name == "row" or not reader.has(source or name):
            continue
        values = reader.values(source or name)
        given[name] = column_of(kinds[name], values)
    return given
