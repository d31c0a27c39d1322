"""Writes D02-LT: the official form, the flat sheet, and JSON or CSV under the keys of the form."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from ansinh.core.finding import Finding, Place
from ansinh.formats import printed
from ansinh.formats.codes import COMPULSORY, LABELS
from ansinh.formats.columns import Ints
from ansinh.formats.d02.kind import Months, decide
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.d02.span import LEAVES
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.sheet.form import Form, Part, form_tab
from ansinh.formats.sheet.sections import Section
from ansinh.formats.sheet.write import Written, write_book

KEYS: Final = {
    "full_name": "full_name", "si_number": "si_number", "birth": "birth_date", "sex": "sex", "id_number": "id_number",
    "job": "job", "pos_manager": "pos_manager", "pos_high_tech": "pos_high_tech", "pos_mid_tech": "pos_mid_tech",
    "pos_other": "pos_other", "pay": "coef_or_wage", "allow_position": "allow_position",
    "over_grade_percent": "allow_over_grade_pct", "seniority_percent": "allow_seniority_pct",
    "allow_wage": "allow_wage", "supplement": "supplement", "hazard_from": "hazard_from", "hazard_to": "hazard_to",
    "indefinite_from": "contract_indef_from", "fixed_from": "contract_fixed_from", "fixed_to": "contract_fixed_to",
    "other_from": "contract_other_from", "other_to": "contract_other_to", "si_from": "si_from", "si_to": "si_to",
    "note": "note", "change": "change",
}  # fmt: skip
_PARTS: Final = (
    (Section("increase", "people"), (("I", "Tăng"), ("I.1", "Lao động"))),
    (Section("adjust", "wage"), (("I.2", "Tiền lương"),)),
    (Section("decrease", "people"), (("II", "Giảm"), ("II.1", "Lao động"))),
    (Section("adjust", "title"), (("III", "Điều chỉnh khác"),)),
)
_TITLE: Final = "BÁO CÁO TÌNH HÌNH SỬ DỤNG LAO ĐỘNG VÀ DANH SÁCH THAM GIA BHXH, BHYT, BHTN"


def official_cells(rows: DeclarationRows) -> dict[str, printed.Cells]:
    """Return the cells of columns 2 to 27, and `change`."""
    starts, stops = official_months(rows)
    size = len(rows)
    cells: dict[str, printed.Cells] = {
        name: list(getattr(rows, name)) for name in ("full_name", "si_number", "id_number", "job", "note", "change")
    }
    cells["birth"] = printed.partial_days(rows.birth, rows.birth_precision)
    cells["sex"] = printed.sexes(rows.sex)
    cells["pay"] = printed.either(printed.numbers(rows.wage), printed.numbers(rows.coefficient, 10_000))
    cells["allow_position"] = printed.numbers(rows.allow_position, 10_000)
    for name in ("over_grade_percent", "seniority_percent"):
        cells[name] = printed.numbers(getattr(rows, name), 100)
    for name in ("allow_wage", "supplement"):
        cells[name] = printed.numbers(getattr(rows, name))
    for name in ("hazard_from", "hazard_to"):
        cells[name] = printed.days(getattr(rows, name))
    since, until = printed.days(rows.contract_from), printed.days(rows.contract_to)
    for kind in ("indefinite", "fixed", "other"):
        cells[f"{kind}_from"] = _where(rows.contract_kind, kind, since)
        cells[f"{kind}_to"] = _where(rows.contract_kind, kind, until)
    held = printed.either(printed.days(rows.position_from), ["x"] * size)
    for kind in ("manager", "high_tech", "mid_tech", "other"):
        cells[f"pos_{kind}"] = _where(rows.position, kind, held)
    cells["si_from"], cells["si_to"] = printed.months(starts), printed.months(stops)
    return cells


def _where(kinds: Sequence[str], kind: str, cells: Sequence[Written]) -> printed.Cells:
    """Return the cells of the rows of one kind; the others empty."""
    return [cell if found == kind else "" for found, cell in zip(kinds, cells, strict=True)]


def official_months(rows: DeclarationRows) -> tuple[Ints, Ints]:
    """Return columns 25 and 26: a worker who leaves has only the last month paid."""
    leaving = np.isin(np.array(rows.change, dtype=object), list(LEAVES)) & (rows.from_month > 0)
    return np.where(leaving, 0, rows.from_month), np.where(leaving, rows.from_month - 1, rows.to_month)


def write_official(header: UnitHeader, rows: DeclarationRows) -> bytes:
    """Return the official form as XLSX; a note opens with the code where section and months would not tell it."""
    cells = official_cells(rows)
    listed = header.month.number if header.month else 0
    starts, stops = official_months(rows)
    months = [Months(*pair, listed) for pair in zip(starts.tolist(), stops.tolist(), strict=True)]
    parts = []
    for section, headings in _PARTS:
        index = [place for place, change in enumerate(rows.change) if _belongs(change, section)]
        part = {name: [column[place] for place in index] for name, column in cells.items() if name != "change"}
        part["note"] = [_note(rows.change[place], section, rows.note[place], months[place]) for place in index]
        if index or section.direction != "adjust":
            parts.append(Part(headings, part, len(index)))
    month = (
        f"Số: {header.number or '01'} tháng {header.month.month:02d} năm {header.month.year}" if header.month else ""
    )
    left = [
        f"Tên đơn vị: {header.unit_name}", f"Mã đơn vị: {header.unit_code}", f"Mã số thuế: {header.tax_code}",
        f"Địa chỉ: {header.address}", f"Điện thoại: {header.phone}", f"Email: {header.email}",
    ]  # fmt: skip
    right = ["Mẫu D02-LT", "(Ban hành kèm theo QĐ số 1040/QĐ-BHXH ngày 18/8/2020)"]
    form = Form("D02-LT", left, right, [_TITLE, month], parts)
    return write_book([form_tab(form, load_layout("d02_official"))])


def _belongs(change: str, section: Section) -> bool:
    """Return whether rows of a change stand under a section."""
    if change in {"DC", "CD", "DN", "DL"}:
        return section.subject == ("wage" if change == "DC" else "title")
    return COMPULSORY.get(change, "increase") == section.direction


def _note(change: str, section: Section, note: str, months: Months) -> str:
    """Return a note, opened with the code where the rest of the row would be read as another kind."""
    subject = section.subject if section.subject != "title" else ""
    decided = decide(Section(section.direction, subject, "·"), note, months, Place())
    if not change or (not isinstance(decided, Finding) and decided == change):
        return note
    return f"{change}: {note or LABELS[change]}"


def write_keys(header: UnitHeader, rows: DeclarationRows, tk1: Sequence[Mapping[str, object]] | None = None) -> bytes:
    """Return JSON under the keys of the form plus `change` (and `tk1` objects where given)."""
    columns = {KEYS[name]: printed.plain_json(cells) for name, cells in official_cells(rows).items() if name in KEYS}
    listed = [
        {key: column[place] for key, column in columns.items() if column[place] is not None}
        for place in range(len(rows))
    ]
    for row, nested in zip(listed, tk1 or [], strict=False):
        row["tk1"] = nested
    names = ("unit_name", "unit_code", "tax_code", "address", "phone", "email", "number")
    head = {name: getattr(header, name) for name in names if getattr(header, name)}
    head |= {"month": str(header.month)} if header.month else {}
    return json.dumps({"form": "D02-LT", "header": head, "rows": listed}, ensure_ascii=False).encode()


def write_csv(rows: DeclarationRows) -> bytes:
    """Return CSV (UTF-8 with a byte order mark) under the keys; texts that look like formulas are quoted."""
    columns = {KEYS[name]: cells for name, cells in official_cells(rows).items() if name in KEYS}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for place in range(len(rows)):
        writer.writerow([_csv(column[place]) for column in columns.values()])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _csv(cell: Written) -> str:
    """Return a cell as CSV text that no spreadsheet takes for a formula."""
    text = str(printed.plain_json([cell])[0] or "")
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "＝"} else text
