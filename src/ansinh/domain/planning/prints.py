"""Reads a number as an article printed it, and says where the print itself is faulty, whatever a file says of it."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Slip = Literal["", "digits", "typography", "unit", "other"]

_SCALES = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12, "percent": 1}
_PRINT = re.compile(r"([\d,]+(?:\.\d+)?)\s*(%*)\s*([a-z ]*)")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})*|\d+")


@dataclass(frozen=True, slots=True)
class Print:
    """The number read in base units (None where the text is none), and the slip in it."""

    value: Fraction | None
    slip: Slip


def read_print(text: str, printed: Fraction) -> Print:
    """Return what `text` says, held against the value it is read as (`printed`, base units; a fall is negative).

    digits: the thousands are not in groups of three. typography: a per cent sign twice. unit: read in another unit it
    is the value (a power of ten apart). other: it says another number. Text without digits is not judged.
    """
    found = _PRINT.fullmatch(text.strip().lower())
    if found is None:
        return Print(None, "")
    digits, signs, word = found.group(1), found.group(2), found.group(3).strip().replace("per cent", "percent")
    scale = _SCALES.get(word.removesuffix("s"))
    if scale is None:
        return Print(None, "")
    if not _GROUPED.fullmatch(digits.partition(".")[0]):
        return Print(None, "digits")
    value = Fraction(digits.replace(",", "")) * scale
    if len(signs) > 1:
        return Print(value, "typography")
    return Print(value, _slip(value, abs(printed)))


def _slip(value: Fraction, printed: Fraction) -> Slip:
    """Return how a readable number differs from the value it is read as."""
    if value == printed:
        return ""
    ratio = value / printed if printed else Fraction(0)
    apart = max(ratio, 1 / ratio) if ratio else Fraction(0)
    return "unit" if apart.denominator == 1 and set(str(apart.numerator)[1:]) == {"0"} else "other"
