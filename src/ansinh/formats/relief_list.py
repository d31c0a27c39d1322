"""The relief list as a unit gets it and sends it back: one row a person, confirmed or declined, with an account."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import xlsxwriter

from ansinh.core.finding import Finding, Place
from ansinh.formats.faults import fault
from ansinh.formats.indicator_list import read_list

HEADINGS: Final = (
    "STT", "Họ và tên", "Mã số BHXH", "Số tháng đóng BHTN chưa hưởng", "Số tiền hỗ trợ", "Số tài khoản",
    "Mã ngân hàng", "Tên ngân hàng", "Xác nhận",
)  # fmt: skip
YES, NO = "Đồng ý", "Không nhận"
_COLUMNS: Final = {
    "si_number": ("mã số bhxh", "si number", "si_number"),
    "account": ("số tài khoản", "account"),
    "bank": ("mã ngân hàng", "bank", "bin"),
    "bank_name": ("tên ngân hàng", "bank name"),
    "answer": ("xác nhận", "answer", "confirm"),
}
_OPTIONAL: Final = ("account", "bank", "bank_name")
_ANSWERS: Final = {
    "đồng ý": True, "có": True, "x": True, "1": True, "yes": True,
    "không nhận": False, "không": False, "0": False, "no": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One row: the person, whether they take the support, where it is to be paid ("" through the unit)."""

    row: int
    si_number: str
    takes: bool
    account: str
    bank: str
    bank_name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A list that came back."""

    rows: tuple[ReplyRow, ...]
    findings: list[Finding]


def empty_reply(findings: list[Finding]) -> Reply:
    """Return a reply of which nothing was read."""
    return Reply((), findings)


def read_reply(data: bytes, *, name: str = "") -> Reply:
    """Return the rows of a list that came back; a cell that cannot be read is a finding. Never raises."""
    read = read_list(data, name=name)
    if read.findings:
        return empty_reply(list(read.findings))
    given, findings = read.under(_COLUMNS, optional=_OPTIONAL)
    read_rows = (_row(cells, number, findings) for number, cells in given)
    rows = tuple(row for row in read_rows if row is not None)
    return Reply(rows, findings or ([] if rows else [fault("F-NO-ROWS")]))


def _row(given: dict[str, str], number: int, findings: list[Finding]) -> ReplyRow | None:
    """Return one row, or None with findings."""
    before = len(findings)
    takes = _ANSWERS.get(unicodedata.normalize("NFC", given["answer"]).lower())
    if takes is None:
        findings.append(fault("C-CODE", Place("", number, HEADINGS[8]), given["answer"], choices=f"{YES}, {NO}"))
    if not (given["si_number"].isascii() and given["si_number"].isdigit() and len(given["si_number"]) == 10):
        findings.append(fault("C-DIGITS", Place("", number, HEADINGS[2]), given["si_number"]))
    if given["account"] and not given["account"].isalnum():
        findings.append(fault("C-DIGITS", Place("", number, HEADINGS[5]), given["account"]))
    if given["account"] and not (given["bank"].isascii() and given["bank"].isdigit() and len(given["bank"]) == 6):
        findings.append(fault("C-DIGITS", Place("", number, HEADINGS[6]), given["bank"]))
    if takes is None or len(findings) > before:
        return None
    return ReplyRow(number, given["si_number"], takes, given["account"], given["bank"], given["bank_name"])


def write_relief_list(title: str, people: Sequence[tuple[str, str, int, int]]) -> bytes:
    """Return the workbook a unit gets: name, SI number, months, dong of each person; the answers are left to it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Danh sách")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    sheet.set_header(f"&C{title}")
    sheet.write_row(0, 0, HEADINGS, bold)
    for number, (name, si_number, months, amount) in enumerate(people, 1):
        sheet.write_row(number, 0, [number, name, si_number, months])
        sheet.write_number(number, 4, amount, money)
    last = max(len(people), 1)
    sheet.data_validation(1, 8, last, 8, {"validate": "list", "source": [YES, NO]})
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, 8, 20)
    book.close()
    return out.getvalue()
