"""The same data as FHIR R4: Coverage of a card, Claim of a record, ClaimResponse of its assessment. Plain JSON values.

Money is whole dong (VND has no minor unit in ISO 4217). Codes of ours carry a system of ours; diseases are ICD-10.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from ansinh.core.rounding import half_up

BASE: Final = "urn:ansinh"
ICD10: Final = "http://hl7.org/fhir/sid/icd-10"
_TERMS: Final = "http://terminology.hl7.org/CodeSystem"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FhirCard:
    """A card of a day: `last` is its last day (none: open); `rate` the benefit in per cent."""

    number: str
    person: str
    first: dt.date
    last: dt.date | None
    group: str
    group_name: str
    level: int
    facility: str
    agency: str
    serves: bool


@dataclass(frozen=True, slots=True)
class FhirLine:
    """One line of a record; money in hundredths of a dong, quantity in thousandths."""

    table: str
    row: int
    code: str
    title: str
    ordered: dt.datetime | None
    quantity: int
    price: int
    in_scope: int
    claimed: int
    accepted: int
    rule: str


@dataclass(frozen=True, slots=True)
class FhirVisit:
    """One record and what became of it; money in hundredths of a dong. `notes`: (rule, words)."""

    key: str
    episode: str
    facility: str
    card: str
    came: dt.datetime | None
    left: dt.datetime | None
    inpatient: bool
    icd: str
    total: int
    claimed: int
    accepted: int
    copay: int
    state: str
    received: dt.date
    lines: Sequence[FhirLine]
    notes: Sequence[tuple[str, str]] = ()


def coverage(card: FhirCard) -> Json:
    """Return a card as Coverage; what is not known is left out, as the standard wants it."""
    period = {"start": card.first.isoformat()} | ({"end": card.last.isoformat()} if card.last else {})
    told = {
        "resourceType": "Coverage", "id": card.number, "status": "active" if card.serves else "cancelled",
        "identifier": [_identifier("card", card.number)],
        "type": {"coding": [_coding(f"{_TERMS}/v3-ActCode", "PUBLICPOL")], "text": "Bảo hiểm y tế"},
        "subscriberId": card.number, "beneficiary": _reference("Patient", "person", card.person), "period": period,
        "payor": [_reference("Organization", "agency", card.agency)],
        "class": [
            {"type": _concept(f"{_TERMS}/coverage-class", "group"), "value": card.group, "name": card.group_name},
            {"type": _concept(f"{_TERMS}/coverage-class", "class"), "value": str(card.level)},
        ],
    }  # fmt: skip
    return told | ({"network": card.facility} if card.facility else {})


def claim(visit: FhirVisit) -> Json:
    """Return a record as Claim: one item a line; the total is the sum of their net values, as R4 defines it."""
    nets, period = sum(line.in_scope for line in visit.lines), _period(visit)
    made: Json = {
        "resourceType": "Claim", "id": visit.key, **_common(visit),
        "provider": _reference("Organization", "facility", visit.facility),
        "priority": _concept(f"{_TERMS}/processpriority", "normal"),
        "diagnosis": [{"sequence": 1, "diagnosisCodeableConcept": _concept(ICD10, visit.icd or "R69")}],
        "insurance": [{"sequence": 1, "focal": True, "coverage": _reference("Coverage", "card", visit.card)}],
        "item": [_item(place, line) for place, line in enumerate(visit.lines, 1)],
        "total": _money(nets if visit.lines else visit.total),
    }  # fmt: skip
    made |= {"billablePeriod": period} if period else {}
    return made if visit.lines else {name: value for name, value in made.items() if name != "item"}


def claim_response(visit: FhirVisit) -> Json:
    """Return the assessment of a record as ClaimResponse: what the fund pays of each line, and why it is less."""
    notes = [
        {"number": place, "type": "display", "text": f"{rule}: {words}"}
        for place, (rule, words) in enumerate(visit.notes, 1)
    ]
    numbers = {rule: place for place, (rule, _) in enumerate(visit.notes, 1)}
    made: Json = {
        "resourceType": "ClaimResponse", "id": visit.key, **_common(visit),
        "insurer": _reference("Organization", "agency", visit.facility[:2]),
        "requestor": _reference("Organization", "facility", visit.facility),
        "request": {"reference": f"Claim/{visit.key}"}, "outcome": "queued" if visit.state == "review" else "complete",
        "disposition": visit.state,
        "item": [_adjudicated(place, line, numbers) for place, line in enumerate(visit.lines, 1)],
        "total": [_amount("submitted", visit.claimed), _amount("benefit", visit.accepted),
                  _amount("copay", visit.copay)],
    }  # fmt: skip
    return made | ({"processNote": notes} if notes else {})


def bundle(entries: Sequence[Json], total: int) -> Json:
    """Return resources as the answer of a search."""
    return {
        "resourceType": "Bundle", "type": "searchset", "total": total,
        "entry": [{"fullUrl": f"{BASE}/{one['resourceType']}/{one['id']}", "resource": one} for one in entries],
    }  # fmt: skip


def _common(visit: FhirVisit) -> Json:
    """Return what a Claim and its ClaimResponse share."""
    return {
        "identifier": [_identifier("episode", f"{visit.facility}/{visit.episode}")], "status": "active",
        "type": _concept(f"{_TERMS}/claim-type", "institutional" if visit.inpatient else "professional"),
        "use": "claim", "patient": _reference("Patient", "card", visit.card), "created": visit.received.isoformat(),
    }  # fmt: skip


def _item(place: int, line: FhirLine) -> Json:
    """Return a line as an item of a Claim; `net` is what is within the scope of the insurance."""
    item: Json = {
        "sequence": place, "productOrService": {"coding": [_coding(f"{BASE}/{line.table}", line.code or "-")],
                                                "text": line.title or line.code or "-"},
        "quantity": {"value": _exact(line.quantity)}, "unitPrice": _money(line.price // 10),
        "net": _money(line.in_scope),
    }  # fmt: skip
    return item | ({"servicedDate": line.ordered.date().isoformat()} if line.ordered else {})


def _adjudicated(place: int, line: FhirLine, numbers: dict[str, int]) -> Json:
    """Return what became of a line."""
    told: Json = {
        "itemSequence": place,
        "adjudication": [_amount("submitted", line.claimed), _amount("benefit", line.accepted)],
    }  # fmt: skip
    return told | ({"noteNumber": [numbers[line.rule]]} if line.rule in numbers else {})


def _amount(code: str, cents: int) -> Json:
    """Return an amount with the kind of adjudication it is."""
    return {"category": _concept(f"{_TERMS}/adjudication", code), "amount": _money(cents)}


def _period(visit: FhirVisit) -> Json:
    """Return the days of a visit."""
    days = (("start", visit.came), ("end", visit.left))
    return {name: f"{moment:%Y-%m-%d}" for name, moment in days if moment is not None}


def _money(cents: int) -> Json:
    """Return hundredths of a dong as money: whole dong."""
    return {"value": half_up(Fraction(cents, 100)), "currency": "VND"}


def _exact(thousandths: int) -> int | float:
    """Return a quantity (no money) as a JSON number: half a bed day is 0.5, which decimals of JSON write exactly."""
    whole, rest = divmod(max(thousandths, 0), 1_000)
    return whole + rest / 1_000 if rest else whole


def _identifier(kind: str, value: str) -> Json:
    """Return an identifier of ours."""
    return {"system": f"{BASE}/{kind}", "value": value}


def _reference(resource: str, kind: str, value: str) -> Json:
    """Return a reference by an identifier."""
    return {"type": resource, "identifier": _identifier(kind, value or "-")}


def _coding(system: str, code: str) -> Json:
    """Return a coding."""
    return {"system": system, "code": code}


def _concept(system: str, code: str) -> Json:
    """Return a concept of one coding."""
    return {"coding": [_coding(system, code)]}
