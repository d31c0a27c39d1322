"""The work of an inspection over the API: papers, counts, what the books show, requests, the declaration, claims."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.written import month_of
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.formats.document_write import DocumentForm
from ansinh.jobs.inspection import books, claims, collection_points, points
from ansinh.jobs.inspection import declare as declaring
from ansinh.records.store.collection import inspection as store
from ansinh.usecases.collection import inspection_documents, inspection_follow, inspection_work
from ansinh.usecases.registry.people import note_looks

router = Router(tags=["inspections"])
_NO_SHEET = Text("Hồ sơ chưa có văn bản này.", "The case has no such paper yet.")


class PaperIn(Schema):
    """Whether a paper came, or why it is missing."""

    received: bool
    day: dt.date
    note: str = ""


class DayIn(Schema):
    """The day of an act."""

    day: dt.date


class DropIn(Schema):
    """Why a violation is taken out."""

    reason: str


class RequestIn(Schema):
    """What is to be done by a day."""

    text: str
    deadline: dt.date


class ProofIn(Schema):
    """The paper that shows that a request was done."""

    day: dt.date
    proof: str


class DeclareIn(Schema):
    """The month (YYYY-MM) in which violations are declared."""

    period: str
    day: dt.date


def _case(who: Caller, number: UUID, act: Act) -> store.Case:
    """Return a case the caller reaches with an act."""
    found = store.case(number)
    who.require(act, office_path=found.office_path)
    return found


@router.put("/cases/{number}/papers/{code}", response=dict[str, str])
def put_paper(request: HttpRequest, number: UUID, code: str, body: PaperIn) -> dict[str, str]:
    """Write down that a paper came, or is missing and why."""
    who = caller(request)
    _case(who, number, "inspections.work")
    inspection_work.note_paper(
        number, code, received=body.received, day=body.day, note=body.note[:500], actor=who.name
    )  # fmt: skip
    return {"state": "received" if body.received else "missing"}


@router.put("/cases/{number}/counts", response=dict[str, int])
def put_counts(request: HttpRequest, number: UUID, body: dict[str, int]) -> dict[str, int]:
    """Write down what was counted on the spot; return every count of the case."""
    who = caller(request)
    _case(who, number, "inspections.work")
    inspection_work.count(number, body, who.name)
    return store.case(number).counts


@router.post("/cases/{number}/books", response=dict[str, Any])
def post_books(request: HttpRequest, number: UUID, body: DayIn) -> dict[str, Any]:
    """Compare a payment or collection point with the books and write down what they show; again adds nothing."""
    who = caller(request)
    _case(who, number, "inspections.work")
    wrong = books.look(number, body.day, who.name)
    return {"counts": store.case(number).counts, "findings": len(store.findings(number)), "not_kept": len(wrong)}


@router.get("/cases/{number}/receipts", response=list[dict[str, Any]])
def get_receipts(request: HttpRequest, number: UUID, day: dt.date) -> list[dict[str, Any]]:
    """Return, collector by collector, what the receipts of an inspected collection point show as of a day (dong)."""
    _case(caller(request), number, "inspections.work")
    names = ("collector", "name", "receipts", "held", "kept", "kept_numbers", "uncertified", "unlisted")
    return [{name: getattr(one, name) for name in names} for one in collection_points.held(number, day)]


@router.get("/cases/{number}/payees", response=list[dict[str, Any]])
def get_payees(request: HttpRequest, number: UUID) -> list[dict[str, Any]]:
    """Return the payees of an inspected payment point; that they were read is written down."""
    who = caller(request)
    _case(who, number, "inspections.work")
    rows = points.payees(number)
    note_looks((row.person for row in rows), who.name, "inspection")
    return [{name: value for name, value in row._asdict().items() if name != "person"} for row in rows]


@router.delete("/cases/{number}/findings/{finding}", response=dict[str, int])
def delete_finding(request: HttpRequest, number: UUID, finding: int, body: DropIn) -> dict[str, int]:
    """Take a violation out before the minutes are signed; return how many are left."""
    who = caller(request)
    _case(who, number, "inspections.work")
    inspection_work.drop_finding(number, finding, body.reason, who.name)
    return {"findings": len(store.findings(number))}


@router.post("/cases/{number}/requests", response=dict[str, int])
def post_request(request: HttpRequest, number: UUID, body: RequestIn) -> dict[str, int]:
    """Ask the subject to do something by a day; the same text again is the same request."""
    who = caller(request)
    _case(who, number, "inspections.work")
    return {"request": inspection_follow.ask(number, body.text[:500], body.deadline, who.name)}


@router.post("/cases/{number}/requests/{asked}/done", response=dict[str, int])
def post_done(request: HttpRequest, number: UUID, asked: int, body: ProofIn) -> dict[str, int]:
    """Write down that a request was done; return how many are open."""
    who = caller(request)
    _case(who, number, "inspections.work")
    inspection_follow.finish(number, asked, day=body.day, proof=body.proof, actor=who.name)
    return {"open": sum(one[3] is None for one in store.requests(number))}


@router.post("/cases/{number}/declaration", response=dict[str, Any])
def post_declaration(request: HttpRequest, number: UUID, body: DeclareIn) -> dict[str, Any]:
    """Hand in the declaration (D02-LT) of a case's violations; again is the same filing."""
    who = caller(request)
    _case(who, number, "inspections.work")
    period = month_of(body.period)
    made = declaring.declare(number, period, body.day, who.name)
    return {"filing": made.filing, "rows": made.rows, "errors": made.errors, "warnings": made.warnings}


@router.post("/cases/{number}/claim", response=dict[str, list[str]])
def post_claim(request: HttpRequest, number: UUID, body: DayIn) -> dict[str, list[str]]:
    """Report the deaths a concluded case of a payment point found; return the files stopped, their months claimed."""
    who = caller(request)
    _case(who, number, "inspections.work")
    return {"stopped": claims.claim(number, body.day, who.name)}


@router.get("/cases/{number}/sheets/{sheet}")
def get_sheet(
    request: HttpRequest, number: UUID, sheet: Literal["decision", "minutes", "conclusion"], form: DocumentForm = "pdf",
    lang: Literal["vi", "en"] = "vi",
) -> HttpResponse:  # fmt: skip
    """Return a paper of a case as a file (pdf, html, md, xlsx, json)."""
    who = caller(request)
    found = _case(who, number, "inspections")
    if not {"decision": found.decision, "minutes": found.minutes, "conclusion": found.conclusion}[sheet]:
        raise MissingError(_NO_SHEET)
    return HttpResponse(
        inspection_documents.write_sheet(number, sheet, form, lang, today=who.day),
        content_type="application/octet-stream",
    )
