"""What planning's doors answer: a number and every finding; offices and officers named by rows must be there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.text import Text
from ansinh.domain.planning.direction_file import TaskLine
from ansinh.domain.registry.rights import within
from ansinh.records.store.planning import officers
from ansinh.records.store.planning.offices import OfficeRow

_NONE = Text("Không có cơ quan mang mã này.", "There is no office with this code.")
_OUTSIDE = Text("Cơ quan này không thuộc cơ quan giao việc.", "This office does not lie under the one that gives.")
_CHOOSE = Text("Chọn cơ quan cấp dưới.", "Choose an office below.")
_NOBODY = Text("Không có cán bộ này ở cơ quan đó.", "There is no such officer at this office.")
_NAME = Text("Ghi tên đăng nhập của cán bộ, hoặc để trống.", "Give the officer's user name, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written (an id or a count), and every finding; with an error nothing was written."""

    number: int
    findings: Findings

    @property
    def refused(self) -> bool:
        """Whether nothing was written."""
        return self.findings.stop


def refused_rows(top: OfficeRow | None, lines: Sequence[TaskLine], known: Mapping[str, OfficeRow]) -> list[Finding]:
    """Return a finding for every line (from 1) whose office is unknown or not under `top`, or whose officer is nobody.

    A `top` that is unknown is a finding of its own.
    """
    if top is None:
        return [Finding("office.unknown", Place(column="office"), "", _NONE, _CHOOSE)]
    findings = []
    people = officers.paths({line.officer for line in lines if line.officer})
    for row, line in enumerate(lines, start=1):
        office = known.get(line.office)
        if office is None:
            findings.append(Finding("office.unknown", Place("tasks", row, "office"), line.office, _NONE, _CHOOSE))
            continue
        if not within(office.path, top.path):
            findings.append(Finding("office.outside", Place("tasks", row, "office"), line.office, _OUTSIDE, _CHOOSE))
        if line.officer and not any(within(office.path, path) for path in people.get(line.officer, ())):
            findings.append(Finding("officer.unknown", Place("tasks", row, "officer"), line.officer, _NOBODY, _NAME))
    return findings
