"""Answers about payments as a list: what post points and banks without ISO 20022 send back (CSV, XLSX, JSON rows)."""

import datetime as dt
import re
import unicodedata
from typing import Final

from ansinh.core.finding import Finding, Place
from ansinh.formats.camt054_values import Answer, AnswerFile
from ansinh.formats.faults import fault
from ansinh.formats.indicator_list import read_list

_COLUMNS: Final = {
    "reference": ("mã tham chiếu", "reference", "endtoendid", "mã giao dịch"),
    "amount": ("số tiền", "amount"),
    "outcome": ("kết quả", "result", "outcome", "trạng thái"),
    "day": ("ngày", "day", "date", "ngày trả"),
    "reason": ("lý do", "reason", "lý do chưa nhận"),
}
_WORDS: Final = {
    "paid": ("paid", "đã chi", "đã nhận", "thành công", "ok"),
    "rejected": ("rejected", "từ chối", "thất bại", "sai thông tin"),
    "not_collected": ("not_collected", "not collected", "chưa nhận", "không nhận", "vắng mặt"),
    "returned": ("returned", "trả lại", "hoàn trả"),
}
_OPTIONAL: Final = {"reason"}
_NUMBER: Final = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+|[1-9]\d{0,14}")
_DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y")


def read_answer_rows(data: bytes) -> AnswerFile:
    """Return the answers of a list by its headings; every cell that cannot be read is a finding."""
    read = read_list(data)
    findings = list(read.findings)
    if findings:
        return AnswerFile("list", "", (), findings)
    headings = [unicodedata.normalize("NFC", heading) for heading in read.headings]
    at = {
        name: next((place for place, heading in enumerate(headings) if heading in words), -1)
        for name, words in _COLUMNS.items()
    }
    findings += [
        fault("F-HEADING", heading=_COLUMNS[name][0].capitalize())
        for name, place in at.items()
        if place < 0 and name not in _OPTIONAL
    ]
    if findings:
        return AnswerFile("list", "", (), findings)
    answers = []
    for number, row in enumerate(read.rows, read.first):
        given = {name: row[place].strip() if 0 <= place < len(row) else "" for name, place in at.items()}
        if given["reference"]:  # rows of sums carry no reference
            answer = _answer(given, number, findings)
            answers += [answer] if answer is not None else []
    if not answers and not findings:
        findings.append(fault("P-NONE"))
    return AnswerFile("list", "", tuple(answers), findings)


def _answer(given: dict[str, str], number: int, findings: list[Finding]) -> Answer | None:
    """Return the answer of a row, or None with findings for every cell that cannot be read."""
    outcome = next((code for code, words in _WORDS.items() if given["outcome"].lower() in words), None)
    day = next((found for form in _DAYS if (found := _day(given["day"], form))), None)
    whole = _NUMBER.fullmatch(given["amount"])
    before = len(findings)
    if outcome is None:
        choices = ", ".join(words[1] for words in _WORDS.values())
        findings.append(fault("C-CODE", Place("", number, "kết quả"), given["outcome"], choices=choices))
    if day is None:
        findings.append(fault("C-DATE", Place("", number, "ngày"), given["day"]))
    if whole is None:
        findings.append(fault("B-AMOUNT", Place("", number, "số tiền"), given["amount"]))
    if len(findings) > before or outcome is None or day is None or whole is None:
        return None
    amount = int(re.sub(r"[.,]", "", given["amount"]))
    return Answer(given["reference"], amount, outcome, day, given["reason"][:200], number)


def _day(text: str, form: str) -> dt.date | None:
    """Return a day written in `form`, or None."""
    try:
        return dt.datetime.strptime(text[:10], form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
