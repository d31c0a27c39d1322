"""Dossiers over the API: claims and lists received, moved on by who may, read with every step and article."""

import uuid
from collections.abc import Callable, Mapping
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import File, Header, Router, Status
from ninja.files import UploadedFile

from ansinh.api.benefits_shapes import (
    AcceptedListOut,
    AcceptListIn,
    ClaimIn,
    DecisionOut,
    DossierOut,
    LineOut,
    ListOut,
    MoveIn,
    ProblemOut,
    ReceivedOut,
    RowOut,
    RowsOut,
)
from ansinh.api.callers import Caller, caller
from ansinh.core.errors import AnsinhError, MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import MOVES
from ansinh.domain.registry.rights import Act
from ansinh.formats.media import JSON, PDF, XLSX
from ansinh.law.explain import lines as told_lines
from ansinh.records.store import access
from ansinh.records.store.benefits import decisions, dossiers, lists, payables, worklist
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts, PayTo
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.records.store.benefits.worklist import Cut
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.benefits.dossiers import (
    appealing,
    approving,
    computing,
    explaining,
    papering,
    receiving,
    requesting,
    reviewing,
    writing,
)
from ansinh.usecases.benefits.dossiers.receiving import Claim
from ansinh.usecases.benefits.dossiers.requesting import Sent
from ansinh.usecases.benefits.lists import accepting, checking, deciding
from ansinh.usecases.benefits.lists import receiving as list_receiving

router = Router(tags=["benefits"])
PAGE = 100
Key = Annotated[str, Header(alias="Idempotency-Key")]
KINDS = {"pdf": PDF, "xlsx": XLSX, "json": JSON}


@router.post("/claims", response={201: ReceivedOut, 422: ReceivedOut})
def send_claim(request: HttpRequest, body: ClaimIn, idempotency_key: Key = "") -> Status[ReceivedOut]:
    """Hand in a claim. Everything wrong is answered at once (422) and nothing is kept then."""
    who = caller(request)
    if body.account:
        target = account_by_code(body.account)
        who.require("dossiers.receive", office_path=target.office_path, account=target.id)
    else:
        who.require("dossiers.receive", office_path=office_by_code(body.office).path)
    came = receiving.receive(
        Claim(
            body.procedure, body.si_number, body.claimed, PayTo(**body.pay.dict()), "api", who.name,
            office=body.office, account=body.account, papers=body.papers, received_on=body.received_on,
            late_reason=body.late_reason, key=f"{who.name}:{idempotency_key}" if idempotency_key else "",
        )
    )  # fmt: skip
    answer = ReceivedOut(dossier=came.dossier, findings=[ProblemOut.of(one) for one in came.findings])
    return Status(201 if came.dossier else 422, answer)


@router.post("/requests", response={201: ReceivedOut, 422: ReceivedOut})
def send_request(
    request: HttpRequest, office: str, file: File[UploadedFile], idempotency_key: Key = ""
) -> Status[ReceivedOut]:
    """Hand in form 14-HSB (XLSX, CSV, JSON): what it asks for becomes a dossier, or every finding is answered (422)."""
    who = caller(request)
    who.require("dossiers.receive", office_path=office_by_code(office).path)
    sent = Sent(file.read(), file.name or "", "api", who.name, office)
    came = requesting.receive(sent, key=f"{who.name}:{idempotency_key}" if idempotency_key else "")
    answer = ReceivedOut(dossier=came.dossier, findings=[ProblemOut.of(one) for one in came.findings])
    return Status(201 if came.dossier else 422, answer)


@router.get("", response=RowsOut)
def list_dossiers(request: HttpRequest, state: str, procedure: str = "", after: str = "") -> RowsOut:
    """Return dossiers in a state of the caller's offices, by deadline."""
    who = caller(request)
    offices = worklist.offices_under(who.offices("dossiers"))
    rows = worklist.listed(Cut(offices, [state], procedure), worklist.key_of(after), PAGE)
    last = rows[-1] if len(rows) == PAGE else None
    return RowsOut(items=[RowOut.of(row) for row in rows], next=f"{last.due}~{last.id}" if last else None)


@router.get("/{uuid:dossier}", response=DossierOut)
def get_dossier(request: HttpRequest, dossier: uuid.UUID) -> DossierOut:
    """Return a dossier with its latest decision, told step by step; the read is written down."""
    who = caller(request)
    one = _seen(who, dossier, "dossiers")
    access.note_read(who.name, one.person, f"dossier {one.number}", "")
    found = decisions.of_dossier(one.id)
    decision = DecisionOut.of(found[0], _steps(found[0])) if found else None
    return DossierOut.of(one, decision, [LineOut.of(line, paid) for line, paid in payables.of_dossier(one.id)])


def _steps(decision: Decision) -> list[str]:
    """Return the story of a decision in Vietnamese; the reason where it cannot be told."""
    try:
        return told_lines(explaining.explain(decision).settled.explanation, "vi")
    except AnsinhError as refusal:
        return [refusal.message.vi]


@router.get("/{uuid:dossier}/letter/{language}")
def get_letter(request: HttpRequest, dossier: uuid.UUID, language: str) -> HttpResponse:
    """Return the letter of the decision as PDF, in vi or en."""
    who = caller(request)
    one = _seen(who, dossier, "dossiers")
    access.note_read(who.name, one.person, f"letter {one.number}", "")
    return HttpResponse(writing.letter_pdf(dossier, "en" if language == "en" else "vi"), content_type=KINDS["pdf"])


@router.post("/{uuid:dossier}/{move}", response=DossierOut)
def make_move(request: HttpRequest, dossier: uuid.UUID, move: str, body: MoveIn) -> DossierOut:
    """Make a move: complete, return, compute, send_back, review, approve, appeal, answer, withdraw, close."""
    who, known = caller(request), MOVES.get(move)
    acts = _acts(str(dossier), who.name, body)
    if known is None or move not in acts:
        raise MissingError(Text(f"Không có bước “{move}”.", f"There is no move “{move}”."))
    _seen(who, dossier, known.act)
    acts[move]()
    return get_dossier(request, dossier)


def _acts(key: str, actor: str, body: MoveIn) -> Mapping[str, Callable[[], object]]:
    """Return what each move does."""
    return {
        "complete": lambda: papering.complete_with(key, body.papers, actor),
        "return": lambda: papering.give_back([key], actor, body.reason),
        "compute": lambda: _computed(computing.compute([key], actor)),
        "send_back": lambda: reviewing.send_back([key], actor, body.reason),
        "review": lambda: reviewing.review([key], actor),
        "approve": lambda: approving.approve([key], actor),
        "appeal": lambda: appealing.appeal(key, actor, body.reason),
        "answer": lambda: appealing.answer(key, actor, body.reason, upheld=body.upheld),
        "withdraw": lambda: papering.withdraw(key, actor, body.reason),
        "close": lambda: papering.close(key, actor),
    }


def _computed(done: computing.Computed) -> None:
    """Refuse where the law gave no answer, with its reason."""
    if done.stuck:
        raise RefusedError(done.stuck[0].why)


def _seen(who: Caller, dossier: uuid.UUID, act: Act) -> DossierFacts:
    """Return the dossier if the caller may do `act` with it."""
    one = dossiers.one(str(dossier))
    who.require(act, office_path=one.office_path)
    return one


@router.post("/lists", response={201: ListOut})
def send_list(
    request: HttpRequest, file: File[UploadedFile], account: str, idempotency_key: Key = ""
) -> Status[ListOut]:
    """Send a list 01B-HSB as XLSX, CSV or JSON; it is kept, numbered and checked. The same file is the same list."""
    who, target = caller(request), account_by_code(account)
    try:
        who.require("dossiers.receive", office_path=target.office_path)
    except MissingError:
        who.require("own.unit", account=target.id)
    sent = list_receiving.Sent(
        file.read(), file.name or "tep", "api", who.name, account,
        key=f"{who.name}:{idempotency_key}" if idempotency_key else "",
    )  # fmt: skip
    key = list_receiving.receive(sent)
    if lists.facts(key).state == "received":
        checking.check(key, who.name)
    return Status(201, ListOut.of(lists.facts(key)))


@router.get("/lists/{uuid:key}", response=ListOut)
def get_list(request: HttpRequest, key: uuid.UUID) -> ListOut:
    """Return a list."""
    return ListOut.of(_list(caller(request), key, "dossiers"))


@router.get("/lists/{uuid:key}/findings", response=list[ProblemOut])
def get_findings(request: HttpRequest, key: uuid.UUID) -> list[ProblemOut]:
    """Return all findings of a list in the order of the file."""
    return [ProblemOut.of(one) for one in checking.findings(_list(caller(request), key, "dossiers").id)]


@router.get("/lists/{uuid:key}/workbook")
def get_workbook(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Return the sender's workbook with a column of comments."""
    body = checking.commented_workbook(_list(caller(request), key, "dossiers").id)
    return HttpResponse(body, content_type=XLSX)


@router.get("/lists/{uuid:key}/decisions/{form}")
def get_decisions(request: HttpRequest, key: uuid.UUID, form: str) -> HttpResponse:
    """Return the decisions of a list as C70b-HD: pdf, xlsx or json."""
    seen = _list(caller(request), key, "dossiers")
    if form not in KINDS:
        raise MissingError(Text("Chỉ có pdf, xlsx, json.", "There are pdf, xlsx and json."))
    return HttpResponse(deciding.decision_list(seen.id, form), content_type=KINDS[form])


@router.post("/lists/{uuid:key}/accept", response=AcceptedListOut)
def accept_list(request: HttpRequest, key: uuid.UUID, body: AcceptListIn) -> AcceptedListOut:
    """Make dossiers of a checked list. Again = the same answer and no second effect."""
    who = caller(request)
    seen = _list(who, key, "dossiers.receive")
    done = accepting.accept(seen.id, who.name, good_rows=body.good_rows, papers_seen=body.papers_seen)
    return AcceptedListOut(state=done.state, dossiers=done.dossiers, adjustments=done.adjustments)


def _list(who: Caller, key: uuid.UUID, act: Act) -> ListFacts:
    """Return the list if the caller may do `act` with it; an employer sees its own."""
    facts = lists.facts(str(key))
    try:
        who.require(act, office_path=facts.office_path)
    except MissingError:
        if act != "dossiers":
            raise
        who.require("own.unit", account=facts.account_id)
    return facts
