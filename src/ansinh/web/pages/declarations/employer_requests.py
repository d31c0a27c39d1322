"""TK3-TS: employers ask to be registered, changed, suspended or closed; the second person decides here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store.pages import requests as store
from ansinh.records.store.pages.requests import RequestRow
from ansinh.usecases.declarations import employers
from ansinh.web import clock, listing, words
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.pages.filings import filing_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_WAITING = 100
APPROVED = Text("Đã duyệt; mã đơn vị {code}.", "Approved; the unit's code is {code}.")
REFUSED = Text("Đã trả lại đề nghị.", "The request was returned.")
NO_REASON = Text("Hãy ghi lý do trả lại.", "Say why it is returned.")
STOPPED = Text("Tờ khai có lỗi phải sửa; xem các phát hiện.", "The form has errors to mend; see the findings.")


def show_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, and what was decided."""
    viewer = viewer_of(request)
    offices = sorted({*viewer.office_ids("units.propose"), *viewer.office_ids("units.approve")})
    found = listing.cut(store.decided(offices, listing.key_from(request.GET.get("after", "")), listing.SIZE + 1))
    last = found.last
    context = {
        "waiting": store.waiting(offices, MOST_WAITING),
        "found": found,
        "next": listing.key_of(last.decided_at, last.id) if last else "",
        "today": clock.today(),
    }
    return page(request, "declarations/requests.html", context)


def request_for(viewer: Viewer, number: UUID) -> RequestRow:
    """Return a request if the viewer may propose or approve at its office; Http404 otherwise."""
    found = store.request(number)
    seen = found and (
        viewer.reaches("units.propose", found.office_path) or viewer.reaches("units.approve", found.office_path)
    )
    if found is None or not seen:
        raise Http404
    return found


def show(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one request: what the form says, field by field, and its decision."""
    viewer = viewer_of(request)
    wanted = request_for(viewer, number)
    context = {
        "wanted": wanted,
        "fields": [(title, wanted.fields[name]) for name, title in words.FORM_FIELD.items() if name in wanted.fields],
        "may_approve": viewer.reaches("units.approve", wanted.office_path),
        "own": wanted.proposed_by == viewer.username,
        "today": clock.today(),
    }
    return page(request, "declarations/request.html", context)


def propose(request: HttpRequest, number: UUID) -> HttpResponse:
    """Propose what a received TK3-TS asks for."""
    viewer = viewer_of(request)
    filing = filing_for(viewer, number)
    if filing.kind != "TK3" or not viewer.reaches("units.propose", filing.office_path):
        raise Http404
    made = attempt(request, lambda: employers.propose(str(filing.id), viewer.username))
    if made:
        return redirect("request", number=made)
    if made == "":
        tell(request, STOPPED, "gold")
    return redirect("filing", number=filing.id)


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Approve a request, or return it with a reason."""
    viewer = viewer_of(request)
    wanted = request_for(viewer, number)
    if not viewer.reaches("units.approve", wanted.office_path):
        raise Http404
    name, reason = str(wanted.id), request.POST.get("reason", "").strip()[:500]
    if request.POST.get("decision") == "approve":
        code = attempt(request, lambda: employers.decide(name, viewer.username, approve=True, reason=reason))
        if code is not None:
            tell(request, APPROVED.fill(code=code))
    elif reason:
        carry_out(request, lambda: employers.decide(name, viewer.username, approve=False, reason=reason), REFUSED)
    else:
        tell(request, NO_REASON, "gold")
    return redirect("request", number=wanted.id)
