"""What forms send, as values: days and numbers as people type them; None for nothing and for what is neither."""

import datetime as dt
from fractions import Fraction


def day(text: str | None) -> dt.date | None:
    """Return a day written YYYY-MM-DD, as date fields send it."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def number(text: str | None) -> Fraction | None:
    """Return a number, written 1.234,5 or 1234.5, exactly; with a comma the points are separators."""
    plain = (text or "").strip()
    if "," in plain or plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return Fraction(plain) if plain else None
    except (ValueError, ZeroDivisionError):
        return None
