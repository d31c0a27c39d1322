"""What the printed page of form C12-TS shows: the answer first, then the account, then how it came about."""

import re
from typing import Any, Final

from ansinh.core.money import format_dong
from ansinh.formats import qr
from ansinh.formats.c12_lines import FUNDS, Line, lines, month_words, short_month
from ansinh.formats.c12_values import C12
from ansinh.formats.number_words import dong_in_words
from ansinh.formats.vietqr import VietQR, payload

# Printed only when there is something: the page stays one page. The workbook and JSON hold every line.
_BRIEF: Final = frozenset(
    {
        "A.2.1",
        "A.2.2",
        "B.2.1",
        "B.2.2",
        "B.4.1",
        "B.4.1.1",
        "B.4.2",
        "B.4.2.1",
        "B.4.3",
        "B.5.1",
        "B.5.2",
        "B.6",
        "Đ.2.1",
        "Đ.2.2",
        "Đ.2.3",
    }
)
_PLACE: Final = re.compile(r"\A(BHXH|Bảo hiểm xã hội) (tỉnh|thành phố|huyện|quận|thị xã|cơ sở)? ?", re.IGNORECASE)


def qr_text(statement: C12) -> str:
    """Return the VietQR of what is to be paid; "" where nothing is."""
    pay = statement.pay
    return payload(VietQR(pay.bank_bin, pay.account, pay.amount, pay.purpose)) if pay.amount > 0 else ""


def _pay(statement: C12) -> dict[str, Any]:
    """Return the box that answers first: what to pay, by when, where to."""
    pay, code = statement.pay, qr_text(statement)
    if not code:
        settled = "Đơn vị đã đóng đủ" if not pay.amount else "Đơn vị đóng thừa, chuyển kỳ sau"
        return {
            "label": settled,
            "owed": False,
            "qr": "",
            "amount": format_dong(-pay.amount),
            "words": "",
            "lines": [],
        }
    due = f"Số tiền phải nộp · hạn {pay.due_on:%d/%m/%Y}" if pay.due_on else "Số tiền phải nộp"
    told = [
        ("Tài khoản", f"{pay.account} · {pay.bank_name}"),
        ("Đơn vị hưởng", pay.account_name),
        ("Nội dung", pay.purpose),
    ]
    words = dong_in_words(pay.amount)
    return {
        "label": due,
        "owed": True,
        "amount": format_dong(pay.amount),
        "words": words,
        "lines": told,
        "qr": qr.svg(code),
    }


def page_data(statement: C12) -> dict[str, Any]:
    """Return what the template prints."""
    printed = [
        line
        for line in lines(statement)
        if line.code not in _BRIEF or any(cell not in {"0", ""} for cell in line.cells)
    ]
    issued = statement.issued_on
    place = _PLACE.sub("", statement.office_name)
    footer = f"{statement.office_name} · {statement.unit_code} · C12-TS {statement.month}"
    return {
        "title": "C12-TS",
        "month": month_words(statement.month),
        "parent": statement.office_parent or "Bảo hiểm xã hội Việt Nam",
        "office": statement.office_name,
        "number": statement.number or "........./TB-BHXH",
        "issued": f"{place}, ngày {issued.day:02d} tháng {issued.month:02d} năm {issued.year}" if issued else "",
        "unit": statement.unit_name,
        "code": statement.unit_code,
        "tax": statement.tax_code,
        "address": statement.unit_address,
        "pay": _pay(statement),
        "sign_note": "Số dương là phải đóng; số âm là đóng thừa.",
        "money_note": "Đơn vị: đồng",
        "rows": [_row(line) for line in printed],
        "paid": [(f"Quỹ {name}", short_month(statement.paid_to.get(fund))) for fund, name in FUNDS],
        "foot": "Đề nghị đơn vị đối chiếu; nếu chưa thống nhất, phản hồi cơ quan BHXH trước ngày 10 tháng sau.",
        "interest": _interest(statement),
        "people": _people(statement),
        "footer": footer,
    }


def _row(line: Line) -> dict[str, Any]:
    """Return one line of the account; a receipt takes the width of the funds for its words."""
    cells = {"code": line.code, "level": line.level, "text": line.text, "cells": line.cells}
    return {**cells, "wide": line.code.startswith("C.")}


def _interest(statement: C12) -> list[list[str]]:
    """Return the rows that say how the late interest came about."""
    names = dict(FUNDS)
    return [
        [
            f"{names.get(line.fund, line.fund)} {line.stretch}",
            format_dong(line.base),
            line.rate,
            format_dong(line.amount),
        ]
        for line in statement.interest
    ]


def _people(statement: C12) -> list[list[str]]:
    """Return the rows of the annex."""
    return [
        [
            str(place),
            person.si_number,
            person.full_name,
            format_dong(person.base),
            *(format_dong(getattr(person.amounts, fund)) for fund, _ in FUNDS),
            format_dong(person.amounts.total),
        ]
        for place, person in enumerate(statement.people, 1)
    ]
