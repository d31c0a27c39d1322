"""Rows of one table of many records, kept as columns of text while they are read: views as Arrow has them.

A value of up to twelve bytes lies in its view; of a longer one the view says where it lies in the store.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

import numpy as np
import polars as pl
import pyarrow as pa

from ansinh.domain.claims.standard import Table

IN_VIEW: Final = 12  # bytes of a value that lies in its view
MOST_STORED: Final = 2**31 - 1  # bytes a view can address
Row = Sequence[str | None]


class Gathered:
    """The rows of one table. `views` (row, field, 4 words), `store` bytes, `edges` fields with odd blanks around."""

    def __init__(self, table: Table) -> None:
        """Begin without rows."""
        width = len(table.fields)
        self.names, self.rows, self.used = table.names, 0, 0
        self.views = np.zeros((64, width, 4), np.uint32)
        self.store = np.empty(1 << 16, np.uint8)
        self.edges = np.zeros(width, np.bool_)

    def room(self, rows: int, size: int) -> bool:
        """Make room for some more rows and bytes of the store; False where no view could address them."""
        if self.used + size > MOST_STORED:
            return False
        if self.rows + rows > len(self.views):
            more = np.zeros((2 * (self.rows + rows), len(self.names), 4), np.uint32)
            more[: self.rows] = self.views[: self.rows]
            self.views = more
        if self.used + size > len(self.store):
            longer = np.empty(2 * (self.used + size), np.uint8)
            longer[: self.used] = self.store[: self.used]
            self.store = longer
        return True

    def columns(self) -> list[pl.Series]:
        """Return every field as text, blanks around it off; null where nothing is left."""
        store = pa.py_buffer(self.store[: self.used])
        return [self._column(place, store) for place in range(len(self.names))]

    def _column(self, place: int, store: pa.Buffer) -> pl.Series:
        """Return one field."""
        name, views = self.names[place], np.ascontiguousarray(self.views[: self.rows, place])
        there = views[:, 0] > 0
        if not there.any():
            return pl.repeat(None, self.rows, dtype=pl.String, eager=True).alias(name)
        held = [pa.py_buffer(np.packbits(there, bitorder="little")), pa.py_buffer(views), store]
        column = pl.Series(name, pa.Array.from_buffers(pa.string_view(), self.rows, held))
        return column.str.strip_chars().replace("", None) if self.edges[place] else column

    def row(self, number: int) -> Row:
        """Return one row as texts."""
        return [self._cell(view) for view in self.views[number]]

    def _cell(self, view: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> str | None:
        """Return the text of a view."""
        length, place = int(view[0]), int(view[3])
        if not length:
            return None
        found = view[1:].tobytes()[:length] if length <= IN_VIEW else self.store[place : place + length].tobytes()
        return found.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Span(Sequence[Row]):
    """The rows one record has in what was gathered."""

    gathered: Gathered
    first: int
    size: int

    def __len__(self) -> int:
        """Return how many rows."""
        return self.size

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> list[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | list[Row]:
        """Return a row as texts, or some."""
        if isinstance(number, slice):
            return [self.gathered.row(self.first + each) for each in range(self.size)[number]]
        return self.gathered.row(self.first + range(self.size)[number])

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows as texts."""
        return (self.gathered.row(self.first + each) for each in range(self.size))
