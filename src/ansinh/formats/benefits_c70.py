"""C70b-HD, the list of decisions given back to an employer: PDF, XLSX and JSON of one value."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Final

from ansinh.core.money import Dong, format_dong
from ansinh.core.rate import decimal_text
from ansinh.formats.document import Document, DocumentTable, Figure, Figures, Section, TableColumn
from ansinh.formats.document_write import write_document

SECTIONS: Final = {
    "accepted": "A. Được giải quyết", "adjusted": "B. Được điều chỉnh", "refused": "C. Chưa được giải quyết",
}  # fmt: skip
PAY: Final = {"bank": "Tài khoản", "unit": "Qua đơn vị", "post": "Bưu điện", "cash": "Tiền mặt"}


@dataclass(frozen=True, slots=True)
class C70Row:
    """One decision: salary reckoned on, months insured, days of the list and of the year, dong; the reason."""

    section: str
    full_name: str
    si_number: str
    procedure: str
    number: str
    salary: Dong
    months: int
    days: Fraction
    year_days: Fraction
    amount: Dong
    pay: str
    reason: str


@dataclass(frozen=True, slots=True)
class C70:
    """The decisions of one list of an employer account."""

    list_number: str
    unit_code: str
    unit_name: str
    period: dt.date
    rows: tuple[C70Row, ...]

    @property
    def total(self) -> Dong:
        """All amounts together, dong."""
        return sum(row.amount for row in self.rows)


_COLUMNS: Final = (
    TableColumn("Họ và tên"), TableColumn("Mã số BHXH"), TableColumn("Chế độ"),
    TableColumn("Tiền lương tính hưởng", 0, "đồng"), TableColumn("Thời gian đóng", 0, "tháng"),
    TableColumn("Số ngày trong kỳ", 1), TableColumn("Lũy kế từ đầu năm", 1),
    TableColumn("Số tiền trợ cấp", 0, "đồng"), TableColumn("Hình thức nhận"),
    TableColumn("Số quyết định"), TableColumn("Lý do không hưởng, điều chỉnh"),
)  # fmt: skip


def write_c70(decided: C70, form: str) -> bytes:
    """Return the list as pdf, xlsx or json."""
    if form == "json":
        return _json(decided)
    return write_document(_document(decided), "xlsx" if form == "xlsx" else "pdf")


def _document(decided: C70) -> Document:
    """Return the list as a document: key figures, and a table for each section."""
    granted = [row for row in decided.rows if row.section != "refused"]
    about = f"{decided.unit_name} ({decided.unit_code}), danh sách {decided.list_number}, {decided.period:%m/%Y}"
    figures = Figures(
        (
            Figure("Số người được giải quyết", str(len(granted)), "quyết định đã ký"),
            Figure("Số tiền", format_dong(decided.total, unit=True), "cộng các quyết định"),
            Figure("Chưa được giải quyết", str(len(decided.rows) - len(granted)), "có lý do từng người"),
        )
    )
    tables = tuple(
        _table(title, [row for row in decided.rows if row.section == name])
        for name, title in SECTIONS.items()
        if any(row.section == name for row in decided.rows)
    )
    title = "Danh sách giải quyết hưởng chế độ ốm đau, thai sản, dưỡng sức (C70b-HD)"
    return Document("c70b-hd", title, about, "vi", (Section("Kết quả", (figures, *tables)),))


def _table(title: str, rows: list[C70Row]) -> DocumentTable:
    """Return one section as a table with its sum."""
    lines = [
        (
            row.full_name, row.si_number, row.procedure, row.salary or None, row.months, row.days, row.year_days,
            row.amount, PAY[row.pay], row.number,
            row.reason,
        )
        for row in rows
    ]  # fmt: skip
    total = ("Cộng", "", "", None, None, None, None, sum(row.amount for row in rows), "", "", "")
    return DocumentTable(title, _COLUMNS, (*lines, total), strong=frozenset({len(lines)}))


def _days(row: C70Row) -> dict[str, str]:
    """Return the days of a row as decimal text."""
    return {"days": decimal_text(row.days, 1), "year_days": decimal_text(row.year_days, 1)}


def _json(decided: C70) -> bytes:
    """Return the list as JSON: days as decimal text, money as whole dong."""
    rows = [
        {**asdict(row), "days": decimal_text(row.days, 1), "year_days": decimal_text(row.year_days, 1)}
        for row in decided.rows
    ]
    head = {
        "form": "C70b-HD", "list": decided.list_number, "unit_code": decided.unit_code,
        "unit_name": decided.unit_name, "month": f"{decided.period:%Y-%m}", "total": decided.total,
    }  # fmt: skip
    return json.dumps({**head, "rows": rows}, ensure_ascii=False, indent=1).encode()
