"""TK3-TS: an employer asks to be registered, changed or suspended. Both numberings (595 and 505), and JSON."""

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
from ansinh.formats.tk3_values import TK3, EmployerForm
from ansinh.formats.words import plain

_NEEDED: Final = (("unit_name", "Tên đơn vị"), ("business_address", "Địa chỉ đăng ký kinh doanh"))
_KEYS: Final = {"licence_no": "licence_number"}
_BOXES: Final = frozenset("☑☒✓✔✗✘■")
_TICKED: Final = frozenset({"x", "1", "true", "co"})


@cache
def labels() -> tuple[tuple[str, str, str, str, re.Pattern[str]], ...]:
    """Return (field, number in 595, number in 505, label, pattern) of every line of the form."""
    return tuple(
        (name, old, new, label, re.compile(pattern)) for name, old, new, label, pattern in load_data("layouts/tk3.yaml")
    )


def read_tk3(data: bytes, *, name: str = "", limits: Limits | None = None) -> TK3:
    """Return the form in `data` (XLSX, CSV or JSON); never raises for what a sender may send."""
    limits = limits or Limits()
    try:
        check_size(data, limits)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return _complete("keys", _keyed(data), [])
        for grid in read_grids(data, limits, name):
            texts, findings, numbers = read_lines(grid, _matcher)
            if "unit_name" in texts and len(texts) >= 3:
                return _complete("505" if "06" in numbers and "main_activity" in texts else "595", texts, findings)
        refuse("F-FORM", form="TK3-TS")
    except RefusedFileError as refused:
        return empty_tk3([refused.finding])


def empty_tk3(findings: list[Finding]) -> TK3:
    """Return a form of which nothing was read, for the reasons given."""
    return TK3("", EmployerForm(), findings)


def _keyed(data: bytes) -> dict[str, str]:
    """Return the texts of a JSON object under the keys of the form."""
    value = parse_json(data)
    form: Any = value.get("form_data", value) if isinstance(value, dict) else None
    if not isinstance(form, dict):
        refuse("F-JSON", "object")
    known = {field.name for field in fields(EmployerForm)} | {"pay_3m", "pay_6m", "pay_other"}
    named = {_KEYS.get(key, key): item for key, item in form.items()}
    texts = {key: str(item) for key, item in named.items() if key in known and isinstance(item, str | int | bool)}
    return {key.removesuffix("m") if key.startswith("pay_") else key: text for key, text in texts.items()}


def _matcher(words: str) -> str | None:
    """Return the field a label asks for."""
    return next((name for name, *_, pattern in labels() if pattern.match(words)), None)


def _complete(numbering: str, texts: dict[str, str], findings: list[Finding]) -> TK3:
    """Return the form, with findings for what it cannot do without."""
    every = 3 if _ticked(texts.get("pay_3", "")) else 6 if _ticked(texts.get("pay_6", "")) else 1
    other = plain(texts.get("pay_other", ""))
    every = next((months for months in (3, 6) if re.search(rf"\b0?{months}\b", other)), every)
    given: dict[str, Any] = {field.name: texts[field.name] for field in fields(EmployerForm) if field.name in texts}
    given["pay_every"] = int(texts["pay_every"]) if texts.get("pay_every", "") in {"1", "3", "6"} else every
    missing = [
        fault("C-MISSING", Place("TK3-TS", None, label), what=label) for name, label in _NEEDED if not texts.get(name)
    ]
    return TK3(numbering, EmployerForm(**given), [*findings, *missing])


def _ticked(written: str) -> bool:
    """Return whether a box is ticked: a cross, yes, or the sign of a ticked box."""
    return plain(written) in _TICKED or not _BOXES.isdisjoint(written)


def write_tk3(form: EmployerForm, *, numbering: str = "505") -> bytes:
    """Return the form as XLSX in the numbering of decision 595 or 505."""
    values = {field.name: str(getattr(form, field.name)) for field in fields(EmployerForm)}
    values |= {"pay_3": "x" if form.pay_every == 3 else "", "pay_6": "x" if form.pay_every == 6 else ""}
    values["pay_other"] = f"{form.pay_every} tháng một lần" if form.pay_every > 1 else ""
    numbered = [
        (new if numbering == "505" else old, label, values[name]) for name, old, new, label, _ in labels()
    ]  # fmt: skip
    lines = sorted((line for line in numbered if line[0]), key=lambda line: [int(part) for part in line[0].split(".")])
    rows = [["TỜ KHAI"], ["ĐƠN VỊ THAM GIA, ĐIỀU CHỈNH THÔNG TIN BHXH, BHYT"], []]
    rows += [[f"[{number}]. {label}:", value] for number, label, value in lines]
    styles = {(0, 0): "title", (1, 0): "bold"}
    return write_book([Tab("TK3-TS", rows, styles=styles, widths={0: 60, 1: 60})])
