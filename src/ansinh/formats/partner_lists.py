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
from ansinh.formats.xml import parse_xml

PARTNER_KINDS: Final = ("tax", "household", "school", "civil", "subsidy")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
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
    found = next((one for grid in grids_of(data, name, limits) if (one := find_table(grid, layout)) is not None), None)
    if found is None:
        refuse("F-TABLE", form=layout.form)
    places = list(filled_places(found, limits))
    if not places:
        return empty_partner_list([fault("F-NO-ROWS")])
    reader = RowReader(found, layout, places)
    given = _given(reader)
    reader.check_formulas()
    return PartnerFile(PartnerRows.of(len(places), given), [*found.findings, *reader.findings])


def _given(reader: RowReader) -> dict[str, Any]:
    """Return the columns the list has; the others hold nothing."""
    given: dict[str, Any] = {"row": reader.numbers}
    given |= {name: reader.texts(name) for name in _TEXTS if reader.has(name)}
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
        if any(cell not in {"", None} for cell in rows[place]):
            yield place


def grids_of(data: bytes, name: str, limits: Limits) -> Iterable[Grid]:
    """Return the sheets of the file, whatever its form."""
    check_size(data, limits)
    if is_json(data):
        _, rows = keyed_rows(data, limits)
        return [keyed_grid(rows, frozenset(), limits)]
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return [xml_grid(parse_xml(data), limits)]
    return read_grids(data, limits, name)


def xml_grid(root: etree._Element, limits: Limits) -> Grid:
    """Return the repeated elements of an XML list as a sheet: names of their parts are the headings (MaSoThue too)."""
    rows = [node for node in root.iter() if len(node) and not any(len(part) for part in node)]
    if len(rows) > limits.rows:
        refuse("F-ROWS", len(rows), limit=limits.rows)
    parts = [{etree.QName(part).localname: (part.text or "").strip() for part in _elements(row)} for row in rows]
    names = list(dict.fromkeys(name for row in parts for name in row))
    if len(names) > limits.columns:
        refuse("F-COLUMNS", len(names), limit=limits.columns)
    headings: list[Cell] = [_CAMEL.sub(" ", name).replace("_", " ") for name in names]
    return Grid("XML", [headings, *[[row.get(name, "") for name in names] for row in parts]])


def _elements(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the parts of an element, without comments."""
    return (part for part in node if isinstance(part.tag, str))
