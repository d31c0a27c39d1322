"""More of directions over the API: tasks handed on, questions withdrawn, scorecards frozen, disputed, signed; rules."""

import datetime as dt
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import Caller, caller
from ansinh.api.findings import finding_values
from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.direction_file import TaskLine
from ansinh.domain.registry.rights import Act
from ansinh.records.store.ledger import months
from ansinh.records.store.planning import directions as task_store
from ansinh.records.store.planning import questions as question_store
from ansinh.records.store.planning import scores as score_store
from ansinh.usecases.planning import directions, questions, score_disputes, scores
from ansinh.usecases.planning.told import card_values, question_values

router = Router(tags=["direction"])
_VALUE = Text("Số viết dạng thập phân.", "A value is written as a decimal.")
_QUARTER = Text("Quý viết bằng tháng đầu, dạng YYYY-MM.", "A quarter is written by its first month, YYYY-MM.")


class DayIn(Schema):
    """The day of an act."""

    day: dt.date


class PartIn(Schema):
    """A part of a task handed on to an office below or an officer."""

    office: str
    officer: str = ""
    what: str
    expected: str = ""
    deadline: dt.date
    indicator: str = ""
    target: str | None = None


class CascadeIn(Schema):
    """The parts a task is handed on in."""

    parts: list[PartIn]
    day: dt.date


class FreezeIn(Schema):
    """A quarter to freeze, by its first month."""

    office: str
    quarter: str
    day: dt.date


class DisputeIn(Schema):
    """What is disputed of a card: a line, why, the value claimed."""

    line: str
    claim: str
    value: str | None = None
    day: dt.date


class AnswerIn(Schema):
    """The answer to a dispute."""

    answer: str
    upheld: bool
    day: dt.date


class SlipIn(Schema):
    """What costs an office, or one of its officers, points."""

    office: str
    officer: str = ""
    kind: str
    count: int
    day: dt.date
    document: str


def _value(text: str | None) -> Fraction | None:
    try:
        return None if text is None else Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise RefusedError(_VALUE) from error


def _card(who: Caller, number: int, act: Act) -> score_store.Card:
    """Return a card the caller may see; those of officers only who decides, and the officer."""
    card = score_store.card(number)
    who.require("scores", office_path=card.office_path)
    if card.officer and card.officer != who.name:
        who.offices("scores.decide")
    who.offices(act)
    return card


@router.post("/tasks/{task}/parts", response=dict[str, Any])
def post_parts(request: HttpRequest, task: int, body: CascadeIn) -> dict[str, Any]:
    """Hand a task on; never beyond its own deadline. All parts, or none with every finding."""
    who = caller(request)
    who.require("direction.work", office_path=task_store.office_path(task))
    lines = [
        TaskLine(one.office, one.officer, one.what, one.expected, one.deadline, one.indicator, _value(one.target))
        for one in body.parts
    ]
    taken = directions.cascade(task, lines, body.day, who.name)
    return {"tasks": taken.number, "findings": [finding_values(one) for one in taken.findings.items]}


@router.post("/questions/{question}/withdrawal", response=dict[str, Any])
def post_withdrawal(request: HttpRequest, question: int, body: DayIn) -> dict[str, object]:
    """Withdraw a question one raised oneself."""
    who = caller(request)
    who.offices("direction.work")
    questions.withdraw(question, body.day, who.name)
    return question_values(question_store.one(question), body.day)


@router.post("/scores/freeze", response=dict[str, int])
def post_freeze(request: HttpRequest, body: FreezeIn) -> dict[str, int]:
    """Freeze the scorecards of a quarter; return how many."""
    who = caller(request)
    who.require("scores.freeze", office_path=months.office(body.office).path)
    try:
        quarter = Month.parse(body.quarter)
    except ValueError as error:
        raise RefusedError(_QUARTER) from error
    if quarter.month % 3 != 1:
        raise RefusedError(_QUARTER)
    return {"cards": scores.freeze(body.office, quarter, body.day, who.name)}


@router.get("/scores/{number}", response=dict[str, Any])
def get_card(request: HttpRequest, number: int) -> dict[str, object]:
    """Return one card line by line."""
    card = _card(caller(request), number, "scores")
    rank = next((rank for one, rank in scores.ranked([card]) if one.id == number), 0)
    return card_values(card, rank)


@router.post("/scores/{number}/disputes", response=dict[str, int])
def post_dispute(request: HttpRequest, number: int, body: DisputeIn) -> dict[str, int]:
    """Dispute a line of a card within its window."""
    who = caller(request)
    _card(who, number, "direction.work")
    made = score_disputes.dispute(
        number, body.line, body.claim, _value(body.value), day=body.day, actor=who.name
    )  # fmt: skip
    return {"dispute": made}


@router.post("/disputes/{number}/answer", response=dict[str, int])
def post_dispute_answer(request: HttpRequest, number: int, body: AnswerIn) -> dict[str, int]:
    """Answer a dispute another person raised; an upheld one with a value makes the next revision: its card."""
    who = caller(request)
    card = next((one.card for one in score_store.disputes_by_id(number)), None)
    if card is None:
        raise MissingError(Text("Không có khiếu nại này.", "There is no such dispute."))
    _card(who, card, "scores.decide")
    newer = score_disputes.answer(number, body.answer, upheld=body.upheld, day=body.day, actor=who.name)
    return {"card": newer or card}


@router.post("/scores/{number}/signature", response=dict[str, int])
def post_signature(request: HttpRequest, number: int, body: DayIn) -> dict[str, int]:
    """Sign a card once its window is over."""
    who = caller(request)
    _card(who, number, "scores.decide")
    score_disputes.sign(number, body.day, who.name)
    return {"card": number}


@router.post("/rules", response=dict[str, Any])
def post_rules(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Enter a decision on weights, caps, penalties and peers; it waits for another person."""
    who = caller(request)
    who.offices("scores.freeze")
    taken = scores.enter_rules(body, who.name)
    return {"rules": taken.number or None, "findings": [finding_values(one) for one in taken.findings.items]}


@router.post("/rules/{number}/approval", response=dict[str, int])
def post_rules_approval(request: HttpRequest, number: int) -> dict[str, int]:
    """Put a decision on scoring in force; another person than who entered it."""
    who = caller(request)
    who.offices("scores.decide")
    scores.approve_rules(number, who.name)
    return {"rules": number}


@router.post("/slips", response=dict[str, int])
def post_slip(request: HttpRequest, body: SlipIn) -> dict[str, int]:
    """Note what costs points; nobody notes their own."""
    who = caller(request)
    who.require("scores.freeze", office_path=months.office(body.office).path)
    slip = score_disputes.Slip(body.kind, body.count, body.day, body.document)
    return {"slip": score_disputes.note_slip(body.office, body.officer, slip, who.name)}
