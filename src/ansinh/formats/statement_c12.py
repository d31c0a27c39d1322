"""C12-TS out: the statement as PDF (typst), XLSX and JSON, from one plain value."""

import json

from ansinh.formats.c12_lines import FUNDS, lines, month_words
from ansinh.formats.c12_page import page_data, qr_text
from ansinh.formats.c12_values import C12
from ansinh.formats.sheet.write import Tab, Written, write_book
from ansinh.formats.typeset import typeset
from ansinh.formats.wire import pack


def write_c12_pdf(statement: C12) -> bytes:
    """Return the statement as PDF. The compiler is kept, so that thousands follow each other quickly."""
    return typeset("c12", page_data(statement))[0]


def write_c12_png(statement: C12) -> list[bytes]:
    """Return the pages of the statement as PNG pictures."""
    return typeset("c12", page_data(statement), "png")


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
        ["THÔNG BÁO KẾT QUẢ ĐÓNG BHXH, BHYT, BHTN, BHTNLĐ-BNN"],
        [month_words(statement.month)],
        [f"Đơn vị: {statement.unit_name}"],
        [f"Mã đơn vị: {statement.unit_code}", "", "", f"Mã số thuế: {statement.tax_code}"],
        [f"Địa chỉ: {statement.unit_address}"],
        [],
    ]
    heading: list[Written] = ["STT", "Nội dung", *(name for _, name in FUNDS), "Cộng"]
    body = [[line.code, line.text, *(_number(cell) for cell in line.cells)] for line in lines(statement)]
    first = len(head)
    styles = {(first, column): "heading" for column in range(7)} | {(1, 0): "title", (2, 0): "bold", (3, 0): "bold"}
    for row, line in enumerate(lines(statement), first + 1):
        styles |= {(row, column): "strong" for column in range(7) if line.level == 0}
    kinds = {0: "text", 1: "text", **dict.fromkeys(range(2, 7), "money")}
    tab = Tab(
        "C12-TS",
        [*head, heading, *body],
        styles=styles,
        column_styles=kinds,
        styled_from=first + 1,
        merges=[(1, 0, 1, 6)],
        widths={0: 9, 1: 38, **dict.fromkeys(range(2, 7), 16)},
        frozen_rows=first + 1,
    )
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
        *(name for _, name in FUNDS),
        "Cộng",
        "Ghi chú",
    ]
    rows: list[list[Written]] = [
        [
            place,
            person.si_number,
            person.full_name,
            person.base,
            *(getattr(person.amounts, fund) for fund, _ in FUNDS),
            person.amounts.total,
            person.note,
        ]
        for place, person in enumerate(statement.people, 1)
    ]
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
