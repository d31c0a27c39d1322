"""Dated changes of the register over the API, by two people: terms of accounts, offices, places."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.written import month_of
from ansinh.domain.registry.trees import tree_on
from ansinh.records.store.registry import account_terms, office_tree
from ansinh.records.store.registry import changes as store
from ansinh.records.store.registry.account_terms import Terms
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.records.store.registry.changes import Change, NewChange
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases import clock
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.account_terms import terms_change
from ansinh.usecases.registry.agency_offices import office_change
from ansinh.usecases.registry.agency_places import place_change

router = Router(tags=["registry"])


class TermsIn(Schema):
    """Terms from a month (YYYY-MM) on; `ui_from` the first month of unemployment insurance, empty from the start."""

    since: str
    region: int
    unit_kind: Literal["enterprise", "state_agency", "public_unit_state_paid"]
    document: str
    ui_from: str = ""


class TreeIn(Schema):
    """A change of an office (key: its code) or place (key: kind:code) on a day; `office` asks for the right."""

    act: Literal["open", "rename", "close"]
    key: str
    day: dt.date
    document: str
    name: str = ""
    name_en: str = ""
    kind: str = ""
    parent: str = ""
    heir: str = ""
    office: str = ""


class DecisionIn(Schema):
    """Approve, or refuse with a reason."""

    approve: bool
    reason: str = ""


class ReasonIn(Schema):
    """Why."""

    reason: str


class ChangeOut(Schema):
    """A change that was asked for, and what became of it."""

    id: UUID
    subject: str
    act: str
    key: str
    office: str
    day: dt.date
    facts: dict[str, Any]
    document: str
    state: str
    proposed_by: str
    decided_by: str
    reason: str
    reason_en: str
    ended_by: str


@router.get("/accounts/{code}/terms")
def get_terms(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the terms of an account month by month (until: not included), and the changes asked for."""
    facts = account_by_code(code)
    caller(request).require("units", office_path=facts.office_path)
    terms = [
        {
            "since": one.since, "until": one.until, "unit_kind": one.terms.unit_kind, "region": one.terms.region,
            "ui_from": one.terms.ui_from, "document": one.document,
        }
        for one in account_terms.standing(facts.id)
    ]  # fmt: skip
    return {"terms": terms, "changes": [_shape(one) for one in store.of("account_terms", facts.code)]}


@router.post("/accounts/{code}/terms", response=ChangeOut)
def propose_terms(request: HttpRequest, code: str, body: TermsIn) -> ChangeOut:
    """Propose other terms of an account from a month on."""
    terms = Terms(body.unit_kind, body.region, month_of(body.ui_from).first_day if body.ui_from else None)
    return _proposed(caller(request), terms_change(code, terms, month_of(body.since), body.document))


@router.post("/agency/offices", response=ChangeOut)
def propose_office(request: HttpRequest, body: TreeIn) -> ChangeOut:
    """Propose to open, rename or close an office (with `heir`: it is taken over)."""
    facts = body.dict(include={"name", "name_en", "kind", "parent", "heir"}, exclude_defaults=True)
    return _proposed(caller(request), office_change(body.act, body.key, body.day, facts, body.document))


@router.post("/agency/places", response=ChangeOut)
def propose_place(request: HttpRequest, body: TreeIn) -> ChangeOut:
    """Propose to open, rename or close a place (with `heir`: it is taken in)."""
    facts = body.dict(include={"name", "parent", "heir"}, exclude_defaults=True)
    asked = place_change(body.act, body.key, body.day, facts, office=body.office, document=body.document)
    return _proposed(caller(request), asked)


@router.get("/agency/tree")
def tree(request: HttpRequest, office: str, day: dt.date | None = None) -> list[dict[str, Any]]:
    """Return the offices under one as they stood on a day (today without one), parents first."""
    top = office_by_code(office)
    caller(request).require("overview", office_path=top.path)
    on = day or clock.today()
    drawn = tree_on(office_tree.branches(on, top.path), office_tree.heirs(), on)
    return [
        {
            "code": one.branch.key, "name": one.branch.name, "kind": one.branch.kind, "depth": one.depth,
            "since": one.branch.since, "until": one.branch.until,
        }
        for one in drawn
    ]  # fmt: skip


@router.post("/changes/{number}/decide", response=ChangeOut)
def decide(request: HttpRequest, number: UUID, body: DecisionIn) -> ChangeOut:
    """Approve a change asked for by somebody else, or refuse it."""
    who, change = caller(request), store.one(number)
    who.require(changes.SUBJECTS[change.subject].approves, office_path=change.office_path)
    changes.decide(number, who.name, approve=body.approve, today=clock.today(), reason=body.reason)
    return _shape(store.one(number))


@router.post("/changes/{number}/withdraw", response=ChangeOut)
def withdraw(request: HttpRequest, number: UUID, body: ReasonIn) -> ChangeOut:
    """Take back a change that was approved ahead, before its day."""
    who, change = caller(request), store.one(number)
    who.require(changes.SUBJECTS[change.subject].approves, office_path=change.office_path)
    changes.withdraw(number, who.name, body.reason, clock.today())
    return _shape(store.one(number))


def _proposed(who: Caller, new: NewChange) -> ChangeOut:
    """Propose a change if the caller may, at its office."""
    who.require(changes.SUBJECTS[new.subject].proposes, office_path=new.office_path)
    return _shape(store.one(changes.propose(new, who.name)))


def _shape(change: Change) -> ChangeOut:
    """Return the shape of a change."""
    return ChangeOut(
        id=change.id, subject=change.subject, act=change.act, key=change.key, office=change.office_code,
        day=change.day, facts=change.facts, document=change.document, state=change.state,
        proposed_by=change.proposed_by, decided_by=change.decided_by, reason=change.reason,
        reason_en=change.reason_en or change.reason, ended_by=change.ended_by,
    )  # fmt: skip
