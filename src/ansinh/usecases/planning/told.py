"""Tasks, questions, scorecards and alerts as plain values: what the command and the API answer as JSON."""

import datetime as dt

from ansinh.domain.planning.tasks import Task
from ansinh.records.store.planning.alerts import Kept
from ansinh.records.store.planning.questions import Question
from ansinh.records.store.planning.scores import Card


def task_values(task: Task, day: dt.date) -> dict[str, object]:
    """Return a task with its state on `day` and its moves."""
    return {
        "id": task.number, "office": task.office, "officer": task.officer, "what": task.what,
        "expected": task.expected, "given_on": task.given_on.isoformat(), "deadline": task.deadline.isoformat(),
        "given_by": task.given_by, "indicator": task.indicator, "document": task.document,
        "target": None if task.target is None else str(task.target), "parent": task.parent,
        "state": task.shown(day), "days_late": task.days_late,
        "moves": [
            {"state": move.state, "actor": move.actor, "day": move.day.isoformat(), "note": move.note,
             "value": None if move.value is None else str(move.value)}
            for move in task.moves
        ],
    }  # fmt: skip


def question_values(found: Question, day: dt.date) -> dict[str, object]:
    """Return a question with how it stands on `day`, its figures and its answers."""
    return {
        "id": found.id, "office": found.office, "kind": found.kind, "title": found.title, "body": found.body,
        "figures": [dict(row) for row in found.figures], "department": found.department,
        "answer_by": found.answer_by.isoformat() if found.answer_by else None, "raised_by": found.raised_by,
        "raised_on": found.raised_on.isoformat(), "state": found.standing(day),
        "answers": [{"actor": one.actor, "day": one.day.isoformat(), "body": one.body} for one in found.answers],
    }  # fmt: skip


def card_values(card: Card, rank: int) -> dict[str, object]:
    """Return a scorecard with its rank among peers; exact numbers as fractions."""
    return {
        "id": card.id, "office": card.office, "officer": card.officer, "quarter": str(card.period),
        "revision": card.revision, "rules": card.document, "peers": card.peers, "rank": rank,
        "points": str(card.points), "frozen_on": card.frozen_on.isoformat(),
        "dispute_until": card.dispute_until.isoformat(), "signed_by": card.signed_by,
        "lines": [
            {"code": line.code, "measure": line.measure, "weight": str(line.weight), "inverse": line.inverse,
             "actual": _text(line.actual), "target": _text(line.target), "ratio": _text(line.ratio),
             "points": str(line.points)}
            for line in card.lines
        ],
        "penalties": [{"code": one.code, "count": one.count, "points": str(one.points)} for one in card.penalties],
    }  # fmt: skip


def alert_values(found: Kept) -> dict[str, object]:
    """Return an alert with its threshold, what it was reckoned from, and the notes on it."""
    return {
        "id": found.id, "rule": found.rule, "office": found.office, "subject": found.subject,
        "period": str(found.month), "value": str(found.value), "threshold": str(found.threshold),
        "evidence": dict(found.evidence), "raised_on": found.raised_on.isoformat(),
        "notes": [{"actor": one.actor, "day": one.day.isoformat(), "note": one.note} for one in found.notes],
    }  # fmt: skip


def _text(value: object | None) -> str | None:
    """Return an exact number as text."""
    return None if value is None else str(value)
