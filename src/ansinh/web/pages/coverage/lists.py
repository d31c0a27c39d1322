"""Work-lists of cards: those that end soon, and those not yet linked to a personal ID."""

import datetime as dt

from django.http import HttpRequest, HttpResponse

from ansinh.core.text import Text
from ansinh.law.value_files import load
from ansinh.records.store.pages import coverage as store
from ansinh.usecases.coverage.cards import group_name
from ansinh.web import listing
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


def ending(request: HttpRequest) -> HttpResponse:
    """Show cards that end within the days of the notice and are not followed by another."""
    viewer, day = viewer_of(request), today()
    offices = viewer.office_ids("cards")
    spans = [int(days) for days in load().get("card.renewal.notice_days", day).listed]
    days = spans[0] if request.GET.get("days") == str(spans[0]) else spans[-1]
    found = listing.cut(store.ending(offices, day, days, after=_after(request), limit=listing.SIZE + 1))
    last = found.last
    context = {
        "figures": store.ending_figures(offices, day), "found": found, "days": days, "spans": spans,
        "names": {row.group: group_name(row.group) for row in found.rows}, "day": day,
        "next": f"{last.last.isoformat()}~{last.person}" if last else "",
    }  # fmt: skip
    return page(request, "coverage/ending.html", context)


def unlinked(request: HttpRequest) -> HttpResponse:
    """Show active cards without a linked personal ID."""
    viewer, day = viewer_of(request), today()
    offices = viewer.office_ids("cards")
    typed = request.GET.get("after", "")
    rows = store.unlinked(offices, day, after=int(typed) if typed.isdigit() else 0, limit=listing.SIZE + 1)
    found = listing.cut(rows)
    names: dict[str, Text] = {row.group: group_name(row.group) for row in found.rows}
    context = {
        "figures": store.link_figures(offices, day), "found": found, "names": names, "day": day,
        "next": found.last.person if found.last else "",
    }  # fmt: skip
    return page(request, "coverage/unlinked.html", context)


def _after(request: HttpRequest) -> tuple[dt.date, int]:
    """Return the place in the list after which the page goes on."""
    day, _, person = request.GET.get("after", "").partition("~")
    try:
        return dt.date.fromisoformat(day), int(person)
    except ValueError:
        return dt.date.min, 0
