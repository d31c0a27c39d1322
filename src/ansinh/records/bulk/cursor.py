"""Columns out of Django's own connection: for one account on a page, inside the transaction of the request.

Slower a row than Arrow, but nothing has to be connected first.
"""

from typing import Any

import numpy as np
from django.db import connection

from ansinh.records.bulk.arrow import Column

TYPES: dict[int, str] = {20: "int64", 23: "int32", 21: "int16", 16: "bool", 1082: "datetime64[D]"}  # by type number


class CursorDoor:
    """Answers queries as columns, like ArrowDoor."""

    def columns(self, query: str, **blanks: int) -> dict[str, Column]:
        """Return the columns of `query` by name, NULL as the value in `blanks` (0 where none is given; dates NaT)."""
        with connection.cursor() as cursor:
            cursor.execute(query)
            described = [(each.name, each.type_code) for each in cursor.description or ()]
            rows = cursor.fetchall()
        return {
            name: _column([row[at] for row in rows], TYPES.get(code, "object"), blanks.get(name, 0))
            for at, (name, code) in enumerate(described)
        }


def _column(values: list[Any], kind: str, blank: int) -> Column:
    """Return the values of one column without NULLs."""
    if kind == "datetime64[D]":
        return np.array([np.datetime64("NaT") if value is None else value for value in values], dtype=kind)
    if kind == "object":
        column = np.empty(len(values), dtype=object)
        column[:] = values
        return column
    return np.array([blank if value is None else value for value in values], dtype=kind)
