"""Budget support: proposals with their lists and costs, each step to the transfer."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.support import GROUPS, LEFT_OUT, MOVES, STATES
from ansinh.records.store.outreach import support as store
from ansinh.usecases.outreach import support as acts
from ansinh.usecases.registry.people import note_looks
from ansinh.web import clock, export, fields, listing, speech
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

EXPORT_MOST = 20_000
HEADS = (
    Text("Mã số BHXH", "SI number"), Text("Họ và tên", "Name"), Text("Thuộc diện", "Why"),
    Text("Ngân sách đóng (đồng)", "Paid by the budget (VND)"), Text("Loại ra vì", "Left out because"),
)  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """Show the proposals of an office."""
    viewer = viewer_of(request)
    office = viewer.office("outreach", request.GET.get("office") or None)
    rows = [(one, GROUPS[one.group]) for one in store.proposals(viewer.office_ids("outreach", office))]
    context = {
        "office": office, "offices": viewer.offices, "rows": rows, "groups": GROUPS, "today": clock.today(),
        "approved": sum(one.cost for one, _ in rows if one.state in {"approved", "transferred"}),
        "received": sum(one.received for one, _ in rows), "waiting": sum(one.state == "proposed" for one, _ in rows),
        "may_work": viewer.may("outreach.work"),
    }  # fmt: skip
    return page(request, "outreach/support.html", context)


def _reached(viewer: Viewer, number: int) -> store.Proposal:
    """Return a proposal the viewer reaches; Http404 otherwise."""
    found = store.one(number)
    if not viewer.reaches("outreach", found.office.path):
        raise Http404
    return found


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a proposal: its people, what it costs, its story; the look at the list is logged for each person shown."""
    viewer = viewer_of(request)
    found = _reached(viewer, number)
    after = request.GET.get("after", "")
    lines = listing.cut(store.people(number, after=fields.whole(after) or 0, limit=listing.SIZE + 1))
    note_looks((line.person for line in lines.rows), viewer.username, "support")
    people, cost = store.cost(number)
    context = {
        "one": found, "group": GROUPS[found.group], "people": people, "cost": found.cost or cost,
        "lines": [(line, LEFT_OUT.get(line.left_out)) for line in lines.rows], "more": lines.more,
        "next": lines.last.id if lines.last else "", "events": [(e, STATES[e.kind]) for e in store.events(number)],
        "moves": MOVES[found.state], "month": Month.containing(found.first), "today": clock.today(),
        "may_work": viewer.may("outreach.work") and viewer.reaches("outreach.work", found.office.path),
        "may_lead": viewer.may("outreach.lead") and viewer.reaches("outreach.lead", found.office.path),
        "own": found.made_by == viewer.username,
    }  # fmt: skip
    return page(request, "outreach/support_one.html", context)


def save(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Return the list of a proposal as a file."""
    viewer = viewer_of(request)
    found = _reached(viewer, number)
    rows = store.people(number, limit=EXPORT_MOST)
    note_looks((line.person for line in rows), viewer.username, "support")
    cells = (
        (row.si_number, row.name, row.reason, row.amount, speech.say(LEFT_OUT.get(row.left_out, Text("", ""))))
        for row in rows
    )
    return export.table(f"ho-tro-{found.pk}", form, [speech.say(head) for head in HEADS], cells)


def new(request: HttpRequest) -> HttpResponse:
    """Begin a list."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("outreach.work", given.get("office") or None)
    try:
        first = Month.parse(given.get("first", ""))
    except ValueError:
        first = Month.containing(clock.today()).plus(1)
    months = given.get("months", "")
    asking = acts.Asking(
        given.get("group", ""), given.get("name", "").strip()[:200], given.get("basis", "").strip()[:300], first,
        int(months) if months.isdecimal() and len(months) < 4 else 0, given.get("share", "1").strip()[:20],
    )  # fmt: skip
    made = attempt(request, lambda: acts.make(office.code, asking, viewer.username))
    return redirect("support") if made is None else redirect("support_one", made)


def add(request: HttpRequest, number: int) -> HttpResponse:
    """Put people on a list."""
    viewer, given = viewer_of(request), request.POST
    found = _reached(viewer, number)
    viewer.office("outreach.work", found.office.code)
    numbers = given.get("numbers", "").replace(",", " ").replace(";", " ").split()[:5000]
    reason = given.get("reason", "").strip()[:300]
    added = attempt(request, lambda: acts.add(number, numbers, reason, viewer.username))
    if added is not None:
        tell(request, Text("Đã ghi {n} người.", "{n} people noted.").fill(n=added))
    return redirect("support_one", number)


def step(request: HttpRequest, number: int) -> HttpResponse:
    """Take a proposal on: proposed, decided, transferred."""
    viewer, given = viewer_of(request), request.POST
    found = _reached(viewer, number)
    state = given.get("state", "")
    viewer.office("outreach.lead" if state in {"approved", "rejected"} else "outreach.work", found.office.code)
    received = given.get("received", "").replace(".", "").replace(" ", "")
    money = int(received) if received.isdecimal() and len(received) < 16 else 0
    day: dt.date = clock.today()
    taken = acts.Step(state, day, given.get("document", "").strip()[:300], money)
    carry_out(request, lambda: acts.move(number, taken, viewer.username), Text("Đã ghi.", "Written down."))
    return redirect("support_one", number)
