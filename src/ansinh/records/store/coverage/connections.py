"""Connections of the bare handler: one for each thread, opened at need, opened again when the database went away.

They speak to the database one floor below psycopg's cursors, which cost a look-up as much as its query does: each
query is prepared once, sent with its values as text, and read back by the types the answer names.
"""

import datetime as dt
import re
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
import psycopg
from psycopg import errors, pq

_PLACE: Final = re.compile("%s")
_DECODERS: Final[dict[int, Callable[[bytes], Any]]] = {
    16: lambda value: value == b"t",  # bool
    20: int, 21: int, 23: int,  # int8, int2, int4
    114: msgspec.json.decode,
    1082: lambda value: dt.date.fromisoformat(value.decode()),
    1184: lambda value: dt.datetime.fromisoformat(value.decode()),
}  # fmt: skip


class _Connection:
    """One connection and the queries it has prepared."""

    def __init__(self, url: str) -> None:
        """Open it."""
        self.whole = psycopg.connect(url, autocommit=True)
        self._names: dict[str, tuple[bytes, list[Callable[[bytes], Any]]]] = {}

    def run(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run one query; raises the psycopg.Error the database names."""
        name, decoders = self._names.get(query) or self._prepare(query)
        sent: list[Any] = [_sent(value) for value in values]  # psycopg's own type leaves out that None is NULL
        answer = self.whole.pgconn.exec_prepared(name, sent)
        if answer.status != pq.ExecStatus.TUPLES_OK:
            self._refuse(answer)
        get, columns = answer.get_value, range(len(decoders))
        rows = []
        for row in range(answer.ntuples):
            cells = [get(row, column) for column in columns]
            rows.append(tuple([cell if cell is None else decoders[at](cell) for at, cell in enumerate(cells)]))
        return rows

    def _prepare(self, query: str) -> tuple[bytes, list[Callable[[bytes], Any]]]:
        """Prepare a query and remember how to read each column of its answer."""
        number = iter(range(1, query.count("%s") + 1))
        name = f"look{len(self._names)}".encode()
        asked = self.whole.pgconn.prepare(name, _PLACE.sub(lambda _: f"${next(number)}", query).encode())
        if asked.status != pq.ExecStatus.COMMAND_OK:
            self._refuse(asked)
        told = self.whole.pgconn.describe_prepared(name)
        decoders = [_DECODERS.get(told.ftype(column), bytes.decode) for column in range(told.nfields)]
        self._names[query] = name, decoders
        return name, decoders

    def _refuse(self, answer: pq.abc.PGresult) -> None:
        """Raise what the database says; OperationalError where it went away."""
        if self.whole.pgconn.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError(self.whole.pgconn.get_error_message())
        raise errors.error_from_result(answer)


def _sent(value: str | int | dt.date | bytes | None) -> bytes | None:
    """Return a value as text on its way to the database."""
    if value is None:
        return None
    return b"\\x" + value.hex().encode() if isinstance(value, bytes) else str(value).encode()


class ThreadConnections:
    """Runs prepared queries on the connection of the calling thread."""

    def __init__(self, url: str) -> None:
        """Remember the address; nothing is opened."""
        self._url, self._own, self._all = url, threading.local(), list[_Connection]()

    def execute(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run one query and return its rows; a broken connection is replaced once."""
        try:
            return self._connection().run(query, values)
        except psycopg.OperationalError:
            self._own.connection = None
            return self._connection().run(query, values)

    def close(self) -> None:
        """End every connection."""
        for connection in self._all:
            connection.whole.close()

    def _connection(self) -> _Connection:
        """Return the open connection of this thread."""
        held: _Connection | None = getattr(self._own, "connection", None)
        if held is None or held.whole.closed:
            held = self._own.connection = _Connection(self._url)
            self._all.append(held)
        return held
