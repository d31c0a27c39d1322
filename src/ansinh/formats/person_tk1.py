"""TK1-TS: what is said about a person, as JSON under the keys of the form or as a form of its own."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from ansinh.core.finding import Finding, Place
from ansinh.formats.columns import Ints
from ansinh.formats.faults import UnreadableError, fault, unreadable
from ansinh.formats.keyed import keyed_grid
from ansinh.formats.layout import load_layout
from ansinh.formats.members import join, read_members
from ansinh.formats.people import MemberRows, PersonRows
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.headings import find_table
from ansinh.formats.sheet.table import RowReader

# Keys of TK1-TS (versions of 2017-2023 and of decision 505) -> columns of PersonRows. An address may also be an object
# {"province", "district", "commune", "text"}.
_KEYS: Final[dict[str, str]] = {
    "guardian": "guardian", "nationality": "nationality", "ethnicity": "ethnicity", "phone": "phone", "email": "email",
    "birth_cert_place": "birth_address", "birth_province": "birth_province", "birth_district": "birth_district",
    "birth_commune": "birth_commune", "result_address": "result_address", "addr_street": "result_address",
    "addr_commune": "result_commune", "addr_district": "result_district", "addr_province": "result_province",
    "kcb_facility": "facility", "vsi_income": "pay_amount", "vsi_amount": "pay_amount", "pay_method": "pay_method",
    "change_content": "change_content", "other_change": "change_content", "attached": "attached",
    "household_code": "household_code", "head_name": "head_name", "head_id": "head_id", "head_phone": "head_phone",
}  # fmt: skip
_PLACES: Final = {"birth_cert_place": "birth", "result_address": "result", "household_address": "household"}
_APPENDIX: Final = "household_appendix"


# What a JSON row may say beside the columns of its form: a `tk1` object, or the keys of TK1-TS themselves.
BESIDE: Final = frozenset({"tk1", _APPENDIX, "household_address", *_KEYS})


def said_beside(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the TK1-TS data of a JSON row: its `tk1` object, or the keys of TK1-TS in the row itself."""
    nested = row.get("tk1")
    if isinstance(nested, Mapping):
        return nested
    return {key: row[key] for key in row if key in BESIDE and key != "tk1"} or None


def read_persons(
    nested: Sequence[Mapping[str, Any] | None], rows: Ints
) -> tuple[PersonRows, MemberRows, list[Finding]]:
    """Return (person, members, findings) from one TK1 object (or None) per row; `rows` are their rows in the list."""
    kinds = PersonRows.kinds()
    columns: dict[str, list[Any]] = {name: [0 if name == "pay_amount" else ""] * len(nested) for name in kinds}
    members: list[MemberRows] = []
    findings: list[Finding] = []
    for place, given in enumerate(nested):
        if not isinstance(given, Mapping):
            continue
        row = int(rows[place])
        for name, value in _flatten(given).items():
            _keep(columns, place, name, value, row, findings)
        members += _members(given, row, findings)
    table = {name: column for name, column in columns.items() if name not in {"row", "pay_amount"}}
    pay = np.array(columns["pay_amount"], dtype=np.int64)
    return PersonRows.of(len(nested), {**table, "row": rows, "pay_amount": pay}), join(members), findings


def _flatten(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return column -> raw value, with addresses taken apart."""
    flat: dict[str, Any] = {}
    for key, value in given.items():
        stem = _PLACES.get(key)
        if stem and isinstance(value, Mapping):
            parts = {"province": "province", "district": "district", "commune": "commune", "text": "address"}
            flat |= {f"{stem}_{name}": value[part] for part, name in parts.items() if part in value}
        elif key in _KEYS or key in PersonRows.kinds():
            flat[_KEYS.get(key, key)] = value
    return {name: value for name, value in flat.items() if name in PersonRows.kinds() and name != "row"}


def _keep(
    columns: dict[str, list[Any]], place: int, name: str, value: object, row: int, findings: list[Finding]
) -> None:
    """Put one value into its column, or a finding."""
    if value is None or value == "":
        return
    try:
        if not isinstance(value, str | int | float):
            unreadable("C-CODE")
        columns[name][place] = cells.dong(value) if name == "pay_amount" else cells.text(value)
    except UnreadableError as error:
        where = Place("TK1", row, name)
        findings.append(fault(error.code, where, value, limit=cells.LONGEST, choices="text"))


def _members(given: Mapping[str, Any], row: int, findings: list[Finding]) -> list[MemberRows]:
    """Return the household appendix of one person."""
    listed = given.get(_APPENDIX)
    if not isinstance(listed, list) or not listed or not all(isinstance(member, dict) for member in listed):
        return []
    layout = load_layout("tk1_member")
    found = find_table(keyed_grid(listed, frozenset(), Limits()), layout)
    if found is None:
        findings.append(fault("C-MISSING", Place("TK1", row, _APPENDIX), what="họ và tên / full_name"))
        return []
    reader = RowReader(found, layout, range(1, len(listed) + 1))
    members = read_members(reader, np.full(len(listed), row, dtype=np.int64), prefix="")
    findings += reader.findings
    return [members]
