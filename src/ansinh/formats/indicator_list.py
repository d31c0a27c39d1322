"""A list of indicator values, targets or bases: JSON, or the first sheet of a workbook or CSV by its headings."""

import datetime as dt
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ansinh.core.finding import Finding, Findings, Place
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


@dataclass(frozen=True, slots=True)
class RowList:
    """The rows of a sheet under their headings (folded to lower case); `first` is the number of the first row."""

    headings: list[str]
    first: int
    rows: list[list[str]]
    findings: list[Finding]
    sheet: str = ""

    def as_mappings(self) -> list[dict[str, str]]:
        """Return each row as {heading: text} without its empty cells; an empty row keeps its place."""
        return [
            {heading: text for heading, text in zip(self.headings, row, strict=False) if heading and text}
            for row in self.rows
        ]

    def under(
        self, columns: Mapping[str, Sequence[str]], *, optional: Container[str] = ()
    ) -> tuple[list[tuple[int, dict[str, str]]], list[Finding]]:
        """Return each row that is not empty as its number and {name: text}, by the headings a name may stand under.

        Without a heading that is not `optional` there are no rows, and each missing one is a finding.
        """
        headings = [unicodedata.normalize("NFC", heading) for heading in self.headings]
        at = {
            name: next((place for place, heading in enumerate(headings) if heading in words), -1)
            for name, words in columns.items()
        }
        lacking = [name for name, place in at.items() if place < 0 and name not in optional]
        if lacking:
            return [], [fault("F-HEADING", heading=columns[name][0].capitalize()) for name in lacking]
        told = (
            (number, {name: row[place].strip() if 0 <= place < len(row) else "" for name, place in at.items()})
            for number, row in enumerate(self.rows, self.first)
        )
        return [(number, given) for number, given in told if any(given.values())], []


def empty_list(findings: list[Finding]) -> RowList:
    """Return a list that could not be read."""
    return RowList([], 0, [], findings)


def read_list(data: bytes, *, name: str = "") -> RowList:  # noqa: ARG001 - every kind of upload is read by this call
    """Return the first sheet of a workbook or CSV as rows under its headings; never raises.

    The headings are the first row of several cells (titles stand alone above it), else the first that is not empty.

    A formula is a finding, for its value is not the sender's.
    """
    try:
        grids = read_grids(data, Limits())
    except RefusedFileError as refused:
        return empty_list([refused.finding])
    grid = grids[0] if grids else Grid("", [])
    filled = [sum(1 for cell in row if _text(cell)) for row in grid.rows]
    top = next((at for least in (2, 1) for at, count in enumerate(filled) if count >= least), None)
    if top is None or not any(_text(cell) for row in grid.rows[top + 1 :] for cell in row):
        return empty_list([fault("F-NO-ROWS")])
    formulas = [fault("C-FORMULA", Place(grid.name, row, letter(column))) for row, column in sorted(grid.formulas)]
    rows = [[_text(cell) for cell in row] for row in grid.rows[top + 1 :]]
    while not any(rows[-1]):
        rows.pop()
    return RowList([_text(cell).lower() for cell in grid.rows[top]], top + 2, rows, formulas, grid.name)


def _text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without decimals, days as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
