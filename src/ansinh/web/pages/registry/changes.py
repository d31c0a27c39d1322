"""Changes of the register that wait for a second person, shown and decided; the same for accounts and trees."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store.registry import changes as store
from ansinh.records.store.registry.changes import Change
from ansinh.usecases.registry import changes
from ansinh.web import clock
from ansinh.web.attempts import carry_out
from ansinh.web.render import page
from ansinh.web.two_people import told
from ansinh.web.viewer import viewer_of

APPROVED = Text("Đã duyệt; thay đổi đã có trong sổ.", "Approved; the register says so now.")
WITHDRAWN = Text("Đã rút lại; sổ không đổi.", "Withdrawn; the register stays as it is.")
REFUSED = Text("Đã từ chối; sổ không đổi.", "Refused; the register stays as it is.")


def show(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person in the viewer's offices, and what was decided."""
    viewer = viewer_of(request)
    waiting: list[Change] = []
    decided: list[Change] = []
    for name, subject in changes.SUBJECTS.items():
        offices = sorted({*viewer.office_ids(subject.approves), *viewer.office_ids(subject.proposes)})
        waiting += store.listed([name], offices, waiting=True)
        decided += store.listed([name], offices, waiting=False)
    context = {"waiting": told(waiting, viewer), "decided": told(decided, viewer)}
    return page(request, "registry/changes.html", context)


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Approve a change, or refuse it with a reason; who asked for it may take it back."""
    viewer = viewer_of(request)
    change = store.one(number)
    subject = changes.SUBJECTS[change.subject]
    approve = request.POST.get("decision") == "approve"
    own = change.proposed_by == viewer.username and not approve
    if not own and not viewer.reaches(subject.approves, change.office_path):
        raise Http404
    reason, today = request.POST.get("reason", "")[:500], clock.today()
    carry_out(
        request,
        lambda: changes.decide(number, viewer.username, approve=approve, today=today, reason=reason),
        APPROVED if approve else REFUSED,
    )
    return _back(change)


def withdraw(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take back what was approved ahead, before its day; whoever may approve it may, with a reason."""
    viewer = viewer_of(request)
    change = store.one(number)
    if not viewer.reaches(changes.SUBJECTS[change.subject].approves, change.office_path):
        raise Http404
    reason, today = request.POST.get("reason", "")[:500], clock.today()
    carry_out(request, lambda: changes.withdraw(number, viewer.username, reason, today), WITHDRAWN)
    return _back(change)


def _back(change: Change) -> HttpResponse:
    """Return to where the change shows."""
    if change.subject == "account_terms":
        return redirect("unit", code=change.key)
    return redirect("agency" if change.subject == "office" else "agency_places")
