"""The shapes of the product's own look-up: what is asked, and the same fields in every answer."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Schema

from ansinh.api.shapes import Sentence
from ansinh.core.text import Text
from ansinh.domain.coverage.lookup import CardSpan, SeenVisit
from ansinh.law.cards.levels import rate_of
from ansinh.law.values import Values
from ansinh.usecases.coverage.lookup import Answer

VISITS = 10  # the latest that are shown
BIRTHS = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}


class LookupIn(Schema):
    """A number (card, SI number, personal ID) with the birth date, or the line a scanner read."""

    number: str = Field("", max_length=40)
    birth: str = Field("", max_length=10, description="dd/MM/yyyy, MM/yyyy or yyyy")
    name: str = Field("", max_length=200)
    qr: str = Field("", max_length=2000, description="chip citizen ID or health insurance card, as scanned")
    day: dt.date | None = Field(None, description="the day asked about; today without it")
    purpose: Literal["visit", "admission", "discharge", "emergency", "claim", "service"] = "visit"
    clerk: str = Field("", max_length=80, description="who sits at the system that asks")


class CardOut(Schema):
    """A card: number, group, level with the share it pays, last day inclusive (null: until participation stops)."""

    number: str
    group: str
    level: int
    rate: int
    valid_from: dt.date
    valid_to: dt.date | None
    facility: str
    facility_name: str
    area: str
    five_year_date: dt.date


class PersonShownOut(Schema):
    """The bearer, as far as a counter needs it."""

    full_name: str
    birth: str
    sex: str
    si_number: str
    linked: bool


class VisitOut(Schema):
    """A recent visit."""

    facility: str
    facility_name: str
    came_at: dt.datetime
    left_at: dt.datetime
    care: str
    diagnosis: str
    copayment: int


class LookupOut(Schema):
    """Yes or no and why. A wrong fact and an unknown number give the very same answer."""

    valid: bool
    code: str
    reason: Sentence
    mend: Sentence
    person: PersonShownOut | None
    card: CardOut | None
    newer_card: CardOut | None
    route: str
    route_words: Sentence
    copaid_this_year: int
    copayment_room: int | None
    five_years_reached: bool
    visits: list[VisitOut]


def answer_json(answer: Answer, day: dt.date, values: Values) -> dict[str, Any]:
    """Return the answer as JSON values, the shape of LookupOut."""
    holder, verdict = answer.holder, answer.verdict
    return {
        "valid": answer.code.valid,
        "code": answer.code.code,
        "reason": _both(answer.code.reason),
        "mend": _both(answer.code.mend),
        "person": {
            "full_name": holder.full_name, "birth": birth_text(holder.birth, holder.birth_precision),
            "sex": holder.sex, "si_number": holder.si_number, "linked": holder.linked,
        } if holder else None,
        "card": _card(answer.number, verdict.card, day, values) if holder and verdict.card else None,
        "newer_card": _card(answer.newer_number, verdict.newer, day, values) if holder and verdict.newer else None,
        "route": answer.route[0],
        "route_words": _both(answer.route[1]),
        "copaid_this_year": answer.copaid,
        "copayment_room": answer.room,
        "five_years_reached": bool(holder and verdict.card and verdict.card.five_year <= day),
        "visits": [_visit(seen) for seen in holder.visits[:VISITS]] if holder else [],
    }  # fmt: skip


def birth_text(birth: dt.date | None, precision: str) -> str:
    """Return a birth as it is written, as far as it is known."""
    return birth.strftime(BIRTHS[precision]) if birth else ""


def _card(number: str, card: CardSpan, day: dt.date, values: Values) -> dict[str, Any]:
    """Return the shape of a card."""
    last, key = card.last, ("card rate", card.level, day)
    if key not in values.memo:
        values.memo[key] = rate_of(card.level, day, values)
    return {
        "number": number, "group": card.group, "level": card.level, "rate": values.memo[key],
        "valid_from": card.start.isoformat(), "valid_to": last.isoformat() if last else None,
        "facility": card.facility, "facility_name": card.facility_name, "area": f"K{card.area}" if card.area else "",
        "five_year_date": card.five_year.isoformat(),
    }  # fmt: skip


def _visit(seen: SeenVisit) -> dict[str, Any]:
    """Return the shape of a visit."""
    return {
        "facility": seen.facility, "facility_name": seen.facility_name, "came_at": seen.came_at.isoformat(),
        "left_at": seen.left_at.isoformat(), "care": seen.care, "diagnosis": seen.diagnosis,
        "copayment": seen.copayment,
    }  # fmt: skip


def _both(text: Text) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {"vi": text.vi, "en": text.en}
