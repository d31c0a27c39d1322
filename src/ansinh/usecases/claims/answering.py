"""The facility's answer to a finding: it accepts, or contests with a reason and a document, before the last day."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.law.claims.days import reply_by
from ansinh.law.value_files import load
from ansinh.records.store.claims import replies, worklist
from ansinh.records.store.claims.replies import Reply
from ansinh.records.store.claims.worklist import Item
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims.deciding import NO_FINDING, NO_REASON

LARGEST: Final = 10 * 1024 * 1024
LATE: Final = Text("Hạn giải trình là {day}, đã qua.", "The last day to answer was {day}.")
DECIDED: Final = Text("Phát hiện này đã có quyết định cuối.", "The final decision on this finding was taken.")
TOO_LARGE: Final = Text("Tài liệu lớn hơn 10 MB.", "The document is larger than 10 MB.")
STEPS: Final = {"accept": "accepted", "contest": "contested"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a facility says to a finding; a contest needs its reason."""

    answer: Literal["accept", "contest"]
    reason: str = ""
    document: str = ""
    content: bytes = b""


def last_day(one: Item) -> dt.date:
    """Return the last day on which the facility may answer a finding: counted from the day it was told."""
    return reply_by(one.received.astimezone(HERE).date(), load())


def answer(period: dt.date, finding: int, said: Answer, *, actor: str, facility: str, today: dt.date) -> str:
    """Write a facility's answer to a finding about its own record; the new state of the finding.

    MissingError for another's, RefusedError without a reason or too late, ConflictError after the final decision.
    """
    _check(said)
    act = Act(f"claims.{said.answer}", actor, "claim_finding", str(finding), reason=said.reason[:200])

    def work() -> str:
        one = worklist.item(period, finding, lock=True)
        if one is None or one.facility != facility:
            raise MissingError(NO_FINDING)
        if one.final:
            raise ConflictError(DECIDED)
        until = last_day(one)
        if today > until:
            raise RefusedError(LATE.fill(day=f"{until:%d/%m/%Y}"))
        told = Reply(0, finding, facility, said.answer, said.reason[:2000], said.document[:200], actor, one.received)
        replies.add(finding, period, told, said.content)
        worklist.write_step(one, STEPS[said.answer], amount=0, actor=actor, reason=said.reason[:2000])
        return STEPS[said.answer]

    return perform(act, work)


def _check(said: Answer) -> None:
    """Refuse an answer that says too little or brings too much."""
    if said.answer not in STEPS or (said.answer == "contest" and not said.reason.strip()):
        raise RefusedError(NO_REASON)
    if len(said.content) > LARGEST:
        raise RefusedError(TOO_LARGE)
