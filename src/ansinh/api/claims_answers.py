"""A facility's findings and statements over the API: what was found, its answers, what is owed."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from ansinh.api.callers import caller
from ansinh.api.claims import facility_of
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rules
from ansinh.records.store.claims import statements, worklist
from ansinh.records.store.claims.worklist import Item
from ansinh.usecases.claims import answering, settling
from ansinh.usecases.claims.answering import Answer

router = Router(tags=["claims"])
STATES = ("open", "contested", "proposed", "accepted", "kept", "lifted", "confirmed")
MOST = 500
SPAN = Text("Bảng tổng hợp theo một tháng hoặc ba tháng.", "A statement is of one month or of three.")


class FindingOut(Schema):
    """One finding in a record of the facility; `cut` in whole dong; `answer_by` the last day to answer."""

    id: int
    month: str
    MA_LK: str
    rule: str
    severity: str
    place: str
    found: str
    cut: int
    state: str
    reply: str
    answer_by: dt.date
    vi: str
    en: str
    base: str


class AnswerIn(Schema):
    """What the facility says: it accepts, or contests with a reason."""

    answer: Literal["accept", "contest"]
    reason: str = ""


class AnsweredOut(Schema):
    """The new state of a finding."""

    state: str


class StatementOut(Schema):
    """A statement of a month (1) or quarter (3), whole dong: what is accepted, in the books, advanced, owed."""

    month: str
    months: int
    visits_out: int
    visits_in: int
    claimed_out: int
    claimed_in: int
    accepted_out: int
    accepted_in: int
    posted: int
    advanced: int
    owed: int
    agreed_at: dt.datetime | None


@router.get("/findings", response=list[FindingOut])
def findings(
    request: HttpRequest, month: str, state: str = "", rule: str = "", after: str = "", limit: int = 100
) -> list[FindingOut]:
    """Return findings of a settlement month (YYYY-MM), the dearest first; `after` is "claimed~id" of the last one."""
    place = facility_of(caller(request))
    claimed, _, number = after.partition("~")
    key = (int(claimed), int(number)) if claimed.isdecimal() and number.isdecimal() else None
    rows = worklist.waiting(
        month_of(month).first_day, facilities=[place.code], rule=rule, after=key, limit=min(max(limit, 1), MOST),
        states=(state,) if state in STATES else STATES,
    )  # fmt: skip
    return [_finding(one) for one in rows]


def _finding(one: Item) -> FindingOut:
    """Return a finding in both languages."""
    rule = rules()[one.rule]
    return FindingOut(
        id=one.id, month=f"{one.period:%Y-%m}", MA_LK=one.episode, rule=one.rule, severity=one.weight, place=one.place,
        found=one.found, cut=one.cut // 100, state=one.state, reply=one.reply, answer_by=answering.last_day(one),
        vi=rule.title.vi, en=rule.title.en, base=rule.base,
    )  # fmt: skip


@router.post("/findings/{month}/{number}/answer", response=AnsweredOut)
def answer(
    request: HttpRequest, month: str, number: int, told: Form[AnswerIn], document: File[UploadedFile | None] = None
) -> AnsweredOut:
    """Answer a finding: accept, or contest with a reason and perhaps a document, before the last day."""
    who = caller(request)
    place = facility_of(who)
    name, content = (document.name or "", document.read()) if document else ("", b"")
    said = Answer(told.answer, told.reason, name, content)
    state = answering.answer(
        month_of(month).first_day, number, said, actor=who.name, facility=place.code, today=who.day
    )
    return AnsweredOut(state=state)


@router.get("/statements/{month}/{months}", response=StatementOut)
def statement(request: HttpRequest, month: str, months: int) -> StatementOut:
    """Return the facility's statement of a month (1) or of a quarter (3) from `month`."""
    place = facility_of(caller(request))
    if months not in {1, 3}:
        raise RefusedError(SPAN)
    first = month_of(month)
    made, row = settling.preview(place.code, first, months), statements.statement(place.code, first, months)
    told: dict[str, Any] = {
        name: getattr(made, name)
        for name in ("visits_out", "visits_in", "claimed_out", "claimed_in", "accepted_out", "accepted_in", "posted",
                     "advanced")
    }  # fmt: skip
    return StatementOut(month=str(first), months=months, owed=statements.owed(place.id),
                        agreed_at=row.agreed_at if row else None, **told)  # fmt: skip


@router.post("/statements/{month}/{months}/agree", response=StatementOut)
def agree(request: HttpRequest, month: str, months: int) -> StatementOut:
    """Sign the minutes of a statement as it was made."""
    who = caller(request)
    settling.agree(facility_of(who).code, month_of(month), months, actor=who.name)
    return statement(request, month, months)
