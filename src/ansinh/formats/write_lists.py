"""Writes the lists D03-TS (official and agents' sheet) and D05-TS, as XLSX and as JSON under the keys of the forms."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from ansinh.core.money import format_dong
from ansinh.formats import printed
from ansinh.formats.codes import HEALTH, VOLUNTARY
from ansinh.formats.d03_rows import HealthRows
from ansinh.formats.d05_rows import VoluntaryRows
from ansinh.formats.header import GroupHeader, UnitHeader
from ansinh.formats.layout import Layout, load_layout
from ansinh.formats.people import PersonRows
from ansinh.formats.sheet.form import Form, Part, form_tab
from ansinh.formats.sheet.write import Tab, Written, write_book

_HEADINGS: Final = {
    "increase": (("I", "Tăng"), ("I.1", "Người tham gia")),
    "adjust": (("I.2", "Tiền lương, mức đóng"),),
    "decrease": (("II", "Giảm"), ("II.1", "Người tham gia")),
}
_PERCENTS: Final = frozenset(
    {"state_percent", "local_percent", "other_percent", "support_local_percent", "support_other_percent"}
)
_KEYS_D03: Final = {
    "facility": "kcb_facility", "receipt_number": "receipt_no", "base": "wage_or_benefit", "birth": "birth_date",
    "collector": "collector_code",
}  # fmt: skip
_KEYS_D05: Final = {
    "receipt_number": "receipt_no", "state_percent": "nsnn_pct", "state_amount": "nsnn_amt",
    "local_percent": "nsdp_pct", "local_amount": "nsdp_amt", "other_percent": "other_pct",
    "other_amount": "other_amt", "collector": "collector_code", "birth": "birth_date", "method": "pay_method",
}  # fmt: skip


def write_d03(
    header: UnitHeader,
    group: GroupHeader,
    rows: HealthRows,
    *,
    layout: Literal["official", "agent", "json"] = "official",
    person: PersonRows | None = None,
) -> bytes:
    """Return D03-TS in a layout; only the agents' sheet holds `person`."""
    cells = _cells(rows)
    for name in ("support_local", "support_other"):
        percents = printed.numbers(getattr(rows, f"{name}_percent"), 100)
        cells[name] = printed.either(cells[name], percents)
    if layout == "json":
        names = ("group_name", "group_code", "base_salary", "source", "support_percent", "cards")
        extra = {name: getattr(group, name) for name in names if getattr(group, name)}
        return _json("D03-TS", header, extra, _keyed(cells, load_layout("d03_official"), _KEYS_D03))
    if layout == "agent":
        return _agent(rows, cells, person)
    lines = (
        f"Nhóm đối tượng: {group.group_name}", f"Mã đối tượng: {group.group_code}",
        f"Mức lương cơ sở: {format_dong(group.base_salary)}" if group.base_salary else "",
        f"Nguồn kinh phí: {group.source}", f"Tỷ lệ NSNN hỗ trợ: {group.support_percent}",
    )  # fmt: skip
    foot = [f"Tổng số thẻ BHYT đề nghị cấp: {group.cards}"] if group.cards else []
    title = "DANH SÁCH NGƯỜI CHỈ THAM GIA BHYT"
    form = Form(
        "D03-TS", _letterhead(header), ("Mẫu D03-TS", *lines), _title(title, header), _parts(rows, cells, HEALTH), foot
    )
    return write_book([form_tab(form, load_layout("d03_official"))])


def write_d05(header: UnitHeader, rows: VoluntaryRows, *, layout: Literal["official", "json"] = "official") -> bytes:
    """Return D05-TS in a layout. The printed form has no column for the code: the note opens with it."""
    cells = _cells(rows)
    if layout == "json":
        return _json("D05-TS", header, {}, _keyed(cells, load_layout("d05_official"), _KEYS_D05))
    title = "DANH SÁCH NGƯỜI THAM GIA BHXH TỰ NGUYỆN"
    parts = _parts(rows, cells, VOLUNTARY)
    form = Form("D05-TS", _letterhead(header), ("Mẫu D05-TS",), _title(title, header), parts)
    return write_book([form_tab(form, load_layout("d05_official"))])


def _cells(rows: HealthRows | VoluntaryRows) -> dict[str, printed.Cells]:
    """Return the columns of a list as cells."""
    cells = printed.table_cells(rows, hundredths=_PERCENTS)
    cells["birth"] = printed.partial_days(rows.birth, rows.birth_precision)
    cells["from_month"] = printed.months(rows.from_month)
    cells["sex"] = printed.sexes(rows.sex)
    return cells


def _parts(
    rows: HealthRows | VoluntaryRows, cells: Mapping[str, printed.Cells], codes: Mapping[str, str]
) -> list[Part]:
    """Return the sections of a form; the note of every row opens with its code."""
    parts = []
    for direction, headings in _HEADINGS.items():
        index = [place for place, code in enumerate(rows.change) if codes.get(code, "increase") == direction]
        part: dict[str, Sequence[Written]] = {
            name: [column[place] for place in index] for name, column in cells.items()
        }
        part["note"] = [f"{rows.change[place]}: {rows.note[place]}".rstrip(": ") for place in index]
        if index:
            parts.append(Part(headings, part, len(index)))
    return parts


def _letterhead(header: UnitHeader) -> list[str]:
    """Return the lines that say who sends the list."""
    return [
        f"Tên đơn vị: {header.unit_name}", f"Mã đơn vị: {header.unit_code}", f"Mã số thuế: {header.tax_code}",
        f"Địa chỉ: {header.address}", f"Điện thoại: {header.phone}", f"Email: {header.email}",
    ]  # fmt: skip


def _title(title: str, header: UnitHeader) -> list[str]:
    """Return the title and the line with number and month."""
    if header.month is None:
        return [title]
    return [title, f"Số: {header.number or '01'} tháng {header.month.month:02d} năm {header.month.year}"]


def _keyed(cells: Mapping[str, printed.Cells], layout: Layout, keys: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return rows as objects under the keys of the form, without what is not given."""
    names = [field.name for field in layout.fields if field.name in cells]
    columns = {keys.get(name, name): printed.plain_json(cells[name]) for name in names}
    size = len(next(iter(columns.values()), []))
    return [{key: column[row] for key, column in columns.items() if column[row] is not None} for row in range(size)]


def _json(form: str, header: UnitHeader, extra: Mapping[str, object], rows: list[dict[str, Any]]) -> bytes:
    """Return a list as JSON."""
    names = ("unit_name", "unit_code", "tax_code", "address", "phone", "email", "number")
    head: dict[str, object] = {name: getattr(header, name) for name in names if getattr(header, name)}
    head |= {"month": str(header.month)} if header.month else {}
    return json.dumps({"form": form, "header": {**head, **extra}, "rows": rows}, ensure_ascii=False).encode()


def _agent(rows: HealthRows, cells: Mapping[str, printed.Cells], person: PersonRows | None) -> bytes:
    """Return the agents' sheet: headings on row 3."""
    layout = load_layout("d03_agent")
    given = dict(cells)
    given["sex"] = printed.marks(rows.sex)
    given["row_type"] = [{"increase": "1", "decrease": "2"}.get(HEALTH.get(code, ""), "3") for code in rows.change]
    given["support_local_percent"] = printed.numbers(rows.support_local_percent, 100)
    given["support_other"] = printed.numbers(rows.support_other)
    months = rows.from_month.astype("datetime64[M]") - 1970 * 12
    given["from_day"] = [
        day or (first if number else "")
        for day, first, number in zip(
            printed.days(rows.from_day), printed.days(months), rows.from_month.tolist(), strict=True
        )
    ]
    if person is not None:
        given |= {
            f"person.{name}": list(column) for name, column in person.columns().items() if isinstance(column, list)
        }
    lines: list[list[Written]] = [
        [
            row + 1 if not place else given[field.name][row] if field.name in given else ""
            for place, field in enumerate(layout.fields)
        ]
        for row in range(len(rows))
    ]
    headings: list[Written] = [field.heading for field in layout.fields]
    return write_book(
        [Tab("Data", [["DANH SÁCH D03"], [], headings, *lines], widths={1: 26}, frozen_rows=3)], font="Calibri"
    )
