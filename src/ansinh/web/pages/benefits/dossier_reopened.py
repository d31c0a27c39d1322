"""Decisions whose facts changed afterwards: the work-list of differences, decided by people."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store.benefits import reopenings
from ansinh.usecases.benefits.dossiers import reopening
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.pages.benefits.dossiers import NAMES
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

LEFT = Text("Đã giữ nguyên quyết định.", "The decision stands.")


def show(request: HttpRequest) -> HttpResponse:
    """Show what waits, the oldest first."""
    viewer = viewer_of(request)
    paths = [viewer.top.path] if viewer.top and viewer.reaches("dossiers", viewer.top.path) else []
    rows = [row for path in paths for row in reopenings.open_at(path)]
    context = {"rows": rows, "names": NAMES, "may_decide": viewer.may("dossiers.review")}
    return page(request, "benefits/dossier_reopened.html", context)


def find(request: HttpRequest) -> HttpResponse:
    """Reckon again the decisions of the viewer's offices whose months were recorded anew."""
    viewer = viewer_of(request)
    office = viewer.top
    if office is None or not viewer.reaches("dossiers.review", office.path):
        raise Http404
    found = attempt(request, lambda: (reopening.find_changed(office.code, viewer.username),))
    if found is not None:
        tell(request, Text(f"Có {found[0]} quyết định thay đổi.", f"{found[0]} decisions would change."))
    return redirect("reopenings")


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take a line up (the dossier is reckoned anew) or leave the decision as it is, with the reason."""
    viewer = viewer_of(request)
    line = viewer.reached("dossiers.review", lambda: reopenings.one(str(number)))
    reason = request.POST.get("reason", "").strip()[:500]
    if request.POST.get("decision") == "take":
        dossier = attempt(request, lambda: reopening.take_up(line.id, viewer.username, reason))
        if dossier is not None:
            return redirect("dossier", number=dossier)
    else:
        carry_out(request, lambda: reopening.dismiss(line.id, viewer.username, reason), LEFT)
    return redirect("reopenings")
