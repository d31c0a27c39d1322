"""D05-TS, voluntary social insurance: the official list, CSV and JSON."""

import re
from typing import Final

from ansinh.core.finding import Finding
from ansinh.formats.codes import VOLUNTARY, VOLUNTARY_LABELS
from ansinh.formats.d05_rows import D05, VoluntaryRows
from ansinh.formats.faults import RefusedFileError, fault
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.list_changes import ChangeList
from ansinh.formats.list_file import ListFile, open_list
from ansinh.formats.people import PersonRows
from ansinh.formats.person_tk1 import read_persons
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.sections import read_body
from ansinh.formats.sheet.table import RowReader, same_columns

_ANCHORS: Final = ("si_number", "id_number", "income", "months", "from_month", "change")
_CHANGES: Final = ChangeList(
    VOLUNTARY,
    (
        ("increase", "DB", re.compile(r"\bdong bu\b")),
        ("increase", "DL", re.compile(r"\bdong lai\b")),
        ("increase", "DT", re.compile(r"\b(dong tiep|tiep tuc)\b")),
        ("increase", "TM", re.compile(r"\b(tang moi|moi tham gia|lan dau)\b")),
        ("decrease", "GB", re.compile(r"\bbat buoc\b")),
        ("decrease", "GT", re.compile(r"\b(tu tuat|chet|tu tran|qua doi)\b")),
        ("decrease", "GM", re.compile(r"\b(huong che do|huong luong huu|huu tri|mot lan)\b")),
        ("decrease", "GD", re.compile(r"\bchuyen\b")),
        ("decrease", "GC", re.compile(r"\b(khong dong|qua han|den han)\b")),
        ("decrease", "SB", re.compile(r"\bbo sung giam\b")),
        ("decrease", "GH", re.compile(r"\b(giam han|dung dong|ngung|thoi dong)\b")),
    ),
    {("increase", "people"): "TM", ("increase", ""): "TM", ("increase", "wage"): "DL"},
    VOLUNTARY_LABELS,
)
_COLUMNS: Final = tuple(
    name for name in VoluntaryRows.kinds() if name not in {"row", "change", "section", "birth", "birth_precision"}
)


def read_d05(data: bytes, *, name: str = "", limits: Limits | None = None) -> D05:
    """Return the list in `data` with a finding for all that cannot be read; never raises for what a sender may send."""
    try:
        return _read(open_list(data, ("d05_official",), limits or Limits(), name))
    except RefusedFileError as refused:
        return empty_d05([refused.finding])


def empty_d05(findings: list[Finding]) -> D05:
    """Return a list of which nothing was read, for the reasons given."""
    return D05("", UnitHeader(), VoluntaryRows.of(0, {}), PersonRows.of(0, {}), findings)


def _read(listed: ListFile) -> D05:
    """Return the rows of an opened list."""
    body = read_body(listed.found, _ANCHORS)
    if not body.places:
        return empty_d05([fault("F-NO-ROWS")])
    reader = RowReader(listed.found, load_layout(listed.layout), body.places)
    given = same_columns(reader, VoluntaryRows, _COLUMNS)
    given["birth"], given["birth_precision"] = reader.partial_days("birth")
    given["change"] = _CHANGES.column(reader, body.sections)
    given["section"] = [section.title for section in body.sections]
    reader.check_marks()
    rows = VoluntaryRows.of(len(body.places), {"row": reader.numbers, **given})
    person = PersonRows.of(len(rows), {"row": rows.row})
    findings: list[Finding] = []
    if listed.kind == "keys":
        person, _, findings = read_persons(listed.nested(rows.row), rows.row)
    return D05(
        listed.kind,
        listed.header,
        rows,
        person,
        [*listed.found.findings, *reader.findings, *findings],
        listed.found.seen,
    )
