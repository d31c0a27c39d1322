"""Working lists: today's people on a phone, one after the other; the week by owner, commune and reason."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from ansinh.core.text import Text
from ansinh.domain.outreach.contact import COUNSELLED, OUTCOMES, STATE_NAMES
from ansinh.domain.outreach.reasons import reasons
from ansinh.records.store.outreach import prospects as store
from ansinh.records.store.outreach import week as week_store
from ansinh.records.store.outreach.prospects import Cut, Row
from ansinh.usecases.registry.people import note_looks
from ansinh.web import clock, fields
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SHOWN = 30
PROMISE_DAYS = (3, 7, 14)
PARTS = {
    "owner": Text("Người phụ trách", "Owner"),
    "commune": Text("Xã", "Commune"),
    "kind": Text("Lý do", "Why"),
}


@dataclass(frozen=True, slots=True)
class Tap:
    """One large button: what it sends, what it says, its tone."""

    value: str
    name: Text
    tone: str = ""


def taps(kind: str) -> list[Tap]:
    """Return the buttons for a prospect of a reason: promises with their day first, then what else can come of it."""
    made = [
        Tap(f"promised:{days}", Text("Hẹn {days} ngày", "Promised, {days} days").fill(days=days), "pri")
        for days in PROMISE_DAYS
    ]
    fitting = {code: one for code, one in OUTCOMES.items() if one.fits(kind) and not one.needs_day}
    return made + [Tap(code, one.name, "bad" if code == "refused" else "") for code, one in fitting.items()]


def today(request: HttpRequest) -> HttpResponse:
    """Show one's next person with everything to do it in seconds, and who comes after."""
    viewer, day = viewer_of(request), clock.today()
    offices = viewer.office_ids("outreach")
    cut = Cut(owner=viewer.username, until=day + dt.timedelta(days=7), by_value=False)
    rows = store.page(offices, cut, limit=SHOWN)
    chosen = _chosen(rows, request.GET.get("at", ""))
    note_looks((row.person for row in rows), viewer.username)
    monday = day - dt.timedelta(days=day.weekday())
    mine = week_store.week(offices, monday, day, by="owner", owner=viewer.username)
    context = {
        "row": chosen, "reason": reasons()[chosen.kind] if chosen else None,
        "state": STATE_NAMES[chosen.state] if chosen else None, "taps": taps(chosen.kind) if chosen else [],
        "after": [row for row in rows if chosen is None or row.id != chosen.id], "today": day,
        "late": sum(row.due < day for row in rows), "mine": mine[0] if mine else None,
        "counselled": chosen is not None and chosen.kind in COUNSELLED and bool(chosen.person),
        "next": _next(rows, chosen), "may_send": viewer.may("filings.send"),
    }  # fmt: skip
    return page(request, "outreach/today.html", context)


def _chosen(rows: list[Row], at: str) -> Row | None:
    """Return the row asked for, else the first."""
    return next((row for row in rows if str(row.id) == at), rows[0] if rows else None)


def _next(rows: list[Row], chosen: Row | None) -> int:
    """Return the id of the one after the chosen, 0 for none."""
    ids = [row.id for row in rows]
    place = ids.index(chosen.id) + 1 if chosen else 0
    return ids[place] if place < len(ids) else 0


def week(request: HttpRequest) -> HttpResponse:
    """Show a week's work of an office by owner, commune or reason, and the promises that fall into it."""
    viewer, day = viewer_of(request), clock.today()
    office = viewer.office("outreach", request.GET.get("office") or None)
    offices, by = viewer.office_ids("outreach", office), request.GET.get("by", "owner")
    by, owner = by if by in PARTS else "owner", request.GET.get("owner", "")[:150]
    first = _monday(request.GET.get("week", ""), day)
    parts = week_store.week(offices, first, day, by=by, owner=owner)
    promised = week_store.promised(offices, first, owner)
    note_looks((one.person for one in promised), viewer.username)
    context = {
        "office": office, "offices": viewer.offices, "parts": parts, "by": by, "owner": owner, "names": PARTS,
        "kinds": reasons(), "first": first, "last": first + dt.timedelta(days=6), "today": day,
        "before": first - dt.timedelta(days=7), "after": first + dt.timedelta(days=7),
        "promised": promised,
        "due": sum(one.due for one in parts), "met": sum(one.met for one in parts),
        "late": sum(one.late for one in parts), "joined": sum(one.joined for one in parts),
    }  # fmt: skip
    return page(request, "outreach/week.html", context)


def _monday(text: str, day: dt.date) -> dt.date:
    """Return the Monday of the week in the address, of today's for none or a wrong one."""
    day = fields.day(text) or day
    return day - dt.timedelta(days=day.weekday())
