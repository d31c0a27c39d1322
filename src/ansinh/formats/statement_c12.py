"""C12-TS out: the statement as PDF (typst), XLSX and JSON, from one plain value."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.formats import qr
from ansinh.formats.c12_values import C12, FundAmounts
from ansinh.formats.number_words import dong_in_words
from ansinh.formats.sheet.write import Tab, Written, write_book
from ansinh.formats.typeset import typeset
from ansinh.formats.vietqr import VietQR, payload
from ansinh.formats.wire import pack

# (code, level, words); C and B.5.2 have lines of their own making. Source: form C12-TS, lines of the portal.
LINES: Final = (
    ("A", 0, "Kỳ trước mang sang"), ("A.1", 1, "Số lao động"), ("A.2", 1, "Phải đóng"), ("A.2.1", 2, "Thừa"),
    ("A.2.2", 2, "Thiếu"), ("A.3", 1, "Thiếu lãi"),
    ("B", 0, "Phát sinh trong kỳ"), ("B.1", 1, "Số lao động"), ("B.1.1", 2, "Tăng"), ("B.1.2", 2, "Giảm"),
    ("B.2", 1, "Quỹ lương"), ("B.2.1", 2, "Tăng"), ("B.2.2", 2, "Giảm"), ("B.3", 1, "Phải đóng"), ("B.3.1", 2, "Tăng"),
    ("B.3.2", 2, "Giảm"), ("B.4", 1, "Điều chỉnh phải đóng kỳ trước"), ("B.4.1", 2, "Tăng"),
    ("B.4.1.1", 3, "Trong đó: năm trước"), ("B.4.2", 2, "Giảm"), ("B.4.2.1", 3, "Trong đó: năm trước"),
    ("B.4.3", 2, "Điều chỉnh khác"), ("B.5", 1, "Lãi"), ("B.5.1", 2, "Số tiền tính lãi"), ("B.5.2", 2, "Tỷ lệ tính lãi (%)"),
    ("B.5.3", 2, "Tổng tiền lãi"), ("B.6", 1, "2% bắt buộc để lại"),
    ("C", 0, "Số tiền đã nộp trong kỳ"), ("D", 0, "Phân bổ tiền đóng"), ("D.1", 1, "Phải đóng"), ("D.2", 1, "Tiền lãi"),
    ("Đ", 0, "Chuyển kỳ sau"), ("Đ.1", 1, "Số lao động"), ("Đ.2", 1, "Phải đóng"), ("Đ.2.1", 2, "Thừa"),
    ("Đ.2.2", 2, "Thiếu"), ("Đ.2.3", 2, "Thiếu lãi"),
)  # fmt: skip
_HEADINGS: Final = frozenset({"A", "B", "B.5", "Đ"})
# Lines whose total is that of the people concerned, not a sum over the funds they belong to at the same time.
_TOGETHER: Final = frozenset({"A.1", "B.1", "B.1.1", "B.1.2", "B.2", "B.2.1", "B.2.2", "Đ.1"})
# Printed only when there is something: the page stays one page. The workbook and JSON hold every line.
_BRIEF: Final = frozenset({
    "A.2.1", "A.2.2", "B.2.1", "B.2.2", "B.4.1", "B.4.1.1", "B.4.2", "B.4.2.1", "B.4.3", "B.5.1", "B.5.2", "B.6",
    "Đ.2.1", "Đ.2.2", "Đ.2.3",
})  # fmt: skip
_FUNDS: Final = (("si", "BHXH"), ("hi", "BHYT"), ("ui", "BHTN"), ("oad", "TNLĐ-BNN"))
_NOTHING: Final = FundAmounts()
_PLACE: Final = re.compile(r"\A(BHXH|Bảo hiểm xã hội) (tỉnh|thành phố|huyện|quận|thị xã|cơ sở)? ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: five cells of text (funds and total)."""

    code: str
    level: int
    text: str
    cells: tuple[str, ...]


def lines(statement: C12) -> Iterator[Line]:
    """Yield the lines of the form in order, with the receipts under C."""
    for code, level, words in LINES:
        amounts = statement.lines.get(code, _NOTHING)
        if code == "B.5.2":
            yield Line(code, level, words, (*(statement.rates.get(fund, "") for fund, _ in _FUNDS), ""))
        elif code == "C":
            yield Line(code, level, words, ("", "", "", "", format_dong(_received(statement))))
            yield from _receipts(statement)
        elif code == "D" and not amounts.total:
            spread = [statement.lines.get(part, _NOTHING) for part in ("D.1", "D.2")]
            yield Line(code, level, words, _sum(spread))
        elif code in _HEADINGS and not amounts.total:
            yield Line(code, level, words, ("",) * 5)
        else:
            yield Line(code, level, words, _printed(amounts, together=code in _TOGETHER))


def _printed(amounts: FundAmounts, *, together: bool) -> tuple[str, ...]:
    """Return the cells of a line; people and their wages are in several funds at once: the largest is the total."""
    funds = [getattr(amounts, fund) for fund, _ in _FUNDS]
    total = max(funds) if together else amounts.total
    return tuple(format_dong(amount) for amount in [*funds, total])


def _sum(parts: list[FundAmounts]) -> tuple[str, ...]:
    """Return the cells of the sum of lines."""
    funds = [sum(getattr(part, fund) for part in parts) for fund, _ in _FUNDS]
    return tuple(format_dong(amount) for amount in [*funds, sum(funds)])


def _received(statement: C12) -> int:
    """Return the money received: line C, or the sum of the receipts."""
    given = statement.lines.get("C", _NOTHING).total
    return given or sum(receipt.amount for receipt in statement.receipts)


def _receipts(statement: C12) -> Iterator[Line]:
    """Yield one line per bank order."""
    for place, receipt in enumerate(statement.receipts, 1):
        words = f"UNC số {receipt.number}, ngày {receipt.day:%d/%m/%Y}"
        yield Line(f"C.{place}", 1, words, ("", "", "", "", format_dong(receipt.amount)))


def month_words(month: Month) -> str:
    """Return a month as it is read: Tháng 10 năm 2021."""
    return f"Tháng {month.month:02d} năm {month.year}"


def _short(month: Month | None) -> str:
    """Return a month in figures, or that there is none."""
    return f"tháng {month.month:02d}/{month.year}" if month else "chưa đóng"


def qr_text(statement: C12) -> str:
    """Return the VietQR of what is to be paid; "" where nothing is."""
    pay = statement.pay
    return payload(VietQR(pay.bank_bin, pay.account, pay.amount, pay.purpose)) if pay.amount > 0 else ""


def _pay(statement: C12) -> dict[str, Any]:
    """Return the box that answers first: what to pay, by when, where to."""
    pay, code = statement.pay, qr_text(statement)
    if not code:
        return {
            "label": "Đơn vị đã đóng đủ" if not pay.amount else "Đơn vị đóng thừa, chuyển kỳ sau", "owed": False,
            "amount": format_dong(-pay.amount), "words": "", "lines": [], "qr": "",
        }  # fmt: skip
    due = f"Số tiền phải nộp · hạn {pay.due_on:%d/%m/%Y}" if pay.due_on else "Số tiền phải nộp"
    told = [
        ("Tài khoản", f"{pay.account} · {pay.bank_name}"), ("Đơn vị hưởng", pay.account_name), ("Nội dung", pay.purpose),
    ]  # fmt: skip
    words = dong_in_words(pay.amount)
    return {
        "label": due, "owed": True, "amount": format_dong(pay.amount), "words": words, "lines": told, "qr": qr.svg(code),
    }  # fmt: skip


def _data(statement: C12) -> dict[str, Any]:
    """Return what the template prints."""
    printed = [
        line
        for line in lines(statement)
        if line.code not in _BRIEF or any(cell not in {"0", ""} for cell in line.cells)
    ]
    issued = statement.issued_on
    place = _PLACE.sub("", statement.office_name)
    names = dict(_FUNDS)
    return {
        "title": "C12-TS", "month": month_words(statement.month), "parent": statement.office_parent or "Bảo hiểm xã hội Việt Nam",
        "office": statement.office_name, "number": statement.number or "........./TB-BHXH",
        "issued": f"{place}, ngày {issued.day:02d} tháng {issued.month:02d} năm {issued.year}" if issued else "",
        "unit": statement.unit_name, "code": statement.unit_code, "tax": statement.tax_code, "address": statement.unit_address,
        "pay": _pay(statement), "sign_note": "Số dương là phải đóng; số âm là đóng thừa.", "money_note": "Đơn vị: đồng",
        "rows": [{
                "code": line.code, "level": line.level, "text": line.text, "cells": line.cells,
                "wide": line.code.startswith("C."),
            }
            for line in printed],
        "paid": [(f"Quỹ {name}", _short(statement.paid_to.get(fund))) for fund, name in _FUNDS],
        "foot": "Đề nghị đơn vị đối chiếu; nếu chưa thống nhất, phản hồi cơ quan BHXH trước ngày 10 tháng sau.",
        "interest": [
            (f"{names.get(line.fund, line.fund)} {line.stretch}", format_dong(line.base), line.rate, format_dong(line.amount))
            for line in statement.interest
        ],
        "people": _people(statement), "footer": f"{statement.office_name} · {statement.unit_code} · C12-TS {statement.month}",
    }  # fmt: skip


def _people(statement: C12) -> list[list[str]]:
    """Return the rows of the annex."""
    return [
        [
            str(place), person.si_number, person.full_name, format_dong(person.base),
            *(format_dong(getattr(person.amounts, fund)) for fund, _ in _FUNDS), format_dong(person.amounts.total),
        ]
        for place, person in enumerate(statement.people, 1)
    ]  # fmt: skip


def write_c12_pdf(statement: C12) -> bytes:
    """Return the statement as PDF. The compiler is kept, so that thousands follow each other quickly."""
    return typeset("c12", _data(statement))[0]


def write_c12_png(statement: C12) -> list[bytes]:
    """Return the pages of the statement as PNG pictures."""
    return typeset("c12", _data(statement), "png")


def write_c12_json(statement: C12) -> bytes:
    """Return the statement as JSON, with the text of its VietQR."""
    value = json.loads(pack(statement))
    value["month"] = str(statement.month)
    value["paid_to"] = {fund: str(month) if month else None for fund, month in statement.paid_to.items()}
    value["vietqr"] = qr_text(statement)
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def write_c12_xlsx(statement: C12) -> bytes:
    """Return the statement as a workbook with real numbers; the people on a second sheet."""
    head: list[list[Written]] = [
        [statement.office_name, "", "", "", "", "", "Mẫu C12-TS"],
        ["THÔNG BÁO KẾT QUẢ ĐÓNG BHXH, BHYT, BHTN, BHTNLĐ-BNN"], [month_words(statement.month)],
        [f"Đơn vị: {statement.unit_name}"], [f"Mã đơn vị: {statement.unit_code}", "", "", f"Mã số thuế: {statement.tax_code}"],
        [f"Địa chỉ: {statement.unit_address}"], [],
    ]  # fmt: skip
    heading: list[Written] = ["STT", "Nội dung", *(name for _, name in _FUNDS), "Cộng"]
    body = [[line.code, line.text, *(_number(cell) for cell in line.cells)] for line in lines(statement)]
    first = len(head)
    styles = {(first, column): "heading" for column in range(7)} | {(1, 0): "title", (2, 0): "bold", (3, 0): "bold"}
    for row, line in enumerate(lines(statement), first + 1):
        styles |= {(row, column): "strong" for column in range(7) if line.level == 0}
    kinds = {0: "text", 1: "text", **dict.fromkeys(range(2, 7), "money")}
    tab = Tab(
        "C12-TS", [*head, heading, *body], styles=styles, column_styles=kinds, styled_from=first + 1,
        merges=[(1, 0, 1, 6)], widths={0: 9, 1: 38, **dict.fromkeys(range(2, 7), 16)}, frozen_rows=first + 1,
    )  # fmt: skip
    return write_book([tab, *_people_tab(statement)])


def _number(cell: str) -> Written:
    """Return a printed amount as a number again; a rate stays text."""
    bare = cell.replace(".", "").replace("−", "-")
    return int(bare) if bare.lstrip("-").isdigit() else cell


def _people_tab(statement: C12) -> list[Tab]:
    """Return the sheet of the people, where there are any."""
    if not statement.people:
        return []
    heading: list[Written] = [
        "STT",
        "Mã số BHXH",
        "Họ và tên",
        "Mức đóng",
        *(name for _, name in _FUNDS),
        "Cộng",
        "Ghi chú",
    ]
    rows: list[list[Written]] = [
        [
            place, person.si_number, person.full_name, person.base,
            *(getattr(person.amounts, fund) for fund, _ in _FUNDS), person.amounts.total, person.note,
        ]
        for place, person in enumerate(statement.people, 1)
    ]  # fmt: skip
    styles = {(0, column): "heading" for column in range(10)}
    kinds = {0: "centre", 1: "text", 2: "text", 9: "text", **dict.fromkeys(range(3, 9), "money")}
    widths = {0: 6, 1: 14, 2: 28, 9: 24, **dict.fromkeys(range(3, 9), 14)}
    return [
        Tab(
            "Người lao động",
            [heading, *rows],
            styles=styles,
            column_styles=kinds,
            styled_from=1,
            widths=widths,
            frozen_rows=1,
        )
    ]
