"""Inspections over the API: done against plan, cases and their moves, findings, follow-up, the risk of employers."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.findings import finding_values
from ansinh.api.written import SpokenYear, month_of
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.jobs.inspection.plans import Chosen, make_plan
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_plan, risk, scope
from ansinh.usecases.collection import inspection as acts
from ansinh.usecases.collection import inspection_follow, inspection_plans, inspection_work
from ansinh.usecases.collection import risk as risks

router = Router(tags=["inspections"])
MOST = 500
_NO_RUN = Text("Chưa chấm rủi ro cho cơ quan này.", "The risk of this office was never scored.")


class OpeningIn(Schema):
    """An inspection to be opened; months inclusive."""

    office: str
    first: str
    last: str
    day: dt.date
    item: int | None = None
    subject_kind: Literal["employer", "facility", "collection_point", "payment_point"] = "employer"
    subject: str = ""
    traits: list[str] | None = None
    reason: str = ""


class MoveIn(Schema):
    """The paper and day of a move; `leader` and `members` to decide, `signed_by` to record, `deadline` to conclude."""

    day: dt.date
    paper: str = ""
    leader: str = ""
    members: list[str] | None = None
    signed_by: str = ""
    deadline: dt.date | None = None


class FindingIn(Schema):
    """One violation; months inclusive, dong."""

    kind: str
    person: str = ""
    name: str = ""
    first: str = ""
    last: str = ""
    declared: int = 0
    found: int = 0
    amount: int = 0
    document: str = ""
    note: str = ""


class RecoveryIn(Schema):
    """Money that came back (dong)."""

    finding: int
    amount: int
    day: dt.date
    paper: str


def _case(who: Caller, number: UUID, act: Literal["inspections", "inspections.work", "inspections.lead"]) -> store.Case:
    """Return a case the caller reaches with an act."""
    found = store.case(number)
    who.require(act, office_path=found.office_path)
    return found


@router.get("/progress", response=dict[str, Any])
def get_progress(request: HttpRequest, office: str, year: SpokenYear) -> dict[str, Any]:
    """Return done against plan; kinds add up to the total, traits are parts of it; shares are exact ratios as text."""
    place = scope.office(office)
    caller(request).require("inspections", office_path=place.path)
    done = inspection_plans.done_against_plan(place.path, year)
    parts = {"by_kind": done.by_kind, "by_subject": done.by_subject, "by_trait": done.by_trait}
    lines = {name: {code: one.values() for code, one in each.items()} for name, each in parts.items()}
    return {"total": done.total.values(), **lines, "subjects": done.subjects}


@router.get("/risk", response=dict[str, Any])
def get_risk(request: HttpRequest, office: str, after: str = "", limit: int = 50) -> dict[str, Any]:
    """Return employers by risk with each feature's points and figures; `after` is "points~account" of the last one."""
    place = scope.office(office)
    caller(request).require("inspections", office_path=place.path)
    run = risk.latest(place.path)
    if run is None:
        raise MissingError(_NO_RUN)
    points, _, account = after.partition("~")
    key = (int(points), int(account)) if points.isdecimal() and account.isdecimal() else None
    rows = risks.ranked(run, scope.offices(place.path), after=key, limit=max(1, min(limit, MOST)))
    return {"day": run.day, "version": run.version, "units": run.units, "rows": [_ranked(row) for row in rows]}


def _ranked(one: risks.Ranked) -> dict[str, Any]:
    why = [
        {"feature": each.feature.code, "points": each.points, "figures": [each.first, each.second]}
        for each in one.reasons
    ]
    return {
        "account": one.row.account, "code": one.row.code, "name": one.row.name, "points": one.row.points,
        "people": one.row.people, "reasons": why,
    }  # fmt: skip


class PlanIn(Schema):
    """A plan to be made: so many of the riskiest employers and oddest facilities, all payment points of a month."""

    office: str
    paper: str
    due: dt.date
    riskiest: int = 0
    oddest: int = 0
    points: str = ""


@router.post("/plans", response=dict[str, int])
def post_plan(request: HttpRequest, body: PlanIn) -> dict[str, int]:
    """Make the next version of a plan as a draft; return its id."""
    who = caller(request)
    who.require("inspections.work", office_path=scope.office(body.office).path)
    months = (month_of(body.points), month_of(body.points)) if body.points else None
    chosen = Chosen(max(0, min(body.riskiest, MOST)), max(0, min(body.oddest, MOST)), points=months)
    return {"plan": make_plan(body.office, body.paper, body.due, chosen, who.name)}


@router.post("/plans/{number}/sign", response=dict[str, str])
def post_signature(request: HttpRequest, number: int) -> dict[str, str]:
    """Put a plan in force; another person than who made it."""
    who = caller(request)
    who.require("inspections.lead", office_path=inspection_plan.plan(number).office_path)
    inspection_plans.sign(number, who.name, who.day)
    return {"state": inspection_plan.plan(number).state}


@router.get("/cases", response=list[dict[str, Any]])
def get_cases(
    request: HttpRequest, office: str, state: str = "", year: int = 0, limit: int = 50
) -> list[dict[str, Any]]:
    """Return the latest cases of an office and all under it, with their follow-up (dong)."""
    place = scope.office(office)
    caller(request).require("inspections", office_path=place.path)
    cut = store.Cut(state=state, year=year)
    return [row._asdict() for row in store.page(scope.offices(place.path), cut, limit=max(1, min(limit, MOST)))]


@router.post("/cases", response=dict[str, str])
def post_case(request: HttpRequest, body: OpeningIn) -> dict[str, str]:
    """Open an inspection; return its id."""
    who = caller(request)
    who.require("inspections.work", office_path=scope.office(body.office).path)
    opening = acts.Opening(
        (month_of(body.first), month_of(body.last)), body.day, body.item, subject_kind=body.subject_kind,
        subject=body.subject, traits=tuple(body.traits or ()), reason=body.reason,
    )  # fmt: skip
    return {"case": str(acts.open_case(body.office, opening, who.name))}


@router.get("/cases/{number}", response=dict[str, Any])
def get_case(request: HttpRequest, number: UUID) -> dict[str, Any]:
    """Return a case with its team, papers, violations, requests, moves and follow-up as of today."""
    who = caller(request)
    found = _case(who, number, "inspections")
    stands = store.followed(number, who.day)
    return {
        **found._asdict(),
        "team": dict(store.team(number)),
        "papers": {code: state for code, state, _, _ in store.papers(number)},
        "findings": [row._asdict() for row in store.findings(number)],
        "requests": [
            {"id": each[0], "text": each[1], "deadline": each[2], "done_on": each[3]} for each in store.requests(number)
        ],
        "moves": [{"move": each[0], "day": each[3], "actor": each[4]} for each in store.moves(number)],
        "declarations": [each[0] for each in store.declarations(number)],
        "demanded": stands.demanded, "recovered": stands.recovered, "remaining": stands.remaining,
    }  # fmt: skip


@router.put("/cases/{number}/findings", response=dict[str, Any])
def put_findings(request: HttpRequest, number: UUID, body: list[FindingIn]) -> dict[str, Any]:
    """Add violations: all of them, or none with everything that is wrong."""
    who = caller(request)
    _case(who, number, "inspections.work")
    wrong = inspection_work.add_findings(number, [_seen(one, at) for at, one in enumerate(body, start=1)], who.name)
    return {"kept": 0 if wrong else len(body), "findings": [finding_values(one) for one in wrong]}


def _seen(one: FindingIn, row: int) -> Seen:
    months = {"first": month_of(one.first) if one.first else None, "last": month_of(one.last) if one.last else None}
    return Seen(**{**one.dict(exclude={"first", "last"}), **months, "row": row})


@router.put("/cases/{number}/recoveries", response=dict[str, int])
def put_recovery(request: HttpRequest, number: UUID, body: RecoveryIn) -> dict[str, int]:
    """Write down money that came back; the same paper again changes nothing. Return what is left of the case (dong)."""
    who = caller(request)
    _case(who, number, "inspections.work")
    inspection_follow.recover(number, body.finding, body.amount, day=body.day, document=body.paper, actor=who.name)
    return {"remaining": store.followed(number, body.day).remaining}


@router.post("/cases/{number}/{move}", response=dict[str, str])
def post_move(
    request: HttpRequest, number: UUID, move: Literal["decide", "start", "record", "conclude", "close", "cancel"],
    body: MoveIn,
) -> dict[str, str]:  # fmt: skip
    """Move a case by the machine of its states; return the state after."""
    who, paper = caller(request), acts.Paper(body.paper, body.day)
    _case(who, number, "inspections.work" if move in ("start", "record") else "inspections.lead")
    if move == "decide":
        acts.decide(number, paper, (body.leader, body.members or []), who.name)
    elif move == "start":
        acts.start(number, body.day, who.name)
    elif move == "record":
        acts.record(number, paper, body.signed_by, who.name)
    elif move == "conclude":
        acts.conclude(number, paper, who.name, body.deadline)
    elif move == "close":
        acts.close(number, body.day, who.name)
    else:
        acts.cancel(number, paper, who.name)
    return {"state": store.case(number).state}
