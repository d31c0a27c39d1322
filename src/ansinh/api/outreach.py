"""Outreach over the API: sums by reason, prospects, a contact written down, partners' lists taken in."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import facts, prospects
from ansinh.records.store.outreach import lists as list_store
from ansinh.usecases.outreach import lists, work
from ansinh.usecases.registry.people import note_looks

router = Router(tags=["outreach"])
MOST = 500


class ContactIn(Schema):
    """What came of a call or visit."""

    way: str
    outcome: str
    day: dt.date
    note: str = ""
    promised_for: dt.date | None = None


class ListIn(Schema):
    """What a list is: its kind, office and day."""

    kind: str
    office: str
    as_of: dt.date
    good_rows: bool = False


def offices_below(who: Caller, code: str, act: Act = "outreach") -> list[int]:
    """Return the office `code` and those under it, if the caller may do `act` there."""
    place = months.office(code)
    who.require(act, office_path=place.path)
    return facts.office_ids(place.path)


@router.get("/sums", response=list[dict[str, Any]])
def get_sums(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return open prospects of an office and all under it by reason: cases, people, dong a year, expected dong."""
    return [one._asdict() for one in prospects.sums(offices_below(caller(request), office)).values()]


@router.get("/prospects", response=list[dict[str, Any]])
def get_prospects(
    request: HttpRequest, office: str, kind: str = "", owner: str = "", after: str = "", limit: int = 50
) -> list[dict[str, Any]]:
    """Return prospects, the most valuable first, their names logged as seen; `after` is "expected~id" of the last."""
    key = None
    if after:
        worth, _, number = after.partition("~")
        if not (worth.isdigit() and number.isdigit()):
            raise RefusedError(Text("after viết dạng số~số.", "after is written number~number."))
        key = (int(worth), int(number))
    who = caller(request)
    cut = prospects.Cut(kind, owner)
    rows = prospects.page(offices_below(who, office), cut, after=key, limit=max(1, min(limit, MOST)))
    note_looks((row.person for row in rows), who.name)
    return [{**row._asdict(), "expected": row.expected} for row in rows]


@router.post("/prospects/{prospect}/contacts", response=dict[str, str])
def post_contact(request: HttpRequest, prospect: int, body: ContactIn) -> dict[str, str]:
    """Write down what came of a call or visit; return the state the prospect is in now."""
    who = caller(request)
    who.require("outreach.work", office_path=prospects.one(prospect).office_path)
    return {"state": work.note(prospect, work.Contact(**body.dict()), who.name)}


@router.get("/lists", response=list[dict[str, Any]])
def get_lists(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the lists partners sent to an office and all under it, the latest first."""
    names = ("id", "kind", "file_name", "as_of", "rows", "errors", "warnings", "state", "received_by")
    found = list_store.received(offices_below(caller(request), office), limit=MOST)
    return [{name: getattr(one, name) for name in names} for one in found]


@router.post("/lists", response=dict[str, Any])
def post_list(request: HttpRequest, body: Form[ListIn], file: File[UploadedFile]) -> dict[str, Any]:
    """Take a partner's list in; the answer names every finding."""
    who = caller(request)
    who.require("outreach.work", office_path=months.office(body.office).path)
    sent = lists.Sent(body.kind, body.office, body.as_of, file.name or "", good_rows=body.good_rows)
    done = lists.load(file.read(), sent, who.name)
    findings = [lists.told(one) for one in done.findings.items]
    return {
        "list": str(done.list),
        "state": done.state,
        "rows": done.rows,
        "already": done.already,
        "findings": findings,
    }
