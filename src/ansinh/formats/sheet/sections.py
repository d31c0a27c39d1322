"""The body of a form: sections and their sub-headings, rows of people, totals, and where the list ends."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ansinh.formats.sheet.grid import Cell
from ansinh.formats.sheet.headings import Found
from ansinh.formats.words import plain


@dataclass(frozen=True, slots=True)
class Section:
    """Under which headings a row stands; `subject` people, wage, health, title, unemployment, accident, or ""."""

    direction: str = ""  # increase, decrease, adjust
    subject: str = ""
    title: str = ""  # as written


@dataclass(frozen=True, slots=True)
class Body:
    """Rows of people (0-based) with the section above each; rows that only hold what `extra` columns hold."""

    places: list[int]
    sections: list[Section]


Opens: TypeAlias = Callable[[Section, str], Section | None]
_HEAD = re.compile(r"(?:(?:phan|muc) )?(?:(?P<roman>i{1,3}|iv|[abc]) ?)?(?:(?P<number>\d(?: \d)?) ?)?(?P<words>.*)\Z")
_DIRECTIONS: Final = (
    ("increase", re.compile(r"\btang\b")),
    ("decrease", re.compile(r"\bgiam\b")),
    ("adjust", re.compile(r"\b(dieu chinh|thay doi|khac)\b")),
)
_ROMAN: Final = {"i": "increase", "a": "increase", "ii": "decrease", "b": "decrease", "iii": "adjust", "c": "adjust"}
_SUBJECTS: Final = (
    ("title", re.compile(r"\bchuc danh\b")),
    ("unemployment", re.compile(r"\b(that nghiep|bhtn)\b")),
    ("accident", re.compile(r"\b(tnld|bnn|tai nan)\b")),
    ("wage", re.compile(r"\b(tien luong|muc dong|muc luong|luong|tro cap|so tien)\b")),
    ("health", re.compile(r"\b(chi )?(tham gia )?(bhyt|quy kcb|bao hiem y te)\b")),
    ("people", re.compile(r"\b(lao dong|nguoi tham gia|nguoi)\b")),
)
_KNOWN = re.compile(
    r"\b(tang|giam|dieu chinh|khac|thay doi|lao dong|tien luong|muc dong|muc luong|bhyt|chuc danh)\b"
    r"|\b(nguoi tham gia|tro cap)\b"
)
_TOTAL = re.compile(r"(tong|cong)\b")
# A line of totals that fills the columns of people too: these words and no others, and no birth.
_SUMS = re.compile(
    r"(tong|cong)( (tong|cong|so|tang|giam|phat sinh|lao dong|nguoi|the|tien|muc|dong|quy|luong|va|don vi|toan|\d+"
    r"|i{1,3}|iv|v|[abc]))*\Z"
)
_END = re.compile(
    r"(nguoi lap|thu truong|dai dien|ke toan truong|giam doc|ngay \d* ?thang|xac nhan cua|ghi chu cac)"
    r"|(tong so the|tong so so bhxh)"
)


def read_body(found: Found, anchors: Sequence[str], opens: Opens | None = None) -> Body:
    """Return the rows of people under `found`; `anchors` names columns of which one is filled in every such row.

    `opens` says which section a heading opens (those of declarations by default).
    """
    opened = opens or next_section
    name = found.columns["full_name"]
    marks = [found.columns[anchor] for anchor in anchors if anchor in found.columns]
    limit = max(name, found.columns.get("seq", 0)) + 1
    birth = found.columns.get("birth", -1)
    section = Section()
    body = Body([], [])
    rows = found.grid.rows
    again = {_bare(row) for row in rows[found.heading_row : found.first_row]} - {()}  # as printed on every page
    for place in range(found.first_row, len(rows)):
        row = rows[place]
        if _is_sum(row, name, birth) or _bare(row) in again:
            continue
        if len(row) > name and row[name] and any(len(row) > mark and row[mark] not in {"", None} for mark in marks):
            body.places.append(place)
            body.sections.append(section)
            continue
        heading = _heading(row, limit)
        if not heading:
            if _filled(row) >= 3:
                body.places.append(place)
                body.sections.append(section)
            continue
        words = plain(heading)
        if _END.match(words):
            break
        if not _TOTAL.match(words):
            section = opened(section, heading) or section
            if section.title != heading and _is_person(row, name, words):
                body.places.append(place)
                body.sections.append(section)
    return body


def _is_sum(row: Sequence[Cell], name: int, birth: int) -> bool:
    """Return whether a row adds up others: words of a total where a name would stand, and nobody's birth."""
    words = row[name] if len(row) > name else ""
    if not isinstance(words, str) or not _SUMS.match(plain(words)):
        return False
    return birth < 0 or len(row) <= birth or row[birth] in {"", None}


def _bare(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the filled cells of a row."""
    return tuple(cell for cell in row if cell not in {"", None})


def _filled(row: Sequence[Cell]) -> int:
    """Return how many cells of a row hold something."""
    return sum(cell not in {"", None} for cell in row)


def _heading(row: Sequence[Cell], limit: int) -> str:
    """Return the words of a row whose first columns alone hold text: a section, a total, a line for signatures."""
    texts = [str(cell).strip() for cell in row if isinstance(cell, str) and cell.strip()]
    start = [str(cell).strip() for cell in row[:limit] if isinstance(cell, str) and cell.strip()]
    if start and texts == start:
        return " ".join(start)
    return texts[0] if texts and _END.match(plain(texts[0])) else ""


def _is_person(row: Sequence[Cell], name: int, words: str) -> bool:
    """Return whether a row that is no section holds a lone name: reported as a row with everything else missing."""
    return (
        len(row) > name
        and bool(row[name])
        and not _KNOWN.search(words)
        and len(words.split()) <= 6
        and ":" not in words
    )


def next_section(current: Section, heading: str) -> Section | None:
    """Return the section that `heading` opens after `current`; None where it opens none."""
    match = _HEAD.match(plain(heading))
    if match is None or not _KNOWN.search(match["words"]) or len(heading) > 120:
        return None
    words = match["words"]
    direction = next((name for name, pattern in _DIRECTIONS if pattern.search(words)), "")
    subject = next((name for name, pattern in _SUBJECTS if pattern.search(words)), "")
    if not direction:
        direction = _ROMAN.get(match["roman"] or "", current.direction)
    return Section(direction, subject, heading)
