"""C70a-HD, the bulk decision list of a 01B-HSB: the proposals as a workbook, and what a second person wrote in it."""

import datetime as dt
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import xlsxwriter

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.formats.faults import fault
from ansinh.formats.indicator_list import read_list

HEADINGS: Final = (
    "STT", "Số hồ sơ", "Họ và tên", "Mã số BHXH", "Chế độ", "Từ ngày", "Đến ngày", "Số ngày được hưởng",
    "Số tiền trợ cấp", "Đề xuất", "Lý do chưa giải quyết", "Ý kiến", "Lý do trả lại",
)  # fmt: skip
GRANT, REFUSE, YES, NO = "Được giải quyết", "Chưa được giải quyết", "Đồng ý", "Trả lại"
_COLUMNS: Final = {
    "number": ("số hồ sơ", "dossier"),
    "amount": ("số tiền trợ cấp", "amount"),
    "opinion": ("ý kiến", "opinion"),
    "reason": ("lý do trả lại", "reason"),
}
_OPINIONS: Final = {
    "đồng ý": True, "x": True, "1": True, "yes": True, "agree": True,
    "trả lại": False, "không đồng ý": False, "0": False, "no": False, "send back": False,
}  # fmt: skip
_OPINION_COLUMN: Final = 11


@dataclass(frozen=True, slots=True)
class Proposal:
    """One dossier as it is proposed: days granted, dong, why it is refused ("" where it is granted)."""

    number: str
    full_name: str
    si_number: str
    procedure: str
    first: dt.date | None
    last: dt.date | None
    days: Fraction
    amount: Dong
    refused: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """One row that came back: the dossier, the amount as it stands there (None: not a number), agreed or sent back."""

    row: int
    number: str
    amount: Dong | None
    agrees: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Opinions:
    """A decision list that came back."""

    rows: tuple[Opinion, ...]
    findings: list[Finding]


def empty_opinions(findings: list[Finding]) -> Opinions:
    """Return a list of which nothing was read."""
    return Opinions((), findings)


def write_c70a(title: str, rows: Sequence[Proposal]) -> bytes:
    """Return the workbook of proposals; the opinions are left to who reviews or approves."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("C70a-HD")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    forms = {"day": book.add_format({"num_format": "dd/mm/yyyy"}), "dong": book.add_format({"num_format": "#,##0"})}
    sheet.set_header(f"&C{title}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 3)
    sheet.write_row(0, 0, HEADINGS, bold)
    for number, row in enumerate(rows, 1):
        _write(sheet, number, row, forms)
    last = max(len(rows), 1)
    sheet.data_validation(1, _OPINION_COLUMN, last, _OPINION_COLUMN, {"validate": "list", "source": [YES, NO]})
    sheet.autofilter(0, 0, last, len(HEADINGS) - 1)
    for first, end, width in ((0, 0, 5), (1, 1, 24), (2, 2, 28), (3, 3, 13), (4, 4, 30), (5, 9, 15), (10, 12, 36)):
        sheet.set_column(first, end, width)
    book.close()
    return out.getvalue()


def _write(sheet: Any, number: int, row: Proposal, forms: dict[str, Any]) -> None:  # noqa: ANN401 - a sheet of xlsxwriter
    """Write one proposal."""
    sheet.write_row(number, 0, [number, row.number, row.full_name, row.si_number, row.procedure])
    for column, day in ((5, row.first), (6, row.last)):
        if day is not None:
            sheet.write_datetime(number, column, dt.datetime.combine(day, dt.time()), forms["day"])
    if row.days:
        sheet.write_number(number, 7, float(row.days))  # shown days, halves at most
    sheet.write_number(number, 8, row.amount, forms["dong"])
    sheet.write_row(number, 9, [REFUSE if row.refused else GRANT, row.refused])


def read_c70a(data: bytes, *, name: str = "") -> Opinions:
    """Return the opinions in a decision list that came back; a cell that cannot be read is a finding. Never raises."""
    read = read_list(data, name=name)
    if read.findings:
        return empty_opinions(list(read.findings))
    given, findings = read.under(_COLUMNS)
    rows = [_opinion(cells, number, findings) for number, cells in given]
    return Opinions(tuple(row for row in rows if row is not None), findings)


def _opinion(given: dict[str, str], number: int, findings: list[Finding]) -> Opinion | None:
    """Return one row; None for one without an opinion (it waits on), and where the opinion cannot be read."""
    written = unicodedata.normalize("NFC", given["opinion"]).lower()
    if not written:
        return None
    agrees = _OPINIONS.get(written)
    if agrees is None:
        where = Place("", number, HEADINGS[_OPINION_COLUMN])
        findings.append(fault("C-CODE", where, given["opinion"], choices=f"{YES}, {NO}"))
        return None
    digits = given["amount"].replace(".", "").replace(",", "").removesuffix(" đ").strip()
    amount = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None
    return Opinion(number, given["number"], amount, agrees, given["reason"][:500])
