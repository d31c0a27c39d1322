"""Lists sent as JSON: {"header": {...}, "rows": [{key: value}]} or the bare list, under the keys of the forms."""

from typing import Any

from ansinh.core.period import Month
from ansinh.formats.faults import UnreadableError, refuse
from ansinh.formats.header import UnitHeader
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.grid import Cell, Grid, Limits
from ansinh.formats.strict_json import parse_json


def keyed_rows(data: bytes, limits: Limits) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return (header, rows) of a JSON list. Raises RefusedFileError for another shape."""
    value = parse_json(data)
    header, rows = ({}, value) if isinstance(value, list) else _parts(value)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not isinstance(header, dict):
        refuse("F-JSON", "rows")
    if len(rows) > limits.rows:
        refuse("F-ROWS", len(rows), limit=limits.rows)
    return header, rows


def _parts(value: Any) -> tuple[Any, Any]:  # noqa: ANN401 any JSON
    """Return the header and the rows of an object."""
    if not isinstance(value, dict) or "rows" not in value:
        refuse("F-JSON", "rows")
    return value.get("header", {}), value["rows"]


def keyed_grid(rows: list[dict[str, Any]], drop: frozenset[str], limits: Limits) -> Grid:
    """Return rows as a sheet named JSON: the keys (without `drop`) are its headings, so row 1 of the list is row 2."""
    keys = list(dict.fromkeys(key for row in rows for key in row if key not in drop))
    if len(keys) > limits.columns:
        refuse("F-COLUMNS", len(keys), limit=limits.columns)
    return Grid("JSON", [keys, *[[_cell(row.get(key)) for key in keys] for row in rows]])


def _cell(value: Any) -> Cell:  # noqa: ANN401 any JSON
    """Return a JSON value as a cell. Raises RefusedFileError for a list or an object."""
    if value is None:
        return ""
    if not isinstance(value, str | bool | int | float):
        refuse("F-JSON", str(value)[:60])
    return value


def keyed_header(given: dict[str, Any]) -> UnitHeader:
    """Return the header under the keys unit_name, unit_code, tax_code, ... and month (or period)."""
    written = given.get("month") or given.get("period") or ""
    try:
        texts = {name: cells.text(given[name]) for name in _NAMES if isinstance(given.get(name), str | int)}
        month = Month(cells.month(str(written))) if written else None
    except UnreadableError as error:
        refuse(error.code, written, limit=cells.LONGEST)
    return UnitHeader(**texts, month=month)


_NAMES = ("unit_name", "unit_code", "tax_code", "address", "phone", "email", "number")
