"""One table of a claim: bytes of XML from a stranger to rows of text in the order of the standard's fields."""

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from lxml import etree

from ansinh.domain.claims.record import Fault, Rows
from ansinh.domain.claims.standard import OLDER_MARK, OLDER_NAMES, SUMMARY, Table, by_root, tables

LARGEST_TABLE: Final = 64 * 1024 * 1024
MOST_LINES: Final = 10_000
MOST_TAGS: Final = 1_200_000
MOST_FIELDS: Final = 400
MOST_NAMED: Final = 20  # strangers of a table that are named one by one
UTF_8: Final = frozenset({b"utf-8", b"utf8", b"us-ascii"})
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CODING: Final = re.compile(rb"""\A[^<]{0,8}<\?xml[^>]{0,120}encoding\s*=\s*["']([\w.\-]+)["']""")
Cells = list[str | None]
Row = Sequence[str | None]


class TableError(Exception):
    """A table cannot be read; `fault` says why. What it came in is kept by the caller."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.found)
        self.fault = fault


class Quick(Protocol):
    """A quick way through plainly written tables, which the reading child does without (it costs memory to load)."""

    def read(self, kind: str, data: bytes, most: int) -> tuple[Rows, bool] | None:
        """Return (rows, whether of standard 4210) of a table; None where it must be read with care."""

    def learn(self, table: Table, root: object, tags: Sequence[object], ignored: frozenset[str]) -> None:
        """Learn in which order the tags of a row stood that was read with care."""


@dataclass(slots=True)
class ReadTable:
    """A table as it was read: its rows, whether it is of standard 4210, and what was odd but readable."""

    table: Table
    rows: Rows
    older: bool = False
    faults: list[Fault] = field(default_factory=list)


def decode(text: str | None, kind: str) -> bytes:
    """Return the bytes behind base64 `text`, blanks and line ends allowed. Raises TableError."""
    if not text or not text.strip():
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", "empty"))
    if text.lstrip()[:1] == "<":
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", "XML, not base64"))
    try:
        raw = text.encode("ascii")
        try:
            return binascii.a2b_base64(raw, strict_mode=True)
        except binascii.Error:
            return binascii.a2b_base64(b"".join(raw.split()), strict_mode=True)
    except UnicodeEncodeError as error:
        strange = text[error.start : error.start + 1]
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"base64: {strange!r} is no sign of it")) from None
    except binascii.Error as error:
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"base64: {error}")) from None


def read_table(data: bytes, kind: str, quick: Quick | None = None) -> ReadTable:
    """Return the rows of one table; `kind` is its LOAIHOSO, empty for a loose file. Raises TableError, never else.

    A plainly written table is read the `quick` way, if there is one.
    """
    _guard(data, kind)
    plain = quick.read(kind, data, MOST_LINES) if quick and kind else None
    if plain is not None:
        return ReadTable(tables()[kind], *plain)
    _guard_parser(data, kind)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"XML: {error.msg}"[:160])) from None
    except ValueError as error:
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"XML: {error}"[:160])) from None
    if b"xmlns" in data:
        _without_namespaces(root)
    tag = root.tag if isinstance(root.tag, str) else ""
    table = by_root().get(tag)
    if table is None or (kind and table.name != kind):
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"root <{tag[:60]}>"))
    return _rows(root, table, quick)


def _parser() -> etree.XMLParser:
    """Return a parser that resolves nothing and joins a value that comments stand in."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _without_namespaces(root: etree._Element) -> None:
    """Call the elements by their plain names: some systems declare a namespace of their own."""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname


def _guard(data: bytes, kind: str) -> None:
    """Refuse what no reader should see: what is too large, or written in another encoding."""
    if len(data) > LARGEST_TABLE:
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"{len(data) >> 20} MB"))
    coding = _CODING.match(data)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or (coding and coding[1].lower() not in UTF_8):
        found = coding[1].decode("ascii", "replace") if coding else "UTF-16"
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"encoding {found}, not UTF-8"))


def _guard_parser(data: bytes, kind: str) -> None:
    """Refuse what could hurt a parser: types of documents, entities, too many tags."""
    if b"<!" in data and _DTD.search(data):
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", "document type or entity"))
    if len(data) > 2_000_000 and data.count(b"<") > MOST_TAGS:
        raise TableError(Fault("STR-01", kind, None, "NOIDUNGFILE", f"{data.count(b'<')} tags, at most {MOST_TAGS}"))


def _rows(root: etree._Element, table: Table, quick: Quick | None) -> ReadTable:
    """Return the rows below `root`: of the list where the table has one, else the root itself."""
    read = ReadTable(table, [])
    rows = _row_elements(root, read)
    if len(rows) > MOST_LINES:
        found = f"{len(rows)} lines, at most {MOST_LINES}"
        raise TableError(Fault("STR-01", table.name, None, table.row_tag, found))
    cells: list[Row] = []
    for number, row in enumerate(rows, 1):
        tags = tuple([cell.tag for cell in row])
        texts = [_text(cell, number, read) if len(cell) else cell.text for cell in row]
        if number == 1 and quick:
            quick.learn(table, root.tag, tags, _KNOWN_EXTRAS)
        cells.append(texts if tags == table.names else _aligned(tags, texts, number, read))
    read.rows = cells
    return read


def _text(cell: etree._Element, number: int, read: ReadTable) -> str:
    """Return all text of a value that holds tags, and name it: a value is text."""
    told = "".join(str(part) for part in cell.itertext())
    read.faults.append(Fault("STR-01", read.table.name, number, str(cell.tag)[:60], f"<{cell[0].tag}> {told}"[:60]))
    return told


def _row_elements(root: etree._Element, read: ReadTable) -> Sequence[etree._Element]:
    """Return the elements that are rows; a wrapping list may be missing or be the root itself. Strangers are named."""
    table = read.table
    if not table.row_tag:
        return [root]
    below = [inner for child in root for inner in (child if child.tag == table.list_tag else [child])]
    rows = [each for each in below if each.tag == table.row_tag]
    strangers = [str(each.tag)[:60] for each in below if each.tag != table.row_tag]
    if strangers and not rows:
        raise TableError(Fault("STR-01", table.name, None, "NOIDUNGFILE", f"<{strangers[0]}>"))
    read.faults.extend(Fault("TEC-01", table.name, None, name, "") for name in strangers[:MOST_NAMED])
    return rows


def _aligned(tags: Sequence[object], texts: Row, number: int, read: ReadTable) -> Cells:
    """Return the cells of a row in the order of the standard; what it does not know is named, what repeats is too."""
    names = OLDER_NAMES.get(read.table.name, {})
    if read.table.name == SUMMARY:
        read.older = OLDER_MARK in tags
    cells: Cells = [None] * len(read.table.fields)
    seen: set[object] = set()
    for tag, text in zip(tags[:MOST_FIELDS], texts, strict=False):
        places = [read.table.positions.get(name) for name in names.get(str(tag), (str(tag),))]
        if tag in seen and isinstance(tag, str):
            read.faults.append(Fault("STR-01", read.table.name, number, tag, "field comes twice"))
        seen.add(tag)
        for place in places:
            if place is not None:
                cells[place] = text
        if places == [None] and isinstance(tag, str) and tag not in _KNOWN_EXTRAS:
            read.faults.append(Fault("TEC-01", read.table.name, number, tag[:60], (text or "")[:60]))
    return cells


_KNOWN_EXTRAS: Final = frozenset(
    {"TINH_TRANG_CT", "T_NGOAIDS", "MA_BENH", "MA_MAY", "TYLE_TT", "MA_KHOA", "MA_PTTT", "TEN_BENH", "MIEN_CUNG_CT"}
)
