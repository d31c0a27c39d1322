"""Lists and files of the debt ladder over the API: published, handed over, records confirmed, documents, officers."""

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.records.store.collection import ladder_cases, ladder_write, recovery, scope
from ansinh.usecases.collection import (
    ladder_documents,
    ladder_file,
    ladder_hard,
    ladder_lists,
    ladder_recovery,
    ladder_steps,
)

router = Router(tags=["debts"])
FILE = "application/octet-stream"
Tongue = Literal["vi", "en"]


class PublishIn(Schema):
    """A list to publish: its paper, its day, whom it was sent to."""

    office: str
    document: str
    day: dt.date
    sent_to: str


class CampaignIn(Schema):
    """Debts to hand over: to whom, under which name and paper, which accounts."""

    office: str
    body: str
    name: str
    document: str
    day: dt.date
    accounts: list[str]


class RecordsIn(Schema):
    """The paper by which the books of an employer that is gone are confirmed."""

    document: str
    day: dt.date


class OfficersIn(Schema):
    """Officers among whom open cases are dealt out."""

    office: str
    officers: list[str]


def _account(who: Caller, code: str, act: Literal["debts", "debts.work"]) -> None:
    who.require(act, office_path=ladder_cases.latest(code).office_path)


@router.post("/publications", response=dict[str, int])
def post_publication(request: HttpRequest, body: PublishIn) -> dict[str, int]:
    """Publish the late and evading employers an office may name by now; return the list's id."""
    who = caller(request)
    who.require("debts.lead", office_path=scope.office(body.office).path)
    return {"id": ladder_lists.publish(body.office, body.document, body.day, body.sent_to, who.name)}


@router.get("/barred/file")
def get_barred_file(
    request: HttpRequest, office: str, day: dt.date, form: DocumentForm = "xlsx", lang: Tongue = "vi"
) -> HttpResponse:
    """Return who gets no titles or rewards as a file for the emulation council."""
    caller(request).require("debts", office_path=scope.office(office).path)
    return HttpResponse(write_document(ladder_lists.barred(office, day, lang), form), content_type=FILE)


@router.post("/campaigns", response=dict[str, str])
def post_campaign(request: HttpRequest, body: CampaignIn) -> dict[str, str]:
    """Hand debts over to the police, a court or another body; the same paper again is the same campaign."""
    who = caller(request)
    who.require("debts.lead", office_path=scope.office(body.office).path)
    opening = ladder_recovery.Opening(body.body, body.name, body.document, body.day)
    return {"campaign": str(ladder_recovery.open_campaign(body.office, opening, body.accounts, who.name))}


@router.get("/campaigns/{campaign}/files/{code}")
def get_handed_file(
    request: HttpRequest, campaign: uuid.UUID, code: str, form: DocumentForm = "pdf", lang: Tongue = "vi"
) -> HttpResponse:
    """Return the file of an employer as it stood on the day of hand-over (sanction file)."""
    caller(request).require("debts", office_path=recovery.campaign(campaign).office_path)
    return HttpResponse(write_document(ladder_file.document(campaign, code, lang), form), content_type=FILE)


@router.post("/accounts/{code}/records", response=dict[str, int])
def post_records(request: HttpRequest, code: str, body: RecordsIn) -> dict[str, int]:
    """Confirm the books of the workers of an employer that is gone, to the last paid month."""
    who = caller(request)
    _account(who, code, "debts.work")
    done = ladder_hard.confirm(code, body.document, body.day, who.name)
    return {"confirmed": done.confirmed, "whole": done.whole, "before": done.before, "still": done.still}


@router.get("/steps/{number}/document")
def get_document(request: HttpRequest, number: int, form: DocumentForm = "pdf", lang: Tongue = "vi") -> HttpResponse:
    """Return the document of a step; that it was made is written down."""
    who = caller(request)
    who.require("debts", office_path=ladder_write.step(number).office_path)
    content = ladder_documents.write_step(number, form, lang, day=who.day, actor=who.name)
    return HttpResponse(content, content_type=FILE)


@router.post("/officers", response=dict[str, int])
def post_officers(request: HttpRequest, body: OfficersIn) -> dict[str, int]:
    """Deal the open cases nobody has out to officers; return how many each got."""
    who = caller(request)
    who.require("debts.lead", office_path=scope.office(body.office).path)
    if not body.officers:
        raise MissingError(Text("Chưa chọn cán bộ.", "No officer is named."))
    return ladder_steps.assign(body.office, body.officers, who.name)


@router.get("/campaigns", response=list[dict[str, Any]])
def get_campaigns(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the campaigns of recovery of an office and all under it."""
    place = scope.office(office)
    caller(request).require("debts", office_path=place.path)
    return [one._asdict() for one in recovery.campaigns(scope.offices(place.path))]
