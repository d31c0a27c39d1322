"""Where the table starts, and which column is which: by its headings, in any order, over several merged rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from ansinh.core.finding import Finding, Place
from ansinh.formats.faults import fault, refuse, warning
from ansinh.formats.header import Seen
from ansinh.formats.layout import Field, Layout, load_layout
from ansinh.formats.sheet.grid import Cell, Grid, letter
from ansinh.formats.words import plain

_DEPTH = 4  # rows a heading may spread over
_SEARCH = 120  # rows searched for the heading
_FAMILY = re.compile(r"(ho va |ho )(ten )?(dem|lot|chu dem)\b")  # the given name stands in a column of its own
# What an employer's own list carries beside the form: nothing is lost where it is passed over.
_OWN = re.compile(r"(stt|so tt|tt|no|ma (so )?(nv|nhan vien)|phong( ban)?|bo phan|to|doi|lop|chi nhanh|ky ten)\b")
_NUMBERING = re.compile(r"\(?([a-z]|\d{1,3})\)?( ?= ?.*)?\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in a sheet: heading row and first row after it (0-based), field name -> column (0-based)."""

    grid: Grid
    heading_row: int
    first_row: int
    columns: dict[str, int]
    titles: dict[str, str]  # field name -> "L · Hệ số/Mức lương", the column as the sender sees it
    findings: tuple[Finding, ...] = ()
    spare: tuple[tuple[int, str], ...] = ()  # columns that are none of the form, with their headings

    @property
    def seen(self) -> Seen:
        """The table as the sender sees it."""
        return Seen(self.grid.name, list(self.titles), list(self.titles.values()))


def find_table(grid: Grid, layout: Layout, anchor: str = "full_name") -> Found | None:
    """Return the first table of `grid` that has the columns `layout` needs; None where there is none.

    Only rows with the heading of the field `anchor` are looked at.
    """
    wanted = layout.field(anchor).pattern
    for row in range(min(_SEARCH, len(grid.rows))):
        if not any(isinstance(cell, str) and wanted and wanted.match(plain(cell)) for cell in grid.rows[row]):
            continue
        found = _table_at(grid, layout, row)
        if found is not None:
            return found
    return None


def find_in(grids: Sequence[Grid], layouts: Sequence[str]) -> tuple[str, Found] | None:
    """Return the first of `layouts` that fits a sheet, and its table; None where none does.

    Another sheet with rows of the same form is not read: the finding says so.
    """
    for layout in layouts:
        tables = [found for grid in grids if (found := find_table(grid, load_layout(layout))) is not None]
        if tables:
            first, *others = tables
            passed = [
                warning("F-SHEETS", Place(found.grid.name), found.grid.name, read=first.grid.name)
                for found in others
                if _has_rows(found)
            ]
            return layout, replace(first, findings=(*first.findings, *passed, *_unread(first)))
    return None


def refuse_no_list(grids: Sequence[Grid], layout: Layout) -> NoReturn:
    """Refuse a file without a list of the form; where a heading of names stands, say which columns its table lacks."""
    wanted = layout.field("full_name").pattern
    for grid in grids:
        for row, cells in enumerate(grid.rows[:_SEARCH]):
            if wanted and sum(map(bool, cells)) > 1 and any(wanted.match(plain(_text(cell))) for cell in cells):
                lacks = _lacking(layout, _assign(layout, *_words(_block(grid.rows, row)[0])))
                named = ", ".join(" / ".join(layout.field(name).heading for name in names) for names in lacks)
                if named:
                    refuse("F-LACKS", grid.name, row=row + 1, headings=named)
    refuse("F-TABLE", form=layout.form)


def _lacking(layout: Layout, columns: dict[str, int]) -> list[list[str]]:
    """Return the needs of a form that no column meets, each as the fields of which one would do."""
    needs = [names.split("|") for names in layout.need]
    return [names for names in needs if not any(name in columns for name in names)]


def _unread(found: Found) -> list[Finding]:
    """Return a warning per column that holds something and is none of the form: its name may be another's."""
    rows = found.grid.rows[found.first_row :]
    return [
        warning("F-UNREAD", Place(found.grid.name, None, letter(place + 1)), title)
        for place, title in found.spare
        if any(len(row) > place and row[place] not in {"", None} for row in rows)
    ]


def _spare(layout: Layout, block: list[list[str]], leaves: list[str], taken: set[int]) -> tuple[tuple[int, str], ...]:
    """Return the columns with a heading that is none of the form's, nor one that staff lists carry for themselves."""
    passed = [field for field in layout.fields if not field.name or field.kind == "skip"]
    known = {field.leaf for field in passed} | {leaves[place] for place in taken}  # twice is told of by itself
    return tuple(
        (place, _title(block, place))
        for place, leaf in enumerate(leaves)
        if leaf
        and place not in taken
        and leaf not in known
        and not _OWN.match(leaf)
        and not any(field.pattern and field.pattern.search(leaf) for field in passed)
    )


def _whole_names(grid: Grid, leaves: list[str], columns: dict[str, int], first: int) -> Grid:
    """Return the sheet with names in one piece, where family and given name stand in two columns."""
    family = columns.get("full_name", -1)
    if family < 0 or not _FAMILY.match(leaves[family]) or "ten" not in leaves:
        return grid
    given = leaves.index("ten")
    columns["given_name"] = given
    rows = [list(row) for row in grid.rows]
    for row in rows[first:]:
        if len(row) > max(family, given) and isinstance(row[given], str) and row[family]:
            row[family] = f"{row[family]} {row[given]}"
    return replace(grid, rows=rows)


def _has_rows(found: Found) -> bool:
    """Return whether something stands in the column of names."""
    name = found.columns["full_name"]
    return any(len(row) > name and row[name] for row in found.grid.rows[found.first_row :])


def _table_at(grid: Grid, layout: Layout, row: int) -> Found | None:
    """Return the table whose headings stand at `row` (and above and below it); None where columns are missing."""
    block, first = _block(grid.rows, row)
    leaves, paths = _words(block)
    columns = _assign(layout, leaves, paths)
    if _lacking(layout, columns):
        return None
    titles = {name: f"{letter(place + 1)} · {_title(block, place)}" for name, place in columns.items()}
    doubles = _doubles(grid, layout, leaves, columns, row)
    whole = _whole_names(grid, leaves, columns, first)
    spare = _spare(layout, block, leaves, set(columns.values()))
    columns.pop("given_name", None)
    return Found(whole, row, first, columns, titles, doubles, spare)


def _block(rows: Sequence[Sequence[Cell]], row: int) -> tuple[list[list[str]], int]:
    """Return the heading rows as texts, and the first row after them (and after the row of numbers, if any)."""
    top = row
    while top > max(0, row - 2) and _is_group_row(rows[top - 1]):
        top -= 1
    filled = {place for place, cell in enumerate(rows[row]) if _text(cell)}
    bottom = row + 1
    while bottom < min(len(rows), row + _DEPTH) and _is_child_row(rows[bottom], filled):
        filled |= {place for place, cell in enumerate(rows[bottom]) if _text(cell)}
        bottom += 1
    block = [[_text(cell) for cell in rows[place]] for place in range(top, bottom)]
    return block, bottom + (bottom < len(rows) and _is_numbering(rows[bottom]))


def _text(cell: Cell) -> str:
    """Return a heading cell as text."""
    return cell.strip() if isinstance(cell, str) else ""


def _is_group_row(row: Sequence[Cell]) -> bool:
    """Return whether a row above the headings groups them: several texts, no numbers, no running sentence."""
    texts = [cell for cell in row if cell not in {"", None}]
    return len(texts) >= 2 and all(isinstance(cell, str) and len(cell) < 90 and ":" not in cell for cell in texts)


def _is_child_row(row: Sequence[Cell], filled: set[int]) -> bool:
    """Return whether a row goes on with headings: texts only, none under the first heading, no numbering."""
    texts = [(place, cell) for place, cell in enumerate(row) if cell not in {"", None}]
    if len(texts) < 2 or _is_numbering(row) or not all(isinstance(cell, str) for _, cell in texts):
        return False
    return texts[0][0] > min(filled, default=0) + 1


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Return whether a row numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [plain_number(cell) for cell in row if cell not in {"", None}]
    return len(texts) >= 4 and all(_NUMBERING.match(text) for text in texts) and len(set(texts)) == len(texts)


def plain_number(cell: Cell) -> str:
    """Return a cell of the numbering row as text: 3.0 is 3."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip().lower()


def _words(block: list[list[str]]) -> tuple[list[str], list[str]]:
    """Return, per column, its own heading and the path of headings above it, in plain letters.

    A merged heading stands in its first cell only; it is carried to the right over columns that have words below.
    """
    width = max(len(row) for row in block)
    rows = [row + [""] * (width - len(row)) for row in block]
    for level in range(len(rows) - 1):
        for place in range(1, width):
            below = any(rows[deeper][place] for deeper in range(level + 1, len(rows)))
            if below and not rows[level][place] and not _starts(rows, level, place):
                rows[level][place] = rows[level][place - 1]
    stacks = [[plain(row[place]) for row in rows if row[place]] for place in range(width)]
    return [stack[-1] if stack else "" for stack in stacks], [" ".join(stack) for stack in stacks]


def _starts(rows: list[list[str]], level: int, place: int) -> bool:
    """Return whether a group above begins at this column, so that what stands left ends here."""
    return any(rows[higher][place] != rows[higher][place - 1] for higher in range(level))


def _assign(layout: Layout, leaves: list[str], paths: list[str]) -> dict[str, int]:
    """Return field name -> column: first by the exact heading, then by pattern on the path of headings."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for matches in (_exact, _by_pattern):
        for field in layout.fields:
            if not field.name or field.name in columns:
                continue
            place = next((place for place in matches(field, leaves, paths) if place not in taken), None)
            if place is not None:
                columns[field.name] = place
                taken.add(place)
    return columns


def _exact(field: Field, leaves: list[str], paths: list[str]) -> Iterator[int]:
    """Yield columns whose heading, with its group above or the heading before it, is the printed one."""
    context = plain(field.context.replace("|", " "))
    for place, leaf in enumerate(leaves):
        before = leaves[place - 1] if place else ""
        above = paths[place].removesuffix(leaf).strip()
        if leaf and leaf == field.leaf and context in {"", before, above}:
            yield place


def _by_pattern(field: Field, leaves: list[str], paths: list[str]) -> Iterator[int]:
    """Yield columns whose own heading or path of headings fits the pattern."""
    if field.pattern is None:
        return
    for place, (leaf, path) in enumerate(zip(leaves, paths, strict=True)):
        if leaf and (field.pattern.search(leaf) or field.pattern.search(path)):
            yield place


def _title(block: list[list[str]], place: int) -> str:
    """Return the lowest heading of a column as written, on one line."""
    words = [row[place] for row in block if place < len(row) and row[place]]
    return " ".join(words[-1].split())[:60] if words else ""


def _doubles(grid: Grid, layout: Layout, leaves: list[str], columns: dict[str, int], row: int) -> tuple[Finding, ...]:
    """Return a finding per needed column that stands in the sheet twice: which one counts would be a guess."""
    found = []
    for field in layout.fields:
        if not field.name or field.context or field.name not in columns or field.kind == "skip":
            continue
        leaf = leaves[columns[field.name]]
        others = [place for place, other in enumerate(leaves) if other == leaf and place not in columns.values()]
        if others and leaf == field.leaf:
            where = Place(grid.name, row + 1, letter(others[0] + 1))
            found.append(fault("F-TWICE", Place(where.sheet, None, where.column), leaf, heading=field.heading))
    return tuple(found)
