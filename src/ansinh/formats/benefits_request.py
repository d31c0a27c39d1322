"""14-HSB, a person's request for a benefit, a move or a change: the form as a sheet wherever it starts, CSV, JSON."""

import re
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Final

from ansinh.core.finding import Finding, Place
from ansinh.formats.faults import RefusedFileError, fault, refuse
from ansinh.formats.layout import load_data
from ansinh.formats.numbered_form import read_lines
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.read import check_size, read_grids
from ansinh.formats.sheet.write import Tab, write_book
from ansinh.formats.strict_json import parse_json

_NEEDED: Final = (("full_name", "Họ và tên"), ("si_number", "Mã số BHXH"), ("request", "Nội dung yêu cầu giải quyết"))
_SAME: Final = {"pay_method": "pay_form", "date_sign": "signed_on", "attachments": "attached", "birth": "birth_date"}
_FEWEST: Final = 3  # lines that make a sheet this form


@dataclass(frozen=True, slots=True)
class RequestForm:
    """14-HSB as written (decisions 166/2019 and 2222/2025); "" is not given."""

    full_name: str = ""
    birth_date: str = ""
    sex: str = ""
    si_number: str = ""
    id_number: str = ""
    address: str = ""
    phone: str = ""
    request: str = ""
    reason: str = ""
    pay_form: str = ""
    bank_account: str = ""
    bank_name: str = ""
    account_holder: str = ""
    receive_place: str = ""
    attached: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True)
class Request14:
    """A request as read, and what could not be."""

    form: RequestForm
    findings: list[Finding] = field(default_factory=list)


@cache
def labels() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    """Return (field, number, label, pattern) of every line of the form."""
    return tuple(
        (name, number, label, re.compile(said)) for name, number, label, said in load_data("layouts/hsb14.yaml")
    )


def read_request(data: bytes, *, name: str = "", limits: Limits | None = None) -> Request14:
    """Return the request in `data` (XLSX, CSV or JSON); never raises for what a sender may send."""
    limits = limits or Limits()
    try:
        check_size(data, limits)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return _complete(_keyed(data), [])
        for grid in read_grids(data, limits, name):
            texts, findings, _ = read_lines(grid, _matcher)
            if len(texts) >= _FEWEST and ("request" in texts or "si_number" in texts):
                return _complete(texts, findings)
        refuse("F-TABLE", form="14-HSB")
    except RefusedFileError as refused:
        return empty_request([refused.finding])


def empty_request(findings: list[Finding]) -> Request14:
    """Return a request of which nothing was read, for the reasons given."""
    return Request14(RequestForm(), findings)


def _matcher(words: str) -> str | None:
    """Return the field a label asks for."""
    return next((name for name, _, _, pattern in labels() if pattern.match(words)), None)


def _keyed(data: bytes) -> dict[str, str]:
    """Return the texts of a JSON object under the keys of the form."""
    value = parse_json(data)
    if not isinstance(value, dict):
        refuse("F-JSON", "object")
    known = {each.name for each in fields(RequestForm)}
    named = {_SAME.get(key, key): item for key, item in value.items()}
    return {key: str(item) for key, item in named.items() if key in known and isinstance(item, str | int)}


def _complete(texts: dict[str, str], findings: list[Finding]) -> Request14:
    """Return the request, with findings for what it cannot do without."""
    missing = [
        fault("C-MISSING", Place("14-HSB", None, label), what=label) for name, label in _NEEDED if not texts.get(name)
    ]
    known = {each.name for each in fields(RequestForm)}
    form = RequestForm(**{name: text.strip() for name, text in texts.items() if name in known})
    return Request14(form, [*findings, *missing])


def write_request(form: RequestForm) -> bytes:
    """Return the form as XLSX."""
    rows = [["ĐƠN ĐỀ NGHỊ"], ["Mẫu số 14-HSB"], []]
    rows += [[f"({number}) {label}:", getattr(form, name)] for name, number, label, _ in labels()]
    return write_book([Tab("14-HSB", rows, styles={(0, 0): "title", (1, 0): "bold"}, widths={0: 40, 1: 60})])
