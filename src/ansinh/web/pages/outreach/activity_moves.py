"""What people do with activities on their pages: written down, reported, cancelled, guests noted, plans and files."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.usecases.outreach import activities, activity_files
from ansinh.usecases.outreach.lists import Sent
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.pages.outreach.activities import reached
from ansinh.web.viewer import viewer_of

MOST_BYTES = 25 * 1024 * 1024
COUNTS = ("times", *activities.COUNTS)
TEXTS = ("type", "level", "partner", "place", "commune", "channel", "theme", "plan_item", "evidence", "state")


def _count(text: str) -> int:
    """Return a count as people type it (5.000, 5 000); 0 for nothing, -1 for what is no number."""
    plain = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    return int(plain) if plain.isdecimal() and len(plain) < 16 else 0 if not plain else -1


def new(request: HttpRequest) -> HttpResponse:
    """Write down an activity: planned, held or reported."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("outreach.work", given.get("office") or None)
    facts: dict[str, Any] = {name: given.get(name, "").strip()[:500] for name in TEXTS}
    facts |= {name: _count(given.get(name, "")) for name in COUNTS}
    facts["times"] = facts["times"] or 1
    day = fields.day(given.get("day", "")) or clock.today()
    told = activities.Activity(day=day, **facts)
    made = attempt(request, lambda: activities.record(office.code, told, viewer.username, clock.today()))
    if made is None:
        return redirect("activities")
    tell(request, Text("Đã ghi hoạt động.", "Written down."))
    return redirect("activity", made)


def change(request: HttpRequest, number: int) -> HttpResponse:
    """Take an activity on: held, reported, corrected, cancelled."""
    viewer, given = viewer_of(request), request.POST
    row = reached(viewer, number)
    viewer.office("outreach.work", row.office)
    facts: dict[str, Any] = {name: _count(given[name]) for name in COUNTS if given.get(name)}
    facts |= {name: given[name].strip()[:500] for name in ("evidence", "place", "partner") if given.get(name)}
    changed = activities.Change(given.get("state", ""), facts, given.get("note", "").strip()[:2000])
    done = Text("Đã ghi.", "Written down.")
    carry_out(request, lambda: activities.change(number, changed, viewer.username, clock.today()), done)
    return redirect("activity", number)


def invite(request: HttpRequest, number: int) -> HttpResponse:
    """Note guests by their numbers, or that they came."""
    viewer, given = viewer_of(request), request.POST
    row = reached(viewer, number)
    viewer.office("outreach.work", row.office)
    numbers = given.get("numbers", "").replace(",", " ").replace(";", " ").split()[:2000]
    told = activities.Guests(numbers, came=bool(given.get("came")), consent=bool(given.get("consent")))
    noted = attempt(request, lambda: activities.invite(number, told, viewer.username))
    if noted is not None:
        tell(request, Text("Đã ghi {n} khách.", "{n} guests noted.").fill(n=noted))
    return redirect("activity", number)


def plan(request: HttpRequest) -> HttpResponse:
    """Keep a line of a plan of activities."""
    viewer, given, today = viewer_of(request), request.POST, clock.today()
    office = viewer.office("outreach.lead", given.get("office") or None)
    first = fields.day(given.get("first", "")) or dt.date(today.year, 1, 1)
    last = fields.day(given.get("last", "")) or dt.date(today.year, 12, 31)
    document, times = given.get("document", "").strip()[:200], _count(given.get("times", ""))
    line = activities.PlanLine(document, given.get("type", ""), given.get("level", ""), first, last, times)
    carry_out(
        request, lambda: activities.plan(office.code, line, viewer.username), Text("Đã ghi kế hoạch.", "Plan kept.")
    )
    return redirect("activities")


def take_in(request: HttpRequest) -> HttpResponse:
    """Take a list of activities in: all of it, only its good rows, or none with every finding told."""
    viewer = viewer_of(request)
    office = viewer.office("outreach.work", request.POST.get("office") or None)
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        tell(request, Text("Hãy chọn một tệp, tối đa 25 MB.", "Choose a file of up to 25 MB."), "gold")
        return redirect("activities")
    good = bool(request.POST.get("good_rows"))
    sent = Sent(activity_files.KIND, office.code, clock.today(), upload.name or "", good_rows=good)
    data = upload.read()
    done = attempt(request, lambda: activity_files.load(data, sent, viewer.username))
    if done is None:
        return redirect("activities")
    tone = "gold" if done.state == "refused" else "green"
    text = Text("{n} hoạt động được nhận, {e} ghi chú.", "{n} activities taken in, {e} findings.")
    tell(request, text.fill(n=done.rows, e=len(done.findings.items)), tone)
    return redirect("partner_list", done.list)
