"""Campaigns: where each stands by group, week and owner; opened, ended; employers ranked for conferences."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.outreach.reasons import Reason, reasons
from ansinh.records.store.outreach import activities, campaigns
from ansinh.records.store.outreach.campaigns import Standing
from ansinh.usecases.outreach import campaigns as acts
from ansinh.web import clock, export, fields, speech
from ansinh.web.attempts import attempt, carry_out
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

RANKED_MOST = 200
HEADS = (
    Text("Mã đơn vị", "Unit"), Text("Tên", "Name"), Text("Cơ quan", "Office"), Text("Lao động", "People"),
    Text("Đơn BHXH một lần 12 tháng", "One-time applications, 12 months"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a campaign: what was handed over for it, the target, and where it stands."""

    first: dt.date
    target: int
    standing: Standing


def show(request: HttpRequest) -> HttpResponse:
    """Show the campaigns of an office with where each stands."""
    viewer, today = viewer_of(request), clock.today()
    office = viewer.office("outreach", request.GET.get("office") or None)
    found = campaigns.campaigns(viewer.office_ids("outreach", office))
    standing = {one.part: one for one in campaigns.standing([one.pk for one in found], "campaign", today)}
    rows = [(one, standing.get(one.pk)) for one in found]
    running = [stands for one, stands in rows if one.state == "running" and stands is not None]
    context = {
        "office": office, "offices": viewer.offices, "rows": rows, "reasons": list(reasons().values()),
        "running": len(running), "prospects": sum(one.prospects for one in running),
        "reached": sum(one.reached for one in running), "joined": sum(one.joined_people for one in running),
        "may_lead": viewer.may("outreach.lead"), "today": today, "until": today + dt.timedelta(days=27),
    }  # fmt: skip
    return page(request, "outreach/campaigns.html", context)


def _reached(viewer: Viewer, number: int) -> campaigns.Opened:
    """Return a campaign the viewer reaches; Http404 otherwise."""
    found = campaigns.one(number)
    if not viewer.reaches("outreach", found.office.path):
        raise Http404
    return found


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one campaign: in all, by group, by week against the target, by owner, and its activities."""
    viewer, today = viewer_of(request), clock.today()
    found = _reached(viewer, number)
    parts = {by: campaigns.standing([number], by, today) for by in ("campaign", "group", "week", "owner")}
    groups: list[tuple[Reason, Standing]] = [(reasons()[one.part], one) for one in parts["group"]]
    offices = viewer.office_ids("outreach")
    context = {
        "campaign": found, "whole": parts["campaign"][0] if parts["campaign"] else None, "groups": groups,
        "weeks": [Week(one.part, found.weekly_target, one) for one in parts["week"]], "owners": parts["owner"],
        "activities": activities.page(offices, activities.Cut(campaign=number)), "today": today,
        "may_lead": viewer.may("outreach.lead") and viewer.reaches("outreach.lead", found.office.path),
    }  # fmt: skip
    return page(request, "outreach/campaign.html", context)


def open_new(request: HttpRequest) -> HttpResponse:
    """Open a campaign: take its lists and deal them out."""
    viewer, given, today = viewer_of(request), request.POST, clock.today()
    office = viewer.office("outreach.lead", given.get("office") or None)
    most = _number(given.get("most", "")) or 200
    groups = [acts.Group(kind, most) for kind in given.getlist("kind")]
    owners = given.get("owners", "").replace(",", " ").split()
    first, last = fields.day(given.get("first", "")) or today, fields.day(given.get("last", "")) or today
    opening = acts.Opening(
        given.get("name", "").strip()[:200], given.get("document", "").strip()[:200], first, last,
        _number(given.get("weekly_target", "")),
    )  # fmt: skip
    work = (office.code, opening, groups, owners, viewer.username, today)
    made = attempt(request, lambda: acts.open_campaign(*work))
    return redirect("campaigns") if made is None else redirect("campaign", made)


def close(request: HttpRequest, number: int) -> HttpResponse:
    """End a campaign with its result, or cancel it with the reason."""
    viewer, given = viewer_of(request), request.POST
    found = _reached(viewer, number)
    viewer.office("outreach.lead", found.office.code)
    result, cancelled = given.get("result", "").strip()[:2000], given.get("how") == "cancel"
    carry_out(
        request,
        lambda: acts.close(number, result, viewer.username, clock.today(), cancelled=cancelled),
        Text("Chiến dịch đã kết thúc.", "The campaign has ended."),
    )
    return redirect("campaign", number)


def employers(request: HttpRequest) -> HttpResponse:
    """Show employers by one-time withdrawals, then by headcount: whom to invite first."""
    viewer = viewer_of(request)
    office = viewer.office("outreach", request.GET.get("office") or None)
    rows = acts.ranking(viewer.office_ids("outreach", office), clock.today(), RANKED_MOST)
    if request.GET.get("form") in {"xlsx", "csv"}:
        cells = ((one.code, one.name, one.office, one.people, one.applicants) for one in rows)
        return export.table("don-vi-moi", request.GET["form"], [speech.say(head) for head in HEADS], cells)
    context = {"office": office, "offices": viewer.offices, "rows": rows, "today": clock.today()}
    return page(request, "outreach/ranking.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
