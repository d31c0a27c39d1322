"""Directions on real PostgreSQL: a conclusion becomes tasks, they move as the rules say, and nothing is overwritten."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.domain.planning.direction_file import Conclusion, TaskLine
from ansinh.domain.planning.tasks import Move, tally
from ansinh.records import models as m
from ansinh.records.store.planning import directions as store
from ansinh.records.store.users import GrantLine, enrol
from ansinh.usecases.planning import directions

FIRST, LAST, AFTER = dt.date(2021, 11, 1), dt.date(2021, 11, 20), dt.date(2021, 11, 21)
LINE = TaskLine("2601", "", "Thu hồi nợ kéo dài", "Giảm nợ xuống dưới 3 %", LAST, "debt_total")
SAID = Conclusion("26", "12/TB-BHXH", "Kết luận giao ban", "Giám đốc", FIRST, "", (LINE, replace(LINE, office="2602")))


@pytest.fixture
def tasks(province):  # noqa: ARG001 - offices that have to stand first
    enrol("an", "An", "", [GrantLine("collection", "2601")], "test")
    directions.conclude(SAID, "giamdoc")
    return [one.number for one in directions.desk("26", "giamdoc").tasks]


def test_a_conclusion_gives_its_tasks_once(tasks):
    assert [(task.office, task.state, task.document) for task in directions.desk("26", "").tasks] == [
        ("2601", "given", "12/TB-BHXH"), ("2602", "given", "12/TB-BHXH"),
    ]  # fmt: skip
    assert len(directions.desk("2601", "").tasks) == 1
    with pytest.raises(ConflictError):
        directions.conclude(SAID, "giamdoc")
    assert len(tasks) == m.DirectionTask.objects.count() == 2


def test_everything_wrong_is_said_at_once_and_nothing_is_kept(province):  # noqa: ARG001 - offices
    wrong = (
        replace(LINE, office="9999"), replace(LINE, deadline=dt.date(2021, 10, 1)), replace(LINE, indicator="no_such"),
        replace(LINE, officer="nobody", what=" "), LINE, LINE,
    )  # fmt: skip
    taken = directions.conclude(replace(SAID, chair="", tasks=wrong), "giamdoc")
    found = {(one.where.row, one.where.column, one.code) for one in taken.findings.items}
    assert found == {
        (None, "chair", "direction.empty"), (1, "office", "office.unknown"), (2, "deadline", "direction.deadline"),
        (3, "indicator", "direction.indicator"), (4, "officer", "officer.unknown"), (4, "what", "direction.empty"),
        *((row, "what", "direction.twice") for row in (3, 5, 6)),
    }  # fmt: skip
    assert taken.refused
    assert not m.Direction.objects.exists()


def test_a_task_is_cascaded_within_its_deadline_and_below_its_office(tasks):
    own = (TaskLine("2601", "an", "Gọi 20 đơn vị", "20 lời hứa", LAST),)
    assert directions.cascade(tasks[0], own, FIRST, "truongphong").number == 1
    (part,) = store.parts_of(tasks[0])
    assert (part.officer, part.parent, part.document) == ("an", tasks[0], "12/TB-BHXH")
    late = directions.cascade(tasks[0], (replace(own[0], deadline=AFTER), replace(LINE, office="2602")), FIRST, "x")
    assert [one.code for one in late.findings.items] == ["direction.deadline", "office.outside"]


MOVES = (
    # state before, wanted, actor, note, allowed
    ("given", "accepted", "an", "", True),
    ("given", "done", "giamdoc", "", False),
    ("given", "late", "an", "", False),
    ("given", "reported", "an", "", False),
    ("given", "reported", "an", "xong", True),
    ("accepted", "in_work", "an", "", True),
    ("in_work", "accepted", "an", "", False),
    ("reported", "done", "giamdoc", "", True),
    ("reported", "done", "an", "", False),
    ("reported", "in_work", "giamdoc", "chưa đủ", True),
    ("done", "in_work", "giamdoc", "", False),
    ("withdrawn", "accepted", "an", "", False),
)


@pytest.mark.parametrize(("before", "wanted", "actor", "note", "allowed"), MOVES)
def test_moves(tasks, before, wanted, actor, note, allowed):
    if before != "given":
        store.move(tasks[0], Move(before, "an", FIRST, "đã làm"))
    made = Move(wanted, actor, FIRST, note)
    if allowed:
        assert directions.move(tasks[0], made) == wanted == store.one(tasks[0]).state
    else:
        with pytest.raises(RefusedError):
            directions.move(tasks[0], made)
        assert store.one(tasks[0]).state == before


def test_an_officers_task_is_moved_by_that_officer(tasks):
    directions.cascade(tasks[0], (TaskLine("2601", "an", "Gọi", "Hứa", LAST),), FIRST, "truongphong")
    (part,) = store.parts_of(tasks[0])
    with pytest.raises(RefusedError, match="given to an"):
        directions.move(part.number, Move("accepted", "binh", FIRST))
    assert directions.move(part.number, Move("accepted", "an", FIRST)) == "accepted"


def test_the_night_writes_who_is_late_once(tasks):
    directions.move(tasks[1], Move("reported", "binh", LAST, "đã xong"))
    assert directions.mark_late("26", LAST) == 0
    assert directions.mark_late("26", AFTER) == 1
    assert directions.mark_late("26", AFTER) == 0
    assert [store.one(task).state for task in tasks] == ["late", "reported"]
    counted = tally(directions.desk("26", "").tasks, AFTER)
    assert (counted.given, counted.done, counted.reported, counted.late, counted.open) == (2, 0, 1, 1, 0)
    directions.move(tasks[0], Move("reported", "an", dt.date(2021, 11, 25), "trễ"))
    assert store.one(tasks[0]).days_late == 5


def test_what_was_directed_is_never_changed(tasks):
    for table, change in ((m.Direction, {"chair": "x"}), (m.DirectionTask, {"what": "x"}), (m.TaskMove, {"note": "x"})):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            table.objects.update(**change)
    assert tasks
