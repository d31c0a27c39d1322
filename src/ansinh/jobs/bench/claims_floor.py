"""What the machine can do at most with claims: lxml alone. A module of its own: its processes need no database."""

import base64
from pathlib import Path

from lxml import etree


def parse_alone(paths: tuple[str, ...]) -> int:
    """Parse the files of one part with lxml and do nothing with them."""
    found = 0
    for path in paths:
        root = etree.fromstring(Path(path).read_bytes(), etree.XMLParser(huge_tree=True))
        for node in root.iter("NOIDUNGFILE"):
            etree.fromstring(base64.b64decode(node.text or ""))
        found += sum(1 for _ in root.iter("HOSO"))
    return found
