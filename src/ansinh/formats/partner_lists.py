"""Lists of partners (tax, residents, pupils, births, supported communes): XLSX, CSV, XML or JSON into columns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from lxml import etree

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Flags, Ints, Table, Texts
from ansinh.formats.faults import RefusedFileError, fault, refuse
from ansinh.formats.indicator_list import is_json
from ansinh.formats.keyed import keyed_grid, keyed_rows
from ansinh.formats.layout import Layout, load_layout
from ansinh.formats.sheet.grid import Cell, Grid, Limits
from ansinh.formats.sheet.headings import Found, find_table
from ansinh.formats.sheet.read import check_size, read_grids
from ansinh.formats.sheet.table import RowReader
from ansinh.formats.words import plain
from ansinh.formats.xml import parse_xml

PARTNER_KINDS: Final = ("tax", "household", "school", "civil", "subsidy")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOTAL: Final = re.compile(r"(tong( cong| so)?|cong|total|sum)( .*)?:?")
SEARCHED: Final = 120  # rows in which headings are looked for
MOST_GROUPS: Final = 20  # repeated elements of an XML file that are tried
_TEXTS: Final = ("key", "full_name", "group_code", "group_name", "commune", "address", "phone", "status")


@dataclass(frozen=True, slots=True)
class PartnerRows(Table):
    """One row of any partner's list; what a kind does not know is empty. The layouts say what each column holds."""

    key: Texts
    full_name: Texts
    birth: Days
    birth_precision: Flags
    sex: Flags
    group_code: Texts
    group_name: Texts
    commune: Texts
    address: Texts
    phone: Texts
    people: Ints
    amount: Ints  # dong
    day: Days
    status: Texts


@dataclass(frozen=True, slots=True)
class PartnerFile:
    """A read list with a finding for everything that could not be read."""

    rows: PartnerRows
    findings: list[Finding] = field(default_factory=list)


def read_partner_list(data: bytes, *, name: str = "", kind: str) -> PartnerFile:
    """Return the list of `kind` in `data`; never raises for what a sender may send."""
    try:
        return _read(data, name, load_layout(f"partner_{kind}"))
    except RefusedFileError as refused:
        return empty_partner_list([refused.finding])


def empty_partner_list(findings: list[Finding]) -> PartnerFile:
    """Return a list of which nothing was read, for the reasons given."""
    return PartnerFile(PartnerRows.of(0, {}), findings)


def reader_of(kind: str) -> Any:  # noqa: ANN401 - a reader as the table of kinds takes it
    """Return the reader of one kind of list."""
    return partial(read_partner_list, kind=kind)


def _read(data: bytes, name: str, layout: Layout) -> PartnerFile:
    """Return the first table of the file that has the columns of the layout."""
    limits = Limits()
    grids = list(grids_of(data, name, limits))
    found = next((one for grid in grids if (one := find_table(grid, layout)) is not None), None)
    if found is None:
        return empty_partner_list(_missing(grids, layout))
    places = list(filled_places(found, limits))
    if not places:
        return empty_partner_list([fault("F-NO-ROWS")])
    reader = RowReader(found, layout, places)
    given = _given(reader)
    reader.check_marks()
    return PartnerFile(PartnerRows.of(len(places), given), [*found.findings, *reader.findings])


def _missing(grids: list[Grid], layout: Layout) -> list[Finding]:
    """Return a finding for each needed column that stands nowhere; one for the whole where all or none of them do."""
    words = {plain(cell) for grid in grids for row in grid.rows[:SEARCHED] for cell in row if isinstance(cell, str)}
    absent = []
    for names in layout.need:
        wanted = [layout.field(name) for name in names.split("|")]
        if not any(one.pattern and one.pattern.match(word) for one in wanted for word in words):
            absent.append(wanted[0])
    if not absent or len(absent) == len(layout.need):
        return [fault("F-TABLE", form=layout.form), *_headings(layout)]
    return [fault("F-HEADING", heading=one.heading) for one in absent]


def _headings(layout: Layout) -> list[Finding]:
    """Return which columns a list of this kind cannot do without, each as a finding."""
    return [fault("F-HEADING", heading=layout.field(names.split("|")[0]).heading) for names in layout.need]


def _given(reader: RowReader) -> dict[str, Any]:
    """Return the columns the list has; the others hold nothing."""
    given: dict[str, Any] = {"row": reader.numbers}
    given |= {name: reader.texts(name) for name in _TEXTS if reader.has(name)}
    if "group_code" not in given and "group_name" in given:  # a school without a code is known by its name
        given["group_code"] = given["group_name"]
    given |= {name: reader.ints(name) for name in ("people", "amount") if reader.has(name)}
    if reader.has("birth"):
        given["birth"], given["birth_precision"] = reader.partial_days("birth")
    if reader.has("sex"):
        given["sex"] = reader.flags("sex")
    if reader.has("day"):
        given["day"] = reader.days("day")
    return given


def filled_places(found: Found, limits: Limits) -> Iterator[int]:
    """Yield the rows after the headings that hold anything. Raises RefusedFileError for too many."""
    rows = found.grid.rows
    if len(rows) - found.first_row > limits.rows + 1000:
        refuse("F-ROWS", len(rows), limit=limits.rows)
    for place in range(found.first_row, len(rows)):
        filled = [cell for cell in rows[place] if cell not in {"", None}]
        if filled and not _is_total(filled[0]):
            yield place


def _is_total(cell: Cell) -> bool:
    """Return whether a row that begins with a cell is the sum under a list."""
    return isinstance(cell, str) and _TOTAL.fullmatch(plain(cell)) is not None


def grids_of(data: bytes, name: str, limits: Limits) -> Iterable[Grid]:
    """Return the sheets of the file, whatever its form."""
    check_size(data, limits)
    if is_json(data):
        _, rows = keyed_rows(data, limits)
        return [keyed_grid(rows, frozenset(), limits)]
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return xml_grids(parse_xml(data), limits)
    return read_grids(_in_utf8(data), limits, name)


def _in_utf8(data: bytes) -> bytes:
    """Return text saved as "Unicode text" (UTF-16 with its mark) as UTF-8; anything else as it is."""
    if data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeDecodeError:
        return data


def xml_grids(root: etree._Element, limits: Limits) -> list[Grid]:
    """Return every repeated element of an XML list as a sheet, the most repeated first.

    Parts at any depth and attributes are its columns, under their own names (MaSoThue too): whoever writes XML nests an
    address as one part of a taxpayer, and the reader takes the first sheet that has the columns it needs.
    """
    groups: dict[tuple[etree._Element, str], list[etree._Element]] = {}
    for node in root.iter(etree.Element):
        parent = node.getparent()
        if parent is not None and (len(node) or len(node.attrib) > 1):
            groups.setdefault((parent, str(node.tag)), []).append(node)
    ordered = sorted(groups.values(), key=len, reverse=True)
    if ordered and len(ordered[0]) > limits.rows:
        refuse("F-ROWS", len(ordered[0]), limit=limits.rows)
    return [_xml_grid(rows, limits) for rows in ordered[:MOST_GROUPS]]


def _xml_grid(rows: list[etree._Element], limits: Limits) -> Grid:
    """Return elements as the rows of a sheet: names of their parts are the headings."""
    parts = [_parts(row) for row in rows]
    names = list(dict.fromkeys(name for row in parts for name in row))
    if len(names) > limits.columns:
        refuse("F-COLUMNS", len(names), limit=limits.columns)
    headings: list[Cell] = [_CAMEL.sub(" ", name).replace("_", " ") for name in names]
    return Grid("XML", [headings, *[[row.get(name, "") for name in names] for row in parts]])


def _parts(row: etree._Element) -> dict[str, str]:
    """Return the words of an element by the names of its parts; the first of a name stands."""
    found: dict[str, str] = {str(etree.QName(name).localname): str(value) for name, value in row.attrib.items()}
    for node in row.iter(etree.Element):
        if node is not row and not len(node):
            found.setdefault(etree.QName(node).localname, (node.text or "").strip())
    return found
