"""A document as a workbook: the text on the first sheet, every table and chart as numbers on sheets of their own."""

import re
from collections.abc import Iterator

from ansinh.formats.document import Chart, Document, DocumentTable, Figures, Paragraph
from ansinh.formats.documents.charts import chart_table
from ansinh.formats.documents.numbers import headings
from ansinh.formats.sheet.write import Tab, Written, write_book

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_STYLES = {0: "money", 1: "one", 2: "two"}


def write_xlsx(document: Document) -> bytes:
    """Return the document as XLSX with real numbers."""
    tables = [
        chart_table(block) if isinstance(block, Chart) else block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Chart | DocumentTable)
    ]
    names = _names([table.title for table in tables])
    return write_book([_text_tab(document), *(_tab(table, name) for table, name in zip(tables, names, strict=True))])


def _names(titles: list[str]) -> list[str]:
    """Return names of sheets: short, lawful, each once."""
    return [f"{place} {_FORBIDDEN.sub(' ', title)}".strip()[:31].strip() for place, title in enumerate(titles, 1)]


def _text_tab(document: Document) -> Tab:
    """Return the sheet with the words and the key figures."""
    rows: list[list[Written]] = [[document.title], [document.about], []]
    styles = {(0, 0): "bold", (1, 0): "small"}
    for section in document.sections:
        styles[len(rows), 0] = "section"
        rows.append([section.heading])
        for block in section.blocks:
            if isinstance(block, Paragraph):
                rows.append([block.text])
            elif isinstance(block, Figures):
                rows += [[item.label, item.value, item.note] for item in block.items]
        rows.append([])
    name = "Báo cáo" if document.language == "vi" else "Report"
    return Tab(name, rows, styles=styles, widths={0: 60, 1: 22, 2: 60})


def _tab(table: DocumentTable, name: str) -> Tab:
    """Return the sheet of one table."""
    head: list[list[Written]] = [[table.title], list(headings(table))]
    rows = [list(_cells(row)) for row in table.rows]
    styles = {(0, 0): "bold"} | {(1, column): "heading" for column in range(len(table.columns))}
    styles |= {(row + 2, column): "strong" for row in table.strong for column in range(len(table.columns))}
    kinds = {
        place: "text" if column.places is None else _STYLES.get(column.places, "decimal")
        for place, column in enumerate(table.columns)
    }
    widths = {place: 34.0 if column.places is None else 18.0 for place, column in enumerate(table.columns)}
    note: list[list[Written]] = [[], [table.note]] if table.note else []
    plain = {(len(rows) + 3, 0): "small"}
    return Tab(
        name, [*head, *rows, *note], styles=styles | plain, column_styles=kinds, styled_from=2, widths=widths,
        frozen_rows=2,
    )  # fmt: skip


def _cells(row: tuple[Written, ...]) -> Iterator[Written]:
    """Yield the cells of a row; None stays empty."""
    yield from row
