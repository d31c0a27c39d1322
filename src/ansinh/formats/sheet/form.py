"""An official form as a sheet: letterhead, title, merged headings, numbered columns, sections, totals, signatures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ansinh.formats.layout import Field, Layout
from ansinh.formats.sheet.write import Tab, Written

Merge = tuple[int, int, int, int]
_STYLES: Final = {
    "dong": "money", "pay": "decimal", "coefficient": "decimal", "percent": "decimal", "share": "decimal", "day": "day",
    "partial": "day", "month": "centre", "sex": "centre", "count": "centre", "skip": "centre",
}  # fmt: skip
_WIDTHS: Final = {
    "name": 26,
    "text": 20,
    "si": 13,
    "id": 15,
    "dong": 13,
    "pay": 12,
    "skip": 6,
    "partial": 11,
    "day": 11,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form: its heading rows as (number, words), and its rows as columns of cells."""

    headings: Sequence[tuple[str, str]]
    cells: Mapping[str, Sequence[Written]]
    size: int


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says around its table."""

    name: str  # of the sheet
    left: Sequence[str]  # lines of the letterhead
    right: Sequence[str]
    title: Sequence[str]
    parts: Sequence[Part]
    foot: Sequence[str] = ()
    signatures: Sequence[str] = ("Người lập biểu", "Đại diện đơn vị")


@dataclass(slots=True)
class _Sheet:
    """Rows being written."""

    width: int
    rows: list[list[Written]] = field(default_factory=list)
    styles: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)

    def add(self, cells: Mapping[int, Written], style: str = "") -> int:
        """Append a row with `cells` at their columns; return its place."""
        row: list[Written] = [""] * self.width
        for column, cell in cells.items():
            row[column] = cell
            if style:
                self.styles[len(self.rows), column] = style
        self.rows.append(row)
        return len(self.rows) - 1


def form_tab(form: Form, layout: Layout) -> Tab:
    """Return the form as a sheet ready to be written."""
    columns = [column for column in layout.fields if column.number]
    sheet = _Sheet(len(columns))
    half = sheet.width // 2
    for left, right in zip([*form.left, *[""] * 9], [*form.right, *[""] * 9], strict=False):
        if left or right:
            sheet.add({0: left, half: right}, "bold")
    sheet.add({})
    for line, style in zip(form.title, ("title", "bold", "bold"), strict=False):
        place = sheet.add({0: line}, style)
        sheet.merges.append((place, 0, place, sheet.width - 1))
    sheet.add({})
    _headings(sheet, columns)
    first = len(sheet.rows)
    for part in form.parts:
        _part(sheet, columns, part)
    body = len(sheet.rows)
    _foot(sheet, form, half)
    kinds = {place: _STYLES.get(column.kind, "text") for place, column in enumerate(columns)}
    styles = {**{(row, column): "" for row in range(body, len(sheet.rows)) for column in kinds}, **sheet.styles}
    widths = {place: _WIDTHS.get(column.kind, 10) for place, column in enumerate(columns)}
    return Tab(
        form.name, sheet.rows, styles=styles, column_styles=kinds, styled_from=first, merges=sheet.merges,
        widths=widths, landscape=True,
    )  # fmt: skip


def _headings(sheet: _Sheet, columns: Sequence[Field]) -> None:
    """Append the heading rows, merged as on the printed form, and the row of numbers."""
    paths = [[*filter(None, column.context.split("|")), column.heading] for column in columns]
    depth = max(len(path) for path in paths)
    top = len(sheet.rows)
    for _ in range(depth):
        sheet.add(dict.fromkeys(range(sheet.width), ""), "heading")
    for place, path in enumerate(paths):
        for level, words in enumerate(path):
            starts = not place or paths[place - 1][: level + 1] != path[: level + 1]
            if starts or level == len(path) - 1:
                sheet.rows[top + level][place] = words
                _merge_heading(sheet, (top, depth), paths, (place, level))
    sheet.add({place: f"({column.number})" for place, column in enumerate(columns)}, "numbering")


def _merge_heading(sheet: _Sheet, block: tuple[int, int], paths: list[list[str]], at: tuple[int, int]) -> None:
    """Merge a group over its columns, or a single heading down to the last heading row."""
    (top, depth), (place, level) = block, at
    path = paths[place]
    if level == len(path) - 1:
        if level < depth - 1:
            sheet.merges.append((top + level, place, top + depth - 1, place))
        return
    last = place
    while last + 1 < len(paths) and paths[last + 1][: level + 1] == path[: level + 1]:
        last += 1
    if last > place:
        sheet.merges.append((top + level, place, top + level, last))


def _part(sheet: _Sheet, columns: Sequence[Field], part: Part) -> None:
    """Append a section: its headings, and its rows numbered from 1."""
    for number, words in part.headings:
        place = sheet.add({0: number, 1: words}, "section")
        sheet.styles |= {(place, column): "section" for column in range(sheet.width)}
    named = [(place, part.cells[column.name]) for place, column in enumerate(columns) if column.name in part.cells]
    for row in range(part.size):
        sheet.add({0: row + 1, **{place: cells[row] for place, cells in named}})


def _foot(sheet: _Sheet, form: Form, half: int) -> None:
    """Append totals and the places of the signatures."""
    for line in form.foot:
        sheet.add({1: line}, "bold")
    sheet.add({})
    sheet.add({half: "Ngày ..... tháng ..... năm ........"}, "small")
    last = max(half, sheet.width - 4)
    sheet.add(dict(zip((1, last), form.signatures, strict=False)), "bold")
