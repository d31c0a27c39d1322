"""Relief over the API: lists built, sent back, decided; one person's application; figures as of a day."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, UploadedFile

from ansinh.api.benefits_shapes import ProblemOut
from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.benefits.relief import measure, measures
from ansinh.domain.benefits.relief_report import STATES
from ansinh.domain.registry.rights import Act
from ansinh.formats.media import XLSX
from ansinh.formats.relief_list import write_relief_list
from ansinh.jobs.queue import queue
from ansinh.records.store.benefits import payments, payments_shown, relief_report
from ansinh.records.store.benefits import relief as lists
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.relief_report import ListRow
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import relief
from ansinh.usecases.benefits.relief import Application
from ansinh.usecases.benefits.relief_paying import pay_measure
from ansinh.usecases.benefits.relief_refund import build_refunds, claim_refund

router = Router(tags=["relief"])
NOTHING = Text("Không có danh sách này.", "There is no such list.")
NO_STEP = Text("Không có bước này.", "There is no such step.")
PAGE = 100
RIGHTS: dict[str, Act] = {"decide": "relief.decide", "pay": "payroll.run"}


class StepIn(Schema):
    """A step with the lists of a measure: the office and day; for a decision its number."""

    office: str
    day: dt.date
    decision: str = ""


class ApplicationIn(Schema):
    """One person's own application."""

    si_number: str
    office: str
    day: dt.date


class RefundIn(Schema):
    """To which account an employer wants its refund: BIN and name of the bank, number, holder; the day it asked."""

    code: str
    name: str
    number: str
    holder: str
    day: dt.date


class ReplyOut(Schema):
    """What came of a list sent back; with findings that stop, nothing was taken in."""

    confirmed: int
    declined: int
    redirected: int
    findings: list[ProblemOut]


@router.get("/relief", response=list[dict[str, Any]])
def figures(request: HttpRequest, office: str, day: dt.date) -> list[dict[str, Any]]:
    """Return what every relief measure has come to by a day; received, decided and paid are series of their own."""
    place = months.office(office)
    caller(request).require("relief", office_path=place.path)
    told = []
    for code in measures():
        one = relief.report(code, office, day)
        states = {state: one.state(state) for state in STATES}
        told.append(
            {
                "measure": code, "kind": one.measure.kind, "document": one.measure.document.vi, "day": day,
                "employers": one.employers, "workers": one.workers, "amount": one.amount, "expected": one.expected,
                "method": None if one.method is None else one.method.vi,
                "states": {name: {"people": sums.people, "amount": sums.amount} for name, sums in states.items()},
                "lists_requested": {"employers": one.requested.people, "workers": one.requested.amount},
                "lists_confirmed": {"employers": one.confirmed.people, "workers": one.confirmed.amount},
            }
        )  # fmt: skip
    return told


@router.get("/relief/lists/{int:number}", response=dict[str, Any])
def one_list(request: HttpRequest, number: int) -> dict[str, Any]:
    """Return a list with its people; the reads are kept."""
    who = caller(request)
    row, code = _list(who, number, "relief")
    people = relief_report.cases(number)
    payments_shown.note_reads(who.name, [one.person for one in people], f"relief {code}", "")
    cases = [
        {"name": one.full_name, "si_number": one.si_number, "months": one.months, "amount": one.amount,
         "state": one.state, "note": one.note}
        for one in people
    ]  # fmt: skip
    return {**_plain(row), "measure": code, "people": cases}


@router.get("/relief/lists/{int:number}/workbook")
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """Return the workbook the unit is sent; the reads are kept."""
    who = caller(request)
    row, code = _list(who, number, "relief")
    people = relief_report.cases(number)
    payments_shown.note_reads(who.name, [one.person for one in people], f"relief {code} xlsx", "")
    rows = [(one.full_name, one.si_number, one.months, one.amount) for one in people if one.state == 1]
    return HttpResponse(write_relief_list(f"{row.unit} {row.number}", rows), content_type=XLSX)


@router.post("/relief/lists/{int:number}/reply", response=ReplyOut)
def reply(request: HttpRequest, number: int, day: dt.date, file: File[UploadedFile]) -> ReplyOut:
    """Take in a list that a unit sent back (XLSX, CSV): whole or not at all."""
    who = caller(request)
    _list(who, number, "relief.run")
    done = relief.receive_reply(number, file.read(), name=file.name or "", day=day, actor=who.name)
    findings = [ProblemOut.of(one) for one in done.findings]
    return ReplyOut(
        confirmed=done.confirmed, declined=done.declined, redirected=done.redirected, findings=findings
    )  # fmt: skip


@router.post("/relief/lists/{int:number}/claim", response=dict[str, Any])
def claim(request: HttpRequest, number: int, body: RefundIn) -> dict[str, Any]:
    """Record that an employer asks for its refund, and to which account."""
    who = caller(request)
    _list(who, number, "relief.run")
    claim_refund(number, Destination("bank", body.code, body.name, body.number, body.holder), body.day, who.name)
    return _plain(_list(who, number, "relief.run")[0])


@router.get("/relief/{code}/lists", response=list[dict[str, Any]])
def lists_of(request: HttpRequest, code: str, office: str, state: str = "", after: int = 0) -> list[dict[str, Any]]:
    """Return lists of a measure by id after `after`: state open, received, decided, or all."""
    place = months.office(office)
    caller(request).require("relief", office_path=place.path)
    return [_plain(row) for row in relief_report.lists(measure(code), place.path, state=state, after=after, limit=PAGE)]


@router.post("/relief/{code}/applications", response=dict[str, Any])
def apply_alone(request: HttpRequest, code: str, body: ApplicationIn) -> dict[str, Any]:
    """Take in one person's own application; refused with the reason where there is no right."""
    who = caller(request)
    who.require("relief.run", office_path=months.office(body.office).path)
    return {"list": relief.apply_alone(code, Application(body.si_number, body.office, body.day), who.name)}


@router.post("/relief/{code}/{step}", response=dict[str, Any])
def step(request: HttpRequest, code: str, step: str, body: StepIn) -> dict[str, Any]:
    """Build the lists of a measure, record them as confirmed, decide what was received (how many), open their batch."""
    who, place, found = caller(request), months.office(body.office), measure(code)
    who.require(RIGHTS.get(step, "relief.run"), office_path=place.path)
    if step == "pay":
        return {"batch": pay_measure(code, body.office, body.day, who.name).id}
    if step == "build" and found.kind == "refund":
        return {"lists": build_refunds(code, body.office, body.day, who.name)}
    if step == "build":
        queue.order(
            "relief.build", lock=f"{code}:{place.code}", measure=code, office=place.code, day=str(body.day),
            actor=who.name,
        )  # fmt: skip
        return {"ordered": True}
    if step == "confirm":
        waiting = lists.undecided(found.code, payments.offices_under(place.path), received=False, until=body.day)
        return {"lists": relief.confirm(waiting, body.day, who.name)}
    if step == "decide":
        return {"lists": relief.decide(code, body.office, body.day, body.decision, who.name)}
    raise MissingError(NO_STEP)


def _list(who: Caller, number: int, act: Act) -> tuple[ListRow, str]:
    """Return a list the caller may do `act` with, and the code of its measure."""
    found = relief_report.list_row(number)
    if found is None:
        raise MissingError(NOTHING)
    who.require(act, office_path=found[1])
    return found[0], found[2]


def _plain(row: ListRow) -> dict[str, Any]:
    """Return a list as it is sent."""
    return {
        "id": row.id, "number": row.number, "kind": row.kind, "office": row.office, "account": row.account,
        "unit": row.unit, "workers": row.workers, "amount": row.amount, "built_on": row.built_on,
        "received_on": row.received_on, "decided_on": row.decided_on, "decision": row.decision, "paid": row.paid,
    }  # fmt: skip
