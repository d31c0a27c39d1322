"""FHIR R4 over the API: Coverage of a card, Claim and ClaimResponse of a record, a search of Claims. Read only."""

import datetime as dt
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from ansinh.api.callers import Caller, caller
from ansinh.api.claims_numbers import allowed_facilities
from ansinh.api.written import month_of
from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rules
from ansinh.formats import fhir_claims
from ansinh.formats.fhir_claims import FhirCard, FhirLine, FhirVisit
from ansinh.records.store.claims import files, numbers, worklist
from ansinh.records.store.claims.place import person_of_card
from ansinh.records.store.claims.visits import VisitHead, visit_head
from ansinh.records.store.coverage.periods import cards_of, holds_of, people_by_card
from ansinh.records.store.registry import people
from ansinh.usecases.coverage.cards import group_name
from ansinh.usecases.registry.people import note_look

router = Router(tags=["fhir"])
FHIR = "application/fhir+json"
NOTHING = Text("Không tìm thấy.", "Not found.")
MOST = 50


@router.get("/Coverage/{number}", openapi_extra={"responses": {200: {"content": {FHIR: {}}}}})
def coverage(request: HttpRequest, number: str, day: dt.date | None = None) -> HttpResponse:
    """Return the card of a day of whoever has this card, SI number or personal ID, as Coverage."""
    who = caller(request)
    person = people_by_card([number]).get(number)
    if person is None:
        raise MissingError(NOTHING)
    place, on = people.by_id(person).office_path, day or who.day
    who.require("cards", office_path=place)
    found = cards_of([person], on, on)
    if not found:
        raise MissingError(NOTHING)
    note_look(person, who.name, "fhir")
    card = found[0]
    return _answer(fhir_claims.coverage(FhirCard(
        number=card.number, person=card.number[5:], first=card.valid_from,
        last=card.valid_to - dt.timedelta(days=1) if card.valid_to else None, group=card.group,
        group_name=group_name(card.group).vi, level=card.level, facility=card.facility_code or "",
        agency=place.rsplit(".", maxsplit=1)[-1], serves=not holds_of([person], on),
    )))  # fmt: skip


@router.get("/Claim", openapi_extra={"responses": {200: {"content": {FHIR: {}}}}})
def search(request: HttpRequest, month: str, facility: str = "") -> HttpResponse:
    """Return the dearest records of a settlement month as Claims, at most fifty, with how many there are."""
    who = caller(request)
    codes = allowed_facilities(who)
    chosen = [facility] if facility in codes else [] if facility else list(codes)
    first = month_of(month)
    rows = numbers.visits_behind(chosen, (first, first), None, after=None, limit=MOST)
    total = sum(one.now.visits for one in numbers.care(chosen, first, first, "all"))
    heads = [visit_head(row.period, row.id) for row in rows]
    return _answer(fhir_claims.bundle([fhir_claims.claim(_visit(head)) for head in heads if head], total))


@router.get("/Claim/{key}", openapi_extra={"responses": {200: {"content": {FHIR: {}}}}})
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """Return one record (YYYY-MM-number) as Claim."""
    return _answer(fhir_claims.claim(_visit(_head(caller(request), key))))


@router.get("/ClaimResponse/{key}", openapi_extra={"responses": {200: {"content": {FHIR: {}}}}})
def claim_response(request: HttpRequest, key: str) -> HttpResponse:
    """Return the assessment of one record as ClaimResponse."""
    return _answer(fhir_claims.claim_response(_visit(_head(caller(request), key))))


def _answer(resource: dict[str, Any]) -> HttpResponse:
    """Return a resource as FHIR JSON."""
    return HttpResponse(json.dumps(resource, ensure_ascii=False), content_type=FHIR)


def _head(who: Caller, key: str) -> VisitHead:
    """Return the record of a key the caller may see; the look of an officer is written down."""
    month, _, number = key.rpartition("-")
    if not number.isdecimal():
        raise MissingError(NOTHING)
    head = visit_head(month_of(month).first_day, int(number))
    if head is None or head.facility not in allowed_facilities(who):
        raise MissingError(NOTHING)
    person = person_of_card(head.card)
    if person is not None:
        note_look(person, who.name, "fhir")
    return head


def _visit(head: VisitHead) -> FhirVisit:
    """Return a record with its lines and findings."""
    frame = files.lines_at(head.file, head.place)
    lines = [] if frame.is_empty() else [_line(row) for row in frame.sort("table", "row").iter_rows(named=True)]
    items = worklist.of_visit(head.period, head.id)
    received = items[0].received.date() if items else head.period
    notes = {one.rule: rules()[one.rule].title.vi for one in items if one.state != "lifted"}
    return FhirVisit(
        key=f"{Month.containing(head.period)}-{head.id}", episode=head.episode, facility=head.facility, card=head.card,
        came=head.came, left=head.left, inpatient=head.care in {"03", "04", "06", "09"}, icd=head.icd, total=head.total,
        claimed=head.claimed, accepted=head.accepted, copay=head.copay, state=head.state, received=received,
        lines=lines, notes=tuple(notes.items()),
    )  # fmt: skip


def _line(row: dict[str, Any]) -> FhirLine:
    """Return one line."""
    return FhirLine(
        table=row["table"], row=row["row"], code=row["drug"] or row["supply"] or row["service"] or "",
        title=row["title"] or "", ordered=row["ordered"], quantity=row["quantity"] or 0, price=row["price_bh"] or 0,
        in_scope=row["bh"] or 0, claimed=row["fund"] or 0, accepted=row["accepted"] or 0, rule=row["rule"] or "",
    )  # fmt: skip
