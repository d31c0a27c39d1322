"""Debts over the API: the board, the work-list, a case, a step done, a promise, a campaign's answer."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.store.collection import ladder_cases, ladder_meetings, ladder_write, scope
from ansinh.usecases.collection import ladder_meetings as meetings
from ansinh.usecases.collection import ladder_recovery, ladder_steps

router = Router(tags=["debts"])
MOST = 500


class DoneIn(Schema):
    """How a step was done."""

    done_on: dt.date
    channel: str = ""
    delivered_on: dt.date | None = None
    proof: str = ""
    note: str = ""


class PromiseIn(Schema):
    """What was promised: dong, by when, by whom."""

    amount: int
    until: dt.date
    said_by: str
    on: dt.date


def _offices(who: Caller, code: str) -> list[int]:
    """Return the offices under `code` if the caller reaches it."""
    place = scope.office(code)
    who.require("debts", office_path=place.path)
    return scope.offices(place.path)


@router.get("/board", response=list[dict[str, Any]])
def get_board(request: HttpRequest, office: str, day: dt.date) -> list[dict[str, Any]]:
    """Return how each step of the ladder stands in an office and all under it."""
    return [one._asdict() for one in ladder_cases.board(_offices(caller(request), office), day).values()]


@router.get("/steps", response=list[dict[str, Any]])
def get_steps(
    request: HttpRequest, office: str, officer: str = "", after: str = "", limit: int = 50
) -> list[dict[str, Any]]:
    """Return the steps that wait, earliest deadline first; `after` is "deadline~id" of the last one."""
    key = None
    if after:
        try:
            key = (dt.date.fromisoformat(after.partition("~")[0]), int(after.partition("~")[2]))
        except ValueError as error:
            raise RefusedError(Text("after viết dạng YYYY-MM-DD~số.", "after is written YYYY-MM-DD~number.")) from error
    chosen = ladder_cases.WorkFilter(officer)
    rows = ladder_cases.work(_offices(caller(request), office), chosen, after=key, limit=max(1, min(limit, MOST)))
    return [row._asdict() for row in rows]


@router.get("/accounts/{code}", response=dict[str, Any])
def get_case(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the latest case of an employer account with its steps and promises."""
    found = ladder_cases.latest(code)
    caller(request).require("debts", office_path=found.office_path)
    steps = [
        {
            "id": one.pk, "step": one.step, "round": one.round, "state": one.state, "due": one.due,
            "deadline": one.deadline, "done_on": one.done_on, "number": one.number, "delivered_on": one.delivered_on,
        }
        for one in ladder_cases.steps(found.id)
    ]  # fmt: skip
    promises = [
        {"amount": one.amount, "until": one.until, "state": one.state} for one in ladder_cases.promises(found.id)
    ]
    return {**found._asdict(), "steps": steps, "promises": promises}


@router.post("/steps/{number}/done", response=dict[str, str])
def post_done(request: HttpRequest, number: int, body: DoneIn) -> dict[str, str]:
    """Write down that a step was done; return the number of its document."""
    who = caller(request)
    who.require("debts.work", office_path=ladder_write.step(number).office_path)
    return {"number": ladder_steps.do_step(number, ladder_write.Doing(**body.dict()), who.name)}


@router.post("/accounts/{code}/promises", response=dict[str, int])
def post_promise(request: HttpRequest, code: str, body: PromiseIn) -> dict[str, int]:
    """Write down a promise; return its id."""
    who = caller(request)
    who.require("debts.work", office_path=ladder_cases.latest(code).office_path)
    made = ladder_steps.take_promise(code, body.amount, body.until, said_by=body.said_by, on=body.on, actor=who.name)
    return {"promise": made}


class PartIn(Schema):
    """One part of a plan: dong by a day."""

    until: dt.date
    amount: int


class InstalmentsIn(Schema):
    """A plan of instalments: its parts make the principal."""

    parts: list[PartIn]
    paper: str
    on: dt.date


class DecisionIn(Schema):
    """Whether a plan is approved."""

    approve: bool


class DeliveryIn(Schema):
    """When a document arrived, and how it is known."""

    day: dt.date
    proof: str


class PaperIn(Schema):
    """The number of a paper."""

    paper: str


class SessionIn(Schema):
    """The minutes of a working session: who came by body, and what was agreed by account."""

    office: str
    day: dt.date
    place: str
    minutes: str
    chair: str
    attended: dict[str, str]
    agreed: dict[str, str]


@router.post("/accounts/{code}/instalments", response=dict[str, int])
def post_instalments(request: HttpRequest, code: str, body: InstalmentsIn) -> dict[str, int]:
    """Propose instalments that make the principal; return the plan's id."""
    who = caller(request)
    who.require("debts.work", office_path=ladder_cases.latest(code).office_path)
    parts = [(one.until, one.amount) for one in body.parts]
    return {"plan": ladder_steps.propose_instalments(code, parts, document=body.paper, on=body.on, actor=who.name)}


@router.post("/instalments/{number}/decision", response=dict[str, bool])
def post_decision(request: HttpRequest, number: int, body: DecisionIn) -> dict[str, bool]:
    """Approve or refuse a plan another person proposed."""
    who, place = caller(request), ladder_meetings.plan_office(number)
    who.require("debts.lead", office_path=place[0] if place else "")
    ladder_steps.decide_instalments(number, who.name, approve=body.approve)
    return {"approved": body.approve}


@router.post("/steps/{number}/delivered", response=dict[str, str])
def post_delivery(request: HttpRequest, number: int, body: DeliveryIn) -> dict[str, str]:
    """Write down when a document arrived."""
    who = caller(request)
    who.require("debts.work", office_path=ladder_write.step(number).office_path)
    ladder_steps.deliver(number, body.day, body.proof, who.name)
    return {"proof": body.proof}


@router.post("/accounts/{code}/reason", response=dict[str, str])
def post_reason(request: HttpRequest, code: str, body: PaperIn) -> dict[str, str]:
    """Keep the paper of a good reason: the debt stays late and is never evasion."""
    who = caller(request)
    who.require("debts.work", office_path=ladder_cases.latest(code).office_path)
    ladder_steps.justify(code, body.paper, who.name)
    return {"paper": body.paper}


@router.post("/sessions", response=dict[str, int])
def post_session(request: HttpRequest, body: SessionIn) -> dict[str, int]:
    """Keep the minutes of a session; the step of every employer it was due for is done by it. Return its id."""
    who = caller(request)
    for code in body.agreed:
        who.require("debts.work", office_path=ladder_cases.latest(code).office_path)
    who.require("debts.work", office_path=scope.office(body.office).path)
    meeting = meetings.Meeting(body.day, body.place, body.minutes, body.chair, body.attended)
    heard = [meetings.Heard(code, "", agreed) for code, agreed in body.agreed.items()]
    return {"session": meetings.hold(body.office, meeting, heard, who.name)}


@router.get("/barred", response=list[dict[str, Any]])
def get_barred(request: HttpRequest, office: str, day: dt.date) -> list[dict[str, Any]]:
    """Return who is late or evading on a day and gets no titles or rewards, for the emulation council."""
    return [row._asdict() for row in ladder_meetings.late(_offices(caller(request), office), day)]


@router.get("/campaigns/{campaign}", response=dict[str, Any])
def get_campaign(request: HttpRequest, campaign: uuid.UUID) -> dict[str, Any]:
    """Return what a campaign brought in; the share in per cent is an exact ratio as text."""
    made = ladder_recovery.report(campaign)
    caller(request).require("debts", office_path=made.campaign.office_path)
    a = made.answer
    return {
        "name": made.campaign.name, "document": made.campaign.document, "to": str(made.now), "employers": a.employers,
        "workers": a.workers, "handed_over": a.handed_over, "recovered": a.recovered, "cleared": a.cleared,
        "share_percent": None if a.share is None else str(a.share),
        "lines": [line._asdict() for line in made.lines],
    }  # fmt: skip
