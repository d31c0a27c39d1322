"""Debts over the API: the board, the work-list, a case, a step done, a promise, a campaign's answer."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.store.collection import ladder_cases, ladder_write, scope
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
