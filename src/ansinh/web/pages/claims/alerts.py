"""Alerts about a facility's month as a whole: raised by a run, answered by the facility, closed by an assessor."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import Rule, rules
from ansinh.records.store.claims import alerts as store
from ansinh.records.store.claims.alerts import Alert
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.claims import completing
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.pages.claims.counter import facility_of
from ansinh.web.pages.claims.work import facilities_of, month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

ANSWER_DAYS: Final = 10  # art. 13, Circular 12/2026/TT-BTC
RAISED = Text(
    "Đã rà soát cả tháng: {n} cảnh báo mới hoặc đã đổi.", "The month was looked over: {n} alerts new or other."
)
ROWS = Text("{n} dòng của bảng tổng hợp và hồ sơ khác nhau", "{n} rows of statement and records differ")
MONEY = Text("{found} đồng, so với {limit} đồng", "{found} dong against {limit} dong")
ANSWERED = Text("Đã ghi giải trình của cơ sở.", "The facility's answer is written.")
CLOSED = Text("Đã khép cảnh báo.", "The alert is closed.")


@dataclass(frozen=True, slots=True)
class Told:
    """An alert with its rule, what was found in words, and the last day for an answer."""

    alert: Alert
    rule: Rule
    found: Text
    until: dt.date


def _told(facilities: list[str]) -> list[Told]:
    """Return the alerts of facilities, open ones first."""
    return [
        Told(
            one, rules()[one.rule], _found(one), one.raised_at.astimezone(HERE).date() + dt.timedelta(days=ANSWER_DAYS)
        )
        for one in store.alerts_of(facilities)
    ]


def _found(one: Alert) -> Text:
    """Return what an alert found in words: a number of rows, money against its limit, or the row itself."""
    if one.rule == "SUM-11":
        return Text(one.found, one.found) if one.key else ROWS.fill(n=one.found)
    found, _, limit = one.found.partition(" / ")
    return MONEY.fill(found=format_dong(int(found)), limit=format_dong(int(limit)))


def show(request: HttpRequest) -> HttpResponse:
    """Show an assessor the alerts of the facilities of the office."""
    viewer = viewer_of(request)
    places = facilities_of(viewer)
    context = {
        "rows": _told(list(places)), "places": places, "month": month_of(request), "may": viewer.may("claims.decide"),
    }  # fmt: skip
    return page(request, "claims/alerts.html", context)


def look(request: HttpRequest) -> HttpResponse:
    """Look a month of a facility over."""
    viewer, facility, month = viewer_of(request), request.POST.get("facility", ""), month_of(request)
    if facility not in facilities_of(viewer):
        raise Http404
    fresh = attempt(request, lambda: completing.look_over(facility, month, actor=viewer.username))
    if fresh is not None:
        tell(request, RAISED.fill(n=fresh))
    return redirect("claim_alerts")


def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an alert with the assessor's reason."""
    viewer = viewer_of(request)
    if number not in {one.id for one in store.alerts_of(list(facilities_of(viewer)))}:
        raise Http404
    reason = request.POST.get("reason", "")
    carry_out(request, lambda: completing.close(number, reason, actor=viewer.username), CLOSED)
    return redirect("claim_alerts")


def own(request: HttpRequest) -> HttpResponse:
    """Show a facility the alerts about it."""
    place = facility_of(request)
    context = {"rows": _told([place.code]), "place": place, "places": {place.code: place.name}, "own": True}
    return page(request, "claims/alerts.html", context)


def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Take what a facility says to an alert."""
    place, viewer, words = facility_of(request), viewer_of(request), request.POST.get("reason", "")
    carry_out(
        request, lambda: completing.answer(number, words, actor=viewer.username, facility=place.code), ANSWERED
    )  # fmt: skip
    return redirect("facility_alerts")
