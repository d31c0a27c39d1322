"""Columns as the cells of a form: what is written so that it reads back as the same value."""

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final, cast

import numpy as np

from ansinh.core.period import Month
from ansinh.formats.columns import Column, Days, Flags, Ints, Table
from ansinh.formats.sheet.write import Written

Cells = list[Written]
SEXES: Final = {1: "Nam", 0: "Nữ", 2: "Khác", -1: ""}


def days(column: Days) -> Cells:
    """Return days as date cells; nothing as empty."""
    return [day if day is not None else "" for day in column.astype("datetime64[D]").tolist()]


def partial_days(column: Days, precision: Flags) -> Cells:
    """Return births: a date cell, or 05/1990, or 1990."""
    printed = zip(days(column), precision.tolist(), strict=True)
    return [_partial(day, known) for day, known in printed]


def _partial(day: Written, known: int) -> Written:
    """Return one partial date as it is written."""
    if not isinstance(day, dt.date):
        return ""
    return {1: f"{day.year}", 2: f"{day.month:02d}/{day.year}"}.get(known, day)


def months(column: Ints) -> Cells:
    """Return month numbers as 10/2021; 0 as empty."""
    return [_month(number) for number in column.tolist()]


def _month(number: int) -> str:
    """Return a month as it is written."""
    month = Month(number)
    return f"{month.month:02d}/{month.year}" if number else ""


def numbers(column: Ints, unit: int = 1) -> Cells:
    """Return whole numbers, or exact ratios of `unit`; 0 as empty."""
    return [_number(value, unit) for value in column.tolist()]


def _number(value: int, unit: int) -> Written:
    """Return one number; a whole ratio as a whole number."""
    if not value:
        return ""
    return value // unit if value % unit == 0 else Fraction(value, unit)


def either(first: Sequence[Written], second: Sequence[Written]) -> Cells:
    """Return the first cell where it holds something, else the second."""
    return [one if one != "" else other for one, other in zip(first, second, strict=True)]


def sexes(column: Flags) -> Cells:
    """Return the words for the sexes."""
    return [SEXES[value] for value in column.tolist()]


def marks(column: Flags) -> Cells:
    """Return flags as 1, 0 or nothing."""
    return ["" if value < 0 else str(value) for value in column.tolist()]


def plain_json(cells: Iterable[Written]) -> list[Any]:
    """Return cells as JSON values: days as ISO, exact ratios as the decimal they are, nothing as None."""
    return [_json(cell) for cell in cells]


def _json(cell: Written) -> Any:  # noqa: ANN401 any JSON
    """Return one cell as a JSON value."""
    if isinstance(cell, Fraction):
        return float(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, np.generic):
        return cell.item()
    return None if cell == "" else cell


def table_cells(
    table: Table, *, hundredths: frozenset[str], coefficients: frozenset[str] = frozenset()
) -> dict[str, Cells]:
    """Return every column of `table` as cells; births need `partial_days`, months `months`, sexes `sexes` of their own.

    `hundredths` and `coefficients` (ten-thousandths) name the columns whose unit is not one.
    """
    return {name: _cells(column, _unit(name, hundredths, coefficients)) for name, column in table.columns().items()}


def _unit(name: str, hundredths: frozenset[str], coefficients: frozenset[str]) -> int:
    """Return how many of a column's numbers make one."""
    return 10_000 if name in coefficients else 100 if name in hundredths else 1


def _cells(column: Column, unit: int) -> Cells:
    """Return one column as cells, by its kind."""
    if isinstance(column, list):
        return list(column)
    if column.dtype.kind == "M":
        return days(cast("Days", column))
    return marks(cast("Flags", column)) if column.dtype.itemsize == 1 else numbers(cast("Ints", column), unit)
