"""Numbers as people read them: 1.099.580 người, 97,7%, 4.313,1 tỷ đồng; 1,099,580, 97.7%, VND 4,313.1 billion.

Everything comes in exact (`int` or `Fraction`) and is rounded here, once, for the eye only: half away from zero.
A share that is not yet 100 % never prints as 100 %, nor one below it as reached.
"""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.text import Language

Number = int | Fraction

MINUS = "−"
MILLION, BILLION = 10**6, 10**9
_SAID = {MILLION: ("triệu", "million"), BILLION: ("tỷ", "billion")}


def round_shown(value: Number, places: int = 0) -> Fraction:
    """Return `value` rounded to `places` decimals, a half away from zero."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if exact >= 0 else -whole, 10**places)


def share_shown(value: Number, places: int = 2) -> Fraction:
    """Return a percentage rounded as above, but cut where rounding would claim that 100 % is reached."""
    rounded = round_shown(value, places)
    return rounded if value >= 100 or rounded < 100 else rounded - Fraction(1, 10**places)


@dataclass(frozen=True, slots=True)
class Numerals:
    """Writes numbers in `language`."""

    language: Language

    def decimal(self, value: Number, places: int = 0, *, fixed: bool = False, sign: bool = False) -> str:
        """Return `value` with at most `places` decimals (exactly that many if `fixed`), a plus if `sign`."""
        rounded = round_shown(value, places)
        whole, part = divmod(abs(rounded.numerator) * (10**places // rounded.denominator), 10**places)
        digits = str(part).rjust(places, "0") if places else ""
        digits = digits if fixed else digits.rstrip("0")
        text = f"{whole:,}" + (f".{digits}" if digits else "")
        if self.language == "vi":
            text = text.translate(str.maketrans(",.", ".,"))
        before = MINUS if rounded < 0 else "+" if sign and rounded > 0 else ""
        return before + text

    def percent(self, value: Number, places: int = 2, *, fixed: bool = False, sign: bool = False) -> str:
        """Return a percentage (97.7 for 97.7 %)."""
        return self.decimal(value, places, fixed=fixed, sign=sign) + "%"

    def share(self, value: Number, places: int = 2, *, fixed: bool = False) -> str:
        """Return a share of a plan or of a whole, which never pretends to be 100 %."""
        return self.percent(share_shown(value, places), places, fixed=fixed)

    def points(self, value: Number, places: int = 2, *, sign: bool = False) -> str:
        """Return a difference of two percentages, which is in percentage points."""
        number = self.decimal(value, places, sign=sign)
        if self.language == "vi":
            return f"{number} điểm phần trăm"
        return f"{number} percentage point{'' if abs(value) == 1 else 's'}"

    def money(self, value: Number, *, sign: bool = False) -> str:
        """Return dong the way they are said aloud: in billions or millions with one decimal, small sums in full."""
        amount = abs(Fraction(value))
        size = BILLION if amount >= BILLION else MILLION
        if amount >= size:
            number = self.decimal(Fraction(value) / size, 1, sign=sign)
            vi, en = _SAID[size]
            return f"{number} {vi} đồng" if self.language == "vi" else f"VND {number} {en}"
        number = self.decimal(value, 0, sign=sign)
        return f"{number} đồng" if self.language == "vi" else f"VND {number}"

    def millions(self, value: Number, *, sign: bool = False) -> str:
        """Return dong in whole millions, for tables whose heading says so."""
        return self.decimal(Fraction(value) / MILLION, 0, sign=sign)
