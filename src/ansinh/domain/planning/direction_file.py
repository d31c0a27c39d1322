"""A meeting's conclusion as somebody sends it: JSON (`ansinh-direction/1`) or a form; checked as a whole.

Source: issue 3 part 6 (document, date, chair; tasks with owner, expected result, deadline, indicator watched).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.rows import Lists, Row

FORMAT = "ansinh-direction/1"
MOST_TEXT = 4000

_FORMAT = Text("Tệp không thuộc dạng ansinh-direction/1.", "The file has not the form ansinh-direction/1.")
_PUT = Text(f'Đặt "format": "{FORMAT}" ở đầu tệp.', f'Put "format": "{FORMAT}" at the top of the file.')
_FILL = Text("Điền trường này.", "Fill it in.")
_EMPTY = Text("Trường này bắt buộc.", "This field is required.")
_LONG = Text("Quá dài.", "This is too long.")
_SHORTEN = Text(f"Viết tối đa {MOST_TEXT} ký tự.", f"Write at most {MOST_TEXT} characters.")
_NONE = Text("Kết luận phải có ít nhất một nhiệm vụ.", "A conclusion has at least one task.")
_ADD = Text("Thêm nhiệm vụ.", "Add a task.")
_EARLY = Text("Hạn trước ngày kết luận.", "The deadline lies before the day of the conclusion.")
_LATE = Text("Hạn sau hạn của nhiệm vụ gốc.", "The deadline lies after that of the whole task.")
_DEADLINE = Text("Chọn hạn khác.", "Choose another deadline.")
_CODE = Text("Không có chỉ tiêu mang mã này.", "There is no indicator with this code.")
_CODES = Text("Xem danh mục: ansinh indicators list.", "See the list: ansinh indicators list.")
_LONELY = Text("Có giá trị đích mà không có chỉ tiêu theo dõi.", "There is a target value and no indicator watched.")
_NAME_IT = Text("Chọn chỉ tiêu.", "Name the indicator.")
_TWICE = Text("Nhiệm vụ này ghi hai lần cho cùng nơi nhận.", "This task stands twice for the same owner.")
_ONCE = Text("Bỏ một dòng.", "Leave one out.")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task asked for: whose (an office by code, an officer or ""), what, the result expected, until when, watched."""

    office: str
    officer: str
    what: str
    expected: str
    deadline: dt.date
    indicator: str = ""
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a meeting concluded: paper, chair, day, text, tasks; `office` is the one that gives them."""

    office: str
    document: str
    title: str
    chair: str
    day: dt.date
    body: str
    tasks: tuple[TaskLine, ...]


def check(asked: Conclusion, *, no_later_than: dt.date | None = None) -> list[Finding]:
    """Return everything that is wrong with a conclusion; parts of a task end `no_later_than` the whole."""
    findings = [
        _finding("direction.empty", None, name, "", (_EMPTY, _FILL))
        for name in ("document", "title", "chair")
        if not getattr(asked, name).strip()
    ]
    if not asked.tasks:
        findings.append(_finding("direction.no_task", None, "tasks", "", (_NONE, _ADD)))
    seen: set[tuple[str, str, str]] = set()
    for row, line in enumerate(asked.tasks, start=1):
        findings += _check_line(line, row, asked.day, no_later_than)
        if (line.office, line.officer, line.what) in seen:
            findings.append(_finding("direction.twice", row, "what", line.what, (_TWICE, _ONCE)))
        seen.add((line.office, line.officer, line.what))
    return findings


def _check_line(line: TaskLine, row: int, day: dt.date, latest: dt.date | None) -> list[Finding]:
    """Return what is wrong with one task."""
    findings = []
    for name in ("what", "expected"):
        text = getattr(line, name)
        if not text.strip():
            findings.append(_finding("direction.empty", row, name, "", (_EMPTY, _FILL)))
        elif len(text) > MOST_TEXT:
            findings.append(_finding("direction.long", row, name, str(len(text)), (_LONG, _SHORTEN)))
    if line.deadline < day:
        findings.append(_finding("direction.deadline", row, "deadline", str(line.deadline), (_EARLY, _DEADLINE)))
    if latest is not None and line.deadline > latest:
        findings.append(_finding("direction.deadline", row, "deadline", str(line.deadline), (_LATE, _DEADLINE)))
    if line.indicator and line.indicator not in catalogue():
        findings.append(_finding("direction.indicator", row, "indicator", line.indicator, (_CODE, _CODES)))
    if line.target is not None and not line.indicator:
        findings.append(_finding("direction.target", row, "target", str(line.target), (_LONELY, _NAME_IT)))
    return findings


def _finding(code: str, row: int | None, column: str, found: str, said: tuple[Text, Text]) -> Finding:
    """Return one finding."""
    return Finding(code, Place("tasks" if row else "", row, column), found[:60], *said)


def read_direction(raw: object) -> tuple[Conclusion | None, Findings]:
    """Return the conclusion that a JSON object brings, None where it cannot be one, and what is wrong with its form."""
    findings = Findings()
    if not isinstance(raw, Mapping) or raw.get("format") != FORMAT:
        found = str(raw.get("format"))[:40] if isinstance(raw, Mapping) else type(raw).__name__
        findings.add(Finding("direction.format", Place(column="format"), found, _FORMAT, _PUT))
        return None, findings
    head = Row("", 0, raw, findings)
    day = head.day("day")
    if day is None:
        head.report("day", "file.text", _EMPTY, _FILL)
    tasks = read_tasks(raw, findings)
    names = (head.text("office"), head.text("document"), head.text("title"), head.text("chair"))
    if findings.stop or day is None:
        return None, findings
    return Conclusion(*names, day, head.maybe("body") or "", tuple(tasks)), findings


def read_tasks(raw: Mapping[str, object], findings: Findings) -> Sequence[TaskLine]:
    """Return the tasks of the list `tasks`, leaving what is wrong in `findings`."""
    return Lists(raw, findings).each("tasks", _task)


def _task(row: Row) -> TaskLine:
    """Read one task."""
    deadline = row.day("deadline")
    if deadline is None:
        row.report("deadline", "file.text", _EMPTY, _FILL)
    return TaskLine(
        row.text("office"), row.maybe("officer") or "", row.text("what"), row.text("expected"),
        deadline or dt.date.max, row.maybe("indicator") or "",
        row.number("target") if row.values.get("target") not in {None, ""} else None,
    )  # fmt: skip
