"""What is wrong in a partner's list beyond what cannot be read: numbers that cannot be, people named twice."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.identity import is_personal_id, is_tax_code
from ansinh.core.text import Text

KINDS: dict[str, Text] = {
    "tax": Text("Danh sách trả lương của cơ quan thuế", "The tax authority's list of wage payers"),
    "household": Text("Danh sách nhân khẩu theo hộ", "Residents by household"),
    "school": Text("Danh sách học sinh, sinh viên", "Pupils and students"),
    "civil": Text("Danh sách khai sinh", "Births registered"),
    "subsidy": Text("Danh sách xã được hỗ trợ", "Supported communes"),
}
_MESSAGES: dict[str, tuple[Text, Text]] = {
    "outreach.tax_code": (
        Text("Mã số thuế sai cấu trúc hoặc sai số kiểm tra.", "The tax code has a wrong shape or check digit."),
        Text("Kiểm tra lại mã số thuế 10 số (hoặc 13 số của chi nhánh).", "Check the 10 digits (13 of a branch)."),
    ),
    "outreach.twice": (
        Text("Dòng này trùng với dòng {other}.", "This row repeats row {other}."),
        Text("Giữ lại một dòng.", "Keep one of the two."),
    ),
    "outreach.future": (
        Text("Ngày sinh sau ngày của danh sách.", "The birth lies after the day of the list."),
        Text("Sửa ngày sinh.", "Correct the birth."),
    ),
    "outreach.no_id": (
        Text(
            "Thiếu hoặc sai số định danh: chỉ tìm được theo họ tên và ngày sinh.",
            "No valid personal ID: found by name and birth only.",
        ),
        Text("Bổ sung số định danh cá nhân 12 số.", "Add the personal ID of 12 digits."),
    ),
    "outreach.name": (
        Text("Thiếu tên.", "The name is missing."),
        Text("Điền tên như trên giấy tờ.", "Fill in the name as on the papers."),
    ),
    "outreach.household": (
        Text("Thiếu mã hộ: không biết người này thuộc hộ nào.", "The household is missing: nobody knows whose it is."),
        Text("Điền mã hộ của mọi người trong hộ.", "Fill in the code of the household."),
    ),
    "outreach.commune": (
        Text("Thiếu mã xã.", "The code of the commune is missing."),
        Text("Điền mã xã 5 số.", "Fill in its 5 digits."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of a list that are judged (n,)."""

    row: NDArray[np.int64]
    key: Sequence[str]
    name: Sequence[str]
    birth: NDArray[np.datetime64]
    commune: Sequence[str]
    group: Sequence[str] = ()


def judge(kind: str, rows: Rows, as_of: dt.date) -> list[Finding]:
    """Return everything wrong in the rows of a list of `kind`, in their order; errors stop the row."""
    found: list[Finding] = []
    if kind == "tax":
        found += _each(rows, (place for place, key in enumerate(rows.key) if not is_tax_code(key)), "outreach.tax_code")
    elif kind == "subsidy":
        found += _each(rows, (place for place, code in enumerate(rows.commune) if not code), "outreach.commune")
    else:
        wrong = (place for place, key in enumerate(rows.key) if not is_personal_id(key))
        found += _each(rows, wrong, "outreach.no_id", Severity.WARNING)
        late = np.flatnonzero(rows.birth > np.datetime64(as_of))
        found += _each(rows, iter(late.tolist()), "outreach.future")
        found += _each(rows, (place for place, name in enumerate(rows.name) if not name.strip()), "outreach.name")
    if kind == "household":
        found += _each(rows, (place for place, code in enumerate(rows.group) if not code), "outreach.household")
    found += _twice(kind, rows)
    return sorted(found, key=lambda one: one.where.row or 0)


def _twice(kind: str, rows: Rows) -> list[Finding]:
    """Return a finding for each row whose key stood before."""
    first: dict[str, int] = {}
    found = []
    for place, key in enumerate(rows.commune if kind == "subsidy" else rows.key):
        if not key:
            continue
        other = first.setdefault(key, place)
        if other != place:
            found.append(_finding(rows, place, "outreach.twice", Severity.ERROR, other=int(rows.row[other])))
    return found


def _each(rows: Rows, places: Iterator[int], code: str, severity: Severity = Severity.ERROR) -> list[Finding]:
    return [_finding(rows, place, code, severity) for place in places]


def _finding(rows: Rows, place: int, code: str, severity: Severity, **words: object) -> Finding:
    message, mend = _MESSAGES[code]
    told = rows.key[place] or rows.name[place]
    return Finding(code, Place("", int(rows.row[place]), ""), told, message.fill(**words), mend, severity)
