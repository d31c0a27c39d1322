"""Answers about payments, whatever file they came in."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.finding import Finding
from ansinh.core.money import Dong


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one payment: paid, rejected, not_collected or returned; `row` is where the file says it."""

    reference: str
    amount: Dong
    outcome: str
    day: dt.date
    reason: str
    row: int


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The answers of one file."""

    layout: str
    message: str
    answers: tuple[Answer, ...]
    findings: list[Finding]


def empty_answers(findings: list[Finding]) -> AnswerFile:
    """Return a file of which nothing was read, for the reasons given."""
    return AnswerFile("", "", (), findings)
