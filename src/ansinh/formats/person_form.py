"""TK1-TS as a form of its own: a person asks for a number or a correction. Numberings of 595 and 505, and JSON."""

import re
from dataclasses import fields
from functools import cache
from typing import Any, Final

from ansinh.core.finding import Finding, Place
from ansinh.formats.faults import RefusedFileError, fault, refuse
from ansinh.formats.layout import load_data
from ansinh.formats.numbered_form import read_lines
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.read import check_size, read_grids
from ansinh.formats.sheet.write import Tab, write_book
from ansinh.formats.strict_json import parse_json
from ansinh.formats.tk1_values import TK1, PersonForm

_SAME: Final = {
    "birth_date": "birth", "birth_cert_place": "birth_place", "vsi_income": "pay_amount", "vsi_amount": "pay_amount",
    "kcb_facility": "facility", "other_change": "change_content", "addr_street": "result_address",
}  # fmt: skip
_NEEDED_NEW: Final = (("full_name", "Họ và tên"), ("birth", "Ngày, tháng, năm sinh"), ("sex", "Giới tính"))
_FEWEST: Final = 5  # numbered lines that make a sheet this form, filled or not


@cache
def labels() -> tuple[tuple[str, str, str, str, re.Pattern[str]], ...]:
    """Return (field, number in 595, number in 505, label, pattern) of every line; corrections are matched first."""
    lines = [
        (name, old, new, label, re.compile(pattern)) for name, old, new, label, pattern in load_data("layouts/tk1.yaml")
    ]
    return tuple(sorted(lines, key=lambda line: not line[0].startswith("adj_")))


def read_tk1(data: bytes, *, name: str = "", limits: Limits | None = None) -> TK1:
    """Return the form in `data` (XLSX, CSV or JSON); never raises for what a sender may send."""
    limits = limits or Limits()
    try:
        check_size(data, limits)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return _complete("keys", _keyed(data), [])
        for grid in read_grids(data, limits, name):
            texts, findings, numbers = read_lines(grid, _matcher)
            if len(numbers) >= _FEWEST and ("full_name" in texts or "si_number" in texts):
                return _complete("505" if numbers & {"13", "14.1", "11.1", "18"} else "595", texts, findings)
        refuse("F-TABLE", form="TK1-TS")
    except RefusedFileError as refused:
        return empty_tk1([refused.finding])


def empty_tk1(findings: list[Finding]) -> TK1:
    """Return a form of which nothing was read, for the reasons given."""
    return TK1("", PersonForm(), findings)


def write_tk1(form: PersonForm, *, numbering: str = "505") -> bytes:
    """Return the form as XLSX in the numbering of decision 595 or 505."""
    numbered = [
        (new if numbering == "505" else old, label, getattr(form, name)) for name, old, new, label, _ in labels()
    ]
    lines = sorted((line for line in numbered if line[0]), key=lambda line: [int(part) for part in line[0].split(".")])
    rows = [["TỜ KHAI"], ["THAM GIA, ĐIỀU CHỈNH THÔNG TIN BẢO HIỂM XÃ HỘI, BẢO HIỂM Y TẾ"], []]
    rows += [[f"[{number}]. {label}:", value] for number, label, value in lines]
    return write_book([Tab("TK1-TS", rows, styles={(0, 0): "title", (1, 0): "bold"}, widths={0: 60, 1: 60})])


def _matcher(words: str) -> str | None:
    """Return the field a label asks for."""
    return next((name for name, *_, pattern in labels() if pattern.search(words)), None)


def _keyed(data: bytes) -> dict[str, str]:
    """Return the texts of a JSON object under the keys of the form."""
    value = parse_json(data)
    form: Any = value.get("form_data", value) if isinstance(value, dict) else None
    if not isinstance(form, dict):
        refuse("F-JSON", "object")
    known = {field.name for field in fields(PersonForm)}
    named = {_SAME.get(key, key): item for key, item in form.items()}
    return {key: str(item) for key, item in named.items() if key in known and isinstance(item, str | int)}


def _complete(numbering: str, texts: dict[str, str], findings: list[Finding]) -> TK1:
    """Return the form, with findings for what it cannot do without."""
    form = PersonForm(**texts)
    needed = () if form.si_number else _NEEDED_NEW
    missing = [
        fault("C-MISSING", Place("TK1-TS", None, label), what=label)
        for name, label in needed
        if not getattr(form, name)
    ]
    return TK1(numbering, form, [*findings, *missing])
