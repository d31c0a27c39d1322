"""An explanation: named steps with numbers and articles, and the values used, in Vietnamese or English."""

import re
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.day_words import written_days
from ansinh.core.money import format_dong
from ansinh.core.rate import decimal_text
from ansinh.core.text import Language, Text
from ansinh.law.citation_words import PHRASES
from ansinh.law.values import Value
from ansinh.law.words import PARTS, TITLES, UNITS, WORDS

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DECIMAL = re.compile(r"(?<![\w.])(\d+)\.(\d+)(?![\w.]| đ)")  # 20.5, and not 1.800.000 đ
LETTERS = (("(dd)", "(đ)"), ("/QD-", "/QĐ-"), ("/ND-CP", "/NĐ-CP"), ("BLDTBXH", "BLĐTBXH"))  # Đ in numbers of texts
CONFIDENCE = {
    "unsure": Text("chưa chắc chắn, cần đối chiếu văn bản", "unsure: to be checked against the text"),
    "announced": Text("giá trị do cơ quan công bố", "announced by the agency"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of an explanation: what, how it is reckoned, the result as text, and the article."""

    name: Text
    result: str | Text
    formula: str = ""
    citation: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps of one amount or decision, and every dated value it used."""

    steps: tuple[Step, ...]
    values: tuple[Value, ...]

    @property
    def unsure(self) -> tuple[Value, ...]:
        """Values used whose text was not read or that the agency announced: shown wherever the result is shown."""
        return tuple(value for value in self.values if value.confidence in CONFIDENCE)


def percent(rate: Fraction) -> str:
    """Return a rate the way people say it: 17.5 % of the Vietnamese reader is 17,5%."""
    places = 4
    return decimal_text(rate * 100, places).replace(".", ",") + "%"


def dong(amount: int) -> str:
    """Return an amount with its unit."""
    return format_dong(amount, unit=True)


def lines(explanation: Explanation, language: Language) -> list[str]:
    """Return the explanation as numbered sentences, then the values used with their citations and marks."""
    told = [_sentence(number, step, language) for number, step in enumerate(explanation.steps, 1)]
    if explanation.values:
        told += ["", {"vi": "Các giá trị đã dùng:", "en": "Values used:"}[language]]
        told += [_value(value, language) for value in explanation.values]
    return told


def _sentence(number: int, step: Step, language: Language) -> str:
    """Return one step as a line."""
    formula = f"{written(step.formula)} = " if step.formula else ""
    citation = f"  [{cited(step.citation, language)}]" if step.citation else ""
    result = written(step.result if isinstance(step.result, str) else step.result.to(language))
    note = f"  ({written_days(step.note.to(language))})" if step.note else ""
    return f"{number}. {written_days(step.name.to(language))}: {formula}{result}{note}{citation}"


def written(text: str) -> str:
    """Return arithmetic as the reader writes it: 20.5 is 20,5, and 2026-03-12 is 12/03/2026."""
    return written_days(DECIMAL.sub(r"\1,\2", text))


def _value(value: Value, language: Language) -> str:
    """Return one value as a line."""
    mark = CONFIDENCE.get(value.confidence)
    marked = f"  ! {mark.to(language)}" if mark else ""
    since = {"vi": "từ", "en": "from"}[language] + " " + written_days(value.since.isoformat())
    source, content = cited(value.citation, language), content_text(value, language)
    return f"   {value.label.to(language)} = {content} ({since})  [{source}]{marked}"


def content_text(value: Value, language: Language = "vi") -> str:
    """Return the content of a value as a reader expects it: money with dots, rates in per cent, codes in words."""
    if isinstance(value.content, tuple):
        return ", ".join(_said(part, value.unit, language) for part in value.content)
    if isinstance(value.content, str):
        return _said(value.content, value.unit, language)
    parts = (value.content or {}).items()
    return "; ".join(f"{_named(name, language)}: {_said(part, value.unit, language)}" for name, part in parts)


def _named(name: str, language: Language) -> str:
    """Return the name of a part of a value in words: limits and codes stay as they are written."""
    return PARTS[name].to(language) if name in PARTS else name


def _said(content: str, unit: str, language: Language) -> str:
    """Return one text of a value in words."""
    if content in WORDS:
        return WORDS[content].to(language)
    if DAY.fullmatch(content):
        return written_days(content)
    number = content[:1].isdecimal()
    if unit.startswith("VND") and content.isdecimal():
        return dong(int(content))
    if unit.startswith("rate") and number:
        return percent(Fraction(content))
    return f"{written(content)} {UNITS[unit].to(language)}" if unit in UNITS and number else written(content)


def cited(citation: str, language: Language) -> str:
    """Return a citation in the reader's language: "Law 58/2014/QH13 art. 86(1)" is Luật 58/2014/QH13, Điều 86(1)."""
    if language == "en":
        return citation
    for english, vietnamese in (*PHRASES, *TITLES, *LETTERS):
        citation = citation.replace(english, vietnamese)
    return written_days(citation)
