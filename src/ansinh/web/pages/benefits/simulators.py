"""Simulators: a pension, one sum now against waiting, unemployment, a birth. Typed data stay in the page, nowhere else.

Anyone may ask with typed data; a citizen with their own record; an officer, at the counter, with a person's record
(that look is written down). Everything is sent by POST, so that nothing typed stands in an address or a log.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import AnsinhError
from ansinh.domain.benefits.simulate_request import TASKS
from ansinh.records.store import access
from ansinh.usecases.benefits import simulate
from ansinh.web.clock import today
from ansinh.web.pages.benefits import simulators_shown as shown
from ansinh.web.pages.people import person_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

ROWS = 3
REGIONS = (("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV"))
FIELDS = (
    "sex", "born", "region", "go_on", "go_on_kind", "contract_end", "filed", "birth", "children", "leave_first",
)  # fmt: skip
ROW_FIELDS = ("first", "last", "salary", "kind")


def show(request: HttpRequest) -> HttpResponse:
    """Show a simulator, and what it says about typed data or the viewer's own record."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    own = viewer.own_person if viewer else None
    use_own = request.POST.get("source") == "own" and own is not None
    return _answer(request, own if use_own else None, {"own": own})


def show_person(request: HttpRequest, number: int) -> HttpResponse:
    """Show a simulator with the record of a person inside what the viewer reaches; the look is written down."""
    viewer = viewer_of(request)
    person = person_for(viewer, number)
    access.note_read(viewer.username, person.id, "simulate", str(getattr(request, "request_id", "")))
    return _answer(request, person.id, {"person": person})


def _answer(request: HttpRequest, record: int | None, context: dict[str, Any]) -> HttpResponse:
    """Return the page: the form as it was sent, findings, or the result."""
    kind = request.POST.get("task") or request.GET.get("task") or TASKS[0]
    if kind not in TASKS:
        raise Http404
    given = _given(request)
    context |= {"kind": kind, "kinds": shown.KIND_NAMES.items(), "given": given}
    context |= {"rows": _shown_rows(request, given), "regions": REGIONS}
    if request.method == "POST" and "more" not in request.POST:
        context |= _result(kind, given, record)
    return page(request, "benefits/simulators.html", context)


def _given(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed, trimmed to a short length."""
    fields = {name: request.POST.get(name, "").strip()[:40] for name in FIELDS}
    columns = [request.POST.getlist(name)[:200] for name in ROW_FIELDS]
    rows = [dict(zip(ROW_FIELDS, (cell[:40] for cell in cells), strict=True)) for cells in zip(*columns, strict=False)]
    return {**fields, "rows": rows}


def _shown_rows(request: HttpRequest, given: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return the rows to draw: those typed and empty ones behind."""
    typed = [row for row in given["rows"] if row["first"] or row["last"] or row["salary"]]
    empty = max(1 if typed else ROWS, ROWS - len(typed)) + (ROWS if "more" in request.POST else 0)
    return [*typed, *({} for _ in range(empty))]


def _result(kind: str, given: Mapping[str, Any], record: int | None) -> dict[str, Any]:
    """Return the findings, the refusal or the result as the template draws it."""
    try:
        found = simulate.simulate(kind, given, today(), person=record)
    except AnsinhError as refusal:
        return {"refusal": refusal.message}
    return {"findings": found.findings} if found.findings else shown.result(found)
