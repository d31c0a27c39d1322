"""The envelope GIAMDINHHS as a stream: one record at a time, bounded memory, whatever the sender sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from lxml import etree

from ansinh.domain.claims.record import Fault, Record
from ansinh.domain.claims.standard import by_root, tables
from ansinh.formats.claims_cut import CHUNK, Cut, pieces
from ansinh.formats.claims_table import UTF_8, Quick, ReadTable, TableError, decode, read_table

ROOT: Final = "GIAMDINHHS"
LARGEST_RECORD: Final = 96 * 1024 * 1024
MOST_TAGS_OF_RECORD: Final = 2_000
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_HEAD: Final = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)")
_CODING: Final = re.compile(rb"""encoding\s*=\s*["']([\w.\-]+)["']""")
_PLACE: Final = re.compile(r", line \d+, column \d+\Z")
_WANTED: Final = ("{*}HOSO", "{*}MACSKCB", "{*}NGAYLAP", "{*}SOLUONGHOSO", "{*}CHUKYDONVI")  # of any namespace
_BESIDE: Final = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)


@dataclass(slots=True)
class Opening:
    """What the envelope says about itself, what was wrong with the file as a whole, its quick way."""

    sender: str = ""
    created: str = ""
    promised: str = ""
    signed: bool | None = None
    records: int = 0
    faults: list[Fault] = field(default_factory=list)
    quick: Quick | None = None


def read_envelope(stream: IO[bytes], name: str, opening: Opening) -> Iterator[Record]:
    """Yield the records of one file; `opening` learns the envelope's own facts and faults. Raises nothing.

    The signature stands after the records: `opening.signed` holds once the last record was taken.
    """
    parser = etree.XMLPullParser(
        events=("end",), tag=_WANTED, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    size = tags = 0
    tail = b""
    try:
        for chunk in pieces(stream):
            if isinstance(chunk, Cut):
                yield _cut_out(chunk, name, opening)
                size = tags = 0
                parser.feed(b"\n" * chunk.lines)  # so that a fault further down names its line
                continue
            size, tags = size + len(chunk), tags + chunk.count(b"<")
            if (b"<!" in chunk or tail.endswith((b"<", b"<!"))) and _DTD.search(tail + chunk):
                opening.faults.append(Fault("STR-01", "", None, ROOT, "document type or entity"))
                return
            tail = chunk[-16:]
            broken = _fed(parser, chunk)
            for _, element in parser.read_events():
                record = None if isinstance(element, tuple) or element is None else _taken(element, name, opening)
                if record is not None:
                    yield record
                    size = tags = 0
            if broken is not None:
                raise broken
            if size > LARGEST_RECORD or tags > MOST_TAGS_OF_RECORD + CHUNK // 8:
                opening.faults.append(Fault("STR-01", "", None, "HOSO", f"one record of more than {size >> 20} MB"))
                return
        parser.close()
    except etree.XMLSyntaxError as error:
        found = f"XML: {_PLACE.sub('', error.msg or '')} (line {error.lineno})"[:160]
        opening.faults.append(Fault("STR-01", "", None, ROOT, found))
    _check_count(opening)
    if not opening.records and not opening.faults:
        opening.faults.append(Fault("STR-01", "", None, "DANHSACHHOSO", "no HOSO"))


def _fed(parser: etree.XMLPullParser, chunk: bytes) -> etree.XMLSyntaxError | None:
    """Feed a parser; return what broke it, so that what stood before can still be taken."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def sniff(head: bytes) -> str:
    """Return the tag of the first element of a file; "" where it is no XML in UTF-8."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff", b"PK"}:
        return ""
    coding = _CODING.search(head[:200])
    if coding and coding[1].lower() not in UTF_8:
        return ""
    found = _HEAD.search(_BESIDE.sub(b"", head))
    return found[1].decode("ascii", "replace") if found else ""


def _check_count(opening: Opening) -> None:
    """Notice an envelope that promises another number of records."""
    if opening.promised.isdecimal() and int(opening.promised) != opening.records:
        found = f"SOLUONGHOSO {opening.promised}, {opening.records} HOSO"
        opening.faults.append(Fault("TEC-03", "", None, "SOLUONGHOSO", found))


def _taken(element: etree._Element, name: str, opening: Opening) -> Record | None:
    """Take one finished element: a record, or a fact of the envelope. What was taken is let go of."""
    tag = etree.QName(element).localname
    if tag != "HOSO":
        text = (element.text or "").strip()
        if tag == "MACSKCB":
            opening.sender = opening.sender or text[:20]
        elif tag == "NGAYLAP":
            opening.created = text[:20]
        elif tag == "SOLUONGHOSO":
            opening.promised = text[:12]
        else:
            opening.signed = looks_signed(element)
        return None
    opening.records += 1
    record = Record(name, opening.records, opening.sender, opening.created)
    for inner in element:
        _take_table(inner, record, opening.quick)
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
    return record


def looks_signed(element: etree._Element) -> bool:
    """Return whether CHUKYDONVI holds a signature with its value, a digest and a certificate."""
    needed = {"SignatureValue", "DigestValue", "X509Certificate"}
    there = {
        etree.QName(node).localname
        for node in element.iter()
        if isinstance(node.tag, str) and (node.text or "").strip()
    }
    return needed <= there


def _cut_out(cut: Cut, name: str, opening: Opening) -> Record:
    """Return the record of what was cut out of the stream."""
    opening.records += 1
    record = Record(name, opening.records, opening.sender, opening.created)
    for kind, data in cut.tables:
        _put_table(kind, data, record, opening.quick)
    return record


def _take_table(inner: etree._Element, record: Record, quick: Quick | None) -> None:
    """Read one FILEHOSO into the record; anything else beside the tables is named."""
    name = etree.QName(inner).localname
    if name != "FILEHOSO":
        record.faults.append(Fault("TEC-02", "", None, name[:40], (inner.text or "")[:60]))
        return
    found = {etree.QName(child).localname: child for child in inner}
    kind, content = found.get("LOAIHOSO"), found.get("NOIDUNGFILE")
    name = "" if kind is None else (kind.text or "").strip()[:40]
    if content is not None and len(content):
        record.faults.append(Fault("STR-01", name, None, "NOIDUNGFILE", "XML, not base64"))
        return
    _put_table(name, None if content is None else content.text, record, quick)


def _put_table(kind: str, content: str | bytes | None, record: Record, quick: Quick | None) -> None:
    """Put a table into the record, from base64 or from its bytes; what cannot be read is a fault of the record."""
    kind = kind if kind in tables() else kind.upper()
    if kind not in tables():
        record.faults.append(Fault("TEC-02", kind, None, "LOAIHOSO", kind))
        return
    try:
        read = read_table(content if isinstance(content, bytes) else decode(content, kind), kind, quick)
    except TableError as error:
        record.faults.append(error.fault)
        return
    add_table(record, read)


def add_table(record: Record, read: ReadTable) -> None:
    """Put a table into its record: several files of one kind follow one another."""
    before = record.tables.get(read.table.name, ())
    record.tables[read.table.name] = [*before, *read.rows] if before else read.rows
    record.faults.extend(read.faults)
    if read.older:
        record.standard = "4210"


def read_loose(data: bytes, name: str) -> tuple[str, Record] | Fault:
    """Return (MA_LK, a record with one table) of a file that is a single table, or the fault that it is not."""
    try:
        read = read_table(data, "")
    except TableError as error:
        return error.fault
    place = read.table.positions["MA_LK"]
    episode = read.rows[0][place] if read.rows else None
    record = Record(name, 1)
    add_table(record, read)
    return (episode or "", record)


def known_roots() -> frozenset[str]:
    """Return the tags a loose table may begin with."""
    return frozenset(by_root())
