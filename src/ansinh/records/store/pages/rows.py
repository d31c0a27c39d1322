"""Rows of a query as values of a dataclass: columns and fields carry the same names."""

from typing import Any, TypeVar

from django.db import connection

Shape = TypeVar("Shape")


def read(shape: type[Shape], sql: str, params: dict[str, Any] | None = None) -> list[Shape]:
    """Return the rows of `sql` as values of `shape`; TypeError where a column is no field of it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description or ()]
        return [shape(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def read_one(shape: type[Shape], sql: str, params: dict[str, Any] | None = None) -> Shape | None:
    """Return the first row of `sql` as a value of `shape`, or None."""
    return next(iter(read(shape, sql, params)), None)


def read_column(sql: str, params: dict[str, Any] | None = None) -> list[Any]:
    """Return the first column of `sql`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
