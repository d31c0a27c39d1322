"""Offices and places as they stood on a day; changes of the trees, asked for by one and approved by another."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.domain.registry.trees import OFFICE_LEVELS, PLACE_LEVELS, tree_on
from ansinh.records.store.pages import administration
from ansinh.records.store.registry import changes, office_tree, place_tree
from ansinh.usecases.registry import changes as two_people
from ansinh.usecases.registry.agency_offices import office_change
from ansinh.usecases.registry.agency_places import place_change
from ansinh.web import clock, fields, words
from ansinh.web.attempts import carry_out, tell
from ansinh.web.render import page
from ansinh.web.two_people import told
from ansinh.web.viewer import Viewer, viewer_of

PROPOSED = Text("Đã đề nghị; chờ người thứ hai duyệt.", "Proposed; it holds once a second person approves.")
NO_DAY = Text("Hãy chọn ngày có hiệu lực và việc cần làm.", "Choose the day it takes effect and what is to be done.")
ACTS = ("open", "rename", "close")
READS: tuple[Act, ...] = ("settings", "agency.approve", "agency.propose")


def top_of(viewer: Viewer) -> str:
    """Return the path of the office whose tree the viewer sees."""
    return viewer.office(next(act for act in READS if viewer.may(act))).path


def offices(viewer: Viewer, day: dt.date) -> dict[str, object]:
    """Return the tree of offices on `day` with what each keeps now, and the changes asked for."""
    path = top_of(viewer)
    now = {line.code: line for line in administration.offices(path)}
    drawn = tree_on(office_tree.branches(day, path), office_tree.heirs(), day)
    return {
        "tree": [(placed, now.get(placed.branch.key)) for placed in drawn],
        "levels": [(kind, words.OFFICE_KIND[kind]) for kind in OFFICE_LEVELS if kind != "national"],
        **_asked("office", viewer),
    }


def _asked(subject: str, viewer: Viewer) -> dict[str, object]:
    """Return what waits and what was decided for one of the trees."""
    kind = two_people.SUBJECTS[subject]
    reached = sorted({*viewer.office_ids(kind.proposes), *viewer.office_ids(kind.approves)})
    return {
        "waiting": told(changes.listed([subject], reached, waiting=True), viewer),
        "decided": told(changes.listed([subject], reached, waiting=False, limit=30), viewer),
        "may_propose": viewer.may(kind.proposes),
        "today": clock.today(),
    }


def propose_office(request: HttpRequest) -> HttpResponse:
    """Propose to open, rename or close an office."""
    viewer = viewer_of(request)
    act, day = request.POST.get("act", ""), fields.day(request.POST.get("day"))
    if act not in ACTS or day is None:
        tell(request, NO_DAY, "gold")
        return redirect("agency")
    key, facts = _text(request, "key").upper(), _facts(request, ("name", "name_en", "kind", "parent", "heir"))
    document = _text(request, "document")

    def ask() -> None:
        asked = office_change(act, key, day, facts, document)
        if not viewer.reaches("agency.propose", asked.office_path):
            raise MissingError(Text("Không có cơ quan này trong phạm vi.", "There is no such office in your reach."))
        two_people.propose(asked, viewer.username)

    carry_out(request, ask, PROPOSED)
    return redirect("agency")


def show_places(request: HttpRequest) -> HttpResponse:
    """Show the provinces of a day, or what stands under one place."""
    viewer = viewer_of(request)
    day = fields.day(request.GET.get("day")) or clock.today()
    parent = request.GET.get("under", "")[:40]
    context = {
        "day": day,
        "parent": place_tree.branch(parent, day) if parent else None,
        "rows": place_tree.children(parent, day),
        "levels": [(kind, words.PLACE_KIND[kind]) for kind in PLACE_LEVELS],
        **_asked("place", viewer),
    }
    return page(request, "registry/places.html", context)


def propose_place(request: HttpRequest) -> HttpResponse:
    """Propose to open, rename or close a place."""
    viewer = viewer_of(request)
    act, day = request.POST.get("act", ""), fields.day(request.POST.get("day"))
    kind = request.POST.get("kind", "")
    if act not in ACTS or day is None or kind not in PLACE_LEVELS:
        tell(request, NO_DAY, "gold")
        return redirect("agency_places")
    levels = list(PLACE_LEVELS)
    above = request.POST.get("above") or levels[max(levels.index(kind) - 1, 0)]
    facts = _facts(request, ("name",))
    if parent := _text(request, "parent"):
        facts["parent"] = f"{above}:{parent}"
    if heir := _text(request, "heir"):
        facts["heir"] = f"{kind}:{heir}"
    office, document = viewer.office("agency.propose").code, _text(request, "document")
    key = f"{kind}:{_text(request, 'key')}"
    carry_out(
        request,
        lambda: two_people.propose(
            place_change(act, key, day, facts, office=office, document=document), viewer.username
        ),
        PROPOSED,
    )
    return redirect("agency_places")


def _text(request: HttpRequest, name: str) -> str:
    """Return a text that was typed."""
    return request.POST.get(name, "").strip()[:300]


def _facts(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    """Return the texts that were typed."""
    return {name: text for name in names if (text := _text(request, name))}
