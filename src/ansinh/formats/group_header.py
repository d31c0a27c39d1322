"""What a list D03-TS says above and below about all its people: the group, who pays, the State's share."""

import re
from collections.abc import Sequence
from typing import Final

from ansinh.formats.header import GroupHeader
from ansinh.formats.list_file import ListFile
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.grid import Cell
from ansinh.formats.words import plain

_LABELS: Final = (
    ("group_code", re.compile(r"(ma (nhom )?doi tuong|ma nhom|group code)\b")),
    ("group_name", re.compile(r"((ten )?(nhom )?doi tuong( tham gia)?|group name)\b")),
    ("base_salary", re.compile(r"((muc )?luong co so|base salary)\b")),
    ("source", re.compile(r"(nguon (kinh phi|dong)|don vi dong|source)\b")),
    (
        "support_percent",
        re.compile(r"((ty le|muc) (nsnn|ngan sach nha nuoc|nha nuoc)( ho tro)?|nsnn ho tro|support percent)"),
    ),
    ("cards", re.compile(r"(tong )?so the( bhyt)?( de nghi( cap)?)?\b")),
)

_CODE_BESIDE = re.compile(r"\(([A-Z]{2})\)\s*\Z")  # Hộ gia đình (GD)


def read_group(listed: ListFile) -> GroupHeader:
    """Return the header of the group from a list."""
    texts = _keyed(listed) if listed.kind == "keys" else _labelled(listed)
    percent = texts.get("support_percent", "").rstrip(" %")
    beside = _CODE_BESIDE.search(texts.get("group_name", ""))
    code = texts.get("group_code", "") or (beside[1] if beside else "")
    return GroupHeader(
        texts.get("group_name", ""), code, _dong(texts.get("base_salary", "")),
        texts.get("source", ""), percent, _dong(texts.get("cards", "")),
    )  # fmt: skip


def _keyed(listed: ListFile) -> dict[str, str]:
    """Return the keys of a JSON header as texts."""
    return {name: cells.text(str(listed.raw_header[name])) for name, _ in _LABELS if name in listed.raw_header}


def _labelled(listed: ListFile) -> dict[str, str]:
    """Return the labelled texts above the headings, and the number of cards below the rows."""
    grid, found = listed.found.grid, listed.found
    texts: dict[str, str] = {}
    rows = [*grid.rows[: found.heading_row], *grid.rows[max(found.first_row, len(grid.rows) - 30) :]]
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and ":" in cell:
                _note(texts, cell, row[place + 1 :])
    return texts


def _note(texts: dict[str, str], cell: str, after: Sequence[Cell]) -> None:
    """Keep what stands behind the colon of a known label, or in the next filled cell."""
    for piece in re.split(r"\s{3,}|;|\n", cell):
        label, _, rest = piece.partition(":")
        words = plain(label)
        name = next((name for name, pattern in _LABELS if pattern.match(words)), "")
        beside = next((cell for cell in after if cell not in {"", None}), "")
        value = str(cells.decode([rest.strip() or beside], cells.text, "")[0][0])
        if name and name not in texts and value:
            texts[name] = value


def _dong(written: str) -> int:
    """Return an amount of the header; 0 where it cannot be read: it is for information only."""
    read, _ = cells.decode([written], cells.dong, 0)
    return int(read[0])
