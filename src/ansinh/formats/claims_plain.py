"""The quick way through a table written plainly: tags in one order, no attributes, entities or sections.

Nearly every hospital writes so. A pattern is made of the order of tags of a row that the careful parser has read; a
table that differs from it by one sign goes the careful way instead. Measured: four times the speed of a tree.
"""

import re
from collections.abc import Sequence
from typing import Final

from ansinh.domain.claims.standard import Table

MOST_PATTERNS: Final = 4
TAG: Final = re.compile(r"[A-Z][A-Z0-9_]{0,60}")
_CONTROLS: Final = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
_NO_SIGNS: Final = ("\ufffe", "\uffff")
_HEAD: Final = r"\ufeff?\s*(?:<\?xml[^<>]{0,120}\?>)?\s*"


class Plain:
    """What a plainly written table of one order of tags looks like."""

    def __init__(self, table: Table, root: str, tags: Sequence[str]) -> None:
        """Make the patterns of a table below `root` whose rows have `tags` in this order."""
        self.tags = tuple(tags)
        cells = r"\s*".join(rf"(?:<{tag}>([^<&]*)</{tag}>|<{tag}\s*/>)" for tag in tags)
        inner = table.list_tag if table.row_tag and root != table.list_tag else ""
        opened, closed = (rf"<{inner}>\s*", rf"\s*</{inner}>") if inner else ("", "")
        row = rf"<{table.row_tag}>\s*{cells}\s*</{table.row_tag}>\s*" if table.row_tag else rf"{cells}\s*"
        in_rows = table.row_tag and len(self.tags) > 1
        self._signs = 2 * len(self.tags) + 2 if in_rows else 0  # how often "<" stands in a row with all values
        self._last = f"</{table.row_tag}>"
        self._begin = re.compile(rf"{_HEAD}<{root}>\s*{opened}")
        self._row = re.compile(row)
        full = r"\s*+".join(rf"<{tag}>([^<&]*+)</{tag}>" for tag in tags)
        self._full = re.compile(rf"<{table.row_tag}>\s*+{full}\s*+</{table.row_tag}>")
        self._end = re.compile(rf"{closed}\s*</{root}>\s*\Z")

    def rows(self, text: str, most: int) -> list[tuple[str | None, ...]] | None:
        """Return the cells of every row, None where the text is not written so (or has more than `most` rows)."""
        begun = self._begin.match(text)
        if begun is None:
            return None
        place = begun.end()
        counted = self._counted(text, place) if self._signs else None
        if counted is not None and len(counted) <= most:
            return counted
        rows: list[tuple[str | None, ...]] = []
        match_row = self._row.match
        while (found := match_row(text, place)) is not None and found.end() > place:
            rows.append(found.groups())
            place = found.end()
            if len(rows) > most:
                return None
        return rows if rows and self._end.match(text, place) is not None else None

    def _counted(self, text: str, place: int) -> list[tuple[str | None, ...]] | None:
        """Return every row from `place` on, None unless each sign of a tag belongs to a row or to the end.

        That count is what makes it safe to look for rows instead of matching one after the other.
        """
        end = text.rfind(self._last) + len(self._last)
        if end < place or self._end.match(text, end) is None or text.find("/>", place, end) >= 0:
            return None
        rows: list[tuple[str | None, ...]] = self._full.findall(text, place, end)
        return rows if rows and text.count("<", place, end) == len(rows) * self._signs else None


_KNOWN: Final[dict[str, list[Plain]]] = {}


def learn(table: Table, root: object, tags: Sequence[object]) -> None:
    """Remember an order of tags that the careful parser has read, the newest first."""
    names = [tag for tag in (root, *tags) if isinstance(tag, str) and TAG.fullmatch(tag)]
    if len(names) != len(tags) + 1 or len(set(names)) != len(names):
        return
    known = _KNOWN.setdefault(table.name, [])
    if all(plain.tags != tuple(names[1:]) for plain in known):
        known.insert(0, Plain(table, names[0], names[1:]))
        del known[MOST_PATTERNS:]


def read_plain(kind: str, data: bytes, most: int) -> tuple[Plain, list[tuple[str | None, ...]]] | None:
    """Return (pattern, rows) of a plainly written table of `kind`; None where it must be read with care."""
    known = _KNOWN.get(kind)
    if not known:
        return None
    if len(data.translate(None, _CONTROLS)) != len(data):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(sign in text for sign in _NO_SIGNS):
        return None
    for plain in known:
        rows = plain.rows(text, most)
        if rows is not None:
            return plain, rows
    return None
