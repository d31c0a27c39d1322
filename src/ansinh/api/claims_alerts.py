"""Alerts about a facility's month, and patients who came and have no record yet, over the API."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.claims import facility_of
from ansinh.api.claims_numbers import allowed_facilities
from ansinh.api.written import month_of
from ansinh.core.errors import MissingError
from ansinh.domain.claims.catalogue import rules
from ansinh.records.store.claims import alerts as store
from ansinh.records.store.claims import arrivals
from ansinh.records.store.claims.alerts import Alert
from ansinh.records.store.claims.place import codes_under
from ansinh.usecases.claims import completing
from ansinh.usecases.claims.completing import NO_ALERT

router = Router(tags=["claims"])
MOST = 500
SINCE_DAYS = 60  # how far back a patient without a record is listed unless said


class LookIn(Schema):
    """Which month (YYYY-MM) of which facility is to be looked over."""

    facility: str
    month: str


class WordsIn(Schema):
    """What a facility says to an alert, or why an assessor closes it."""

    words: str


@router.get("/alerts", response=list[dict[str, Any]])
def alerts(request: HttpRequest, facility: str = "") -> list[dict[str, Any]]:
    """Return the alerts of the caller's facility, or of those under its offices; open ones first."""
    codes = allowed_facilities(caller(request))
    return [_plain(one) for one in store.alerts_of(sorted(codes & {facility} if facility else codes))]


@router.post("/alerts", response=dict[str, int])
def look_over(request: HttpRequest, body: LookIn) -> dict[str, int]:
    """Look a month of a facility over; again raises nothing new."""
    who = caller(request)
    if body.facility not in _decides(who):
        raise MissingError(NO_ALERT)
    return {"raised": completing.look_over(body.facility, month_of(body.month), actor=who.name)}


@router.post("/alerts/{int:number}/answer", response=dict[str, Any])
def answer(request: HttpRequest, number: int, body: WordsIn) -> dict[str, Any]:
    """Answer an alert about one's own facility."""
    who = caller(request)
    completing.answer(number, body.words, actor=who.name, facility=facility_of(who).code)
    return _one(number)


@router.post("/alerts/{int:number}/close", response=dict[str, Any])
def close(request: HttpRequest, number: int, body: WordsIn) -> dict[str, Any]:
    """Close an alert with the assessor's reason."""
    who, found = caller(request), store.alert_by_id(number)
    if found is None or found.facility not in _decides(who):
        raise MissingError(NO_ALERT)
    completing.close(number, body.words, actor=who.name)
    return _one(number)


@router.get("/arrivals", response=list[dict[str, Any]])
def without_record(
    request: HttpRequest, since: dt.date | None = None, after: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    """Return patients who checked in (table XML0) from `since` on and whose record has not come; `after` is an id."""
    who = caller(request)
    first = since or who.day - dt.timedelta(days=SINCE_DAYS)
    found = arrivals.waiting(list(allowed_facilities(who)), first, after=after, limit=max(1, min(limit, MOST)))
    return [
        {
            "id": one.id, "facility": one.facility, "MA_LK": one.episode, "card": one.card, "came": one.came,
            "receipt": one.receipt,
        }
        for one in found
    ]  # fmt: skip


def _decides(who: Caller) -> set[str]:
    """Return the facilities whose findings the caller decides."""
    return set(codes_under(who.offices("claims.decide"), who.day))


def _one(number: int) -> dict[str, Any]:
    """Return an alert as it stands now."""
    found = store.alert_by_id(number)
    if found is None:
        raise MissingError(NO_ALERT)
    return _plain(found)


def _plain(one: Alert) -> dict[str, Any]:
    """Return an alert in both languages."""
    rule = rules()[one.rule]
    return {
        "id": one.id, "facility": one.facility, "month": f"{one.period:%Y-%m}", "rule": one.rule, "found": one.found,
        "degree": one.degree, "state": one.state, "vi": rule.title.vi, "en": rule.title.en, "base": rule.base,
    }  # fmt: skip
