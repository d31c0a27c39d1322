"""Columns out of the database: ADBC brings Arrow, NumPy looks at it.

Measured on 1,061,394 spells of 12 narrow columns (docs/decisions/0003-packed-blocks.md): ADBC is several times faster
than any door that makes a Python object a row.
"""

import datetime as dt
import os
import threading
from typing import Any, Protocol, TypeAlias
from urllib.parse import quote

import adbc_driver_postgresql
import numpy as np
import pyarrow as pa
from adbc_driver_manager import AdbcConnection, AdbcDatabase, AdbcStatement
from django.db import connection
from numpy.typing import NDArray

Column: TypeAlias = NDArray[Any]


def database_url() -> str:
    """Return the address of the database Django talks to (in tests the test database)."""
    config = connection.settings_dict
    password = f":{quote(config['PASSWORD'])}" if config["PASSWORD"] else ""
    return (
        f"postgresql://{quote(config['USER'])}{password}@{config['HOST']}:{config['PORT']}/{quote(str(config['NAME']))}"
    )


class Door(Protocol):
    """Whatever answers queries as columns."""

    def columns(self, query: str, **blanks: int) -> dict[str, Column]:
        """Return the columns of `query` by name, NULL as the value in `blanks` (0 where none is given)."""


class ArrowDoor:
    """One connection that answers queries as columns. Not shared between threads or processes."""

    def __init__(self, url: str) -> None:
        """Connect to `url`; every query sees what is committed at its start."""
        self._connection = AdbcConnection(_types_of(url))

    def columns(self, query: str, **blanks: int) -> dict[str, Column]:
        """Return the columns of `query` by name, NULL as the value in `blanks` (0 where none is given).

        Dates come as datetime64[D] (NULL is NaT), bytea as object arrays of bytes, numbers as their own width.
        """
        with AdbcStatement(self._connection) as statement:
            statement.set_sql_query(query)
            stream, _ = statement.execute_query()
            table = pa.RecordBatchReader.from_stream(stream).read_all()
        return {name: _numpy(table.column(name), blanks.get(name, 0)) for name in table.column_names}

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


_known: dict[str, AdbcDatabase] = {}  # by address: what types the database has, the dear part of connecting
_doors: dict[tuple[int, int, str], ArrowDoor] = {}  # by process, thread and address


def _types_of(url: str) -> AdbcDatabase:
    """Return what is known of the database at `url`, asked once; workers that are forked inherit the answer.

    The driver reads the whole catalogue (0.2 s with the partitions of a province) before its first connection.
    """
    if url not in _known:
        _known[url] = adbc_driver_postgresql.connect(url)
    return _known[url]


def door_to(url: str) -> ArrowDoor:
    """Return the door of this thread to `url`, opened at most once until `close_doors`."""
    key = (*_here(), url)
    if key not in _doors:
        _doors[key] = ArrowDoor(url)
    return _doors[key]


def close_doors() -> None:
    """Close the doors of this thread: at the end of a run, and after an error of the connection."""
    for key in [key for key in _doors if key[:2] == _here()]:
        _doors.pop(key).close()


def _here() -> tuple[int, int]:
    """Return this process and thread: the page of one may close what another reads from."""
    return os.getpid(), threading.get_ident()


def _numpy(chunked: "pa.ChunkedArray", blank: int) -> Column:
    """Return an Arrow column as a NumPy array without NULLs."""
    array = chunked.combine_chunks() if chunked.num_chunks != 1 else chunked.chunk(0)
    if pa.types.is_date(array.type):
        return np.asarray(array.to_numpy(zero_copy_only=False), dtype="datetime64[D]")
    if pa.types.is_binary(array.type) or pa.types.is_string(array.type):
        return np.asarray(array.to_numpy(zero_copy_only=False), dtype=object)
    if array.null_count:
        array = array.fill_null(blank)
    return np.asarray(array.to_numpy(zero_copy_only=False))


def sql_date(day: dt.date) -> str:
    """Return `day` as a literal of SQL (queries through ADBC are read by COPY, which takes no parameters)."""
    return f"DATE '{day.isoformat()}'"


def sql_moment(moment: dt.datetime) -> str:
    """Return an aware `moment` as a literal of SQL."""
    return f"TIMESTAMPTZ '{moment.astimezone(dt.UTC).isoformat()}'"


def sql_integers(numbers: Column) -> str:
    """Return whole `numbers` as an array literal of SQL."""
    return "'{" + ",".join(map(str, numbers.tolist())) + "}'::bigint[]"
