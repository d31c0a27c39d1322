"""What forms and addresses send, as values: days, months, numbers, dong as typed; None for none or a wrong one."""

import datetime as dt
from fractions import Fraction

from ansinh.core.money import Dong
from ansinh.core.period import SPOKEN_YEARS, Month

KEY_DIGITS = 18  # of the keys of our tables


def day(text: str | None) -> dt.date | None:
    """Return a day written YYYY-MM-DD, as date fields send it; None for one of a year nobody means."""
    try:
        found = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.year in SPOKEN_YEARS else None


def month(text: str | None) -> Month | None:
    """Return a month written YYYY-MM; None for one of a year nobody means."""
    try:
        found = Month.parse(text or "")
    except ValueError:
        return None
    return found if found.year in SPOKEN_YEARS else None


def whole(text: str | None) -> int | None:
    """Return a whole number as addresses carry keys; None for anything else, and for what no column holds."""
    plain = (text or "").strip()
    return int(plain) if plain.isdecimal() and len(plain) <= KEY_DIGITS else None


def dong(text: str) -> Dong:
    """Return the amount typed with or without separators; 0 where there is none."""
    digits = "".join(sign for sign in text if sign.isdecimal())[:15]
    return int(digits or 0)


def number(text: str | None) -> Fraction | None:
    """Return a number, written 1.234,5 or 1234.5, exactly; with a comma the points are separators."""
    plain = (text or "").strip()
    if "," in plain or plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return Fraction(plain) if plain else None
    except (ValueError, ZeroDivisionError):
        return None
