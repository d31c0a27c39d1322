"""The sender's own workbook back, with a column of comments and the offending cells marked; nothing else is touched.

The XML of the sheets is edited in place, row by row, so that every value, width and format stays as it was. Formulas
are dropped and their last values kept: what goes back can be opened without running anything.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from ansinh.core.finding import Finding
from ansinh.core.text import Language, Text
from ansinh.formats.sheet.grid import Limits, letter, number
from ansinh.formats.sheet.guard import check_workbook, sheet_names
from ansinh.formats.sheet.mark import Styles, add_styles
from ansinh.formats.sheet.read import check_size, decode_text, read_grids
from ansinh.formats.sheet.write import Tab, Written, write_book

TITLE: Final = Text("Nhận xét của cơ quan BHXH", "Comments of the agency")
_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_NUMBER = re.compile(r"""\br=["'](\d+)["']""")
_CELL = re.compile(r"<c\b([^>]*?)(/?)>")
_PLACE = re.compile(r"""\br=["']([A-Z]+)(\d+)["']""")
_STYLE = re.compile(r"""\s\bs=["'](\d+)["']""")
_FORMULA = re.compile(r"<f\b[^>]*?(?:/>|>.*?</f>)", re.DOTALL)
_SPANS = re.compile(r"""\sspans=["'][^"']*["']""")
_LETTERS = re.compile(r"\A([A-Z]{1,3})\b")

Rows = Mapping[int, Sequence[Finding]]


def comment_workbook(data: bytes, findings: Sequence[Finding], *, language: Language = "vi") -> bytes:
    """Return an XLSX: `data` with comments. A CSV or JSON comes back as a workbook of its cells.

    Raises RefusedFileError where `data` is no file that could have been read.
    """
    by_sheet = _by_sheet(findings)
    check_size(data, Limits())
    if data[:4] != b"PK\x03\x04":
        return _from_cells(data, by_sheet, language)
    check_workbook(data, Limits())
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {entry.filename: packed.read(entry) for entry in packed.infolist() if not entry.is_dir()}
    if b"<x:worksheet" in b"".join(text[:500] for text in parts.values()):
        return _from_cells(data, by_sheet, language)
    names = sheet_names(parts)
    parts["xl/styles.xml"], styles = add_styles(parts.get("xl/styles.xml", b""))
    for part, name in names.items():
        if part in parts:
            parts[part] = _comment_sheet(parts[part].decode(), by_sheet.get(name, {}), styles, language).encode()
    parts["xl/styles.xml"] = styles.finish()
    parts.pop("xl/calcChain.xml", None)
    _forget_chain(parts)
    return _pack(parts)


def _by_sheet(findings: Iterable[Finding]) -> dict[str, dict[int, list[Finding]]]:
    """Return sheet -> row -> findings."""
    by_sheet: dict[str, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        if finding.where.row is not None:
            by_sheet[finding.where.sheet][finding.where.row].append(finding)
    return by_sheet


def _forget_chain(parts: dict[str, bytes]) -> None:
    """Take the calculation chain out of the lists of parts: there are no formulas left."""
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        if name in parts:
            parts[name] = re.sub(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", parts[name])


def _pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 3)
    return stream.getvalue()


def _comment_sheet(text: str, rows: Rows, styles: Styles, language: Language) -> str:
    """Return the XML of a sheet with comments at `rows`, and without formulas anywhere."""
    text = _FORMULA.sub("", text)
    if not rows:
        return text
    writer = _Writer(rows, letter(_last_column(text) + 1), styles, language)
    marked = _ROW.sub(writer.row, text)
    marked = re.sub(r"<dimension\b[^>]*/>", "", marked, count=1)
    return _widen(marked, number(writer.column))


def _last_column(text: str) -> int:
    """Return the last column (1-based) that any cell of the sheet uses."""
    letters = set(re.findall(r"""<c\b[^>]*?\br=["']([A-Z]+)\d""", text))
    return max((number(found) for found in letters), default=1)


@dataclass(slots=True)
class _Writer:
    """Rewrites the rows of one sheet; the title of the column goes into the first row that has no finding."""

    rows: Rows
    column: str
    styles: Styles
    language: Language
    titled: bool = False

    def row(self, found: re.Match[str]) -> str:
        """Return one row, with its comment and marks where it has findings."""
        place = _NUMBER.search(found[1])
        row = int(place[1]) if place else 0
        if row not in self.rows:
            if self.titled or not row:
                return found[0]
            self.titled = True
            return _row(found, found[2] or "", self._cell(row, self.styles.title, TITLE.to(self.language)))
        marks = {match[1] for finding in self.rows[row] if (match := _LETTERS.match(finding.where.column))}
        body = _with_cells(found[2] or "", row, marks)
        body = _CELL.sub(lambda cell: _mark(cell, marks, self.styles), body)
        words = "\n".join(_sentence(finding, self.language) for finding in self.rows[row])
        return _row(found, body, self._cell(row, self.styles.comment, words))

    def _cell(self, row: int, style: int, words: str) -> str:
        """Return a cell of the comment column: inline text, which no program takes for a formula."""
        inline = f'<is><t xml:space="preserve">{escape(words)}</t></is>'
        return f'<c r="{self.column}{row}" s="{style}" t="inlineStr">{inline}</c>'


def _with_cells(body: str, row: int, marks: set[str]) -> str:
    """Return the cells of a row with an empty one at each of `marks` that the sender left out, in order."""
    for mark in sorted(marks, key=number):
        cells = [(found.start(), place[1]) for found in _CELL.finditer(body) if (place := _PLACE.search(found[1]))]
        if any(column == mark for _, column in cells):
            continue
        at = next((start for start, column in cells if number(column) > number(mark)), len(body))
        body = f'{body[:at]}<c r="{mark}{row}"/>{body[at:]}'
    return body


def _row(found: re.Match[str], body: str, last: str) -> str:
    """Return a row with one more cell at its end."""
    return f"<row{_SPANS.sub('', found[1])}>{body}{last}</row>"


def _mark(cell: re.Match[str], marks: set[str], styles: Styles) -> str:
    """Return the opening tag of a cell, in the marked twin of its style if its column is among `marks`."""
    place = _PLACE.search(cell[1])
    if place is None or place[1] not in marks:
        return cell[0]
    style = _STYLE.search(cell[1])
    marked = styles.marked(int(style[1]) if style else 0)
    return f'<c{_STYLE.sub("", cell[1])} s="{marked}"{cell[2]}>'


def _sentence(finding: Finding, language: Language) -> str:
    """Return one finding as a line: where, what, how to mend."""
    where = f"[{finding.where.column}] " if finding.where.column else ""
    return f"{where}{finding.message.to(language)} {finding.mend.to(language)}"


def _widen(text: str, column: int) -> str:
    """Return the sheet with a wide column for the comments."""
    wide = f'<col min="{column}" max="{column}" width="70" customWidth="1"/>'
    columns = re.search(r"<cols>(.*?)</cols>", text, re.DOTALL)
    if columns is None:
        return text.replace("<sheetData", f"<cols>{wide}</cols><sheetData", 1)
    if any(int(last) >= column for last in re.findall(r"""max=["'](\d+)["']""", columns[1])):
        return text
    return text.replace("</cols>", f"{wide}</cols>", 1)


def _from_cells(data: bytes, by_sheet: Mapping[str, Rows], language: Language) -> bytes:
    """Return the cells of a CSV, a JSON or an unusual workbook as a new workbook with comments."""
    grids = read_grids(data, Limits()) if data.lstrip()[:1] not in {b"{", b"["} else []
    tabs: list[Tab] = []
    for grid in grids:
        rows = by_sheet.get(grid.name) or next(iter(by_sheet.values()), {})
        width = max((len(row) for row in grid.rows), default=0)
        lines: list[list[Written]] = [
            [*row, *[""] * (width - len(row)), _words(rows.get(place, ()), language)]
            for place, row in enumerate(grid.rows, 1)
        ]
        tabs.append(Tab(grid.name[:31] or "CSV", lines, widths={width: 70}, marks=_marks(rows)))
    if not tabs:
        raw: list[list[Written]] = [[line] for line in decode_text(data).splitlines()[: Limits().rows]]
        said: list[list[Written]] = [
            [where, _words(found, language)] for rows in by_sheet.values() for where, found in sorted(rows.items())
        ]
        tabs = [Tab("JSON", raw), Tab("Findings", said, widths={1: 90})]
    return write_book(tabs)


def _words(findings: Sequence[Finding], language: Language) -> str:
    """Return the findings of one row as text."""
    return "\n".join(_sentence(finding, language) for finding in findings)


def _marks(rows: Rows) -> frozenset[tuple[int, int]]:
    """Return the cells (row, column; 0-based) to mark."""
    return frozenset(
        (row - 1, number(match[1]) - 1)
        for row, findings in rows.items()
        for finding in findings
        if (match := _LETTERS.match(finding.where.column))
    )
