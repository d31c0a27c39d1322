"""Acts on cards over the API, for offices' own systems: issue, hold, release, change the facility, link, undo."""

import datetime as dt
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.store.coverage import exemptions
from ansinh.records.store.coverage.acts import Hold, events_of, links_of
from ansinh.records.store.coverage.exemptions import Certificate
from ansinh.records.store.coverage.periods import cards_of, holds_of, people_by_card
from ansinh.records.store.registry import people
from ansinh.usecases.coverage import cards
from ansinh.usecases.coverage.cards import Evidence
from ansinh.usecases.coverage.exemptions import record_certificate, undo_certificate

router = Router(tags=["cards"])
NOBODY = Text("Không tìm thấy người có số này.", "Nobody with this number was found.")


class CardOut(Schema):
    """The card of a day: its number, days (the last one included; none: open), facility, five-year date."""

    number: str
    valid_from: dt.date
    valid_to: dt.date | None
    group: str
    level: int
    facility: str
    area: int
    five_year: dt.date
    held: str
    linked: bool


class IssueIn(Schema):
    """Issue or issue again; a paper card needs a reason."""

    form: Literal["electronic", "paper"] = "electronic"
    reason: str = ""


class HoldIn(Schema):
    """Hold (or withdraw, report as reduced) from a day, with the reason and the document."""

    kind: str = "held"
    reason: str
    document: str = ""
    first: dt.date
    stop: dt.date | None = None


class DayIn(Schema):
    """A day and a reason."""

    day: dt.date
    reason: str = ""


class FacilityIn(Schema):
    """Another primary facility from a day on; outside the first days of a quarter with a reason."""

    facility: str
    day: dt.date
    reason: str = ""


class LinkIn(Schema):
    """Link to a personal ID on evidence: chip, population or officer, and its reference."""

    personal_id: str
    evidence: Literal["chip", "population", "officer"]
    reference: str


class CertificateIn(Schema):
    """A certificate of no more co-payment: its number, who issued it, from which day (until 31 December)."""

    number: str
    issuer: str
    holds_from: dt.date


class CertificateOut(CertificateIn):
    """A certificate as it stands or was undone."""

    id: int
    holds_to: dt.date
    undone: bool


class ReasonIn(Schema):
    """A reason."""

    reason: str


class DoneOut(Schema):
    """What an act came to: the number of the card where one was issued."""

    number: str = ""


class EventOut(Schema):
    """An act on the card."""

    kind: str
    form: str
    number: str
    at: dt.datetime
    actor: str
    reason: str


def _person(who: Caller, number: str, *, write: bool = False) -> int:
    """Return the person of a card, SI number or personal ID the caller may act on; MissingError for others."""
    person = people_by_card([number]).get(number)
    if person is None:
        raise MissingError(NOBODY)
    who.require("cards.write" if write else "cards", office_path=people.by_id(person).office_path)
    return person


@router.get("/{number}", response=CardOut)
def get_card(request: HttpRequest, number: str, day: dt.date | None = None) -> CardOut:
    """Return the card of a day of whoever has this card, SI number or personal ID."""
    who = caller(request)
    person, on = _person(who, number), day or who.day
    found = cards_of([person], on, on)
    if not found:
        raise MissingError(cards.NO_CARD)
    card, held = found[0], holds_of([person], on)
    return CardOut(
        number=card.number, valid_from=card.valid_from,
        valid_to=card.valid_to - dt.timedelta(days=1) if card.valid_to else None, group=card.group, level=card.level,
        facility=card.facility_code or "", area=card.area, five_year=card.five_year,
        held=held[0].kind if held else "", linked=any(one.undone_at is None for one in links_of(person)),
    )  # fmt: skip


@router.get("/{number}/events", response=list[EventOut])
def events(request: HttpRequest, number: str) -> list[EventOut]:
    """Return what was done with the card, the latest first."""
    found = events_of(_person(caller(request), number))
    return [EventOut(kind=one.kind, form=one.form, number=one.number, at=one.at, actor=one.actor, reason=one.reason)
            for one in found]  # fmt: skip


@router.post("/{number}/issue", response=DoneOut)
def issue(request: HttpRequest, number: str, told: IssueIn) -> DoneOut:
    """Issue the card, or issue it again."""
    who = caller(request)
    person = _person(who, number, write=True)
    return DoneOut(number=cards.issue(person, told.form, told.reason, who.name, who.day))


@router.post("/{number}/hold", response=DoneOut)
def hold(request: HttpRequest, number: str, told: HoldIn) -> DoneOut:
    """Hold, withdraw or report the card as reduced for some days."""
    who = caller(request)
    wanted = Hold(told.kind, told.reason, told.document, told.first, told.stop)
    cards.hold(_person(who, number, write=True), wanted, who.name)
    return DoneOut()


@router.post("/{number}/release", response=DoneOut)
def release(request: HttpRequest, number: str, told: DayIn) -> DoneOut:
    """Let a held card serve again from a day."""
    who = caller(request)
    cards.release(_person(who, number, write=True), told.day, told.reason, who.name)
    return DoneOut()


@router.post("/{number}/facility", response=DoneOut)
def change_facility(request: HttpRequest, number: str, told: FacilityIn) -> DoneOut:
    """Register with another primary facility."""
    who = caller(request)
    cards.register_at(_person(who, number, write=True), told.facility, told.day, told.reason, who.name)
    return DoneOut()


@router.post("/{number}/link", response=DoneOut)
def link(request: HttpRequest, number: str, told: LinkIn) -> DoneOut:
    """Link the card to a personal ID."""
    who = caller(request)
    person = _person(who, number, write=True)
    cards.link(person, told.personal_id, Evidence(told.evidence, told.reference), who.name)
    return DoneOut()


@router.post("/{number}/unlink", response=DoneOut)
def unlink(request: HttpRequest, number: str, told: DayIn) -> DoneOut:
    """Undo the link, with the reason."""
    who = caller(request)
    cards.unlink(_person(who, number, write=True), told.reason, who.name)
    return DoneOut()


@router.get("/{number}/exemptions", response=list[CertificateOut])
def certificates(request: HttpRequest, number: str) -> list[CertificateOut]:
    """Return the certificates of no more co-payment of whoever has this card, the latest first."""
    return [
        CertificateOut(
            number=one.certificate.number, issuer=one.certificate.issuer, holds_from=one.certificate.holds_from,
            holds_to=one.certificate.holds_to, id=one.id, undone=one.undone_at is not None,
        ) for one in exemptions.of_person(_person(caller(request), number))
    ]  # fmt: skip


@router.post("/{number}/exemptions", response=DoneOut)
def exempt(request: HttpRequest, number: str, told: CertificateIn) -> DoneOut:
    """Record a certificate another agency issued: nothing more is co-paid in network until 31 December."""
    who = caller(request)
    person = _person(who, number, write=True)
    record_certificate(person, Certificate(told.number, told.issuer, told.holds_from), who.name, who.day)
    return DoneOut(number=told.number)


@router.post("/{number}/exemptions/{row}/undo", response=DoneOut)
def unexempt(request: HttpRequest, number: str, row: int, told: ReasonIn) -> DoneOut:
    """Undo a certificate with a reason."""
    who = caller(request)
    undo_certificate(_person(who, number, write=True), row, told.reason, who.name)
    return DoneOut()
