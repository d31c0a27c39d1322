"""Texts of strangers in files that a spreadsheet opens: none of them may be run as a formula."""

from typing import Final, TypeVar

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
                  "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
Cell = TypeVar("Cell")


def harmless(cell: Cell) -> Cell | str:
    """Return a cell no spreadsheet runs: a text that begins like a formula is put behind an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
