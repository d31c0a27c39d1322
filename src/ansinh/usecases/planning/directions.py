"""Directions: a meeting's conclusion becomes tasks, cascaded below, accepted, reported, confirmed by another person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Findings
from ansinh.core.text import Text
from ansinh.domain.planning.direction_file import Conclusion, TaskLine, check
from ansinh.domain.planning.tasks import STATES, Move, Task, mover
from ansinh.records.store.planning import directions as store
from ansinh.records.store.planning import offices
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.taking import Taken, refused_rows

CLOCK = "nightly"
_WRONG_MOVE = Text("Nhiệm vụ đang ở trạng thái {state}, không chuyển được.", "The task is {state} and cannot move so.")
_NOT_YOURS = Text("Nhiệm vụ này giao cho {officer}.", "This task is given to {officer}.")
_TWO = Text(
    "Người báo cáo không tự xác nhận hoàn thành: cần người giao việc.",
    "Who reported cannot confirm it as done: the giver does.",
)
_REPORT = Text("Báo cáo cần ghi kết quả.", "A report says what came of it.")


def conclude(conclusion: Conclusion, actor: str) -> Taken:
    """Keep a conclusion and give its tasks; all of it, or nothing and every finding. Returns the direction's id."""
    known = offices.by_code({conclusion.office, *(line.office for line in conclusion.tasks)})
    top = known.get(conclusion.office)
    findings = Findings(check(conclusion) + refused_rows(top, conclusion.tasks, known))
    if findings.stop or top is None:
        return Taken(0, findings)
    body: dict[str, object] = {"document": conclusion.document, "tasks": len(conclusion.tasks)}
    act = Act("direction.conclude", actor, "direction", conclusion.document, top.place.code, body=body)
    paper = (conclusion.document, conclusion.title, conclusion.chair, conclusion.day, conclusion.body)

    def work() -> int:
        direction = store.conclude(top.id, paper, actor)
        store.give(direction, [_new(line, known, conclusion.day) for line in conclusion.tasks], actor)
        return direction

    return Taken(perform(act, work), findings)


def cascade(task: int, lines: Sequence[TaskLine], day: dt.date, actor: str) -> Taken:
    """Hand a task on to offices below its own or to officers, on `day`; all of it, or nothing and every finding.

    The parts carry the same conclusion; none may end after the whole. Returns how many parts were given.
    """
    whole = store.one(task)
    paper = store.paper_of(task)
    asked = Conclusion(whole.office, paper.document, paper.title, paper.chair, day, "", tuple(lines))
    known = offices.by_code({whole.office, *(line.office for line in lines)})
    findings = Findings(check(asked, no_later_than=whole.deadline) + refused_rows(known[whole.office], lines, known))
    if findings.stop:
        return Taken(0, findings)
    act = Act("direction.cascade", actor, "task", str(task), whole.office, body={"parts": len(lines)})

    def work() -> int:
        if store.locked(task).state in {"done", "withdrawn"}:
            raise RefusedError(_WRONG_MOVE.fill(state=STATES[store.one(task).state][0].en))
        return len(store.give(paper.id, [_new(line, known, day) for line in lines], actor, task))

    return Taken(perform(act, work), findings)


def _new(line: TaskLine, known: dict[str, OfficeRow], day: dt.date) -> store.NewTask:
    """Return a line as the store keeps it."""
    return store.NewTask(
        known[line.office].id, line.officer, line.what, line.expected, day, line.deadline, line.indicator, line.target
    )


def move(task: int, made: Move) -> str:
    """Move a task on; return its state. RefusedError for a move that is none, by the wrong person, or without a report.

    Who reported never confirms it as done. Whether the actor may act for the office at all is asked at the door.
    """
    act = Act("direction.move", made.actor, "task", str(task), body={"state": made.state, "day": str(made.day)})

    def work() -> str:
        _check_move(store.locked(task), made)
        store.move(task, made)
        return made.state

    return perform(act, work)


def _check_move(task: Task, made: Move) -> None:
    """Refuse a move that the rules do not allow."""
    who = mover(task.state, made.state)
    if who is None or (who == "clock" and made.actor != CLOCK):
        name = STATES[task.state][0]
        raise RefusedError(Text(_WRONG_MOVE.vi.format(state=name.vi.lower()), _WRONG_MOVE.en.format(state=name.en)))
    if who == "owner" and task.officer and made.actor != task.officer:
        raise RefusedError(_NOT_YOURS.fill(officer=task.officer))
    if made.state == "reported" and not made.note.strip():
        raise RefusedError(_REPORT)
    if who == "giver" and task.reported is not None and task.reported.actor == made.actor and made.state == "done":
        raise RefusedError(_TWO)


def mark_late(office: str, day: dt.date) -> int:
    """Write down which tasks of the subtree are late on `day`; return how many are new. Again changes nothing."""
    top = offices.office(office)
    act = Act("direction.late", CLOCK, "office", office, office, body={"day": str(day)})

    def work() -> int:
        late = store.open_after([row.id for row in offices.subtree(top)], day)
        found = [task for task in map(store.locked, late) if mover(task.state, "late") == "clock"]
        for task in found:
            store.move(task.number, Move("late", CLOCK, day))
        return len(found)

    return perform(act, work)


@dataclass(frozen=True, slots=True)
class Desk:
    """Tasks of a subtree on a day: the owner's own ones, those that wait to be confirmed, all of them."""

    mine: list[Task]
    to_confirm: list[Task]
    tasks: list[Task]


def desk(office: str, username: str) -> Desk:
    """Return the tasks of an office and all below it, and which of them wait for `username`."""
    tasks = store.of_offices([row.id for row in offices.subtree(offices.office(office))])
    mine = [task for task in tasks if task.officer == username and task.state not in {"done", "withdrawn"}]
    confirm = [
        task
        for task in tasks
        if task.state == "reported" and task.reported is not None and task.reported.actor != username
    ]
    return Desk(mine, confirm, tasks)
