"""The letter of a decision, granted or refused, as PDF: what was counted, under which article, how, until when."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from ansinh.core.text import Language, Text
from ansinh.formats.typeset import typeset


@dataclass(frozen=True, slots=True)
class LetterStep:
    """One sentence: what, how it is reckoned, the result, the article; a note where there is one."""

    name: str
    formula: str
    result: str
    citation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A decision as its reader gets it; every amount and day arrives written, nothing is reckoned here.

    `facts` are (label, value); `amounts` (what, amount); `reasons` of a refusal (condition, found, way out, article);
    `headings` are words of another letter in place of those of a decision.
    """

    language: Language
    office: str
    parent: str
    number: str
    place_day: str
    title: str
    lead: str
    facts: Sequence[tuple[str, str]]
    amounts: Sequence[tuple[str, str]]
    total: str
    steps: Sequence[LetterStep]
    reasons: Sequence[tuple[str, str, str, str]]
    values: Sequence[tuple[str, str, str]]
    payment: str
    contest: str
    signer: str
    proposed: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)


_LABELS = {
    "motto": Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "motto2": Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "no": Text("Số", "No."),
    "counted": Text("Căn cứ đã tính", "What was counted"),
    "how": Text("Cách tính, theo từng điều luật", "How the amount arises, article by article"),
    "why": Text("Vì sao chưa được giải quyết, và cách khắc phục", "Why it is not granted, and what would satisfy it"),
    "found": Text("Thực tế", "Found"),
    "mend": Text("Cần có", "Needed"),
    "values": Text("Giá trị của luật đã dùng", "Values of the law used"),
    "pay": Text("Chi trả", "Payment"),
    "contest": Text("Quyền khiếu nại", "Your right to contest"),
    "total": Text("Tổng cộng", "Total"),
    "draft": Text("DỰ THẢO - CHƯA PHÊ DUYỆT", "DRAFT - NOT APPROVED"),
    "page": Text("Trang", "Page"),
    "signed": Text("Thủ trưởng cơ quan", "Head of the office"),
}


def write_letter(letter: Letter) -> bytes:
    """Return the letter as PDF (A4)."""
    labels = {**{name: text.to(letter.language) for name, text in _LABELS.items()}, **letter.headings}
    return typeset("benefit_letter", {**asdict(letter), "labels": labels})[0]


def day_text(day: dt.date, language: Language) -> str:
    """Return a day as letters write it: ngày 05 tháng 10 năm 2021."""
    if language == "en":
        return f"{day.day} {day:%B %Y}"
    return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
