"""The lines above a list: name, code, tax code of the sender, and the month."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from ansinh.core.period import Month
from ansinh.formats.header import UnitHeader
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.grid import Cell, Grid
from ansinh.formats.words import plain

_LABELS: Final = (
    (
        "unit_code",
        re.compile(r"(ma (so )?(don vi|dv)( (bhxh|tham gia bhxh))?|ma so bhxh don vi|so dinh danh|unit code)\b"),
    ),
    ("tax_code", re.compile(r"(ma so thue|mst|tax code)\b")),
    ("unit_name", re.compile(r"(ten (co quan )?(don vi|diem thu|dai ly)|don vi|unit name|kinh gui don vi)\b")),
    ("address", re.compile(r"(dia chi|address)\b")),
    ("phone", re.compile(r"(so )?(dien thoai|dt|phone)\b")),
    ("email", re.compile(r"(e ?mail|thu dien tu)\b")),
    ("number", re.compile(r"(so|danh sach so|dot|lan)\b")),
)
_MONTH: Final = (
    re.compile(r"th[áa]ng\s*(\d{1,2})\s*(?:n[ăa]m|/|-)\s*(\d{4})", re.IGNORECASE),
    re.compile(r"(?:k[ỳy] k[êe] khai|k[ỳy]|th[áa]ng)\s*:?\s*(\d{1,2})\s*/\s*(\d{4})", re.IGNORECASE),
)
_SIGNED = re.compile(r"ng[àa]y\s*\S{1,4}\s*th[áa]ng", re.IGNORECASE)


def read_header(grid: Grid, before: int) -> UnitHeader:
    """Return what the rows above row `before` (0-based) say about the sender and the month."""
    given: dict[str, str] = {}
    month: Month | None = None
    for row in grid.rows[:before]:
        for place, cell in enumerate(row):
            if not isinstance(cell, str) or not cell.strip():
                continue
            for piece in re.split(r"\s{3,}|;|\n", unicodedata.normalize("NFC", cell)):
                month = month or _month(piece, row[place + 1 : place + 4])
                _note(given, piece, row[place + 1 :])
    return UnitHeader(**given, month=month)


def _note(given: dict[str, str], cell: str, after: Sequence[Cell]) -> None:
    """Keep the value of a labelled cell: behind its colon, or in the next filled cell."""
    label, colon, rest = cell.partition(":")
    words = plain(label)
    for name, pattern in _LABELS:
        if name in given or not pattern.match(words) or len(words) > 60:
            continue
        value = _clean(rest) if colon and rest.strip() else (_next(after) if colon else "")
        if value and value.strip(". …_"):
            if name == "number":
                value = re.split(r"\s*(?:th[áa]ng|ng[àa]y)", value)[0]
            given[name] = value.rstrip(" .…")[:300]
        return


def _next(after: Iterable[Cell]) -> str:
    """Return the next filled cell as text, unless it is a label itself."""
    value = next((cell for cell in after if cell not in {"", None}), "")
    if isinstance(value, str) and value.rstrip().endswith(":"):
        return ""
    return _clean(value)


def _clean(value: Cell) -> str:
    """Return a cell as text; one with hidden signs as nothing."""
    read, _ = cells.decode([value], cells.text, "")
    return str(read[0])


def _month(cell: str, after: Sequence[Cell]) -> Month | None:
    """Return the month a cell names; the date of a signature ("ngày 5 tháng 10 năm 2021") is none."""
    if _SIGNED.search(cell):
        return None
    for pattern in _MONTH:
        if (found := pattern.search(cell)) and 1 <= int(found[1]) <= 12 and 1900 <= int(found[2]) <= 2200:
            return Month.of(int(found[2]), int(found[1]))
    if plain(cell) in {"thang", "ky ke khai", "ky", "thang nam", "month", "period"}:
        return _month_beside(after)
    return None


def _month_beside(after: Sequence[Cell]) -> Month | None:
    """Return the month in the next filled cell, None where it is none."""
    value = next((cell for cell in after if cell not in {"", None}), "")
    if isinstance(value, dt.date):
        return Month.containing(value)
    found, bad = cells.decode([value], cells.month, 0)
    return Month(found[0]) if found[0] and not bad else None
