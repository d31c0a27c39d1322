"""Lists as files people open in a spreadsheet: CSV (UTF-8 with a mark, so that Excel shows accents) and XLSX."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

from ansinh.formats.harmless import harmless
from ansinh.formats.media import CSV, XLSX

Cell = str | int | dt.date | None


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return `content` as a file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def table(name: str, form: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Return a table as `name`.csv or `name`.xlsx (`form`)."""
    if form == "xlsx":
        return attachment(_xlsx(heads, rows), XLSX, f"{name}.xlsx")
    return attachment(_csv(heads, rows), CSV, f"{name}.csv")


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as CSV; text that a spreadsheet would run as a formula is put behind an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as a workbook; text is written as text, never as formula or link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, heads, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, day if isinstance(cell, dt.date) else None)
        sheet.autofit()
    return out.getvalue()
