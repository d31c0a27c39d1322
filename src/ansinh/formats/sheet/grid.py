"""A sheet as rows of cells with addresses, whatever file it came from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

# Numbers of a workbook are doubles; they become int or exact decimals in cells.py, before anything is reckoned.
Cell: TypeAlias = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold. Source: assurance bars F7.5 and F7.6."""

    file_bytes: int = 25_000_000
    unpacked_bytes: int = 100_000_000
    ratio: int = 100
    entries: int = 200
    rows: int = 20_000
    columns: int = 200
    text: int = 500


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: `rows[0]` is row 1; `formulas` holds (row, column) of cells with a formula, `hidden` rows; from 1."""

    name: str
    rows: Sequence[Sequence[Cell]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()


def letter(column: int) -> str:
    """Return the letters of a 1-based column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number(letters: str) -> int:
    """Return the 1-based column of its letters: AB is 28."""
    value = 0
    for sign in letters:
        value = value * 26 + ord(sign) - 64
    return value
