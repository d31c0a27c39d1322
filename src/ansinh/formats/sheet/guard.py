"""What a workbook must pass before any library opens it: sizes, names, macros, links, formulas, document types."""

import bisect
import io
import itertools
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ansinh.formats.faults import refuse
from ansinh.formats.sheet.grid import Limits, number
from ansinh.formats.xml import parse_xml

_ALLOWED = re.compile(r"(\[Content_Types\]\.xml|(_rels|docProps|docMetadata|customXml|xl)/[\w .()/@\-]+)\Z")
_MACRO = re.compile(r"vbaProject|macrosheets|dialogsheets|activeX|ctrlProps|embeddings", re.IGNORECASE)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)")
_CODING = re.compile(rb"""\A[^>]{0,80}encoding\s*=\s*["']([\w.\-]+)""")
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_CELL = re.compile(rb"""\br=["']([A-Z]{0,4})(\d{1,10})["']""")
# Columns from HA (209) on, and rows from 30,000 on: no list reaches there.
_FAR_RIGHT = re.compile(rb"""\br=["'](?:[A-Z]{3,}|[H-Z][A-Z])\d+["']""")
_FAR_DOWN = re.compile(rb"""\br=["'][A-Z]+(?:[3-9]\d{4}|\d{6,})["']""")
HEADING_ROWS = 500  # above and under the list

_HIDDEN = re.compile(rb"""\bhidden=["'](1|true)["']""")


class Marks(NamedTuple):
    """What a reader of values does not see of a sheet: (row, column) of formulas, hidden rows; all from 1."""

    formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()


def check_workbook(data: bytes, limits: Limits) -> dict[str, Marks]:
    """Return the marks of every sheet by its name. Raises RefusedFileError where the file must not be opened.

    Every part is unpacked once here, within the limits, so that sizes, check sums and encodings are true.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_directory(packed, len(data), limits)
            parts = dict(_parts(packed))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, KeyError) as error:
        refuse("F-BROKEN", type(error).__name__)
    if "xl/workbook.xml" not in parts:
        refuse("F-KIND")
    names = sheet_names(parts)
    return {names.get(part, part): _check_sheet(text, limits) for part, text in parts.items() if _SHEET.match(part)}


def _check_directory(packed: zipfile.ZipFile, size: int, limits: Limits) -> None:
    """Refuse by what the directory of the archive says, before anything is unpacked."""
    entries = packed.infolist()
    if not any(entry.filename.startswith("xl/") for entry in entries):
        refuse("F-KIND")  # of another office suite, or no workbook at all
    if len(entries) > limits.entries:
        refuse("F-ENTRIES", len(entries), limit=limits.entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes or unpacked > limits.ratio * max(size, 10_000):
        refuse("F-BOMB", f"{unpacked} / {size}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        refuse("F-OLD-EXCEL")
    for entry in entries:
        _check_name(entry)
    if len({entry.filename for entry in entries}) != len(entries) or _overlap(entries):
        refuse("F-PART", "overlap")


def _check_name(entry: zipfile.ZipInfo) -> None:
    """Refuse macros, links to outside, and paths that lead anywhere but into the workbook."""
    name = entry.filename
    if _MACRO.search(name):
        refuse("F-MACRO", name)
    if "externalLinks/" in name:
        refuse("F-LINK", name)
    safe = _ALLOWED.match(name) or (entry.is_dir() and _ALLOWED.match(name + "x"))
    if not safe or ".." in name or stat.S_ISLNK(entry.external_attr >> 16):
        refuse("F-PART", name)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Return whether two entries claim the same bytes, as archives do that blow up."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        first.header_offset + 30 + first.compress_size > second.header_offset
        for first, second in itertools.pairwise(ordered)
    )


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield (name, text) of the XML parts; other parts are unpacked too, for their check sums."""
    for entry in packed.infolist():
        content = packed.read(entry)
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        coding = _CODING.match(content)
        plain = coding is None or coding[1].lower() in {b"utf-8", b"us-ascii"}
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:1] == b"\0" or content[1:2] == b"\0" or not plain:
            refuse("F-ENCODING", entry.filename, hint="UTF-16")
        if _DTD.search(content):
            refuse("F-DTD", entry.filename)
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            refuse("F-ENCODING", f"{entry.filename}: byte {error.start}", hint="?")
        yield entry.filename, content


def sheet_names(parts: dict[str, bytes]) -> dict[str, str]:
    """Return part -> name of the sheet, by the relations of the workbook."""
    targets = {
        str(node.get("Id")): str(node.get("Target") or "").removeprefix("/xl/").removeprefix("xl/")
        for node in parse_xml(parts.get("xl/_rels/workbook.xml.rels", b"<r/>")).iter("{*}Relationship")
    }
    names = {}
    for node in parse_xml(parts["xl/workbook.xml"]).iter("{*}sheet"):
        link = next((value for key, value in node.items() if str(key).endswith("}id")), "")
        names[f"xl/{targets.get(str(link), '')}"] = str(node.get("name") or "")
    return names


def _check_sheet(text: bytes, limits: Limits) -> Marks:
    """Return the formulas and hidden rows. Refuses a sheet whose values reach beyond the limits.

    Looking at bytes is safe here: the part is UTF-8 without a document type, so `<` opens a tag wherever it stands.
    """
    prefix = found[1] or b"" if (found := _PREFIX.search(text[:4000])) else b""
    row, formula = _patterns(prefix)
    rows = [(found.start(), int(found[1])) for found in row.finditer(text)]
    if any(later[1] <= earlier[1] for earlier, later in itertools.pairwise(rows)):
        refuse("F-BROKEN", "row order")
    last_value = max(text.rfind(end) for end in (b"</v>", b"</t>", b":v>", b":t>"))
    last_row = bisect.bisect(rows, (last_value, 0)) - 1
    if rows and last_row >= 0 and rows[last_row][1] > limits.rows + HEADING_ROWS:
        refuse("F-ROWS", rows[last_row][1], limit=limits.rows)
    _refuse_values_at(text, _FAR_RIGHT, "F-COLUMNS", limits.columns)
    _refuse_values_at(text, _FAR_DOWN, "F-ROWS", limits.rows)
    hidden = [number for start, number in rows if _HIDDEN.search(text, start, text.find(b">", start))]
    return Marks(frozenset(_formula_cell(text, found.start()) for found in formula.finditer(text)), frozenset(hidden))


def _refuse_values_at(text: bytes, address: re.Pattern[bytes], code: str, limit: int) -> None:
    """Refuse a cell with a value at such an address; an empty cell that only has a format is let pass."""
    for far in address.finditer(text):
        end = text.find(b">", far.start())
        if end > 0 and text[end - 1 : end] != b"/":
            refuse(code, far[0].decode(), limit=limit)


@cache
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return patterns of a row with its number, and of a formula; a fixed prefix lets the search run at full speed."""
    head = b"<" + re.escape(prefix)
    return re.compile(head + rb"""row\b[^>]*?\br=["'](\d{1,10})["']"""), re.compile(head + rb"f[\s/>]")


def _formula_cell(text: bytes, formula: int) -> tuple[int, int]:
    """Return (row, column) of the cell around the formula at byte `formula`; column 0 is the whole row."""
    near = text[max(0, formula - 400) : formula]
    addresses = _CELL.findall(near)
    if not addresses:
        return 0, 0
    column, row = addresses[-1]
    return int(row), number(column.decode())
