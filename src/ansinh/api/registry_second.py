"""Announced values and merges of two numbers over the API: entered or proposed by one, decided by another."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.records.store.ledger.announced import Announcement
from ansinh.records.store.pages import administration, merges
from ansinh.records.store.registry import people
from ansinh.usecases import announce
from ansinh.usecases.registry import merging

router = Router(tags=["registry"])
_NO_VALUE = Text("Không có giá trị này.", "There is no such value.")
_NO_MERGE = Text("Không có đề nghị gộp này.", "There is no such merge.")


class ValueIn(Schema):
    """A value of the law (key of values.yaml) from a day on, and the document that announces it."""

    key: str
    day: dt.date
    value: str
    document: str


class MergeIn(Schema):
    """Two records of one person, and why they are one."""

    survivor: int
    duplicate: int
    reason: str


class DecisionIn(Schema):
    """Approve, refuse with a reason; a merge may also be undone."""

    decision: Literal["approve", "refuse", "undo"]
    reason: str = ""


@router.get("/announced")
def values(request: HttpRequest) -> list[dict[str, Any]]:
    """Return announced values in force and those that wait, with what they would replace."""
    _anywhere(caller(request), "values.enter", "values.approve", "settings", "audit")
    return [
        {
            "id": one.id, "key": one.key, "day": one.day, "value": one.value, "document": one.document,
            "entered_by": one.entered_by, "approved_by": one.approved_by, "in_force": one.standing or None,
        }
        for one in administration.announced()
    ]  # fmt: skip


@router.post("/announced")
def enter(request: HttpRequest, body: ValueIn) -> dict[str, int]:
    """Enter a value; it counts once another person has approved it, and what is in force stays until then."""
    who = caller(request)
    _anywhere(who, "values.enter")
    entry = Announcement(body.key, body.day, body.value, body.document)
    return {"id": announce.enter(entry, who.name)}


@router.post("/announced/{number}/decision")
def decide_value(request: HttpRequest, number: int, body: DecisionIn) -> dict[str, str]:
    """Approve a value that somebody else entered, or refuse it."""
    who, row = caller(request), administration.announced_one(number)
    _anywhere(who, "values.approve")
    if row is None:
        raise MissingError(_NO_VALUE)
    entry = Announcement(row.key, row.day, row.value, row.document, row.synthetic)
    if body.decision == "approve":
        announce.approve(number, entry, who.name)
    else:
        announce.refuse(number, entry, who.name, body.reason)
    return {"decided_by": who.name}


@router.post("/merges")
def propose(request: HttpRequest, body: MergeIn) -> dict[str, int]:
    """Propose that two records are one person; no month is lost, and it can be undone."""
    who = caller(request)
    who.require("people.merge.propose", office_path=people.by_id(body.survivor).office_path)
    evidence = {"said": body.reason, "by": who.name}
    return {"id": merging.propose(body.survivor, body.duplicate, evidence, who.name)}


@router.post("/merges/{number}/decision")
def decide_merge(request: HttpRequest, number: int, body: DecisionIn) -> dict[str, Any]:
    """Approve, refuse or undo a merge; the answer names the months that both had, which stay where they are."""
    who, found = caller(request), merges.merge(number)
    if found is None:
        raise MissingError(_NO_MERGE)
    who.require("people.merge.approve", office_path=found.office_path)
    if body.decision == "undo":
        merging.undo(number, who.name, body.reason)
        return {"conflicts": []}
    approve = body.decision == "approve"
    return {"conflicts": merging.decide(number, who.name, approve=approve, reason=body.reason)}


def _anywhere(who: Caller, *acts: Act) -> None:
    """Go on if one of `acts` is open to the caller somewhere."""
    open_to = [act for act in acts if any(grant.opens(act, who.day) for grant in who.grants)]
    if not open_to:
        who.offices(acts[0])
