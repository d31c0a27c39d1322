"""Lists 01B-HSB: sent by an employer or at the counter, checked, accepted; the decision list goes back."""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.finding import Severity
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import STATE_NAMES
from ansinh.formats import media
from ansinh.jobs.queue import queue
from ansinh.records.store.benefits import lists, worklist
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.records.store.benefits.worklist import Cut
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.usecases.benefits.lists import accepting, checking, deciding, receiving
from ansinh.web import export, fields, listing, speech
from ansinh.web.attempts import attempt, tell
from ansinh.web.clock import today
from ansinh.web.pages.benefits.dossiers import NAMES, TONES
from ansinh.web.pages.filings import MOST_BYTES
from ansinh.web.pages.unit import unit_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

KINDS = {"pdf": media.PDF, "xlsx": media.XLSX, "json": media.JSON}


def show(request: HttpRequest) -> HttpResponse:
    """Show the lists of the viewer's offices, or of their own unit, the latest first."""
    viewer = viewer_of(request)
    own = viewer.own_accounts("own.unit")
    account = account_by_code(own[0]).id if own else None
    paths = [] if own else [office.path for office in viewer.offices if viewer.reaches("dossiers", office.path)]
    found = listing.cut(lists.of_offices(paths, account, _before(request), listing.SIZE + 1))
    last = found.last
    context = {"found": found, "own": own, "next": last.received_at.isoformat() if last else "", "today": today()}
    return page(request, "benefits/dossier_lists.html", context)


def _before(request: HttpRequest) -> dt.datetime | None:
    """Return the key in the address; Http404 for one that is none."""
    text = request.GET.get("after", "")
    try:
        return dt.datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404 from error


def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the list in and go to its page."""
    viewer = viewer_of(request)
    own = viewer.own_accounts("own.unit")
    code = request.POST.get("unit") or request.GET.get("unit") or (own[0] if own else "")
    unit = unit_for(viewer, code, "own.unit" if own else "dossiers.receive") if code else None
    upload = request.FILES.get("file")
    if request.method == "POST" and unit is not None and upload is not None and (upload.size or 0) <= MOST_BYTES:
        sent = receiving.Sent(
            upload.read(), upload.name or "", "agency_portal" if own else "counter", viewer.username, unit.code,
            fields.month(request.POST.get("period")), today(),
        )  # fmt: skip
        key = attempt(request, lambda: receiving.receive(sent))
        if key is not None:
            queue.order("benefit_list.check", lock=key, key=key, actor=viewer.username)
            return redirect("benefit_list", number=key)
    context = {"unit": unit, "own": own, "too_big": upload is not None and unit is not None}
    return page(request, "benefits/dossier_list_new.html", context)


def list_for(viewer: Viewer, number: UUID) -> ListFacts:
    """Return the list if the viewer reaches its office or it is their own unit's; Http404 otherwise."""
    try:
        found = lists.facts(str(number))
    except MissingError as error:
        raise Http404 from error
    if viewer.reaches("dossiers", found.office_path) or found.account_code in viewer.own_accounts("own.unit"):
        return found
    raise Http404


def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one list: how far it is, what was found, the dossiers made of it, what can be done."""
    viewer = viewer_of(request)
    seen = list_for(viewer, number)
    severity = request.GET.get("severity", "")
    told = [
        (place, each)
        for place, each in enumerate(checking.findings(seen.id))
        if severity not in {kind.value for kind in Severity} or each.severity.value == severity
    ]
    after = request.GET.get("after", "")
    start = int(after) if after.isdigit() else -1
    found = listing.cut([pair for pair in told if pair[0] > start][: listing.SIZE + 1])
    reaches = viewer.reaches("dossiers", seen.office_path)
    cut = Cut([seen.office_id], list(STATE_NAMES), list=number)
    rows = worklist.listed(cut, None, 200) if reaches and seen.rows_accepted else []
    context = {
        "seen": seen, "found": found, "severity": severity, "next": found.last[0] if found.last else "",
        "may_decide": viewer.reaches("dossiers.receive", seen.office_path), "rows": rows, "names": NAMES,
        "state_names": STATE_NAMES, "tones": TONES, "today": today(), "steps": _steps(viewer, seen, rows),
    }  # fmt: skip
    return page(request, "benefits/dossier_list.html", context)


def _steps(viewer: Viewer, seen: ListFacts, rows: list[worklist.DossierRow]) -> list[tuple[str, Text, int]]:
    """Return the bulk steps open to the viewer: step, name, how many dossiers wait for it."""
    waiting = {
        "compute": ("completed", Text("Tính", "Compute"), "dossiers.compute"),
        "review": ("computed", Text("Thẩm định theo mẫu", "Review by sample"), "dossiers.review"),
        "approve": ("reviewed", Text("Phê duyệt", "Approve"), "dossiers.approve"),
    }
    return [
        (step, name, count)
        for step, (state, name, act) in waiting.items()
        if (count := sum(row.state == state for row in rows)) and viewer.reaches(act, seen.office_path)  # type: ignore[arg-type] # acts of the table above
    ]


def check_now(request: HttpRequest, number: UUID) -> HttpResponse:
    """Check a list at once, for when nobody works the queue."""
    viewer = viewer_of(request)
    seen = list_for(viewer, number)
    if seen.state == "received":
        attempt(request, lambda: checking.check(seen.id, viewer.username))
    return redirect("benefit_list", number=number)


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Accept the list, or its good rows, or return it with the reason."""
    viewer = viewer_of(request)
    seen = list_for(viewer, number)
    if not viewer.reaches("dossiers.receive", seen.office_path):
        raise Http404
    decision, papers = request.POST.get("decision", ""), request.POST.get("papers") == "1"
    if decision in {"whole", "good"}:
        done = attempt(
            request,
            lambda: accepting.accept(seen.id, viewer.username, good_rows=decision == "good", papers_seen=papers),
        )
        if done is not None:
            tell(request, Text(f"Đã lập {done.dossiers} hồ sơ.", f"{done.dossiers} dossiers were made."))
    elif decision == "return":
        reason = request.POST.get("reason", "").strip()[:500]
        attempt(request, lambda: accepting.give_back(seen.id, viewer.username, reason))
    return redirect("benefit_list", number=number)


def workbook(request: HttpRequest, number: UUID) -> HttpResponse:
    """Return the sender's workbook with a column of comments."""
    seen = list_for(viewer_of(request), number)
    body = attempt(request, lambda: checking.commented_workbook(seen.id, language=speech.language()))
    if body is None:
        return redirect("benefit_list", number=number)
    return export.attachment(body, media.XLSX, f"nhan-xet-{seen.number.replace('/', '-')}.xlsx")


def decision_list(request: HttpRequest, number: UUID, form: str) -> HttpResponse:
    """Return the decisions of a list as C70b-HD: pdf, xlsx or json."""
    seen = list_for(viewer_of(request), number)
    if form not in KINDS:
        raise Http404
    body = deciding.decision_list(seen.id, form)
    return export.attachment(body, KINDS[form], f"C70b-{seen.number.replace('/', '-')}.{form}")
