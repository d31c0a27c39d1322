"""What stands in words in a list 01B-HSB: section headings, the condition, the note, the bank account."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from ansinh.formats.sheet.sections import Section
from ansinh.formats.words import plain

ADJUST: Final = "adjust"  # part 2 of the form: what was settled before is asked for anew
# (group, words of the heading, procedure); the first that fits counts
_SECTIONS: Final = tuple(
    (group, re.compile(pattern), code)
    for group, pattern, code in (
        ("A", r"\bdai ngay\b", "sickness.long"),
        ("A", r"\bcon om\b|\bcham soc con\b|\bcon bi om\b", "sickness.child"),
        ("A", r"\b(om|ban than)\b", "sickness.own"),
        ("B", r"\btranh thai\b|\btriet san\b|\bdat vong\b", "maternity.contraception"),
        ("B", r"\bkham thai\b", "maternity.prenatal"),
        ("B", r"\b(say|pha|hut) thai\b|\bthai chet\b|\bnao\b", "maternity.loss"),
        ("B", r"\bmang thai ho\b", ""),
        ("B", r"\bcon nuoi\b", "maternity.adoption"),
        ("B", r"\b(nam|chong|cha)\b.*\bmot lan\b|\bmot lan\b.*\b(nam|chong|cha|vo)\b", "maternity.father_grant"),
        ("B", r"\blao dong nam\b|\bvo sinh con\b|\bnguoi chong\b", "maternity.father"),
        ("B", r"\bsinh con\b|\btruong hop\b", "maternity.birth"),
        ("C", r"\b(tnld|bnn|tai nan|benh nghe nghiep)\b", "recovery.accident"),
        ("C", r"\bthai san\b|\bsinh con\b", "recovery.maternity"),
        ("C", r"\bom\b", "recovery.sickness"),
    )
)  # fmt: skip
_GROUPS: Final = (
    ("C", re.compile(r"\b(duong suc|phuc hoi)\b")),
    ("A", re.compile(r"\bche do om dau\b|^a om dau$|^om dau$")),
    ("B", re.compile(r"\bche do thai san\b|^b thai san$|^thai san$")),
)
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_CHILDREN = re.compile(r"\b(?:so con|sinh) ?:? ?(\d)\b|\b(\d) con\b")
_WORDS_FOR: Final = {"sinh doi": 2, "song sinh": 2, "sinh ba": 3}
_WEEKS = re.compile(r"\b(\d{1,2}) tuan\b")
_REST = re.compile(r"\b(T[2-7]|CN)\b")
_ACCOUNT = re.compile(r"\d[\d .]{4,24}\d")
_WEEKDAYS: Final = {"T2": 0, "T3": 1, "T4": 2, "T5": 3, "T6": 4, "T7": 5, "CN": 6}


def next_section(current: Section, heading: str) -> Section | None:
    """Return the section a heading opens: `direction` is the group (A, B, C, adjust), `subject` the procedure."""
    words = plain(heading)
    if len(heading) > 160:
        return None
    if re.search(r"\b(dieu chinh|phan 2|phan ii)\b", words):
        return Section(ADJUST, "", heading)
    if re.search(r"\b(phan 1|phan i|huong moi)\b", words):
        return Section("", "", heading)
    group = next((name for name, pattern in _GROUPS if pattern.search(words)), current.direction)
    if group == ADJUST:
        return None
    code = procedure_of(words, group)
    opened = group != current.direction
    if code is None and not opened:
        return None
    return Section(group, code or "", heading)


def procedure_of(words: str, group: str = "") -> str | None:
    """Return the procedure of a heading in plain words, within a group where one is known; None where none fits."""
    if not group:
        group = next((name for name, pattern in _GROUPS if pattern.search(words)), "")
    for name, pattern, code in _SECTIONS:
        if group in {"", name} and pattern.search(words):
            return code
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says in its columns C, D and E."""

    disease: str = ""
    dates: tuple[dt.date, ...] = ()
    children: int = 0
    weeks: int = 0
    weekly_rest: str = ""
    special_area: bool = False
    surgery: bool = False
    under_32: bool = False
    second_child: bool = False


def read_words(condition: str, note: str) -> Said:
    """Return what condition and note say; a date that is none is passed over (the check asks for it then)."""
    words = plain(f"{condition} {note}")
    rest = sorted({_WEEKDAYS[day] for day in _REST.findall(note.upper())})
    weeks = _WEEKS.search(words)
    return Said(
        disease=_DATE.sub("", condition).strip(" ;,:-"),
        dates=tuple(day for found in _DATE.findall(condition) if (day := _day(found)) is not None),
        children=_children(words),
        weeks=int(weeks[1]) if weeks and "duoi 32" not in words else 0,
        weekly_rest=",".join(map(str, rest)),
        special_area=bool(re.search(r"\bpckv\b", words)),
        surgery=bool(re.search(r"\b(phau thuat|pt)\b", words)),
        under_32="32 tuan" in words,
        second_child=bool(re.search(r"\bcon thu (hai|2)\b", words)),
    )


def _day(found: tuple[str, str, str]) -> dt.date | None:
    """Return a date; None for one that does not exist."""
    try:
        return dt.date(int(found[2]), int(found[1]), int(found[0]))
    except ValueError:
        return None


def _children(words: str) -> int:
    """Return the number of children told; 0 where none is."""
    for said, number in _WORDS_FOR.items():
        if said in words:
            return number
    found = _CHILDREN.search(words)
    return int(found[1] or found[2]) if found else 0


def read_bank(text: str) -> tuple[str, str]:
    """Return (account number, bank and branch) of the column C."""
    found = _ACCOUNT.search(text)
    if found is None:
        return "", text.strip()
    number = re.sub(r"\D", "", found[0])
    return number, (text[: found.start()] + text[found.end() :]).strip(" ,;:-–")
