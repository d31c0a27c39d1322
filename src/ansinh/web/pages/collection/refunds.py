"""Refunds: proposed by one, approved by another who did not match the money; why, and what became of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.collection.refund import GROUNDS
from ansinh.records.store.pages import bank, work
from ansinh.records.store.pages import refunds as store
from ansinh.records.store.pages.refunds import Overpaid
from ansinh.usecases import collection
from ansinh.usecases.collection.refunding import ENDED_AS
from ansinh.web import clock, listing
from ansinh.web.attempts import carry_out, tell
from ansinh.web.pages.unit import unit_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MOST_WAITING = 100
MOST_OVERPAID = 20
PROPOSED = Text("Đã đề nghị hoàn trả; chờ người thứ hai duyệt.", "Proposed; a second person decides.")
APPROVED = Text("Đã duyệt; khoản chi sẽ khớp với sổ phụ ngân hàng.", "Approved; the bank's line will settle it.")
REFUSED = Text("Đã từ chối đề nghị hoàn trả.", "The refund was refused.")
NO_REASON = Text("Hãy ghi lý do từ chối.", "Say why it is refused.")


def show(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person, what was decided, and whose money could be given back."""
    viewer = viewer_of(request)
    offices = viewer.office_ids("bank")
    found = listing.cut(store.decided(offices, listing.key_from(request.GET.get("after", "")), listing.SIZE + 1))
    last = found.last
    context = {
        "waiting": store.waiting(offices, MOST_WAITING),
        "found": found,
        "next": listing.key_of(last.decided_at, last.id) if last else "",
        "overpaid": _overpaid(viewer, offices) if viewer.may("refunds.propose") else [],
        "may_propose": viewer.may("refunds.propose"),
        "may_approve": viewer.may("refunds.approve"),
        "grounds": GROUNDS,
    }
    return page(request, "collection/refunds.html", context)


def _overpaid(viewer: Viewer, offices: list[int]) -> list[Overpaid]:
    """Return stopped employers with money waiting, as the last closed month says."""
    closed = work.closed_month(viewer.top.path) if viewer.top else None
    return store.overpaid(offices, closed.period, sorted(ENDED_AS), MOST_OVERPAID) if closed else []


def propose(request: HttpRequest) -> HttpResponse:
    """Propose to give back money of an employer account."""
    viewer = viewer_of(request)
    unit = unit_for(viewer, request.POST.get("unit", "").strip().upper(), "refunds.propose")
    amount = "".join(sign for sign in request.POST.get("amount", "") if sign.isdecimal())
    ground = request.POST.get("ground", "")
    wanted = int(amount or 0)
    carry_out(
        request, lambda: collection.propose_refund(unit.code, wanted, ground=ground, actor=viewer.username), PROPOSED
    )
    return redirect("refunds")


def propose_line(request: HttpRequest, number: UUID) -> HttpResponse:
    """Propose to send a line in suspense back to its payer."""
    viewer = viewer_of(request)
    line = bank.line(number)
    if line is None or not viewer.reaches("refunds.propose", line.office_path):
        raise Http404
    ground = request.POST.get("ground", "")
    act = lambda: collection.propose_line_refund(number, ground=ground, actor=viewer.username)  # noqa: E731 - the act, to be carried out
    return redirect("refunds") if carry_out(request, act, PROPOSED) else redirect("bank_line", number=number)


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Approve a refund, or refuse it with a reason."""
    viewer = viewer_of(request)
    found = store.refund(number)
    if found is None or not viewer.reaches("refunds.approve", found.office_path):
        raise Http404
    reason = request.POST.get("reason", "").strip()[:500]
    if request.POST.get("decision") == "approve":
        day = clock.today()
        carry_out(request, lambda: collection.approve_refund(number, actor=viewer.username, today=day), APPROVED)
    elif reason:
        carry_out(request, lambda: collection.refuse_refund(number, actor=viewer.username, reason=reason), REFUSED)
    else:
        tell(request, NO_REASON, "gold")
    return redirect("refunds")
