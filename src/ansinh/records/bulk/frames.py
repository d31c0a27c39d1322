"""Frames into the database: COPY of text, for loads with words in them. Columns of numbers alone: bulk/copy.py."""

import polars as pl
from django.db import connection

BATCH = 200_000  # rows written to text at a time, so that a province of a million does not stand in memory twice


def copy_frame(table: str, frame: pl.DataFrame) -> int:
    """Append the rows of `frame` to the columns of `table` that bear its names; return the number of rows.

    null is NULL and "" the empty text. Inside the transaction of the caller. Names come from code, never from users.
    """
    if frame.is_empty():
        return 0
    names = ", ".join(f'"{name}"' for name in frame.columns)
    connection.ensure_connection()
    statement = f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '\\N')"
    with connection.connection.cursor() as cursor, cursor.copy(statement) as sink:
        for part in frame.iter_slices(BATCH):
            sink.write(part.write_csv(include_header=False, null_value="\\N", quote_style="non_numeric").encode())
    return frame.height


def take_ids(table: str, count: int) -> int:
    """Reserve `count` ids of `table` and return the first: they follow each other, nobody else gets them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        sequence = cursor.fetchone()[0]
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [sequence])
        cursor.execute("SELECT nextval(%s)", [sequence])
        first = int(cursor.fetchone()[0])
        cursor.execute("SELECT setval(%s, %s)", [sequence, first + max(count, 1) - 1])
    return first
