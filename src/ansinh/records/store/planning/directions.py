"""Directions and their tasks in the tables: written once, moved by appending, read with the moves in order."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.text import Text
from ansinh.domain.planning.tasks import Move, Task
from ansinh.records.models import Direction, DirectionTask, TaskMove
from ansinh.records.store.planning.values import decimal

_NO_TASK = Text("Không có nhiệm vụ này.", "There is no such task.")
_TWICE = Text("Kết luận {document} đã được nhập.", "{document} has been entered already.")


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to keep; `office` is an id, `officer` "" where the office as a whole does it."""

    office: int
    officer: str
    what: str
    expected: str
    given_on: dt.date
    deadline: dt.date
    indicator: str = ""
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What a meeting concluded, with the office that entered it."""

    id: int
    office: str
    office_path: str
    document: str
    title: str
    chair: str
    day: dt.date
    body: str


def conclude(office: int, paper: tuple[str, str, str, dt.date, str], actor: str) -> int:
    """Keep a conclusion (document, title, chair, day, body) and return its id; ConflictError for the same again."""
    document, title, chair, day, body = paper
    try:
        with transaction.atomic():
            return Direction.objects.create(
                office_id=office, document=document, title=title, chair=chair, day=day, body=body, entered_by=actor
            ).pk
    except IntegrityError as error:
        raise ConflictError(_TWICE.fill(document=document)) from error


def give(direction: int, new: Sequence[NewTask], actor: str, parent: int | None = None) -> list[int]:
    """Keep tasks, each with its first move, and return their ids."""
    made = []
    for one in new:
        target = None if one.target is None else decimal(one.target)
        row = DirectionTask.objects.create(
            direction_id=direction, parent_id=parent, office_id=one.office, officer=one.officer, what=one.what,
            expected=one.expected, given_on=one.given_on, deadline=one.deadline, indicator=one.indicator,
            target=target, given_by=actor,
        )  # fmt: skip
        TaskMove.objects.create(task=row, state="given", actor=actor, day=one.given_on)
        made.append(row.pk)
    return made


def locked(task: int) -> Task:
    """Return a task, held until the end of the transaction so that two moves cannot cross; MissingError without it."""
    if not DirectionTask.objects.select_for_update().filter(pk=task).values_list("pk").first():
        raise MissingError(_NO_TASK)
    return one(task)


def move(task: int, made: Move) -> None:
    """Append a move."""
    value = None if made.value is None else decimal(made.value)
    TaskMove.objects.create(task_id=task, state=made.state, actor=made.actor, day=made.day, note=made.note, value=value)


def one(task: int) -> Task:
    """Return a task with its moves; MissingError without it."""
    found = _tasks(DirectionTask.objects.filter(pk=task))
    if not found:
        raise MissingError(_NO_TASK)
    return found[0]


def office_path(task: int) -> str:
    """Return the path of the office of a task; MissingError without it."""
    found = DirectionTask.objects.filter(pk=task).values_list("office__path", flat=True).first()
    if found is None:
        raise MissingError(_NO_TASK)
    return found


def paper_of(task: int) -> Paper:
    """Return the conclusion a task follows from."""
    row = DirectionTask.objects.select_related("direction__office").get(pk=task).direction
    return Paper(row.pk, row.office.code, row.office.path, row.document, row.title, row.chair, row.day, row.body)


def parts_of(task: int) -> list[Task]:
    """Return the tasks cascaded from one."""
    return _tasks(DirectionTask.objects.filter(parent_id=task))


def of_offices(offices: Sequence[int], *, officer: str = "") -> list[Task]:
    """Return the tasks of `offices` (ids), the earliest deadline first; only those of one officer if named."""
    rows = DirectionTask.objects.filter(office_id__in=offices)
    return _tasks(rows.filter(officer=officer) if officer else rows)


def open_after(offices: Sequence[int], day: dt.date) -> list[int]:
    """Return the ids of tasks whose deadline is before `day`, whatever became of them."""
    rows = DirectionTask.objects.filter(office_id__in=offices, deadline__lt=day)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _tasks(rows: QuerySet[DirectionTask]) -> list[Task]:
    """Return tasks with their moves, in two queries."""
    found = list(rows.select_related("office", "direction").order_by("deadline", "pk"))
    moves: dict[int, list[Move]] = defaultdict(list)
    for made in TaskMove.objects.filter(task_id__in=[row.pk for row in found]).order_by("pk"):
        value = None if made.value is None else Fraction(made.value)
        moves[made.task_id].append(Move(made.state, made.actor, made.day, made.note, value))
    return [
        Task(
            row.pk, row.office.code, row.office.name, row.officer, row.what, row.expected, row.given_on, row.deadline,
            row.given_by, row.indicator, None if row.target is None else Fraction(row.target),
            row.direction.document, moves[row.pk], row.parent_id,
        )
        for row in found
    ]  # fmt: skip
