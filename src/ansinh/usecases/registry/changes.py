"""Dated changes of the register by two people: terms of accounts, offices, places. Asked for, approved or refused."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act as Right
from ansinh.records.store.registry import changes as store
from ansinh.records.store.registry.changes import Change, NewChange
from ansinh.usecases.act import Act, perform
from ansinh.usecases.registry import account_terms, agency_offices, agency_places

NO_ACT = Text("Không có việc “{found}”.", "There is no act “{found}”.")
NO_PAPER = Text("Hãy ghi văn bản làm căn cứ.", "Name the document it rests on.")
TWO = Text("Người đề nghị không được tự duyệt.", "Who proposes may not approve: a second person decides.")
DONE = Text("Đề nghị này đã được giải quyết.", "This request was decided already.")
WHY = Text("Hãy ghi lý do không duyệt.", "Write why it is not approved.")
WHY_BACK = Text("Hãy ghi lý do rút lại.", "Write why it is withdrawn.")
NOT_AHEAD = Text(
    "Chỉ rút lại được đề nghị đã duyệt mà chưa đến ngày có hiệu lực; sau đó hãy đề nghị một thay đổi mới.",
    "Only what was approved and whose day has not come can be withdrawn; afterwards propose another change.",
)
CLOCK: Final = "nightly"


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of change: what refuses each of its acts, what carries it out, which rights ask for and decide it."""

    checks: Mapping[str, Callable[[NewChange], Text | None]]
    apply: Callable[[NewChange, str], None]
    proposes: Right
    approves: Right

    def check(self, new: NewChange) -> None:
        """Refuse what cannot be carried out, and an act there is not (RefusedError)."""
        found = self.checks.get(new.act)
        refusal = NO_ACT.fill(found=new.act) if found is None else found(new)
        if refusal is not None:
            raise RefusedError(refusal)


SUBJECTS: Final = {
    "account_terms": Subject(account_terms.CHECKS, account_terms.apply, "units.propose", "units.approve"),
    "office": Subject(agency_offices.CHECKS, agency_offices.apply, "agency.propose", "agency.approve"),
    "place": Subject(agency_places.CHECKS, agency_places.apply, "agency.propose", "agency.approve"),
}


def propose(new: NewChange, actor: str) -> uuid.UUID:
    """Ask for a change and return its id; RefusedError for one that could not be carried out, or without a document."""
    asked = replace(new, document=new.document.strip())
    if not asked.document:
        raise RefusedError(NO_PAPER)
    SUBJECTS[asked.subject].check(asked)
    return perform(_act("propose", asked, actor), lambda: store.enter(asked, actor))


def decide(key: uuid.UUID, actor: str, *, approve: bool, today: dt.date, reason: str = "") -> None:
    """Approve a change (it is carried out in the same transaction) or refuse it with the reason.

    Approved ahead of its day it waits, and `take_effect` carries it out. RefusedError for who asked for it, for one
    already decided, and where it fits no more.
    """
    why = reason.strip()
    if not approve and not why:
        raise RefusedError(WHY)
    act = replace(_act("approve" if approve else "refuse", store.one(key).asked, actor), reason=why)
    perform(act, lambda: _decide(key, actor, why, today if approve else None))


def _decide(key: uuid.UUID, actor: str, why: str, approved_on: dt.date | None) -> None:
    """Do it inside the transaction, the request locked."""
    change: Change = store.one(key, lock=True)
    if change.state != "proposed":
        raise RefusedError(DONE)
    if approved_on is None:
        store.decide(key, "refused", actor, why)
        return
    if change.proposed_by == actor:
        raise RefusedError(TWO)
    subject = SUBJECTS[change.subject]
    subject.check(change.asked)
    if change.day > approved_on:
        store.decide(key, "waiting", actor, why)
        return
    subject.apply(change.asked, change.proposed_by)
    store.decide(key, "approved", actor, why)


def withdraw(key: uuid.UUID, actor: str, reason: str, today: dt.date) -> None:
    """Take back a change that was approved ahead, before its day; the register stays as it is.

    RefusedError without a reason, once its day has come, and for one that does not wait. Again changes nothing.
    """
    why = reason.strip()
    if not why:
        raise RefusedError(WHY_BACK)
    perform(
        replace(_act("withdraw", store.one(key).asked, actor), reason=why), lambda: _withdraw(key, actor, why, today)
    )


def _withdraw(key: uuid.UUID, actor: str, why: str, today: dt.date) -> None:
    """Do it inside the transaction, the change locked."""
    change = store.one(key, lock=True)
    if change.state == "withdrawn":
        return
    if change.state != "waiting" or change.day <= today:
        raise RefusedError(NOT_AHEAD)
    store.settle(key, "withdrawn", Text(why, why), actor)


def take_effect(day: dt.date, actor: str = CLOCK, office: str = "") -> int:
    """Carry out what was approved ahead and whose day has come by `day`, each an act of its own; return how many.

    With an `office` (its code) only what concerns it: a month that is shut carries out nobody else's changes. One that
    fits no more by then is refused with the reason, for somebody to ask again. Again does nothing.
    """
    return sum(
        perform(_act("effect", store.one(key).asked, actor), lambda key=key: _effect(key, actor))  # type: ignore[misc] # a key a turn
        for key in store.due(day, office)
    )


def _effect(key: uuid.UUID, actor: str) -> bool:
    """Do it inside the transaction, the change locked; False where it was carried out meanwhile or fits no more."""
    change = store.one(key, lock=True)
    if change.state != "waiting":
        return False
    subject = SUBJECTS[change.subject]
    try:
        subject.check(change.asked)
    except RefusedError as error:
        store.settle(key, "refused", error.message, actor)
        return False
    subject.apply(change.asked, change.proposed_by)
    store.settle(key, "approved", Text(change.reason, change.reason), actor)
    return True


def _act(step: str, new: NewChange, actor: str) -> Act:
    """Return the act for the audit chain."""
    body: dict[str, object] = {"act": new.act, "day": str(new.day), "document": new.document, **new.facts}
    return Act(f"{new.subject}.{step}", actor, new.subject, new.key, body=body)
