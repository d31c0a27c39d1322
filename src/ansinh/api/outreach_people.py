"""Prospects, campaigns, activities and lists over the API: one with its story, given out, consents, ended, exported."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.outreach import offices_below
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.formats.document_write import write_document
from ansinh.formats.media import CSV, PDF
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import activities as activity_store
from ansinh.records.store.outreach import campaigns as campaign_store
from ansinh.records.store.outreach import lists as list_store
from ansinh.records.store.outreach import prospects as store
from ansinh.records.store.outreach import support as support_store
from ansinh.usecases.outreach import activities, campaigns, messages, work
from ansinh.usecases.registry.people import note_look

router = Router(tags=["outreach"])
MOST = 500
_NO_PERSON = Text("Đối tượng này không phải một người.", "This prospect is no person.")


class OwnerIn(Schema):
    """Whose it is from now on."""

    owner: str


class AssignIn(Schema):
    """Prospects nobody has, dealt out to people, whole communes each."""

    office: str
    owners: list[str]
    kind: str = ""


class ConsentIn(Schema):
    """Whether somebody agreed to be contacted, for what, by which paper."""

    purpose: Literal["agent", "promotion", "photo"]
    given: bool
    day: dt.date
    document: str = ""


class CloseIn(Schema):
    """What came of a campaign; cancelled where nothing could."""

    result: str
    cancelled: bool = False


class PlanIn(Schema):
    """What a plan of activities asks for: so many of a type (and level, "" any) from .. to, by its paper."""

    office: str
    document: str
    type: str
    level: str = ""
    first: dt.date
    last: dt.date
    times: int


class ChangeIn(Schema):
    """What becomes of an activity: its state, the facts that are different now, why a report is corrected."""

    state: str
    note: str = ""
    day: dt.date | None = None
    place: str | None = None
    partner: str | None = None
    invited_people: int | None = None
    attended_people: int | None = None
    invited_employers: int | None = None
    attended_employers: int | None = None
    employees: int | None = None
    leads: int | None = None
    cost: int | None = None
    evidence: str | None = None


class OfficeIn(Schema):
    """An office."""

    office: str


def _prospect(who: Caller, number: int, act: Act) -> store.Row:
    """Return a prospect the caller reaches with an act."""
    row = store.one(number)
    who.require(act, office_path=row.office_path)
    return row


@router.get("/prospects/{prospect}", response=dict[str, Any])
def get_prospect(request: HttpRequest, prospect: int) -> dict[str, Any]:
    """Return a prospect with its evidence and story; that the person was looked at is written down."""
    who = caller(request)
    row = _prospect(who, prospect, "outreach")
    if row.person:
        note_look(row.person, who.name)
    names = ("kind", "actor", "day", "note", "promised_for")
    events = [{name: getattr(one, name) for name in names} for one in store.events(prospect)]
    return {**row._asdict(), "expected": row.expected, "events": events}


@router.post("/prospects/{prospect}/owner", response=dict[str, int])
def post_owner(request: HttpRequest, prospect: int, body: OwnerIn) -> dict[str, int]:
    """Give a prospect to somebody, whoever had it."""
    who = caller(request)
    _prospect(who, prospect, "outreach.lead")
    return {"given": work.give([prospect], body.owner, who.name)}


@router.post("/assign", response=dict[str, int])
def post_assign(request: HttpRequest, body: AssignIn) -> dict[str, int]:
    """Deal the prospects nobody has out; return how many each got."""
    who = caller(request)
    who.require("outreach.lead", office_path=months.office(body.office).path)
    return work.assign(body.office, body.owners, who.name, kind=body.kind)


@router.post("/prospects/{prospect}/consents", response=dict[str, int])
def post_consent(request: HttpRequest, prospect: int, body: ConsentIn) -> dict[str, int]:
    """Keep whether the person agreed to be contacted; the last word counts."""
    who = caller(request)
    row = _prospect(who, prospect, "outreach.work")
    if not row.person:
        raise MissingError(_NO_PERSON)
    made = messages.note_consent(
        row.person, body.purpose, given=body.given, day=body.day, document=body.document, actor=who.name
    )
    return {"id": made}


@router.get("/prospects/{prospect}/letters/{template}")
def get_letter(request: HttpRequest, prospect: int, template: str, lang: Literal["vi", "en"] = "vi") -> HttpResponse:
    """Return a letter to a prospect as PDF; that the person was looked at is written down."""
    who = caller(request)
    row = _prospect(who, prospect, "outreach")
    if row.person:
        note_look(row.person, who.name)
    made = messages.letter(prospect, messages.Writing(template, who.day, lang))
    return HttpResponse(write_document(made, "pdf"), content_type=PDF)


@router.post("/messages/export")
def post_export(request: HttpRequest, body: OfficeIn) -> HttpResponse:
    """Return the messages that wait as CSV; they count as handed over from then on."""
    who = caller(request)
    offices = offices_below(who, body.office, "outreach.work")
    _, content = messages.export(offices, body.office, who.name, who.day)
    return HttpResponse(content, content_type=CSV)


@router.get("/lists/{partner_list}/findings", response=list[Any])
def get_findings(request: HttpRequest, partner_list: UUID, office: str) -> list[Any]:
    """Return everything that is wrong in a list."""
    known = {one.id for one in list_store.received(offices_below(caller(request), office), limit=10_000)}
    if partner_list not in known:
        raise MissingError(Text("Không có danh sách này.", "There is no such list."))
    return list(list_store.findings(partner_list))


@router.post("/activities/{number}/changes", response=dict[str, str])
def post_change(request: HttpRequest, number: int, body: ChangeIn) -> dict[str, str]:
    """Take an activity on (held, reported, cancelled), or correct it with the reason."""
    who = caller(request)
    who.require("outreach.work", office_path=activity_store.one(number).office_path)
    told = {name: value for name, value in body.dict(exclude={"state", "note"}).items() if value is not None}
    changed = activities.Change(body.state, told, body.note)
    return {"state": activities.change(number, changed, who.name, who.day)}


@router.post("/activities/plans", response=dict[str, int])
def post_activity_plan(request: HttpRequest, body: PlanIn) -> dict[str, int]:
    """Keep how many activities of a type a paper plans for a year."""
    who = caller(request)
    who.require("outreach.lead", office_path=months.office(body.office).path)
    line = activities.PlanLine(body.document, body.type, body.level, body.first, body.last, body.times)
    activities.plan(body.office, line, who.name)
    return {"times": body.times}


@router.get("/campaigns/{number}", response=list[dict[str, Any]])
def get_campaign(
    request: HttpRequest, number: int, by: Literal["group", "week", "owner"] = "group"
) -> list[dict[str, Any]]:
    """Return where a campaign stands by group, week or owner."""
    who = caller(request)
    who.require("outreach", office_path=campaign_store.one(number).office.path)
    return [one._asdict() for one in campaign_store.standing([number], by, who.day)]


@router.post("/campaigns/{number}/close", response=dict[str, str])
def post_close(request: HttpRequest, number: int, body: CloseIn) -> dict[str, str]:
    """End or cancel a campaign with what came of it."""
    who = caller(request)
    who.require("outreach.lead", office_path=campaign_store.one(number).office.path)
    campaigns.close(number, body.result, who.name, who.day, cancelled=body.cancelled)
    return {"state": "cancelled" if body.cancelled else "ended"}


@router.get("/employers", response=list[dict[str, Any]])
def get_employers(request: HttpRequest, office: str, limit: int = 50) -> list[dict[str, Any]]:
    """Return employers ranked by one-time withdrawals, then headcount: the list a campaign begins with."""
    who = caller(request)
    return [one._asdict() for one in campaigns.ranking(offices_below(who, office), who.day, max(1, min(limit, MOST)))]


@router.get("/support/{number}", response=list[dict[str, Any]])
def get_support_people(request: HttpRequest, number: int) -> list[dict[str, Any]]:
    """Return the people of a list of budget support, with why somebody is left out; looks are written down."""
    who = caller(request)
    who.require("outreach", office_path=support_store.one(number).office.path)
    rows = support_store.people(number)
    for row in rows:
        note_look(row.person, who.name)
    return [row._asdict() for row in rows]
