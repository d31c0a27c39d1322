"""Payments worked on over the API: batches opened, tried, signed; one payment followed; a file stopped and resumed."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.payments import BatchOut, DestinationIn, plain_batch, seen_batch
from ansinh.api.written import month_of
from ansinh.core.errors import MissingError
from ansinh.core.period import Month, add_months
from ansinh.core.text import Text
from ansinh.domain.benefits.payment_state import LINE_STATES
from ansinh.domain.benefits.payments import Outcome, PayKey, Source
from ansinh.domain.registry.rights import Act
from ansinh.jobs.payroll.files import folder
from ansinh.jobs.queue import queue
from ansinh.records.store import access
from ansinh.records.store.benefits import (
    payments,
    payments_line,
    payments_lines,
    payments_shown,
    payroll_facts,
    payroll_files,
)
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payments_line import Line
from ansinh.records.store.ledger import months
from ansinh.usecases import clock
from ansinh.usecases.benefits import payees, payroll
from ansinh.usecases.benefits import payments as acts

router = Router(tags=["payments"])
NOTHING = Text("Không có mục này.", "There is no such thing.")


@router.post("/payments/{uuid:batch}/{step}", response=BatchOut)
def batch_step(request: HttpRequest, batch: UUID, step: str) -> BatchOut:
    """Order the trial or the files of a batch, or approve it; the second approval orders the writing."""
    who = caller(request)
    found = seen_batch(who, batch)
    if step not in {"trial", "approve", "files"}:
        raise MissingError(NOTHING)
    who.require("payroll.approve" if step == "approve" else "payroll.run", office_path=found.path)
    if step == "approve":
        step = "write" if acts.sign(batch, who.name).state == "writing" else ""
    if step:
        queue.order(f"payments.{step}", lock=str(batch), batch=str(batch), actor=who.name)
    return BatchOut(**plain_batch(payments.batch_of(batch)))


@router.get("/payments/{uuid:batch}/files/{name}")
def batch_file(request: HttpRequest, batch: UUID, name: str) -> HttpResponse:
    """Return a released file of a batch, as it was released."""
    found = seen_batch(caller(request), batch)
    path = folder(found.id) / name
    if name not in {order.file_name for order in payments_lines.orders(found.id)} or not path.exists():
        raise MissingError(NOTHING)
    kind = "application/xml" if name.endswith(".xml") else "text/csv"
    return HttpResponse(path.read_bytes(), content_type=f"{kind}; charset=utf-8")


@router.get("/payments/lines/{reference}", response=dict[str, Any])
def one_line(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Return one payment: its state, every attempt with its answer, the destinations asked for. The read is kept."""
    who = caller(request)
    _, line = _line(who, reference, "payroll")
    if line.facts.person:
        access.note_read(who.name, line.facts.person, f"payment {reference}", "")
    return {
        "reference": reference, "state": line.state, "state_name": LINE_STATES[line.state].vi,
        "state_name_en": LINE_STATES[line.state].en, "who": line.facts.full_name, "month": line.facts.month,
        "about": line.facts.about, "after_death": line.facts.after_death,
        "attempts": [
            {
                "attempt": one.attempt, "amount": one.amount, "form": one.form, "channel": one.channel,
                "number": one.number[-4:], "outcome": Outcome(one.outcome).name.lower() if one.outcome else None,
                "day": one.day, "reason": one.reason,
            }
            for one in line.attempts
        ],
        "destinations": [
            {"id": one.id, "form": one.form, "name": one.name, "state": one.state, "entered_by": one.entered_by}
            for one in line.changes
        ],
    }  # fmt: skip


@router.post("/payments/lines/{reference}/destination", response=dict[str, Any])
def line_elsewhere(request: HttpRequest, reference: str, body: DestinationIn) -> dict[str, Any]:
    """Ask that a returned payment of a decision or relief case go elsewhere when it is sent again."""
    who = caller(request)
    key, _ = _line(who, reference, "payroll.run")
    where = Destination(body.form, body.code, body.name, body.number, body.holder)
    return {"id": payees.ask_for_line(key, where, body.document, who.name)}


def _line(who: Caller, reference: str, act: Act) -> tuple[PayKey, Line]:
    """Return a payment the caller may do `act` with, and its key."""
    key = PayKey.parse(reference)
    line = None if key is None else payments_line.line(key)
    if key is None or line is None:
        raise MissingError(payees.NO_LINE)
    who.require(act, office_path=line.facts.office_path)
    return key, line


@router.get("/payments/claims", response=list[dict[str, Any]])
def claims(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return months of pensions paid and not due, to be recovered, in dong."""
    place = months.office(office)
    caller(request).require("payroll", office_path=place.path)
    return [
        {
            "claim": one.id, "file": one.file_no, "who": one.full_name, "reason": one.reason, "months": one.months,
            "amount": one.amount, "recovered": one.recovered, "left": one.left, "month": one.month,
        }
        for one in payments_shown.overpaid(place.path)
    ]  # fmt: skip


@router.get("/payments/life-checks", response=list[dict[str, Any]])
def life_checks(request: HttpRequest, office: str) -> list[dict[str, Any]]:
    """Return whose life check is overdue today, the longest ago first."""
    place, day = months.office(office), clock.today()
    caller(request).require("payroll", office_path=place.path)
    return [
        {"file": one.file_no, "who": one.full_name, "last_seen": one.last_seen, "form": one.form}
        for one in payroll_facts.life_check_overdue(place.path, day, payroll.seen_since(day))
    ]


class FileActIn(Schema):
    """What is recorded about a file: a day (death, life check), a month (YYYY-MM), why, by which document."""

    document: str = ""
    day: dt.date | None = None
    month: str = ""
    reason: str = "other"
    method: str = "counter"
    with_arrears: bool = True


@router.post("/payments/files/{path:file_no}/acts/{act}", response=dict[str, Any])
def file_act(request: HttpRequest, file_no: str, act: str, body: FileActIn) -> dict[str, Any]:
    """Record a death, a suspension, a resumption or a life check (death, suspend, resume, seen)."""
    who, today = caller(request), clock.today()
    who.require("payroll.run", office_path=payroll_facts.pension(file_no).office_path)
    day = body.day or today
    month = month_of(body.month) if body.month else Month.containing(today).plus(1)
    known: dict[str, Callable[[], object]] = {
        "death": lambda: payroll.report_death(file_no, day, body.document, who.name, noticed=today),
        "suspend": lambda: payroll.suspend(file_no, month, body.reason, body.document, who.name, noticed=today),
        "resume": lambda: payroll.resume(file_no, month, body.document, who.name, with_arrears=body.with_arrears),
        "seen": lambda: payroll.saw_alive(file_no, day, body.method, who.name),
    }
    if act not in known:
        raise MissingError(NOTHING)
    known[act]()
    return one_file(request, file_no)


@router.get("/payments/files/{path:file_no}", response=dict[str, Any])
def one_file(request: HttpRequest, file_no: str) -> dict[str, Any]:
    """Return a file in payment: where it goes, its terms, stops and payments of two years. The read is kept."""
    who, facts, day = caller(request), payroll_facts.pension(file_no), clock.today()
    who.require("payroll", office_path=facts.office_path)
    access.note_read(who.name, facts.person, f"payroll {file_no}", "")
    seen = payroll_files.one(facts.id, day)
    since = add_months(day.replace(day=1), -24)
    return {
        "file": file_no, "who": seen.full_name if seen else "", "stop": seen.stop if seen else "",
        "last_seen": seen.last_seen if seen else None,
        "terms": [{"first": one.first, "end": one.end, "amount": one.amount} for one in payroll_files.terms(facts.id)],
        "stops": [{"first": one.first, "end": one.end, "reason": one.what} for one in payroll_files.stops(facts.id)],
        "payments": [
            {
                "reference": PayKey(Month.containing(one.month), Source.PENSION, facts.id, one.attempt).reference,
                "amount": one.amount, "arrears": one.arrears, "recovered": one.recovered,
                "outcome": Outcome(one.outcome).name.lower() if one.outcome else None,
            }
            for one in payroll_files.payments(facts.id, since)
        ],
    }  # fmt: skip
