"""Workbooks out, through xlsxwriter: plain cells, typed; text is always text, so that no cell can become a formula."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, TypeAlias

import xlsxwriter

from ansinh.formats.sheet.grid import letter

Written: TypeAlias = str | int | float | Fraction | dt.date | dt.time | dt.timedelta | bool | None
INK, BRAND, LINE, PALE, WARM = "#1F2A30", "#0F5C5C", "#B9C4C4", "#EDF3F2", "#FFE699"

STYLES: Final[dict[str, dict[str, Any]]] = {
    "": {"valign": "top"},
    "text": {"valign": "top", "text_wrap": True, "border": 1, "border_color": LINE, "num_format": "@"},
    "heading": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1, "bg_color": PALE},
    "numbering": {"italic": True, "align": "center", "border": 1, "font_size": 8},
    "section": {"bold": True, "border": 1, "bg_color": "#F7F4EC"},
    "title": {"bold": True, "font_size": 14, "align": "center", "font_color": BRAND},
    "bold": {"bold": True},
    "small": {"italic": True, "font_size": 9, "font_color": "#5B6B70"},
    "centre": {"align": "center", "valign": "top", "border": 1, "border_color": LINE, "num_format": "@"},
    "money": {"num_format": "#,##0", "valign": "top", "border": 1, "border_color": LINE},
    "strong": {"num_format": "#,##0", "bold": True, "valign": "top", "border": 1, "bg_color": PALE},
    "decimal": {"num_format": "0.00##", "valign": "top", "border": 1, "border_color": LINE},
    "one": {"num_format": "#,##0.0", "valign": "top", "border": 1, "border_color": LINE},
    "two": {"num_format": "#,##0.00", "valign": "top", "border": 1, "border_color": LINE},
    "day": {"num_format": "dd/mm/yyyy", "align": "center", "valign": "top", "border": 1, "border_color": LINE},
    "marked": {"bg_color": WARM, "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: rows of cells; `styles` names a style per (row, column), else per column, 0-based."""

    name: str
    rows: Sequence[Sequence[Written]]
    styles: Mapping[tuple[int, int], str] = field(default_factory=dict)
    column_styles: Mapping[int, str] = field(default_factory=dict)
    styled_from: int = 0  # first row that column styles apply to
    merges: Sequence[tuple[int, int, int, int]] = ()  # first row, first column, last row, last column
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    marks: frozenset[tuple[int, int]] = frozenset()
    landscape: bool = False
    frozen_rows: int = 0


def write_book(tabs: Sequence[Tab], *, font: str = "Times New Roman") -> bytes:
    """Return a workbook of `tabs`. Every text is written as a string, never as a formula, a link or a number."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        # A fixed moment, so that the same values give the same bytes.
        book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
        formats = {
            name: book.add_format({"font_name": font, "font_size": 11, **style}) for name, style in STYLES.items()
        }
        for tab in tabs:
            _write_tab(book.add_worksheet(tab.name[:31]), tab, formats)
    return stream.getvalue()


def _write_tab(sheet: Any, tab: Tab, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 xlsxwriter is untyped
    """Write one sheet."""
    for column, width in tab.widths.items():
        sheet.set_column(column, column, width)
    for row, height in tab.heights.items():
        sheet.set_row(row, height)
    for row, cells in enumerate(tab.rows):
        for column, cell in enumerate(cells):
            style = _style(tab, row, column)
            style = "day" if not style and isinstance(cell, dt.date) else style
            if cell is not None and cell != "":
                _write_cell(sheet, (row, column), cell, formats[style])
            elif style:
                sheet.write_blank(row, column, None, formats[style])
    for first_row, first_column, last_row, last_column in tab.merges:
        style = formats[_style(tab, first_row, first_column)]
        value = tab.rows[first_row][first_column]
        sheet.merge_range(first_row, first_column, last_row, last_column, value, style)
    if tab.landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if tab.frozen_rows:
        sheet.freeze_panes(tab.frozen_rows, 0)


def _style(tab: Tab, row: int, column: int) -> str:
    """Return the name of the style of a cell."""
    if (row, column) in tab.marks:
        return "marked"
    named = tab.styles.get((row, column))
    if named is not None:
        return named
    return tab.column_styles.get(column, "") if row >= tab.styled_from else ""


def _write_cell(sheet: Any, place: tuple[int, int], cell: Written, style: Any) -> None:  # noqa: ANN401 xlsxwriter is untyped
    """Write one cell by its type."""
    if isinstance(cell, str | dt.time | dt.timedelta):
        sheet.write_string(*place, str(cell), style)
    elif isinstance(cell, bool):
        sheet.write_boolean(*place, cell, style)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(*place, dt.datetime.combine(cell, dt.time()), style)
    else:
        # Only here, on the way out, does an exact ratio become a double: workbooks know nothing else.
        sheet.write_number(*place, float(cell) if isinstance(cell, Fraction) else cell, style)


def address(row: int, column: int) -> str:
    """Return the address of a 0-based cell, as people write it: (0, 27) is AB1."""
    return f"{letter(column + 1)}{row + 1}"
