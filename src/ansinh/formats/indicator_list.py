"""A list of indicator values, targets or bases: JSON, or the first sheet of a workbook or CSV by its headings."""

import datetime as dt
from dataclasses import replace
from typing import Any

from ansinh.core.finding import Findings, Place
from ansinh.core.text import Text
from ansinh.formats.faults import RefusedFileError, fault
from ansinh.formats.sheet.grid import Cell, Grid, Limits, letter
from ansinh.formats.sheet.read import check_size, read_grids
from ansinh.formats.strict_json import parse_json

_MEND_JSON = Text(
    "Sửa cú pháp JSON tại vị trí đã nêu (dấu phẩy, ngoặc, dấu nháy; số viết trong dấu nháy).",
    "Mend the JSON where it says (commas, brackets, quotes; numbers stand in quotes).",
)


def is_json(data: bytes) -> bool:
    """Return whether the bytes look like a JSON object or list."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def read_json(data: bytes, limits: Limits | None = None) -> tuple[Any, Findings]:
    """Return the JSON value in `data`, or None and the finding that says why not."""
    findings = Findings()
    try:
        check_size(data, limits or Limits())
        return parse_json(data), findings
    except RefusedFileError as refused:
        found = refused.finding
        findings.add(replace(found, mend=_MEND_JSON) if found.code == "F-JSON" else found)
        return None, findings


def read_rows(data: bytes, limits: Limits | None = None) -> tuple[list[dict[str, str]], int, Findings]:
    """Return the rows under the first non-empty row as {heading: text}, and the number of the first of them.

    Headings are folded to lower case; an empty row keeps its place. A formula is a finding, for its value is not the
    sender's.
    """
    findings = Findings()
    try:
        grids = read_grids(data, limits or Limits())
    except RefusedFileError as refused:
        findings.add(refused.finding)
        return [], 0, findings
    grid = grids[0] if grids else Grid("", [])
    top = next((at for at, row in enumerate(grid.rows) if any(_text(cell) for cell in row)), None)
    if top is None:
        findings.add(fault("F-NO-ROWS"))
        return [], 0, findings
    headings = [_text(cell).strip().lower() for cell in grid.rows[top]]
    for row, column in sorted(grid.formulas):
        findings.add(fault("C-FORMULA", Place(grid.name, row, letter(column))))
    rows = [
        {heading: _text(cell) for heading, cell in zip(headings, row, strict=False) if heading and _text(cell)}
        for row in grid.rows[top + 1 :]
    ]
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        findings.add(fault("F-NO-ROWS"))
    return rows, top + 2, findings


def _text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without decimals, days as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
