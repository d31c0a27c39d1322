"""XML from strangers: no document types, no entities, no network, bounded depth and size."""

import io
import re

from lxml import etree

from ansinh.formats.faults import refuse

MAX_DEPTH = 32
MAX_ELEMENTS = 2_000_000
MAX_TEXT = 65_536
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)")
_UTF8 = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,120}\?>)?""")
_CODING = re.compile(rb"""encoding\s*=\s*["']([\w.\-]+)["']""")


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element of `data` (UTF-8). Raises RefusedFileError for anything hostile or broken."""
    _check_bytes(data)
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    depth = elements = 0
    stream = io.BytesIO(data)
    try:
        while chunk := stream.read(65_536):
            parser.feed(chunk)
            for event, node in parser.read_events():
                depth, elements = depth + (1 if event == "start" else -1), elements + (event == "start")
                if depth > MAX_DEPTH or elements > MAX_ELEMENTS or len(getattr(node, "text", None) or "") > MAX_TEXT:
                    refuse("F-XML", f"depth {depth}, elements {elements}")
        return parser.close()
    except etree.XMLSyntaxError as error:
        refuse("F-XML", f"line {error.lineno}: {error.msg}")


def _check_bytes(data: bytes) -> None:
    """Refuse document types and encodings other than UTF-8 before the parser sees the bytes."""
    if _DTD.search(data):
        refuse("F-DTD")
    head = _UTF8.match(data)
    coding = _CODING.search(head[0]) if head else None
    if b"\0" in data[:200] or (coding is not None and coding[1].lower() not in {b"utf-8", b"us-ascii"}):
        refuse("F-ENCODING", coding[1].decode() if coding else "", hint="UTF-16")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse("F-ENCODING", f"byte {error.start}", hint="?")
