"""The quick way through a table written plainly: tags in one order, no attributes, entities or sections.

Nearly every hospital writes so. The order of tags of a row that the careful parser has read is remembered; a table
that is written in it to the last sign is read straight into columns, any other goes the careful way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.domain.claims.gathered import Gathered, Span
from ansinh.domain.claims.standard import OLDER_MARK, OLDER_NAMES, SUMMARY, Table, tables
from ansinh.formats.claims_scan import fill, scan

MOST_ORDERS: Final = 4
TAG: Final = re.compile(r"[A-Z][A-Z0-9_]{0,60}")


@dataclass(frozen=True, slots=True)
class Order:
    """One order of tags: a row written in it has at least `shortest` bytes.

    `names` holds root, list, row ("" where there is none) and tags, one ends at each of `ends`; `places` are the two
    fields of each tag (-1: none).
    """

    tags: tuple[str, ...]
    names: NDArray[np.uint8]
    ends: NDArray[np.int64]
    places: NDArray[np.int64]
    shortest: int
    older: bool


class Plain:
    """The quick way: orders of tags by kind of table, and where the rows are gathered."""

    def __init__(self) -> None:
        """Begin without knowing any order."""
        self.known: dict[str, list[Order]] = {}
        self.gathered: dict[str, Gathered] = {}

    def learn(self, table: Table, root: object, tags: Sequence[object], ignored: frozenset[str]) -> None:
        """Remember an order of tags that the careful parser has read, the newest first; not one with unknown tags."""
        order = _order(table, [root, *tags], ignored)
        known = self.known.setdefault(table.name, [])
        if order is not None and all(one.tags != order.tags for one in known):
            known.insert(0, order)
            del known[MOST_ORDERS:]

    def read(self, kind: str, data: bytes, most: int) -> tuple[Span, bool] | None:
        """Gather the rows of a plainly written table of `kind`; None where it must be read with care."""
        known = self.known.get(kind)
        if not known or not _is_utf_8(data):
            return None
        text = np.frombuffer(data, np.uint8)
        for order in known:
            marks = np.empty((min(len(data) // order.shortest, most) + 1, len(order.tags), 2), np.int64)
            rows = scan(text, order.names, order.ends, marks, most)
            if rows > 0:
                span = self._gather(text, order, marks[:rows], kind)
                return None if span is None else (span, order.older)
        return None

    def _gather(self, text: NDArray[np.uint8], order: Order, marks: NDArray[np.int64], kind: str) -> Span | None:
        """Put the marked values into what is gathered; None where it has no room for them."""
        if kind not in self.gathered:
            self.gathered[kind] = Gathered(tables()[kind])
        gathered = self.gathered[kind]
        first = gathered.rows
        if not gathered.room(len(marks), 2 * len(text)):
            return None
        views, into = gathered.views[first : first + len(marks)], (gathered.store, gathered.edges)
        gathered.used = fill(text, marks, order.places, views, into, gathered.used)
        gathered.rows += len(marks)
        return Span(gathered, first, len(marks))


def _order(table: Table, tags: Sequence[object], ignored: frozenset[str]) -> Order | None:
    """Return the order of a root and its tags; None where one is unknown, repeated or no plain name."""
    names = [tag for tag in tags if isinstance(tag, str) and TAG.fullmatch(tag)]
    if len(set(names)) != len(tags):
        return None
    places = [_places(table, tag) for tag in names[1:]]
    if any(found == (-1, -1) and tag not in ignored for found, tag in zip(places, names[1:], strict=True)):
        return None
    inner = table.list_tag if table.row_tag and names[0] != table.list_tag else ""
    every = [name.encode() for name in (names[0], inner, table.row_tag, *names[1:])]
    return Order(
        tuple(names[1:]), np.frombuffer(b"".join(every), np.uint8), np.cumsum([len(name) for name in every]),
        np.array(places, np.int64), sum(len(name) + len("</>") for name in every[2:]),
        table.name == SUMMARY and OLDER_MARK in names,
    )  # fmt: skip


def _places(table: Table, tag: str) -> tuple[int, int]:
    """Return the fields a tag gives, by its older name too: one, or two that were one; -1 for none."""
    meant = OLDER_NAMES.get(table.name, {}).get(tag, (tag,))
    found = [table.positions.get(name, -1) for name in meant]
    return found[0], found[1] if len(found) > 1 else -1


def _is_utf_8(data: bytes) -> bool:
    """Return whether the bytes are text."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
