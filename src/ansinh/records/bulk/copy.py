"""Columns into the database: binary COPY built as one NumPy array of fixed-width records, big-endian."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from django.db import connection
from numpy.typing import NDArray

Column: TypeAlias = NDArray[Any]
HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
EPOCH = np.datetime64("2000-01-01", "D")
WIDTHS = {"i8": ">i8", "i4": ">i4", "i2": ">i2", "b1": "u1", "V16": "V16"}


class Sink(Protocol):
    """Whatever takes the bytes of a COPY."""

    def write(self, buffer: bytes) -> None:
        """Take the next bytes."""


def copy_columns(table: str, columns: Mapping[str, Column]) -> int:
    """Append equal-length `columns` to `table` inside the current transaction and return the number of rows.

    int64, int32, int16, bool, datetime64[D] (NaT is NULL; at most one such column has any) and V16 (uuid). Names come
    from code, never from users.
    """
    rows = len(next(iter(columns.values())))
    if rows == 0:
        return 0
    with open_copy(table, list(columns)) as sink:
        for part in _by_nulls(columns):
            sink.write(records(part).tobytes())
        sink.write(TRAILER)
    return rows


class open_copy:  # noqa: N801 - reads as a verb: with open_copy(...) as sink
    """A COPY in progress on Django's connection: the header is written, the caller writes records and the trailer."""

    def __init__(self, table: str, names: Sequence[str]) -> None:
        """Describe the COPY; it starts on entering."""
        self._statement = f"COPY {table} ({', '.join(names)}) FROM STDIN (FORMAT BINARY)"

    def __enter__(self) -> Sink:
        """Begin and return the sink."""
        connection.ensure_connection()
        self._cursor = connection.connection.cursor()
        self._context = self._cursor.copy(self._statement)
        sink: Sink = self._context.__enter__()
        sink.write(HEADER)
        return sink

    def __exit__(self, *error: object) -> None:
        """Finish, or abort on an error."""
        try:
            self._context.__exit__(*error)
        finally:
            self._cursor.close()


def records(columns: Mapping[str, Column | None]) -> NDArray[np.void]:
    """Return `columns` as COPY records; a column given as None is NULL in every row."""
    given = {name: _network(column) for name, column in columns.items() if column is not None}
    layout: list[tuple[str, str]] = [("fields", ">i2")]
    for name, column in columns.items():
        layout.append((f"length {name}", ">i4"))
        if column is not None:
            layout.append((name, given[name].dtype.str))
    out = np.empty(len(next(iter(given.values()))), dtype=layout)
    out["fields"] = len(columns)
    for name in columns:
        out[f"length {name}"] = given[name].dtype.itemsize if name in given else -1
        if name in given:
            out[name] = given[name]
    return out


def _network(column: Column) -> Column:
    """Return a column in the width and order PostgreSQL reads."""
    if column.dtype.kind == "M":
        return (column.astype("datetime64[D]") - EPOCH).astype(">i4")
    return column.view("u1") if column.dtype.kind == "b" else column.astype(WIDTHS[column.dtype.str[1:]], copy=False)


def _by_nulls(columns: Mapping[str, Column]) -> list[dict[str, Column | None]]:
    """Return the rows with and without NULL (NaT) apart, because they differ in width."""
    missing = {name: np.isnat(column) for name, column in columns.items() if column.dtype.kind == "M"}
    name = next((name for name, mask in missing.items() if mask.any()), None)
    if name is None:
        return [dict(columns)]
    mask = missing[name]
    whole: dict[str, Column | None] = {key: column[~mask] for key, column in columns.items()}
    holed: dict[str, Column | None] = {key: column[mask] for key, column in columns.items()}
    holed[name] = None
    return [part for part, size in ((whole, int((~mask).sum())), (holed, int(mask.sum()))) if size]
