"""The language of the request: Vietnamese first, English second, chosen by the person and kept with the session."""

import datetime as dt
from fractions import Fraction

from django.utils import translation

from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.planning.numbers import Numerals

KEY = "language"


def language() -> Language:
    """Return the language of the request being answered."""
    return "en" if (translation.get_language() or "vi").startswith("en") else "vi"


def chosen(wanted: object) -> Language:
    """Return `wanted` if it is a language of the product, else Vietnamese."""
    return "en" if wanted == "en" else "vi"


def say(text: Text) -> str:
    """Return `text` in the language of the request."""
    return text.to(language())


def numerals() -> Numerals:
    """Return the writer of numbers in the language of the request."""
    return Numerals(language())


def day(value: dt.date | None) -> str:
    """Return a day as people write it here: 31/10/2021 in both languages."""
    return value.strftime("%d/%m/%Y") if value else ""


def month(value: Month | dt.date | None) -> str:
    """Return a month as people write it: 10/2021."""
    if value is None:
        return ""
    known = Month.containing(value) if isinstance(value, dt.date) else value
    return f"{known.month:02d}/{known.year}"


def billions(value: Fraction | int | None, places: int = 1) -> str:
    """Return dong in billions without the word, for tables whose heading says so."""
    return "" if value is None else numerals().decimal(Fraction(value) / 10**9, places, fixed=True)
