"""Numbers as people of each language write them; exact until they are printed, rounded half-up once."""

from fractions import Fraction
from typing import Final

from ansinh.core.rate import decimal_text
from ansinh.core.text import Language
from ansinh.formats.document import DocumentTable, Number

NOTHING: Final = "–"


def shown(value: str | Number | None, places: int | None, language: Language) -> str:
    """Return a cell as printed: 1.234,5 in Vietnamese, 1,234.5 in English; None as a dash, text as it is."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    text = _fixed(Fraction(value), places or 0)
    whole, _, decimals = text.lstrip("-").partition(".")
    thousands, point = (".", ",") if language == "vi" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", thousands) + (point + decimals if decimals else "")
    return ("−" if text.startswith("-") else "") + grouped


def _fixed(value: Fraction, places: int) -> str:
    """Return a decimal with exactly `places` decimals."""
    text = decimal_text(value, places)
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(places, '0')}" if places else whole


def printed_rows(table: DocumentTable, language: Language) -> list[list[str]]:
    """Return the rows of a table as printed."""
    return [
        [shown(cell, column.places, language) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def headings(table: DocumentTable) -> list[str]:
    """Return the headings of a table with their units."""
    return [f"{column.heading} ({column.unit})" if column.unit else column.heading for column in table.columns]
