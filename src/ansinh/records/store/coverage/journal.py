"""The log of look-ups: a line to a local file while the answer leaves, rows in the database a moment later.

A line is written whole with one call of the system, so a killed process has lost nothing it answered; the file is
forced to disk several times a second, so a machine without power loses at most that moment. The rows and the place up
to which the file was read are committed together, so nothing is written twice. Files of processes that are gone are
drained by whoever starts next.
"""

import datetime as dt
import fcntl
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psycopg

from ansinh.records.store.coverage.register import Execute

PAUSE: Final = 0.5  # seconds between two drains
MOST_BYTES: Final = 4_000_000  # taken into the database at a time
ROTATE: Final = 64_000_000  # bytes of a drained file after which a new one begins
_COPY: Final = (
    "COPY records_cardlookup (at, channel, facility_id, caller, clerk, person_id, asked_by, answer, purpose, "
    "address) FROM STDIN"
)
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": ""})
Connect = Callable[[], "psycopg.Connection[tuple[object, ...]]"]


def line(values: tuple[str | int | None, ...], at: dt.datetime) -> bytes:
    """Return one row of the log as COPY reads it; the database gives it its id."""
    texts = [
        value.translate(_ESCAPES) if isinstance(value, str) else "\\N" if value is None else str(value)
        for value in values
    ]
    return f"{at.isoformat()}\t{chr(9).join(texts)}\n".encode("utf-8", "replace")


class Journal:
    """The file of this process, and the thread that drains it. `close` drains what is left."""

    def __init__(self, folder: Path, connect: Connect) -> None:
        """Open a new file in `folder` and start draining, those left by processes that are gone first."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self._connect = folder, connect
        self._turn = threading.Lock()  # a file is not closed under a hand that writes
        self._path, self._file = self._open()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._drain_for_ever, name="look-up journal", daemon=True)
        self._thread.start()

    def write(self, values: tuple[str | int | None, ...]) -> None:
        """Write one look-up: channel, facility, caller, clerk, person, asked by, answer, purpose, address."""
        row = line(values, dt.datetime.now(dt.UTC))
        with self._turn:
            os.write(self._file, row)

    def close(self) -> None:
        """Stop the thread and take every line into the database."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _open(self) -> tuple[Path, int]:
        """Return a new file, locked as long as this process lives."""
        path = self._folder / f"{os.getpid()}-{uuid.uuid4().hex}.log"
        file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        return path, file

    def _drain_for_ever(self) -> None:
        """Drain until stopped; a database that is away is tried again, the file waits."""
        # Kept between drains: opening a connection costs the server more than a drain does.
        connection: psycopg.Connection[tuple[object, ...]] | None = None
        stopping = False
        while not stopping:
            stopping = self._stop.wait(PAUSE)
            try:
                os.fdatasync(self._file)
                connection = connection or self._connect()
                drain(connection, self._path)
                for path in self._folder.glob("*.log"):
                    _drain_orphan(connection, path, self._path)
                self._rotate()
            except (psycopg.Error, OSError):  # the lines stay in the file; a next turn, or process, takes them in
                if connection is not None:
                    connection.close()
                connection = None
        if connection is not None:
            connection.close()

    def _rotate(self) -> None:
        """Begin a new file when this one is long; the old one is an orphan once it is closed."""
        if self._path.stat().st_size > ROTATE:
            with self._turn:
                old = self._file
                self._path, self._file = self._open()
            os.close(old)


def drain_folder(folder: Path, connect: Connect) -> None:
    """Take in what processes that are gone left behind."""
    with connect() as connection:
        for path in folder.glob("*.log"):
            _drain_orphan(connection, path, None)


def _drain_orphan(connection: "psycopg.Connection[tuple[object, ...]]", path: Path, own: Path | None) -> None:
    """Drain a file nobody holds and remove it; a file that is held, or was removed meanwhile, is left alone."""
    if path == own:
        return
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            drain(connection, path)
            path.unlink()  # before the mark: a mark without a file does no harm, a file without its mark doubles
            connection.execute("DELETE FROM records_journalmark WHERE name = %s", [path.name])
            connection.commit()
    except (BlockingIOError, FileNotFoundError):
        return


def drain(connection: "psycopg.Connection[tuple[object, ...]]", path: Path) -> int:
    """Take the whole lines of `path` beyond its mark into the database, part by part; return how many bytes."""
    taken = 0
    while True:
        row = connection.execute("SELECT position FROM records_journalmark WHERE name = %s", [path.name]).fetchone()
        start = int(str(row[0])) if row else 0
        with path.open("rb") as file:
            file.seek(start)
            part = file.read(MOST_BYTES)
        whole = part[: part.rfind(b"\n") + 1]
        if not whole:
            connection.rollback()
            return taken
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.write(whole)
        connection.execute(
            "INSERT INTO records_journalmark (name, position) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE "
            "SET position = excluded.position, at = now()",
            [path.name, start + len(whole)],
        )
        connection.commit()
        taken += len(whole)


def write_row(execute: Execute, values: tuple[str | int | None, ...]) -> None:
    """Write one look-up at once, where a person waits for a page and not a queue of patients for a counter."""
    execute(
        "INSERT INTO records_cardlookup (at, channel, facility_id, caller, clerk, person_id, asked_by, answer, "
        "purpose, address) VALUES (now(), %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id",
        values,
    )
