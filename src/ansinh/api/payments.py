"""Payments over the API: batches with variance and files, answers in, what came back, where money is to go."""

import datetime as dt
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Router, Schema, UploadedFile

from ansinh.api.callers import Caller, caller
from ansinh.api.written import month_of
from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import SOURCES, Outcome
from ansinh.records.store.benefits import (
    payable_recoveries,
    payee_changes,
    payments,
    payments_answers,
    payments_lines,
    payments_tally,
    payroll_facts,
)
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import payees
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payments_answers as answers
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.payments_again import open_again
from ansinh.usecases.benefits.payroll_increase import increase_of

router = Router(tags=["payments"])
LONGEST = 500
NO_SOURCE = Text("Không có nguồn chi này.", "There is no such source of payments.")


class BatchOut(Schema):
    """A batch of payments: how far it is and what it comes to, in dong; `answers` are (payments, dong) by outcome."""

    id: UUID
    source: str
    office: str
    month: str
    number: int
    state: str
    people: int
    amount: Dong
    approved_by: list[str]
    answers: dict[str, list[int]]


class BatchFullOut(BatchOut):
    """The same with the movement against the month before and the files released."""

    movement: dict[str, list[int]]
    files: list[dict[str, Any]]


class TakenOut(Schema):
    """What came of a file of answers; with findings nothing was taken in."""

    new: dict[str, list[int]]
    known: int
    findings: list[dict[str, Any]]


@router.get("/payments", response=list[BatchOut])
def batches(request: HttpRequest, office: str) -> list[BatchOut]:
    """Return the latest batches of an office and those under it."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    return [BatchOut(**plain_batch(one)) for one in payments.latest(place.path)]


class OpeningIn(Schema):
    """A batch to be opened: source pension, decision or relief; `again` sends again what came back of the source."""

    office: str
    source: str
    month: str
    due: dt.date
    number: int = 1
    measure: str = ""
    again: bool = False


@router.post("/payments", response=BatchOut)
def open_batch(request: HttpRequest, body: OpeningIn) -> BatchOut:
    """Open a batch of a month; one that is open already is returned."""
    who, place = caller(request), months.office(body.office)
    who.require("payroll.run", office_path=place.path)
    if body.source not in SOURCES:
        raise MissingError(NO_SOURCE)
    source, month = SOURCES[body.source], month_of(body.month)
    if body.again:
        batch = open_again(source, body.office, month, body.due, who.name)
    else:
        asked = Opening(source, body.office, month, body.due, body.number, body.measure)
        batch = acts.open_batch(asked, who.name)
    return BatchOut(**plain_batch(batch))


@router.get("/payments/returned", response=list[dict[str, Any]])
def returned(request: HttpRequest, office: str, since: dt.date, *, unanswered: bool = False) -> list[dict[str, Any]]:
    """Return payments for months from `since` that came back (or have no answer) and were not sent again."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    rows = payments_answers.work_list(place.path, since, unanswered=unanswered, limit=LONGEST)
    return [
        {
            "reference": one.reference, "amount": one.amount, "payee": one.payee, "channel": one.channel,
            "outcome": Outcome(one.outcome).name.lower() if one.outcome else None, "day": one.day, "reason": one.reason,
        }
        for one in rows
    ]  # fmt: skip


class DestinationIn(Schema):
    """Where money is to go: form bank, post or cash; code is a BIN or the code of a point; `since` for a pension."""

    form: str
    code: str
    name: str
    number: str = ""
    holder: str
    since: str = ""
    document: str


class DecisionIn(Schema):
    """Whether a destination asked for is approved; a refusal says why."""

    approve: bool
    reason: str = ""


@router.get("/payments/payees", response=list[dict[str, Any]])
def destinations(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return the destinations asked for that wait for a second person; account numbers by their last four digits."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    return [
        {
            "id": one.id, "who": one.who, "form": one.form, "name": one.name, "number": one.number[-4:],
            "since": one.since, "entered_by": one.entered_by, "entered_at": one.entered_at,
        }
        for one in payee_changes.waiting(place.path)
    ]  # fmt: skip


@router.post("/payments/files/{path:file_no}/destination", response=dict[str, Any])
def ask_elsewhere(request: HttpRequest, file_no: str, body: DestinationIn) -> dict[str, Any]:
    """Ask that a pension be paid elsewhere; another person approves it a day later at the earliest."""
    who = caller(request)
    who.require("payroll.run", office_path=payroll_facts.pension(file_no).office_path)
    where = Destination(body.form, body.code, body.name, body.number, body.holder)
    return {"id": payees.ask_for_pension(file_no, where, month_of(body.since), body.document, who.name)}


@router.post("/payments/payees/{change}", response=dict[str, Any])
def decide_elsewhere(request: HttpRequest, change: UUID, body: DecisionIn) -> dict[str, Any]:
    """Approve or refuse a destination asked for."""
    who = caller(request)
    who.require("payroll.approve", office_path=payee_changes.one(change).office_path)
    if body.approve:
        payees.approve(change, who.name)
    else:
        payees.refuse(change, who.name, body.reason)
    return {"state": payee_changes.one(change).state}


@router.get("/payments/overpaid", response=list[dict[str, Any]])
def overpaid(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return what decisions overpaid and later payments deduct, in dong: how much is made good, how much is left."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    return [
        {"dossier": one.number, "amount": one.amount, "recovered": one.recovered, "left": one.left}
        for one in payable_recoveries.at_office(place.path)
    ]


@router.get("/payments/increases/{day}", response=dict[str, Any])
def increase(request: HttpRequest, day: dt.date, office: str) -> dict[str, Any]:
    """Return an increase decree over all pensions of an office: people and dong a month before and after, by regime."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    found = increase_of(place.path, day)
    return {
        "day": found.value.since, "citation": found.value.citation,
        "lines": [{**asdict(line), "more": line.more} for line in found.lines],
    }  # fmt: skip


@router.get("/payments/{uuid:batch}", response=BatchFullOut)
def one_batch(request: HttpRequest, batch: UUID) -> BatchFullOut:
    """Return a batch with its movement table and files."""
    found = seen_batch(caller(request), batch)
    trial = found.control.get("trial")
    moves = trial["variance"] if trial else {}
    names = ("opening", "joined", "left", "changed", "closing")
    files = [
        {"file": one.file_name, "channel": one.channel, "lines": one.lines, "amount": one.amount, "sha256": one.sha256}
        for one in payments_lines.orders(found.id)
    ]
    return BatchFullOut(
        **plain_batch(found), movement={name: moves[name] for name in names if name in moves}, files=files
    )


@router.post("/payments/answers", response=TakenOut)
def take_answers(request: HttpRequest, office: str, file: File[UploadedFile]) -> TakenOut:
    """Take in a file of answers (camt.054, pain.002, list): whole or not at all, once."""
    who, place = caller(request), months.office(office)
    who.require("payroll.answers", office_path=place.path)
    done = answers.import_answers(file.read(), name=file.name or "", office=office, actor=who.name)
    findings = [
        {
            "code": one.code, "row": one.where.row, "column": one.where.column, "found": one.found,
            "message": one.message.vi, "message_en": one.message.en, "mend": one.mend.vi, "mend_en": one.mend.en,
        }
        for one in done.findings
    ]  # fmt: skip
    return TakenOut(new={name: list(sums) for name, sums in done.new.items()}, known=done.known, findings=findings)


def seen_batch(who: Caller, number: UUID) -> Batch:
    """Return a batch the caller may see."""
    found = payments.batch_of(number)
    who.require("payroll", office_path=found.path)
    return found


def plain_batch(batch: Batch) -> dict[str, Any]:
    """Return the fields of a batch."""
    trial = batch.control.get("trial") or {"people": 0, "amount": 0}
    became = payments_tally.standing(batch.id)
    return {
        "id": batch.id, "source": batch.source.name.lower(), "office": batch.office, "month": str(batch.month),
        "number": batch.number, "state": batch.state, "people": trial["people"], "amount": trial["amount"],
        "approved_by": [who for who in (batch.first_by, batch.second_by) if who],
        "answers": {
            (Outcome(outcome).name.lower() if outcome else "none"): [lines, amount] for outcome, lines, amount in became
        },
    }  # fmt: skip
