"""The API of deaths: lists of other agencies, wrong notices taken back by two people, claims paid in at the desk."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.formats.media import PDF
from ansinh.jobs.queue import queue
from ansinh.records.store import access
from ansinh.records.store.benefits import death_lists as lists_store
from ansinh.records.store.benefits import death_withdrawals as withdrawals_store
from ansinh.records.store.benefits import overpayments as claims_store
from ansinh.records.store.benefits import payments_shown, payroll_facts, payroll_files
from ansinh.records.store.benefits.death_lists import Listed
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.records.store.ledger import months
from ansinh.usecases import clock
from ansinh.usecases.benefits import death_lists, death_withdrawals, heirs, overpayments

router = Router(tags=["payments"])
LARGE = Text("Tệp tối đa 25 MB.", "A file may have 25 MB at most.")
MOST_BYTES = 25 * 1024 * 1024
MOST_ROWS = 1000


class DeathListIn(Schema):
    """To which office (code) a list of deaths is sent, and whose it is (justice, police, health, post, other)."""

    office: str
    source: str = "justice"


class RecordIn(Schema):
    """Whether only the rows without errors are to be recorded."""

    good_rows: bool = False


class PaperIn(Schema):
    """The paper that shows that a person lives."""

    document: str


class DecisionIn(Schema):
    """What a second person decides; a refusal says why."""

    approve: bool
    reason: str = ""


class ReceiptIn(Schema):
    """Money paid in on a claim: dong, the day, by whom, the number of the receipt."""

    amount: int
    payer: str
    document: str
    day: dt.date | None = None


@router.post("/payments/deaths", response=dict[str, Any])
def send_list(request: HttpRequest, body: Form[DeathListIn], file: File[UploadedFile]) -> dict[str, Any]:
    """Send a list of deaths (XLSX, CSV, XML, JSON): compared with the register, every finding told, none recorded."""
    who = caller(request)
    who.require("payroll.run", office_path=months.office(body.office).path)
    if (file.size or 0) > MOST_BYTES:
        raise RefusedError(LARGE)
    done = death_lists.load(file.read(), death_lists.Sent(body.office, body.source, file.name or ""), who.name)
    return {**_plain(lists_store.one(done.number)), "already": done.already}


@router.get("/payments/deaths", response=list[dict[str, Any]])
def all_lists(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the lists of deaths of an office and under it, the latest first."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    return [_plain(one) for one in lists_store.latest(place.path)]


@router.get("/payments/deaths/{uuid:number}", response=dict[str, Any])
def one_list(request: HttpRequest, number: UUID, after: int = 0) -> dict[str, Any]:
    """Return a list with its findings and rows after the row `after`; the reads of people are kept."""
    who, found = _seen(request, number, "payroll")
    rows = lists_store.rows(number, after=after, limit=MOST_ROWS)
    payments_shown.note_reads(who.name, [row.person or 0 for row in rows], "death list", "")
    return {
        **_plain(found),
        "lines": [
            {
                "row": row.row, "number": row.number, "who": row.full_name, "died_on": row.died_on, "state": row.state,
                "stopped": row.stopped, "claimed": row.claimed, "told": row.told,
            }
            for row in rows
        ],
    }  # fmt: skip


@router.post("/payments/deaths/{uuid:number}/record", response=dict[str, Any])
def record_list(request: HttpRequest, number: UUID, body: RecordIn) -> dict[str, Any]:
    """Order that a list, or its good rows, be recorded: each row stops and claims in its own transaction."""
    who, _ = _seen(request, number, "payroll.run")
    death_lists.record(number, who.name, good_rows=body.good_rows)
    queue.order("deaths.record", lock=str(number), number=str(number), actor=who.name)
    return _plain(lists_store.one(number))


def _seen(request: HttpRequest, number: UUID, act: str) -> tuple[Caller, Listed]:
    """Return who asks and the list, where they may do `act` with it."""
    who, found = caller(request), lists_store.one(number)
    who.require(act, office_path=found.office_path)  # type: ignore[arg-type] # one of two known acts
    return who, found


def _plain(one: Listed) -> dict[str, Any]:
    """Return a list as plain values."""
    return {
        "id": one.id, "file_name": one.file_name, "source": one.source, "state": one.state, "rows": one.rows,
        "errors": one.errors, "warnings": one.warnings, "waiting": one.waiting, "recorded": one.recorded,
        "claimed": one.claimed, "findings": one.findings,
    }  # fmt: skip


@router.post("/payments/withdrawals/{path:file_no}", response=dict[str, Any])
def ask_withdrawal(request: HttpRequest, file_no: str, body: PaperIn) -> dict[str, Any]:
    """Ask that the notice of death behind a file be withdrawn; somebody else approves it."""
    who = caller(request)
    who.require("payroll.run", office_path=payroll_facts.pension(file_no).office_path)
    return {"id": death_withdrawals.ask(file_no, body.document, who.name)}


@router.get("/payments/withdrawals", response=list[dict[str, Any]])
def withdrawals(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the notices of death said to be wrong that wait for a second person; the reads are kept."""
    who, place = caller(request), months.office(office)
    who.require("payroll", office_path=place.path)
    found = withdrawals_store.waiting(place.path)
    for one in found:
        access.note_read(who.name, one.person, "death withdrawals", "")
    return [
        {
            "id": one.id, "who": one.full_name, "died_on": one.died_on, "document": one.document,
            "asked_by": one.asked_by, "asked_at": one.asked_at,
        }
        for one in found
    ]  # fmt: skip


@router.post("/payments/withdrawn/{uuid:number}", response=dict[str, Any])
def decide_withdrawal(request: HttpRequest, number: UUID, body: DecisionIn) -> dict[str, Any]:
    """Approve or refuse a withdrawal; approved, the answer names the files paid again and the dossiers to look at."""
    who = caller(request)
    who.require("payroll.approve", office_path=withdrawals_store.one(number).office_path)
    if not body.approve:
        death_withdrawals.refuse(number, who.name, body.reason)
        return {"state": "refused"}
    done = death_withdrawals.approve(number, who.name)
    return {"state": "approved", "files": done.files, "unclaimed": done.unclaimed, "dossiers": done.dossiers}


@router.get("/payments/heirs/{language}/{path:file_no}")
def heirs_letter(request: HttpRequest, language: str, file_no: str) -> HttpResponse:
    """Return the letter to the heirs behind a file as PDF, in vi or en; the read is kept."""
    who, facts = caller(request), payroll_facts.pension(file_no)
    who.require("payroll", office_path=facts.office_path)
    seen = payroll_files.one(facts.id, clock.today())
    if seen is None:
        raise MissingError(heirs.ALIVE.fill(file=file_no))
    access.note_read(who.name, facts.person, f"letter to heirs {file_no}", "")
    body = heirs.letter_pdf(seen, "en" if language == "en" else "vi", clock.today())
    return HttpResponse(body, content_type=PDF)


@router.post("/payments/claims/{int:claim}/receipts", response=dict[str, Any])
def pay_in(request: HttpRequest, claim: int, body: ReceiptIn) -> dict[str, Any]:
    """Record money paid in at the desk on a claim; the answer says what is left of it."""
    who, found = caller(request), claims_store.one(claim)
    who.require("payroll.answers", office_path=found.office_path)
    day = body.day or clock.today()
    overpayments.take_in(Receipt(claim, day, body.amount, body.payer, body.document, who.name))
    now = claims_store.one(claim)
    return {"claim": claim, "amount": now.amount, "recovered": now.recovered, "left": now.left}
