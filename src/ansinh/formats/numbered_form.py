"""Forms of numbered lines, "[04]. Label: value": read from a sheet laid out as the form, whatever cell it starts in."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from ansinh.core.finding import Finding, Place
from ansinh.formats.faults import UnreadableError, fault
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.grid import Cell, Grid, letter
from ansinh.formats.words import plain

Matcher = Callable[[str], str | None]  # a label without accents -> the field it asks for
LONGEST_LABEL: Final = 90
_NEXT = re.compile(r"(?<=\S)\s*(?=\[\d{1,2}(?:\.\d)?\])")  # several items on one line: [08] ... [09] ...
_NUMBER = re.compile(r"\A\s*\[?\(?(\d{1,2}(?:\.\d)?)\]?\)?\s*[.:]?\s*")


def read_lines(grid: Grid, matcher: Matcher) -> tuple[dict[str, str], list[Finding], set[str]]:
    """Return (field -> text, findings, numbers seen) of a sheet laid out as the form; the first value wins."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    numbers: set[str] = set()
    for place, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            pieces = _NEXT.split(cell) if isinstance(cell, str) else []
            for piece in pieces:
                if not (found := _label(piece, matcher)):
                    continue
                name, number, rest = found
                numbers.add(number)
                value: Cell = rest.strip(" .…_;")
                if not value and piece is pieces[-1]:
                    value = _beside(row[column + 1 :], matcher)
                where = Place(grid.name, place + 1, letter(column + 2))
                if name not in texts and (text := _text(value, where, findings)):
                    texts[name] = text
    return texts, findings, numbers


def _label(cell: str, matcher: Matcher) -> tuple[str, str, str] | None:
    """Return (field, number, what follows the colon) of a cell that is a line of the form."""
    number = _NUMBER.match(cell)
    bare = cell[number.end() :] if number else cell
    best = None
    for head, rest in (
        (bare, ""),
        *(((bare[:at]), bare[at + 1 :]) for at in (bare.rfind(":"), bare.find(":")) if at >= 0),
    ):
        words = plain(re.sub(r"^\s*\[\d[\d.]*\]\.?", "", head))
        match = matcher(words)
        if match and len(words) < LONGEST_LABEL:
            best = (match, number[1].zfill(2) if number else "", rest)
    return best


def _beside(cells_after: Sequence[Cell], matcher: Matcher) -> Cell:
    """Return the next filled cell, unless it is a line of the form itself."""
    value = next((cell for cell in cells_after if cell not in {"", None}), "")
    return "" if isinstance(value, str) and _label(value, matcher) else value


def _text(value: Cell, where: Place, findings: list[Finding]) -> str:
    """Return a value as text, or a finding and nothing."""
    try:
        return cells.text(value) if value not in {"", None} else ""
    except UnreadableError as error:
        findings.append(fault(error.code, where, value, limit=cells.LONGEST))
        return ""
