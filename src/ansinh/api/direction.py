"""Directions over the API: conclusions and tasks, questions and answers, scorecards, alerts."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import caller
from ansinh.api.findings import finding_values
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.planning.direction_file import read_direction
from ansinh.domain.planning.tasks import Move
from ansinh.formats import indicator_list
from ansinh.records.store.ledger import months
from ansinh.records.store.planning import alerts as alert_store
from ansinh.records.store.planning import directions as task_store
from ansinh.records.store.planning import offices
from ansinh.records.store.planning import questions as question_store
from ansinh.records.store.planning import scores as score_store
from ansinh.usecases.planning import alerts, directions, questions, scores
from ansinh.usecases.planning.told import alert_values, card_values, question_values, task_values

router = Router(tags=["direction"])
_VALUE = Text("Số viết dạng thập phân.", "A value is written as a decimal.")


class MoveIn(Schema):
    """A move of a task: the state wanted, what came of it, the value reached."""

    state: str
    day: dt.date
    note: str = ""
    value: str | None = None


class QuestionIn(Schema):
    """What an office raises, with the month whose figures go with it."""

    office: str
    kind: str
    title: str
    body: str
    day: dt.date
    period: str
    department: str = ""
    answer_by: dt.date | None = None
    indicators: tuple[str, ...] = ()


class WordsIn(Schema):
    """An answer, or a note on an alert."""

    words: str
    day: dt.date


@router.get("/tasks", response=list[dict[str, Any]])
def get_tasks(request: HttpRequest, office: str, day: dt.date, state: str = "") -> list[dict[str, object]]:
    """Return the tasks of an office and all below it, as they stand on `day`, the earliest deadline first."""
    caller(request).require("direction", office_path=months.office(office).path)
    found = directions.desk(office, "").tasks
    return [task_values(task, day) for task in found if state in {"", task.shown(day)}]


@router.post("/conclusions", response=dict[str, Any])
def post_conclusion(request: HttpRequest) -> Mapping[str, object]:
    """Enter what a meeting concluded (`ansinh-direction/1`); all of it, or nothing and every finding."""
    who, number = caller(request), 0
    raw, unreadable = indicator_list.read_json(request.body)
    conclusion, findings = (None, unreadable) if unreadable.stop else read_direction(raw)
    if conclusion is not None:
        who.require("direction.give", office_path=months.office(conclusion.office).path)
        taken = directions.conclude(conclusion, who.name)
        number, findings = taken.number, taken.findings
    return {
        "direction": number or None,
        "findings": [finding_values(one) for one in findings.items],
    }


@router.post("/tasks/{task}/moves", response=dict[str, Any])
def post_move(request: HttpRequest, task: int, body: MoveIn) -> dict[str, object]:
    """Move a task on: accepted, in_work, reported by its owner; done, in_work, withdrawn by who gives."""
    who, path = caller(request), task_store.office_path(task)
    who.require("direction.give" if body.state in {"done", "withdrawn"} else "direction.work", office_path=path)
    try:
        value = None if body.value is None else Fraction(body.value)
    except ValueError as error:
        raise RefusedError(_VALUE) from error
    directions.move(task, Move(body.state, who.name, body.day, body.note, value))
    return task_values(task_store.one(task), body.day)


@router.get("/questions", response=list[dict[str, Any]])
def get_questions(request: HttpRequest, day: dt.date, words: str = "", kind: str = "") -> list[dict[str, object]]:
    """Search the questions, answers and good practices of all offices; accents are not needed."""
    caller(request).offices("direction")
    return [question_values(one, day) for one in question_store.search(words, kind)]


@router.post("/questions", response=dict[str, Any])
def post_question(request: HttpRequest, body: QuestionIn) -> dict[str, object]:
    """Raise a difficulty or proposal, or tell of a good practice."""
    who = caller(request)
    who.require("direction.work", office_path=months.office(body.office).path)
    asked = questions.Raising(
        body.office, body.kind, body.title, body.body, body.day, body.department, body.answer_by,
        body.indicators,
    )  # fmt: skip
    number = questions.raise_question(asked, month_of(body.period), who.name)
    return question_values(question_store.one(number), body.day)


@router.post("/questions/{question}/answers", response=dict[str, Any])
def post_answer(request: HttpRequest, question: int, body: WordsIn) -> dict[str, object]:
    """Answer a question for one's department."""
    who = caller(request)
    who.offices("direction.work")
    questions.answer(question, body.words, body.day, who.name)
    return question_values(question_store.one(question), body.day)


@router.get("/scores", response=list[dict[str, Any]])
def get_scores(request: HttpRequest, office: str, quarter: str) -> list[dict[str, object]]:
    """Return the scorecards of offices for a quarter, ranked among peers; those of officers stay on the pages."""
    caller(request).require("scores", office_path=months.office(office).path)
    ids = [row.id for row in offices.subtree(offices.office(office))]
    cards = [card for card in score_store.cards(ids, month_of(quarter)) if not card.officer]
    return [card_values(card, rank) for card, rank in scores.ranked(cards)]


@router.get("/alerts", response=list[dict[str, Any]])
def get_alerts(request: HttpRequest, office: str, since: str) -> list[dict[str, object]]:
    """Return the alerts of an office and all below it from a month on, the latest first."""
    caller(request).require("alerts", office_path=months.office(office).path)
    ids = [row.id for row in offices.subtree(offices.office(office))]
    return [alert_values(one) for one in alert_store.of_offices(ids, month_of(since))]


@router.post("/alerts/{alert}/notes", response=dict[str, Any])
def post_note(request: HttpRequest, alert: int, body: WordsIn) -> dict[str, object]:
    """Take note of an alert and say what will be done."""
    who = caller(request)
    who.require("alerts.note", office_path=alert_store.one(alert).office_path)
    alerts.note(alert, body.words, body.day, who.name)
    return alert_values(alert_store.one(alert))
