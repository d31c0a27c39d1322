"""D03-TS, people with health insurance alone: the official list, the agents' sheet, CSV and JSON."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.formats.codes import HEALTH, HEALTH_LABELS
from ansinh.formats.columns import Ints
from ansinh.formats.d03_rows import D03, HealthRows
from ansinh.formats.faults import RefusedFileError, fault
from ansinh.formats.group_header import read_group
from ansinh.formats.header import GroupHeader, UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.list_changes import ChangeList
from ansinh.formats.list_file import ListFile, open_list
from ansinh.formats.members import join, members_of_sheet
from ansinh.formats.pay import split_share
from ansinh.formats.people import MemberRows, PersonRows
from ansinh.formats.person_tk1 import read_persons
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.sections import Section, read_body
from ansinh.formats.sheet.table import RowReader, same_columns

_ANCHORS: Final = ("si_number", "birth", "id_number", "facility", "from_month", "months", "change")
_CHANGES: Final = ChangeList(
    HEALTH,
    (
        ("increase", "ON", re.compile(r"\b(gia han|tai tuc|dong tiep|tiep tuc)\b")),
        ("increase", "TM", re.compile(r"\b(tang moi|moi tham gia|cap moi)\b")),
    ),
    {
        ("increase", "people"): "TM", ("increase", ""): "TM", ("increase", "health"): "TM", ("increase", "wage"): "DC",
        ("decrease", "people"): "GH", ("decrease", ""): "GH", ("decrease", "health"): "GH", ("decrease", "wage"): "DC",
        ("adjust", ""): "DC", ("adjust", "wage"): "DC",
    },
    HEALTH_LABELS,
)  # fmt: skip
_OFFICIAL: Final = (
    "full_name", "si_number", "id_number", "sex", "address", "facility", "receipt_date", "receipt_number", "base",
    "from_month", "months", "collector", "household_code", "household_rank", "amount", "note",
)  # fmt: skip
_AGENT: Final = (
    *(name for name in _OFFICIAL if name not in {"base", "from_month"}),
    "support_local_percent", "support_other", "from_day", "amount_paid", "hi_level", "living_zone", "died_on",
)  # fmt: skip


def read_d03(data: bytes, *, name: str = "", limits: Limits | None = None) -> D03:
    """Return the list in `data` with a finding for all that cannot be read; never raises for what a sender may send."""
    try:
        listed = open_list(data, ("d03_agent", "d03_official"), limits or Limits(), name)
        return _read(listed)
    except RefusedFileError as refused:
        return empty_d03([refused.finding])


def empty_d03(findings: list[Finding]) -> D03:
    """Return a list of which nothing was read, for the reasons given."""
    return D03("", UnitHeader(), GroupHeader(), HealthRows.of(0, {}), PersonRows.of(0, {}), findings)


def _read(listed: ListFile) -> D03:
    """Return the rows of an opened list."""
    layout, found = load_layout(listed.layout), listed.found
    body = read_body(found, _ANCHORS)
    if not body.places:
        return empty_d03([fault("F-NO-ROWS")])
    reader = RowReader(found, layout, body.places)
    agent = listed.layout == "d03_agent"
    given = same_columns(reader, HealthRows, _AGENT if agent else _OFFICIAL)
    given["birth"], given["birth_precision"] = reader.partial_days("birth")
    given["change"] = _CHANGES.column(reader, body.sections)
    given["section"] = _titles(body.sections)
    if agent:
        given["from_month"] = (
            _months(given["from_day"]) if "from_day" in given else np.zeros(len(body.places), np.int64)
        )
    else:
        given |= split_share(reader, "support_local") | split_share(reader, "support_other")
    reader.check_marks()
    rows = HealthRows.of(len(body.places), {"row": reader.numbers, **given})
    person, members, findings = _persons(listed, reader, rows)
    return D03(
        listed.kind,
        listed.header,
        read_group(listed),
        rows,
        person,
        [*found.findings, *reader.findings, *findings],
        found.seen,
        members,
    )


def _titles(sections: Sequence[Section]) -> list[str]:
    """Return the headings the rows stand under."""
    return [section.title for section in sections]


def _months(days: Any) -> Ints:  # noqa: ANN401 a Days column
    """Return the month numbers of days; 0 where there is none."""
    months = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(np.isnat(days), 0, months).astype(np.int64)


def _persons(listed: ListFile, reader: RowReader, rows: HealthRows) -> tuple[PersonRows, MemberRows, list[Finding]]:
    """Return the TK1-TS data and the members of households: of the agents' sheet and the one beside it, or of JSON."""
    if listed.kind == "keys":
        return read_persons(listed.nested(rows.row), rows.row)
    names = {name: f"person.{name}" for name in PersonRows.kinds()}
    given: dict[str, Any] = {"row": rows.row}
    if listed.layout == "d03_agent":
        given |= same_columns(reader, PersonRows, names)
        given["facility"] = rows.facility
    findings: list[Finding] = []
    members = [table for grid in listed.others for table in members_of_sheet(grid, reader, findings)]
    return PersonRows.of(len(rows), given), join(members), findings
