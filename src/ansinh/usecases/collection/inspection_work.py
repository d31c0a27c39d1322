"""The work of a team between start and minutes: papers received or missing, counts on the spot, violations."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Place
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import Subject, rules
from ansinh.domain.collection.inspection_findings import Seen, arrears, check
from ansinh.law.value_files import load
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_write as write
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.inspection import of_team

_STATE = Text(
    "Việc này chỉ làm khi đang tiến hành kiểm tra.", "This is possible only while the inspection is under way."
)
_NO_PAPER = Text("Đoàn chưa yêu cầu tài liệu “{code}”.", "The paper “{code}” was not asked for.")
_WHY = Text("Tài liệu thiếu phải ghi lý do.", "A missing paper needs its reason.")
_NO_COUNT = Text("Không có số đếm “{name}”.", "There is no count “{name}”.")
_NEGATIVE = Text("Số đếm không được âm.", "A count is not negative.")
_NO_PERSON = (
    Text("Không có người mang mã số BHXH này.", "Nobody has this SI number."),
    Text("Kiểm tra lại mã số, hoặc cấp mã số trước.", "Check the number, or give one first."),
)


def note_paper(case: UUID, code: str, *, received: bool, day: dt.date, note: str, actor: str) -> None:
    """Write down that a paper came, or is missing and why."""
    if not received and not note.strip():
        raise RefusedError(_WHY)

    def work(_: store.Case, __: Subject) -> None:
        if not write.note_paper(case, code, state="received" if received else "missing", day=day, note=note):
            raise RefusedError(_NO_PAPER.fill(code=code))

    _while_started(case, "inspection.paper", actor, work, body={"paper": code, "received": received})


def count(case: UUID, counts: Mapping[str, int], actor: str) -> None:
    """Write down what was counted on the spot; RefusedError for a count the subject does not have."""

    def work(found: store.Case, subject: Subject) -> None:
        for name, number in counts.items():
            if name not in subject.counts:
                raise RefusedError(_NO_COUNT.fill(name=name))
            if number < 0:
                raise RefusedError(_NEGATIVE)
        write.change(case, counts={**found.counts, **counts})

    _while_started(case, "inspection.count", actor, work, body=dict(counts))


def add_findings(case: UUID, seen: Sequence[Seen], actor: str) -> list[Finding]:
    """Keep violations with what each is worth; return what is wrong with them: any finding keeps none of them.

    The arrears of wages and months are reckoned by the law of each month; what was typed as an amount counts only
    where money is to come back.
    """
    wrong: list[Finding] = []

    def work(found: store.Case, subject: Subject) -> None:
        people = write.people([one.person for one in seen if one.person])
        for one in seen:
            wrong.extend(check(one, subject.violations, (found.period_from, found.period_to)))
            if one.person and one.person not in people:
                wrong.append(Finding("I-NOBODY", Place(row=one.row, column="person"), one.person, *_NO_PERSON))
        if not wrong:
            write.add_findings(case, [_row(one, found, subject, people) for one in seen], actor)

    _while_started(case, "inspection.findings", actor, work, body={"findings": len(seen)})
    return wrong


def _row(one: Seen, found: store.Case, subject: Subject, people: Mapping[str, tuple[int, str]]) -> dict[str, object]:
    """Return a violation as columns of the table."""
    effect = subject.violations[one.kind].effect
    person, name = people.get(one.person, (None, one.name))
    amount = {"arrears": lambda: arrears(one, found.region or 1, load()), "recovery": lambda: one.amount}
    return {
        "kind": one.kind, "person_id": person, "name": name, "declared": one.declared, "found": one.found,
        "first": one.first.first_day if one.first else None, "last": one.last.first_day if one.last else None,
        "amount": amount.get(effect, lambda: 0)(), "document": one.document, "note": one.note,
    }  # fmt: skip


def drop_finding(case: UUID, finding: int, reason: str, actor: str) -> None:
    """Take a violation out before the minutes are signed; the chain keeps who did it and why."""

    def work(_: store.Case, __: Subject) -> None:
        write.drop_finding(case, finding)

    _while_started(case, "inspection.finding.drop", actor, work, body={"finding": finding, "reason": reason})


def _while_started(
    case: UUID, name: str, actor: str, work: Callable[[store.Case, Subject], None], *, body: dict[str, object]
) -> None:
    """Do `work` on a case that is under way, by a member of its team."""

    def whole() -> None:
        found = store.locked(case)
        if found.state != "started":
            raise RefusedError(_STATE)
        of_team(found, actor)
        work(found, rules().subjects[found.subject_kind])

    perform(Act(name, actor, "inspection", str(case), store.case(case).office, body=body), whole)
