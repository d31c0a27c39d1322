"""What is wrong in a list of activities beyond what cannot be read: all of it at once, row by row."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.domain.outreach.activities import COUNTED, ActivityType, words

_MESSAGES: dict[str, tuple[Text, Text]] = {
    "activity.type": (
        Text("Không có loại hình hoạt động này.", "There is no such type of activity."),
        Text("Chọn một trong: {names}.", "Choose one of: {names}."),
    ),
    "activity.type_day": (
        Text("Loại hình này không dùng vào ngày {day}.", "This type is not in use on {day}."),
        Text("Sửa ngày hoặc loại hình.", "Correct the day or the type."),
    ),
    "activity.level": (
        Text("Không có cấp tổ chức này.", "There is no such level."),
        Text("Chọn một trong: {names}.", "Choose one of: {names}."),
    ),
    "activity.theme": (
        Text("Không có chủ đề này.", "There is no such theme."),
        Text("Chọn một trong: {names}.", "Choose one of: {names}."),
    ),
    "activity.channel": (
        Text("Không có kênh này.", "There is no such channel."),
        Text("Chọn một trong: {names}.", "Choose one of: {names}."),
    ),
    "activity.state": (
        Text("Không có trạng thái này.", "There is no such state."),
        Text("Chọn một trong: {names}.", "Choose one of: {names}."),
    ),
    "activity.no_day": (
        Text("Thiếu ngày tổ chức.", "The day is missing."),
        Text("Điền ngày/tháng/năm.", "Fill in day/month/year."),
    ),
    "activity.future": (
        Text("Ghi là đã tổ chức nhưng ngày còn ở sau {day}.", "Told as held, but its day lies after {day}."),
        Text("Ghi trạng thái Dự kiến hoặc sửa ngày.", "Write Planned, or correct the day."),
    ),
    "activity.attended": (
        Text("Số dự ({came}) lớn hơn số mời ({invited}).", "More came ({came}) than were invited ({invited})."),
        Text(
            "Nếu đúng là có người đến không hẹn trước thì giữ nguyên; nếu không, sửa lại.",
            "Keep it if people came unasked; otherwise correct it.",
        ),
    ),
    "activity.nobody": (
        Text("Đã tổ chức nhưng không ghi người hay đơn vị dự.", "Held, but nobody is told to have come."),
        Text("Điền số người hoặc số đơn vị dự.", "Fill in people or employers who came."),
    ),
    "activity.twice": (
        Text("Trùng mã hoạt động với dòng {other}.", "The code repeats row {other}."),
        Text("Giữ một dòng, hoặc cho mã khác.", "Keep one, or give another code."),
    ),
    "activity.reported": (
        Text("Hoạt động này đã {state}; không thể ghi là {after}.", "It is {state} already; it cannot become {after}."),
        Text(
            "Sửa báo cáo trên màn hình, có ghi lý do.",
            "Correct the report on its page, with a reason.",
        ),
    ),
}  # fmt: skip
MEETINGS = frozenset({"conference", "customer_conference", "small_group", "subgroup"})


@dataclass(frozen=True, slots=True)
class Told:
    """The columns of a list of activities that are judged (n,), as they were written; counts are whole numbers."""

    row: Sequence[int]
    key: Sequence[str]
    type: Sequence[str]
    level: Sequence[str]
    theme: Sequence[str]
    channel: Sequence[str]
    state: Sequence[str]
    day: Sequence[dt.date | None]
    invited: Sequence[int]
    came: Sequence[int]


def judge_activities(told: Told, as_of: dt.date) -> list[Finding]:
    """Return everything wrong in the rows, in their order; errors stop the row."""
    found: list[Finding] = []
    for column, table, optional in (
        ("type", "types", False), ("level", "levels", False), ("theme", "themes", True),
        ("channel", "channels", True), ("state", "states", False),
    ):  # fmt: skip
        found += _unknown(told, column, table, optional=optional)
    found += [*_days(told, as_of), *_counts(told), *_twice(told)]
    return sorted(found, key=lambda one: one.where.row or 0)


def _unknown(told: Told, column: str, table: str, *, optional: bool) -> Iterator[Finding]:
    """Yield a finding for every word that is none of the table."""
    entries: Mapping[str, ActivityType | Text] = getattr(words(), table)
    names = [one.name if isinstance(one, ActivityType) else one for one in entries.values()]
    listed = Text(", ".join(one.vi for one in names), ", ".join(one.en for one in names))
    for place, word in enumerate(getattr(told, column)):
        if (word or not optional) and words().read(table, word) is None:
            yield _finding(told, place, f"activity.{column}", word, names=listed)


def _days(told: Told, as_of: dt.date) -> Iterator[Finding]:
    for place, day in enumerate(told.day):
        code = words().read("types", told.type[place])
        if day is None:
            yield _finding(told, place, "activity.no_day", "")
        elif code is not None and not words().types[code].holds(day):
            yield _finding(told, place, "activity.type_day", str(day), day=day)
        elif words().read("states", told.state[place]) in COUNTED and day > as_of:
            yield _finding(told, place, "activity.future", str(day), day=as_of)


def _counts(told: Told) -> Iterator[Finding]:
    for place, (invited, came) in enumerate(zip(told.invited, told.came, strict=True)):
        if came > invited > 0:
            yield _finding(told, place, "activity.attended", str(came), warns=True, came=came, invited=invited)
        met = words().read("types", told.type[place]) in MEETINGS
        if met and came == 0 and words().read("states", told.state[place]) in COUNTED:
            yield _finding(told, place, "activity.nobody", "0", warns=True)


def _twice(told: Told) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for place, key in enumerate(told.key):
        other = first.setdefault(key, place)
        if key and other != place:
            yield _finding(told, place, "activity.twice", key, other=told.row[other])


def refused_move(row: int, key: str, before: str, after: str) -> Finding:
    """Return the finding of a row that would take an activity where it cannot go."""
    names = words().states
    message, mend = _MESSAGES["activity.reported"]
    said = message.fill(state=names[before], after=names[after])
    return Finding("activity.reported", Place("", row, ""), key, said, mend)


def _finding(told: Told, place: int, code: str, word: str, *, warns: bool = False, **values: object) -> Finding:
    message, mend = _MESSAGES[code]
    if "names" in values:
        mend = mend.fill(names=values.pop("names"))
    severity = Severity.WARNING if warns else Severity.ERROR
    where = Place("", int(told.row[place]), code.removeprefix("activity."))
    return Finding(code, where, word[:100], message.fill(**values), mend, severity)
