"""The flat sheet of the I-VANs: 113 columns, one row per worker and change, with TK1-TS and household members."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.formats.d02.kind import fits, given_code
from ansinh.formats.d02.rows import D02, DeclarationRows
from ansinh.formats.d02.span import change_months
from ansinh.formats.faults import fault
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.members import birth_by_kind, join, members_of_sheet, read_members
from ansinh.formats.people import PersonRows
from ansinh.formats.sheet.grid import Grid
from ansinh.formats.sheet.headings import Found
from ansinh.formats.sheet.table import RowReader, same_columns
from ansinh.formats.words import plain

_ROW_TYPES: Final = {"1": "increase", "2": "decrease", "3": "adjust"}
_POSITIONS: Final = {
    "manager": ("nha quan ly", "quan ly", "1"),
    "high_tech": ("chuyen mon ky thuat bac cao", "cmkt bac cao", "bac cao", "2"),
    "mid_tech": ("chuyen mon ky thuat bac trung", "cmkt bac trung", "bac trung", "3"),
    "other": ("khac", "vi tri khac", "lao dong khac", "4"),
}
_CONTRACTS: Final = {
    "indefinite": ("0", "khong xac dinh thoi han", "khong xd thoi han", "hdld khong xac dinh thoi han"),
    "fixed": ("1", "xac dinh thoi han", "xd thoi han", "hdld xac dinh thoi han"),
    "other": ("2", "khac", "thu viec", "hdld khac", "duoi 1 thang"),
}
_SAME: Final = (
    "full_name", "si_number", "id_number", "job", "department", "workplace", "sex", "wage", "coefficient",
    "allow_position", "over_grade_percent", "seniority_percent", "allow_wage", "supplement", "hazard_from",
    "hazard_to", "position_from", "position_to", "contract_from", "contract_to", "contract_number",
    "contract_signed", "decision_number", "decision_signed", "hi_level", "rate_percent", "living_zone", "region",
    "died", "died_on", "with_interest", "book_number", "note",
)  # fmt: skip


def read_flat(found: Found, header: UnitHeader, others: Sequence[Grid]) -> D02:
    """Return the rows of the flat sheet; `others` are the other sheets, where members of households may stand."""
    workers, relatives, owners = _split_rows(found)
    reader = RowReader(found, load_layout("d02_flat"), workers)
    given = same_columns(reader, DeclarationRows, _SAME)
    given["birth"], given["birth_precision"] = birth_by_kind(reader)
    given["change"] = _changes(reader)
    listed = header.month.number if header.month else 0
    starts, stops = reader.ints("from_month"), reader.ints("to_month")
    first, last = change_months(given["change"], starts, stops, listed, official=False)
    given |= {"from_month": first, "to_month": last}
    given["position"] = _named(reader.texts("position_name"), _POSITIONS)
    given["contract_kind"] = _named(reader.texts("contract_name"), _CONTRACTS)
    rows = DeclarationRows.of(len(workers), {"row": reader.numbers, **given})
    names = {name: f"person.{name}" for name in PersonRows.kinds()}
    person = PersonRows.of(len(workers), {"row": rows.row, **same_columns(reader, PersonRows, names)})
    reader.check_marks()
    member_reader = RowReader(found, load_layout("d02_flat"), relatives)
    members = [read_members(member_reader, np.array(owners, dtype=np.int64) + 1)]
    findings = [*reader.findings, *member_reader.findings]
    for grid in others:
        members += members_of_sheet(grid, reader, findings)
    return D02("flat", header, rows, person, join(members), sorted(findings, key=lambda item: item.where.row or 0))


def _split_rows(found: Found) -> tuple[list[int], list[int], list[int]]:
    """Return rows of workers, rows of members (also on a worker's own row), and whose they are; 0-based."""
    name, member = found.columns["full_name"], found.columns.get("member.full_name")
    identified = [found.columns[key] for key in ("si_number", "change", "birth", "id_number") if key in found.columns]
    workers: list[int] = []
    relatives: list[int] = []
    owners: list[int] = []
    for place in range(found.first_row, len(found.grid.rows)):
        row = found.grid.rows[place]
        if len(row) > name and (row[name] or any(len(row) > key and row[key] for key in identified)):
            workers.append(place)
        if member is not None and workers and len(row) > member and row[member]:
            relatives.append(place)
            owners.append(workers[-1])
    return workers, relatives, owners


def _changes(reader: RowReader) -> list[str]:
    """Return the change of every row by its code, or by its label; "" with a finding where neither is one."""
    codes, labels, types = reader.texts("change"), reader.texts("change_name"), reader.texts("row_type")
    changes = []
    for place, (code, label, kind) in enumerate(zip(codes, labels, types, strict=True)):
        decided = given_code(code, label, reader.where(place, "change"))
        direction = _ROW_TYPES.get(kind, "")
        if isinstance(decided, str) and direction and not fits(decided, direction):
            title = f"{kind} ({direction})"
            decided = fault("K-CONFLICT", reader.where(place, "change"), code, change=decided, section=title)
        if isinstance(decided, Finding):
            reader.findings.append(decided)
            decided = ""
        changes.append(decided)
    return changes


def _named(texts: Sequence[str], names: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the key whose list of names holds a text; "" where none does."""
    keys = {name: key for key, given in names.items() for name in given}
    return [keys.get(plain(text), "") for text in texts]
