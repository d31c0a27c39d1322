"""Answers about payments as a list: what post points and banks without ISO 20022 send back (CSV, XLSX, JSON rows)."""

import datetime as dt
import re
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
    if read.findings:
        return AnswerFile("list", "", (), list(read.findings))
    given, findings = read.under(_COLUMNS, optional=_OPTIONAL)
    told = [(number, cells) for number, cells in given if cells["reference"]]  # rows of sums carry no reference
    answers = [answer for number, cells in told if (answer := _answer(cells, number, findings)) is not None]
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
