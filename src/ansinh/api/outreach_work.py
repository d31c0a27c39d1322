"""Campaigns, activities, the outbox and budget support over the API."""

import datetime as dt
from dataclasses import asdict
from typing import Any, Literal

import numpy as np
from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from ansinh.api.callers import caller
from ansinh.api.outreach import offices_below
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.outreach.cohorts import cohorts
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import activities_report as report
from ansinh.records.store.outreach import campaigns as campaign_store
from ansinh.records.store.outreach import prospects
from ansinh.records.store.outreach import support as support_store
from ansinh.records.store.outreach import week as week_store
from ansinh.usecases.outreach import activities, activity_files, campaigns, lists, messages, support

router = Router(tags=["outreach"])
MOST = 500


class ActivityIn(Schema):
    """An activity as somebody tells it."""

    office: str
    type: str
    level: str
    day: dt.date
    state: str = "planned"
    key: str = ""
    partner: str = ""
    place: str = ""
    commune: str = ""
    channel: str = ""
    theme: str = ""
    plan_item: str = ""
    times: int = 1
    invited_people: int = 0
    attended_people: int = 0
    invited_employers: int = 0
    attended_employers: int = 0
    employees: int = 0
    leads: int = 0
    cost: int = 0
    evidence: str = ""


class GuestsIn(Schema):
    """Guests by SI number or unit code."""

    numbers: list[str]
    came: bool = False
    consent: bool = False


class FileIn(Schema):
    """Whose list it is, and of which day."""

    office: str
    as_of: dt.date
    good_rows: bool = False


class CampaignIn(Schema):
    """A campaign to open: its groups are reasons of prospects, each with how many at most."""

    office: str
    name: str
    document: str
    first: dt.date
    last: dt.date
    weekly_target: int
    groups: dict[str, int]
    owners: list[str]


class MessagesIn(Schema):
    """Messages to write into the outbox."""

    template: str
    prospects: list[int]
    language: Literal["vi", "en"] = "vi"
    channel: Literal["sms", "zalo"] = "sms"


class SupportIn(Schema):
    """A list of people for whom the local budget pays."""

    office: str
    group: str
    name: str
    basis: str
    first: str
    months: int = 12
    share: str = "1"


class StepIn(Schema):
    """A step of a proposal."""

    state: str
    document: str = ""
    received: int = 0


@router.get("/activities", response=list[dict[str, Any]])
def get_activities(request: HttpRequest, office: str, type: str = "", limit: int = 50) -> list[dict[str, Any]]:  # noqa: A002 - the name people know
    """Return activities, the latest first."""
    cut = store.Cut([type] if type else ())
    rows = store.page(offices_below(caller(request), office), cut, limit=max(1, min(limit, MOST)))
    return [row._asdict() for row in rows]


@router.post("/activities", response=dict[str, int])
def post_activity(request: HttpRequest, body: ActivityIn) -> dict[str, int]:
    """Write an activity down; the same again changes nothing."""
    who = caller(request)
    who.require("outreach.work", office_path=months.office(body.office).path)
    told = activities.Activity(**body.dict(exclude={"office"}))
    return {"id": activities.record(body.office, told, who.name, who.day)}


@router.post("/activities/{number}/guests", response=dict[str, int])
def post_guests(request: HttpRequest, number: int, body: GuestsIn) -> dict[str, int]:
    """Note guests known in the register; return how many are new or changed."""
    who = caller(request)
    who.require("outreach.work", office_path=store.one(number).office_path)
    return {"changed": activities.invite(number, activities.Guests(**body.dict()), who.name)}


@router.post("/activities/file", response=dict[str, Any])
def post_activities(request: HttpRequest, body: Form[FileIn], file: File[UploadedFile]) -> dict[str, Any]:
    """Take a list of activities in; the answer names every finding."""
    who = caller(request)
    who.require("outreach.work", office_path=months.office(body.office).path)
    sent = lists.Sent(activity_files.KIND, body.office, body.as_of, file.name or "", good_rows=body.good_rows)
    done = activity_files.load(file.read(), sent, who.name)
    findings = [lists.told(one) for one in done.findings.items]
    return {"list": str(done.list), "state": done.state, "rows": done.rows, "findings": findings}


@router.get("/activities/report", response=dict[str, Any])
def get_report(request: HttpRequest, office: str, first: dt.date, last: dt.date) -> dict[str, Any]:
    """Return counts by type and level (never to be added over types), plans, and who joined by cohort."""
    offices = offices_below(caller(request), office)
    found = cohorts(report.guests(offices, (first, last)), np.datetime64(last))
    told = [{**asdict(one), "share": str(one.share) if one.share is not None else None} for one in found]
    return {
        "counts": [one._asdict() for one in report.counts(offices, first, last)],
        "plans": [one._asdict() for one in report.progress(offices, last)], "cohorts": told,
    }  # fmt: skip


@router.get("/week", response=list[dict[str, Any]])
def get_week(request: HttpRequest, office: str, first: dt.date, by: str = "owner") -> list[dict[str, Any]]:
    """Return a week's work by owner, commune or kind."""
    who = caller(request)
    offices = offices_below(who, office)
    if by not in week_store.PARTS:
        raise RefusedError(Text("by là owner, commune hoặc kind.", "by is owner, commune or kind."))
    return [one._asdict() for one in week_store.week(offices, first, who.day, by=by)]


@router.get("/campaigns", response=list[dict[str, Any]])
def get_campaigns(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the campaigns of an office with where each stands."""
    who = caller(request)
    found = campaign_store.campaigns(offices_below(who, office))
    stands = {one.part: one for one in campaign_store.standing([one.pk for one in found], "campaign", who.day)}
    return [
        {
            "id": one.pk, "name": one.name, "document": one.document, "first": one.first, "last": one.last,
            "state": one.state, **(stands[one.pk]._asdict() if one.pk in stands else {}),
        }
        for one in found
    ]  # fmt: skip


@router.post("/campaigns", response=dict[str, int])
def post_campaign(request: HttpRequest, body: CampaignIn) -> dict[str, int]:
    """Open a campaign and deal its lists; the same again changes nothing."""
    who = caller(request)
    who.require("outreach.lead", office_path=months.office(body.office).path)
    opening = campaigns.Opening(body.name, body.document, body.first, body.last, body.weekly_target)
    groups = [campaigns.Group(kind, most) for kind, most in body.groups.items()]
    return {"id": campaigns.open_campaign(body.office, opening, groups, body.owners, who.name, who.day)}


@router.post("/messages", response=dict[str, Any])
def post_messages(request: HttpRequest, body: MessagesIn) -> dict[str, Any]:
    """Write messages into the outbox; says who was left out and why."""
    who = caller(request)
    for row in prospects.several(body.prospects):
        who.require("outreach.work", office_path=row.office_path)
    writing = messages.Writing(body.template, who.day, body.language, body.channel)
    done = messages.queue(body.prospects, writing, who.name)
    left_out = [{"prospect": number, "vi": why.vi, "en": why.en} for number, why in done.left_out]
    return {"made": done.made, "parts": done.parts, "left_out": left_out}


@router.get("/support", response=list[dict[str, Any]])
def get_support(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the proposals of budget support of an office."""
    names = ("id", "group", "name", "basis", "first", "months", "share", "state", "cost", "received")
    found = support_store.proposals(offices_below(caller(request), office))
    return [{name: getattr(one, name) for name in names} for one in found]


@router.post("/support", response=dict[str, int])
def post_support(request: HttpRequest, body: SupportIn) -> dict[str, int]:
    """Begin a list of people for whom the local budget pays."""
    who = caller(request)
    who.require("outreach.work", office_path=months.office(body.office).path)
    first = month_of(body.first)
    asking = support.Asking(body.group, body.name, body.basis, first, body.months, body.share)
    return {"id": support.make(body.office, asking, who.name)}


@router.post("/support/{number}/people", response=dict[str, int])
def post_people(request: HttpRequest, number: int, body: GuestsIn) -> dict[str, int]:
    """Put people on a list."""
    who = caller(request)
    who.require("outreach.work", office_path=support_store.one(number).office.path)
    return {"changed": support.add(number, body.numbers, "", who.name)}


@router.post("/support/{number}/step", response=dict[str, str])
def post_step(request: HttpRequest, number: int, body: StepIn) -> dict[str, str]:
    """Take a proposal on; another person than its maker decides."""
    who, place = caller(request), support_store.one(number).office.path
    decides = body.state in {"approved", "rejected"}
    who.require("outreach.lead" if decides else "outreach.work", office_path=place)
    step = support.Step(body.state, who.day, body.document, body.received)
    return {"state": support.move(number, step, who.name)}
