"""Tasks: the list by office and state, one with its moves and the figure watched, a conclusion entered, moves made."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.planning.direction_file import Conclusion, TaskLine
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.tasks import STATES, Move, Task, moves_of, tally
from ansinh.domain.registry.rights import Act
from ansinh.records.store.planning import directions as store
from ansinh.records.store.planning import officers
from ansinh.usecases.planning import directions
from ansinh.usecases.planning import situation as read_situation
from ansinh.usecases.planning.taking import Taken
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.measures import measure
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

LINES = 6  # tasks that the form of a conclusion has room for
SHOWN = 200
TEXTS = ("document", "title", "chair", "body")


def show(request: HttpRequest) -> HttpResponse:
    """Show the tasks of an office and all below it, by state; one's own, or those to confirm, where asked."""
    viewer, day = viewer_of(request), clock.today()
    office = viewer.office("direction", request.GET.get("office") or None)
    state, mine = request.GET.get("state", ""), request.GET.get("mine", "")
    found = directions.desk(office.code, viewer.username)
    rows = {"": found.tasks, "confirm": found.to_confirm}.get(mine, found.mine)
    shown = [task for task in rows if state in {"", task.shown(day)}]
    context = {
        "office": office, "offices": viewer.offices, "tally": tally(rows, day), "states": STATES, "state": state,
        "mine": mine, "today": day, "told": [(task, *_said(task, day)) for task in shown[:SHOWN]],
        "may_give": viewer.may("direction.give"), "more": len(shown) - SHOWN,
    }  # fmt: skip
    return page(request, "planning/tasks.html", context)


def _said(task: Task, day: dt.date) -> tuple[Text, str]:
    """Return the name and tone of how a task stands on a day."""
    return STATES[task.shown(day)]


def _reached(viewer: Viewer, number: int) -> Task:
    """Return a task the viewer reaches; Http404 otherwise."""
    try:
        path = store.office_path(number)
    except MissingError as error:
        raise Http404 from error
    if not viewer.reaches("direction", path):
        raise Http404
    return store.one(number)


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one task: what is expected, the figure watched beside it, what became of it, its parts."""
    viewer, day = viewer_of(request), clock.today()
    task = _reached(viewer, number)
    office = viewer.office("direction", task.office)
    month = month_of(request, office)
    watched = measure(read_situation(task.office, month, with_children=False), task.indicator) if (
        month and task.indicator) else None  # fmt: skip
    path = store.office_path(number)
    works, gives = viewer.reaches("direction.work", path), viewer.reaches("direction.give", path)
    owner = works and task.officer in {"", viewer.username}
    name, tone = _said(task, day)
    context = {
        "task": task, "paper": store.paper_of(number), "name": name, "tone": tone, "watched": watched, "month": month,
        "indicator": catalogue().get(task.indicator), "today": day,
        "parts": [(part, *_said(part, day)) for part in store.parts_of(number)],
        "moves": [(move, *STATES[move.state]) for move in reversed(task.moves)],
        "owner_moves": [(state, STATES[state][0]) for state in moves_of(task.state, "owner")] if owner else [],
        "giver_moves": [(state, STATES[state][0]) for state in moves_of(task.state, "giver")] if gives else [],
        "may_cascade": (gives or works) and task.state not in {"done", "withdrawn"},
        "below": [one for one in viewer.offices if one.path == office.path or one.path.startswith(f"{office.path}.")],
        "people": officers.at(office.path, day), "indicators": catalogue().values(),
    }  # fmt: skip
    return page(request, "planning/task.html", context)


def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a task on."""
    viewer, given = viewer_of(request), request.POST
    _reached(viewer, number)
    state, path = given.get("state", ""), store.office_path(number)
    act: Act = "direction.give" if state in {"done", "withdrawn"} else "direction.work"
    if not (viewer.reaches(act, path) or viewer.reaches("direction.give", path)):
        raise Http404
    words, value = given.get("note", "").strip()[:2000], fields.number(given.get("value"))
    made = Move(state, viewer.username, clock.today(), words, value)
    carry_out(request, lambda: directions.move(number, made), Text("Đã ghi.", "Written down."))
    return redirect("task", number)


def cascade(request: HttpRequest, number: int) -> HttpResponse:
    """Hand a task on to an office below or to officers."""
    viewer = viewer_of(request)
    task, path = _reached(viewer, number), store.office_path(number)
    if not (viewer.reaches("direction.give", path) or viewer.reaches("direction.work", path)):
        raise Http404
    lines = _lines(request.POST, task.deadline)
    return _answered(
        request, attempt(request, lambda: directions.cascade(number, lines, clock.today(), viewer.username)), number
    )


def new(request: HttpRequest) -> HttpResponse:
    """Enter what a meeting concluded, with its tasks."""
    viewer = viewer_of(request)
    office = viewer.office("direction.give", request.POST.get("giver") or None)
    context = {
        "office": office, "offices": viewer.offices, "lines": range(1, LINES + 1), "today": clock.today(),
        "indicators": catalogue().values(), "people": officers.at(office.path, clock.today()), "given": request.POST,
        "findings": [],
    }  # fmt: skip
    if request.method != "POST":
        return page(request, "planning/task_new.html", context)
    given = request.POST
    day = fields.day(given.get("day")) or clock.today()
    document, title, chair, body = (given.get(name, "").strip()[:4000] for name in TEXTS)
    asked = Conclusion(office.code, document, title, chair, day, body, tuple(_lines(given, clock.today())))
    taken = attempt(request, lambda: directions.conclude(asked, viewer.username))
    if taken is None or taken.refused:
        context["findings"] = taken.findings.items if taken else []
        return page(request, "planning/task_new.html", context, status=422)
    tell(request, Text("Đã giao {n} nhiệm vụ.", "{n} tasks given.").fill(n=len(asked.tasks)))
    return redirect("tasks")


def _answered(request: HttpRequest, taken: Taken | None, number: int) -> HttpResponse:
    """Tell what came of handing a task on."""
    if taken is not None and taken.refused:
        for finding in taken.findings.items:
            where = f"{finding.where.row or ''} {finding.where.column}: "
            tell(request, Text(where + finding.message.vi, where + finding.message.en), "gold")
    elif taken is not None:
        tell(request, Text("Đã giao tiếp {n} phần.", "{n} parts handed on.").fill(n=taken.number))
    return redirect("task", number)


def _lines(given: QueryDict, deadline: dt.date) -> list[TaskLine]:
    """Return the tasks of a form: rows in which anything but the office is filled."""
    names = ("office", "officer", "what", "expected", "deadline", "indicator", "target")
    rows = zip(*(given.getlist(name) for name in names), strict=False)
    return [
        TaskLine(
            office, officer, what.strip(), expected.strip(), fields.day(by) or deadline, code, fields.number(target)
        )
        for office, officer, what, expected, by, code, target in rows
        if what.strip() or expected.strip()
    ]
