"""Columns of cells into columns of values. Each distinct cell is read once; what cannot be read keeps its reason."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ansinh.core.period import Month
from ansinh.formats.faults import UnreadableError, unreadable
from ansinh.formats.sheet.grid import Cell
from ansinh.formats.words import UNSAFE, plain, tidy

Parser = Callable[[Cell], Any]
BIGGEST: Final = 10**15  # dong; what is larger is a slip, and sums of 20,000 rows stay inside int64
LONGEST: Final = 500
EMPTY: Final = frozenset({"", "-", "–"})

_DAY = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?: 00:00(?::00)?)?\Z")
_WORDS = re.compile(r"(?:(?:ngày )?(\d{1,2}) )?tháng (\d{1,2}) năm (\d{4})\Z", re.IGNORECASE)
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.0)?\Z")  # days since 1899-12-30: 1927 to 2119
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?\Z")
_MONTH = re.compile(r"(?:thang |t\.?)?(\d{1,2})\s*[/.\-]\s*(\d{4})\Z")
_ISO_MONTH = re.compile(r"(\d{4})[/\-](\d{1,2})\Z")
_EPOCH: Final = dt.date(1899, 12, 30)
_PACKED_DAY = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\Z")  # 20211004
_YEAR = re.compile(r"(1[89]\d\d|2[01]\d\d)\Z")
_PACKED_MONTH: Final = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(?:\.0)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,  ]\d{3})+\Z")
_UNIT = re.compile(r"\s*(đồng|vnd|vnđ|đ|%)\Z")
_QUOTED = re.compile(r'\A="([0-9A-Za-z]*)"\Z')  # how tools keep the zeros of a number in a CSV
_CARD = re.compile(r"[A-Z]{2}\d{13}\Z")  # the code of a health card: group, level, province, SI number
_OF_MONTHS = re.compile(r"\s*tháng\s*\Z", re.IGNORECASE)
_FACILITY = re.compile(r"(\d{5}|\d{2}\.\d{3})\s*[-–:. ]\s*[^\W\d]")  # its code, then its name
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z./\-]*\Z")
_SEXES = {
    **dict.fromkeys(("nam", "m", "male", "1", "trai"), 1),
    **dict.fromkeys(("nu", "f", "female", "0", "2", "gai"), 0),
    **dict.fromkeys(("3", "khac", "other"), 2),
}
_YES, _NO = {"x", "1", "true", "co", "yes", "c", "v"}, {"0", "false", "khong", "no", "k"}


def decode(column: Sequence[Cell], parse: Parser, nothing: object) -> tuple[list[Any], dict[Cell, str]]:
    """Return the values of `column` and, for each distinct cell that cannot be read, the code of the rule.

    Cells are compared as values, so a column of 10,000 cells with forty wages is parsed forty times.
    """
    known: dict[Cell, Any] = {}
    bad: dict[Cell, str] = {}
    for cell in set(column):
        if isinstance(cell, str) and cell.strip() in EMPTY:
            known[cell] = nothing
            continue
        try:
            known[cell] = parse(cell)
        except UnreadableError as error:
            known[cell], bad[cell] = nothing, error.code
    return [known[cell] for cell in column], bad


def text(cell: Cell) -> str:
    """Return a cell as tidy text. Controls, bidirectional marks and overlong texts are unreadable."""
    if isinstance(cell, str):
        found = UNSAFE.search(cell)
        if found and unicodedata.category(found[0]) != "Zs":
            unreadable("C-CONTROL")
        if len(cell) > LONGEST:
            unreadable("C-LONG")
        return tidy(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < BIGGEST:
        return str(int(cell))
    return str(cell)


def name(cell: Cell) -> str:
    """Return the name of a person: Latin letters with their marks, apostrophes, hyphens, dots."""
    words = text(cell)
    strange = any(not (letter.isalpha() and _latin(letter)) and letter not in " '’‘ʼ.-()" for letter in words)
    if strange:
        unreadable("C-LETTER")
    return words


def _latin(letter: str) -> bool:
    """Return whether a letter is Latin, not one that only looks like it."""
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def identifier(cell: Cell, length: int) -> str:
    """Return a number that names somebody, without spaces; as a number cell shorter than `length`, zeros were lost."""
    written = _QUOTED.sub(r"\1", text(cell).replace(" ", "")).removeprefix("'")
    if not isinstance(cell, str) and len(written) < length:
        unreadable("C-ZERO")
    if not _CODE.match(written):
        unreadable("C-DIGITS")
    return written


def si_number(cell: Cell) -> str:
    """Return a social insurance number as text (the rules check its digits); of a card code its last ten."""
    written = identifier(cell, 10)
    return written[5:] if _CARD.match(written.upper()) else written


def personal_id(cell: Cell) -> str:
    """Return a personal ID (12 or 9 digits) or a passport as text."""
    found = identifier(cell, 9)
    if not isinstance(cell, str) and len(found) not in {9, 12}:
        unreadable("C-ZERO")
    return found


def code(cell: Cell) -> str:
    """Return a short code in capitals, without spaces; a whole number as its digits."""
    return text(cell).replace(" ", "").upper()


def facility(cell: Cell) -> str:
    """Return the code of a facility or commune, five signs; of "26001 - TTYT Tam Dương" the code alone."""
    written = _FACILITY.match(text(cell))
    return code(written[1] if written else cell).replace(".", "").zfill(5)


def day(cell: Cell) -> dt.date:
    """Return a full date: a date cell, day/month/year, or ISO."""
    found, precision = partial_day(cell)
    if precision != 3:
        unreadable("C-DATE")
    return found


def partial_day(cell: Cell) -> tuple[dt.date, int]:
    """Return (first day of what is known, precision): 3 day, 2 month, 1 year."""
    if isinstance(cell, dt.datetime):
        return cell.date(), 3
    if isinstance(cell, dt.date):
        return cell, 3
    written = text(cell)
    if _SERIAL.match(written):  # a day whose cell lost its format
        return _EPOCH + dt.timedelta(days=int(written[:5])), 3
    try:
        return _written_day(written)
    except ValueError:
        unreadable("C-DATE")


def _written_day(written: str) -> tuple[dt.date, int]:
    """Return a written partial date; ValueError where it is none."""
    if found := _DAY.match(written):
        return dt.date(int(found[3]), int(found[2]), int(found[1])), 3
    if found := _ISO_DAY.match(written) or _PACKED_DAY.match(written):
        return dt.date(int(found[1]), int(found[2]), int(found[3])), 3
    if found := _ISO_MONTH.match(written):
        return dt.date(int(found[1]), int(found[2]), 1), 2
    if found := _MONTH.match(written):
        return dt.date(int(found[2]), int(found[1]), 1), 2
    if found := _WORDS.match(written):
        return dt.date(int(found[3]), int(found[2]), int(found[1] or 1)), 3 if found[1] else 2
    if found := _YEAR.match(written):
        return dt.date(int(found[1]), 1, 1), 1
    raise ValueError(written)


def month(cell: Cell) -> int:
    """Return the number of a month: 10/2021, 2021-10, 202110, tháng 10/2021, or any day in it."""
    if isinstance(cell, dt.date):
        return Month.containing(cell).number
    written = text(cell) if not isinstance(cell, str) else plain_month(text(cell))
    if packed := _PACKED_MONTH.fullmatch(written):
        return Month.of(int(packed[1]), int(packed[2])).number
    try:
        found, precision = partial_day(written)
    except UnreadableError:
        unreadable("C-MONTH")
    if precision == 1 or not 1900 <= found.year <= 2200:
        unreadable("C-MONTH")
    return Month.containing(found).number


def plain_month(written: str) -> str:
    """Return a written month without the words for it: "Tháng 10/2021" and "tháng 10 năm 2021" are "10/2021"."""
    bare = re.sub(r"\A(tháng|thang|t)\s*(?=\d)", "", written.lower())
    return re.sub(r"\A(\d{1,2})\s*(năm|nam)\s*(?=\d{4})", r"\1/", bare)


def exact(cell: Cell) -> Decimal:
    """Return a number exactly as written; a mark that may be thousands or decimals is unreadable."""
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        unreadable("C-NUMBER")
    if isinstance(cell, int | float):
        # repr is the shortest text that gives the same double: what the sender saw in the cell.
        return Decimal(repr(cell))
    try:
        return Decimal(_plain_number(tidy(cell)))
    except InvalidOperation:
        unreadable("C-NUMBER")


def _plain_number(written: str) -> str:
    """Return digits with at most a decimal point."""
    bare = _UNIT.sub("", written.lower()).strip()
    bare = bare.replace(" ", " ")
    if not re.fullmatch(r"[+-]?\d[\d., ]*", bare) or len(bare) > 40:
        unreadable("C-NUMBER")
    if _GROUPED.match(bare):
        marks = set(re.sub(r"\d|[+-]", "", bare))
        if len(marks) > 1:
            unreadable("C-NUMBER")
        return re.sub(r"[., ]", "", bare)
    return _with_decimals(bare)


def _with_decimals(bare: str) -> str:
    """Return a number whose last mark opens the decimals."""
    last = max(bare.rfind("."), bare.rfind(","))
    whole, decimals = (bare[:last], bare[last + 1 :]) if last >= 0 else (bare, "")
    marks = set(re.sub(r"\d|[+-]", "", whole))
    lone = whole.strip("+-").isdigit() or (_GROUPED.match(whole) and len(marks) == 1 and bare[last] not in marks)
    if not lone:
        unreadable("C-NUMBER")
    return re.sub(r"[., ]", "", whole) + "." + (decimals or "0")


def dong(cell: Cell) -> int:
    """Return whole dong, not negative: 5.310.000, 5,310,000 or 5310000."""
    value = exact(cell)
    if value < 0:
        unreadable("C-NEGATIVE")
    if value != value.to_integral_value():
        unreadable("C-WHOLE")
    if value >= BIGGEST:
        unreadable("C-BIG")
    return int(value)


def ten_thousandths(cell: Cell) -> int:
    """Return a coefficient (2.34 or 2,34) as whole ten-thousandths."""
    return _scaled(cell, 4)


def percent(cell: Cell) -> int:
    """Return a per cent as whole hundredths: "7", 7 or 7.5 (750); a cell formatted as per cent holds 0.07 (700)."""
    return _scaled(cell, 4 if _is_part(cell) else 2)


def share(cell: Cell) -> Decimal:
    """Return what a budget adds, exactly: dong, or a per cent as in `percent`."""
    return exact(cell) * 100 if _is_part(cell) else exact(cell)


def _is_part(cell: Cell) -> bool:
    """Return whether a number is a part of one: what a spreadsheet keeps of a cell that shows 30 %."""
    return isinstance(cell, float) and 0 < cell < 1


def _scaled(cell: Cell, places: int) -> int:
    """Return a small number as a whole count of its last decimal place."""
    value = exact(cell)
    if isinstance(cell, str) and _GROUPED.match(tidy(cell)):
        unreadable("C-AMBIGUOUS")
    scaled = value.scaleb(places)
    if value < 0:
        unreadable("C-NEGATIVE")
    if scaled != scaled.to_integral_value():
        unreadable("C-AMBIGUOUS")
    if value > 1000:
        unreadable("C-BIG")
    return int(scaled)


def count(cell: Cell) -> int:
    """Return a small whole number, such as months: 12, or "12 tháng"."""
    value = dong(_OF_MONTHS.sub("", cell) if isinstance(cell, str) else cell)
    if value > 100_000:
        unreadable("C-BIG")
    return value


def sex(cell: Cell) -> int:
    """Return 1 male, 0 female, 2 other.

    The codes of the tools differ but never clash: 1 is male in all, 0 or 2 is female, 3 is other.
    """
    written = plain(text(cell))
    if written not in _SEXES:
        unreadable("C-SEX")
    return _SEXES[written]


def flag(cell: Cell) -> int:
    """Return 1 for yes, 0 for no: x, 1, TRUE, có."""
    written = plain(text(cell))
    if written not in _YES | _NO:
        unreadable("C-FLAG")
    return int(written in _YES)


def region(cell: Cell) -> int:
    """Return a wage region 1..4: 01, 1, I, Vùng I."""
    written = plain(text(cell)).removeprefix("vung ").lstrip("0")
    regions = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
    if written not in regions:
        unreadable("C-CODE")
    return regions[written]


def span(cell: Cell) -> tuple[dt.date | None, dt.date | None]:
    """Return (from, to) of a position: a cross says it holds, a date since when, two dates a period."""
    if isinstance(cell, dt.date):
        return day(cell), None
    written = text(cell)
    if plain(written) in _YES:
        return None, None
    parts = re.split(r"\s*(?:đến|den|->|–|—|;|\s-\s|(?<=\d{4})-(?=\d{1,2}/))\s*", written.removeprefix("từ "))
    if len(parts) > 2:
        unreadable("C-DATE")
    first, last = day(parts[0]), day(parts[1]) if len(parts) == 2 else None
    if last is not None and last < first:
        unreadable("C-PERIOD")
    return first, last


def rank(cell: Cell) -> int:
    """Return a small rank, 1 to 99."""
    value = dong(cell)
    if not 1 <= value <= 99:
        unreadable("C-BIG")
    return value
