"""A collector's phone: the people of the area, one of them, a receipt, the money handed on. Numbers are masked."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import due_day, masked
from ansinh.domain.outreach.agents import SCHEMES
from ansinh.domain.outreach.reasons import reasons
from ansinh.records.store.outreach import agent_desk as store
from ansinh.records.store.outreach import agents as agent_store
from ansinh.usecases.outreach import agent_desk as acts
from ansinh.usecases.outreach import work
from ansinh.usecases.outreach.agents import Taking, ask_void
from ansinh.usecases.registry.people import note_look, note_looks
from ansinh.web import clock
from ansinh.web.attempts import attempt, tell
from ansinh.web.pages.outreach.working import taps
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the collector's day: money in hand, quota, whom to see."""
    viewer, today = viewer_of(request), clock.today()
    desk = store.desk(viewer.username)
    held = store.in_hand(desk.collector)
    rows = store.area(desk, viewer.username, today + dt.timedelta(days=14))
    note_looks((row.person for row in rows), viewer.username, "agent")
    context = {
        "desk": desk, "today": today, "blocked": acts.why_blocked(desk, today), "held": held,
        "money": sum(one.amount for one in held), "oldest": due_day(held[0].day) if held else None,
        "rows": [(row, masked(row.hidden)) for row in rows], "mine": sum(row.mine for row in rows),
        "quotas": [row for row in agent_store.quotas(desk.agent, today) if row[0] == desk.code], "names": SCHEMES,
    }  # fmt: skip
    return page(request, "outreach/desk.html", context)


def one(request: HttpRequest, prospect: int) -> HttpResponse:
    """Show one of the area: why, until when, what to do; the look is logged."""
    viewer, today = viewer_of(request), clock.today()
    desk = store.desk(viewer.username)
    row = store.neighbour(desk, viewer.username, prospect)
    if row.person:
        note_look(row.person, viewer.username, "agent")
    context = {
        "desk": desk, "row": row, "reason": reasons()[row.kind], "taps": taps(row.kind), "today": today,
        "number": masked(row.si_number), "hidden": masked(row.hidden), "schemes": SCHEMES,
        "blocked": acts.why_blocked(desk, today), "once": uuid.uuid4().hex,
    }  # fmt: skip
    return page(request, "outreach/desk_one.html", context)


def note(request: HttpRequest, prospect: int) -> HttpResponse:
    """Write down what came of a visit."""
    viewer, given, today = viewer_of(request), request.POST, clock.today()
    outcome, _, days = given.get("outcome", "").partition(":")
    promised = today + dt.timedelta(days=min(int(days), 365)) if days.isdecimal() else None
    contact = work.Contact("visit", outcome, today, given.get("note", "").strip()[:2000], promised)
    if attempt(request, lambda: acts.note(viewer.username, prospect, contact)) is not None:
        tell(request, Text("Đã ghi.", "Written down."))
    return redirect("desk")


def take(request: HttpRequest) -> HttpResponse:
    """Issue a receipt; the same form sent twice issues one."""
    viewer, given = viewer_of(request), request.POST
    amount = given.get("amount", "").replace(".", "").replace(" ", "")
    number = int(amount) if amount.isdecimal() and len(amount) < 13 else 0
    prospect, payer = given.get("prospect", ""), given.get("payer", "").strip()[:50]
    if prospect.isdecimal():
        desk = store.desk(viewer.username)
        row = store.neighbour(desk, viewer.username, int(prospect))
        payer = payer or row.si_number
    if not payer:
        tell(request, Text("Cần mã số BHXH hoặc số định danh.", "The SI number or personal ID is needed."), "gold")
        return redirect("desk")
    scheme = given.get("scheme", "")
    taking = Taking(
        scheme if scheme in SCHEMES else "hi_household", given.get("renewal") == "1", payer, number, clock.today()
    )
    made = attempt(request, lambda: acts.take(viewer.username, taking, given.get("once", "")[:100]))
    if made is not None:
        tell(request, Text("Đã lập biên lai {n}.", "Receipt {n} is issued.").fill(n=made))
    return redirect("desk_receipts")


def receipts(request: HttpRequest) -> HttpResponse:
    """Show one's own receipts and what was handed on."""
    viewer = viewer_of(request)
    desk = store.desk(viewer.username)
    held = store.in_hand(desk.collector)
    context = {
        "desk": desk, "rows": [(one, masked(one.payer)) for one in store.receipts(desk.collector)], "held": held,
        "money": sum(one.amount for one in held), "handed": store.remittances(desk.collector), "names": SCHEMES,
        "oldest": due_day(held[0].day) if held else None, "today": clock.today(),
    }  # fmt: skip
    return page(request, "outreach/desk_receipts.html", context)


def hand_on(request: HttpRequest) -> HttpResponse:
    """Write that the money in hand was handed on."""
    viewer = viewer_of(request)
    reference = request.POST.get("reference", "")[:100]
    done = attempt(request, lambda: acts.hand_on(viewer.username, reference, clock.today()))
    if done is not None:
        said = Text("Đã nộp {n} biên lai.", "{n} receipts are handed on.")
        tell(request, said.fill(n=done.receipts))
    return redirect("desk_receipts")


def void(request: HttpRequest) -> HttpResponse:
    """Ask that one's own receipt is voided; somebody of the agency approves."""
    viewer, given = viewer_of(request), request.POST
    desk = store.desk(viewer.username)
    number, reason = given.get("number", ""), given.get("reason", "").strip()[:500]
    own = {row.number for row in store.receipts(desk.collector, limit=1000)}
    if number not in own or not reason:
        tell(request, Text("Chọn biên lai của mình và ghi lý do.", "Choose your own receipt and say why."), "gold")
        return redirect("desk_receipts")
    attempt(request, lambda: ask_void(number, reason, viewer.username))
    return redirect("desk_receipts")
