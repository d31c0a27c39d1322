"""01B-HSB written: the official form with its sections, or JSON under the keys of the form."""

import json
from collections.abc import Sequence
from typing import Final, Literal

from ansinh.formats import printed
from ansinh.formats.benefits_hsb_rows import ClaimRows
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.sheet.form import Form, Part, form_tab
from ansinh.formats.sheet.write import Written, write_book

# (headings above, procedure) in the order of the form
_SECTIONS: Final[tuple[tuple[tuple[tuple[str, str], ...], str], ...]] = (
    ((("", "PHẦN 1: DANH SÁCH ĐỀ NGHỊ HƯỞNG MỚI"), ("A", "CHẾ ĐỘ ỐM ĐAU"), ("I", "Ốm thường")), "sickness.own"),
    ((("II", "Ốm dài ngày"),), "sickness.long"),
    ((("III", "Con ốm"),), "sickness.child"),
    ((("B", "CHẾ ĐỘ THAI SẢN"), ("I", "Khám thai")), "maternity.prenatal"),
    ((("II", "Sẩy thai, nạo hút thai, thai chết lưu hoặc phá thai bệnh lý"),), "maternity.loss"),
    ((("III", "Sinh con"),), "maternity.birth"),
    ((("IV", "Nhận nuôi con nuôi"),), "maternity.adoption"),
    ((("VII", "Lao động nam nghỉ việc khi vợ sinh con"),), "maternity.father"),
    ((("VIII", "Lao động nam hưởng trợ cấp một lần khi vợ sinh con"),), "maternity.father_grant"),
    ((("IX", "Thực hiện các biện pháp tránh thai"),), "maternity.contraception"),
    ((("C", "NGHỈ DƯỠNG SỨC, PHỤC HỒI SỨC KHỎE"), ("I", "Ốm đau")), "recovery.sickness"),
    ((("II", "Thai sản"),), "recovery.maternity"),
    ((("III", "Tai nạn lao động, bệnh nghề nghiệp"),), "recovery.accident"),
)
_PRINTED: Final = ("full_name", "si_number", "first", "last", "total", "bank", "condition", "note")
_KEYS: Final = {"first": "from_date", "last": "to_date"}


def write_hsb(header: UnitHeader, rows: ClaimRows, *, layout: Literal["official", "json"] = "official") -> bytes:
    """Return 01B-HSB in a layout; only the columns of the form are written (words stay words)."""
    cells = printed.table_cells(rows, hundredths=frozenset())
    cells = {name: cells[name] for name in _PRINTED}
    if layout == "json":
        return _json(header, rows, cells)
    month = (
        f"Đợt {header.number or '01'} tháng {header.month.month:02d} năm {header.month.year}" if header.month else ""
    )
    form = Form(
        "01B-HSB",
        [f"Tên đơn vị: {header.unit_name}", f"Mã đơn vị: {header.unit_code}", f"Số điện thoại: {header.phone}"],
        ("Mẫu 01B-HSB",),
        ["DANH SÁCH ĐỀ NGHỊ GIẢI QUYẾT HƯỞNG CHẾ ĐỘ ỐM ĐAU, THAI SẢN, DƯỠNG SỨC PHỤC HỒI SỨC KHỎE", month],
        _parts(rows, cells),
    )
    return write_book([form_tab(form, load_layout("hsb_official"))])


def _parts(rows: ClaimRows, cells: dict[str, printed.Cells]) -> list[Part]:
    """Return every section of the form, with its rows."""
    parts = []
    for headings, code in _SECTIONS:
        places = [place for place, procedure in enumerate(rows.procedure) if procedure == code]
        own: dict[str, Sequence[Written]] = {name: [column[at] for at in places] for name, column in cells.items()}
        parts.append(Part(headings, own, len(places)))
    return parts


def _json(header: UnitHeader, rows: ClaimRows, cells: dict[str, printed.Cells]) -> bytes:
    """Return the list as JSON, each row with its procedure."""
    plain = {_KEYS.get(name, name): printed.plain_json(column) for name, column in cells.items()}
    lines = [
        {"procedure": code, **{key: column[at] for key, column in plain.items() if column[at] is not None}}
        for at, code in enumerate(rows.procedure)
    ]
    head = {"unit_code": header.unit_code, "unit_name": header.unit_name}
    head |= {"month": str(header.month)} if header.month else {}
    return json.dumps({"form": "01B-HSB", "header": head, "rows": lines}, ensure_ascii=False).encode()
