"""Which kind of change a row of D02-LT is: by its code, its section, its note and its months. Never a guess."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ansinh.core.finding import Finding, Place
from ansinh.core.text import Text
from ansinh.formats.codes import COMPULSORY, COMPULSORY_LABELS, code_of
from ansinh.formats.faults import fault
from ansinh.formats.sheet.sections import Section
from ansinh.formats.words import plain

_WRITTEN = re.compile(r"\s*(?:\[|\()?(?:PA\s*:?\s*)?([A-Z]{2})(?:\]|\)|\s*[:;.,–-]|\s*$)")
_WRITTEN_PA = re.compile(r"\b(?:PA|phương án)\s*:?\s*([A-Z]{2})\b")
# Words of a note that name a kind, most telling first; each only within its direction.
_NOTE_WORDS: Final = tuple(
    (direction, code, re.compile(pattern))
    for direction, code, pattern in (
        ("decrease", "TS", r"\b(thai san|sinh con|nghi sinh)\b"),
        ("decrease", "KL", r"\b(khong (huong )?luong|tam hoan)\b"),
        ("decrease", "OF", r"\b(om dau|nghi om|om)\b"),
        ("decrease", "GC", r"\bchuyen (di |sang )?(ngoai )?tinh\b"),
        ("decrease", "GD", r"\b(chuyen (don vi|cong tac|di|sang)|thuyen chuyen)\b"),
        ("decrease", "GH", r"\b(nghi viec|thoi viec|cham dut|het (han )?(hop dong|hdld)|giam han|sa thai)\b"),
        ("decrease", "GH", r"\b(nghi huu|huu tri|chet|tu tran|qua doi|da mat)\b"),
        ("decrease", "SB", r"\bbo sung giam\b"),
        ("increase", "ON", r"\b(di lam lai|tro lai lam viec|lam viec tro lai)\b"),
        ("increase", "TC", r"\b(chuyen den tu tinh|tinh khac( chuyen)?|chuyen tinh|ngoai tinh)\b"),
        ("increase", "TD", r"\b(chuyen den|chuyen tu|chuyen don vi|chuyen ve|tiep nhan)\b"),
        ("increase", "AD", r"\b(truy thu|truy dong|bo sung tang|dong bo sung)\b"),
        ("increase", "TH", r"\btang moi hop dong\b"),
        ("increase", "TM", r"\b(tang moi|tuyen dung|tuyen moi|lao dong moi|moi tham gia)\b"),
        ("adjust", "CD", r"\bchuc danh\b"),
        ("adjust", "DC", r"\b(luong|muc dong)\b"),
        ("adjust", "DN", r"\b(that nghiep|bhtn)\b"),
        ("adjust", "DL", r"\b(tnld|bnn)\b"),
    )
)  # fmt: skip
_BY_SUBJECT: Final = {
    ("increase", "wage"): "DC", ("decrease", "wage"): "DC", ("adjust", "wage"): "DC",
    ("increase", "health"): "TT", ("decrease", "health"): "TU",
    ("increase", "unemployment"): "TN", ("decrease", "unemployment"): "GN", ("adjust", "unemployment"): "DN",
    ("increase", "accident"): "TL", ("decrease", "accident"): "GL", ("adjust", "accident"): "DL",
    ("adjust", "title"): "CD",
}  # fmt: skip
_WHY: Final = {
    "section": Text("dòng không nằm dưới mục tăng, giảm hoặc điều chỉnh nào", "it stands under no section"),
    "months": Text("thiếu tháng bắt đầu hoặc kết thúc đóng", "the month it starts or stops paying is missing"),
    "period": Text(
        "có cả tháng bắt đầu và kết thúc nhưng không ghi lý do", "both months are given but no reason in the note"
    ),
    "file_month": Text("không biết danh sách thuộc tháng nào", "the month of the list is not known"),
    "subject": Text("mục điều chỉnh không nói điều chỉnh gì", "the section does not say what is adjusted"),
}


@dataclass(frozen=True, slots=True)
class Months:
    """Columns 25 and 26 of a row and the month of the list, as month numbers; 0 is not given."""

    starts: int
    stops: int
    listed: int


def decide(section: Section, note: str, months: Months, where: Place) -> str | Finding:
    """Return the code of the change, or the finding that says why it cannot be decided.

    The code in the note wins, if it fits the section; then the sub-section; then words of the note; then the months.
    """
    written = written_code(note)
    if written:
        if section.direction and not fits(written, section.direction):
            return fault("K-CONFLICT", where, note, change=written, section=section.title)
        return written
    if not section.direction:
        return _undecided("section", where, note)
    if section.direction != "decrease" and section.subject == "people" and not months.starts:
        return _undecided("months", where, note)
    by_subject = _BY_SUBJECT.get((section.direction, section.subject), "")
    return by_subject or note_code(note, section.direction) or _by_months(section, months, where, note)


def _by_months(section: Section, months: Months, where: Place, note: str) -> str | Finding:
    """Decide by the months alone: a row of people that says nothing else."""
    if section.direction == "adjust":
        return _undecided("subject", where, note)
    if section.direction == "increase":
        return _increase(months, where, note)
    if months.starts and months.stops:
        return _undecided("period", where, note)
    return "GH" if months.starts or months.stops else _undecided("months", where, note)


def _increase(months: Months, where: Place, note: str) -> str | Finding:
    """New at this employer from a month on; or, where it stopped before the month of the list, a missed period."""
    if not months.starts:
        return _undecided("months", where, note)
    if not months.stops:
        return "TM"
    if not months.listed:
        return _undecided("file_month", where, note)
    return "AD" if months.stops < months.listed else "TM"


def _undecided(why: str, where: Place, note: str) -> Finding:
    """Return the finding that a row's kind cannot be decided."""
    made = fault("K-NONE", where, note, why="{why}")
    reason = _WHY[why]
    message = Text(made.message.vi.format(why=reason.vi), made.message.en.format(why=reason.en))
    return Finding(made.code, made.where, made.found, message, made.mend)


def fits(code: str, direction: str) -> bool:
    """Return whether a code may stand under a direction; a change of wage (DC, CD) may stand anywhere."""
    return COMPULSORY[code] in {direction, "adjust"} or direction == "adjust"


@lru_cache(maxsize=4096)
def written_code(note: str) -> str:
    """Return the code a note opens with ("TS - nghỉ thai sản", "PA: KL"); "" where it opens with none."""
    found = _WRITTEN.match(note) or _WRITTEN_PA.search(note)
    return found[1] if found and found[1] in COMPULSORY else ""


@lru_cache(maxsize=4096)
def note_code(note: str, direction: str) -> str:
    """Return the kind that the words of a note name, within a direction; "" where they name none."""
    words = plain(note)
    if words in COMPULSORY_LABELS and fits(COMPULSORY_LABELS[words], direction):
        return COMPULSORY_LABELS[words]
    for within, code, pattern in _NOTE_WORDS:
        if within == direction and pattern.search(words):
            return code
    return ""


def given_code(cell: str, label: str, where: Place) -> str | Finding:
    """Return the code given in a column of its own, or by its label; a finding where it is none of the list."""
    code = code_of(cell, COMPULSORY_LABELS) or COMPULSORY_LABELS.get(plain(label), "")
    if code in COMPULSORY:
        return code
    if not cell.strip() and not label.strip():
        return _undecided("section", where, "")
    return fault("K-CODE", where, cell or label, choices=", ".join(COMPULSORY))
