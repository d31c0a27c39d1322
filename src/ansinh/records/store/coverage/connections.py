"""Connections of the bare handler: one for each thread, opened at need, opened again when the database went away."""

import threading
from collections.abc import Sequence
from typing import Any

import psycopg


class ThreadConnections:
    """Runs prepared queries on the connection of the calling thread."""

    def __init__(self, url: str) -> None:
        """Remember the address; nothing is opened."""
        self._url, self._own, self._all = url, threading.local(), list[psycopg.Connection[Any]]()

    def execute(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run one query and return its rows; a broken connection is replaced once."""
        try:
            return self._run(query, values)
        except psycopg.OperationalError:
            self._own.cursor = None
            return self._run(query, values)

    def close(self) -> None:
        """End every connection."""
        for connection in self._all:
            connection.close()

    def _run(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run one query on the cursor of this thread."""
        cursor: psycopg.Cursor[tuple[Any, ...]] | None = getattr(self._own, "cursor", None)
        if cursor is None or cursor.connection.closed:
            connection = psycopg.connect(self._url, autocommit=True)
            self._all.append(connection)
            cursor = self._own.cursor = connection.cursor()
        return cursor.execute(query, values, prepare=True).fetchall()
