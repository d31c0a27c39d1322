"""The door to refunds."""

import datetime as dt
import uuid
from typing import NamedTuple

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import BankMatch, Refund
from ansinh.records.store.collection.scope import subtree


class RefundFacts(NamedTuple):
    """A refund as acts need it; `account` and `line` say whose money it is (one of them is None)."""

    id: uuid.UUID
    account: int | None
    line: uuid.UUID | None
    amount: Dong
    ground: str
    state: str
    proposed_by: str
    decided_by: str


FIELDS = ("id", "account_id", "line_id", "amount", "ground", "state", "proposed_by", "decided_by")


def propose(facts: RefundFacts) -> None:
    """Keep a proposed refund."""
    Refund.objects.create(**dict(zip(FIELDS, facts, strict=True)))


def locked(refund: uuid.UUID) -> RefundFacts:
    """Return the refund, its row locked until the transaction ends; MissingError if there is none."""
    row = Refund.objects.select_for_update(of=("self",)).filter(pk=refund).values_list(*FIELDS).first()
    if row is None:
        raise MissingError(Text("Không có đề nghị hoàn trả này.", "There is no such refund."))
    return RefundFacts(*row)


def decide(refund: uuid.UUID, *, state: str, actor: str, reason: str, at: dt.datetime) -> None:
    """Write down the decision on a refund."""
    Refund.objects.filter(pk=refund).update(state=state, decided_by=actor, reason=reason, decided_at=at)


def waiting(account: int) -> Dong:
    """Return how much of the account's money is spoken for by proposed refunds (dong)."""
    return sum(Refund.objects.filter(account_id=account, state="proposed").values_list("amount", flat=True))


def proposed_for(line: uuid.UUID) -> bool:
    """Return whether a refund of a line is proposed and not decided."""
    return Refund.objects.filter(line_id=line, state="proposed").exists()


def matchers(refund: RefundFacts) -> set[str]:
    """Return who has matched the money that would be given back: they may not approve."""
    found = BankMatch.objects.filter(account_id=refund.account) if refund.account else BankMatch.objects.none()
    if refund.line:
        found = BankMatch.objects.filter(line_id=refund.line)
    names = set(found.values_list("matched_by", "undone_by"))
    return {name for pair in names for name in pair if name}


def to_be_paid(path: str, amount: Dong) -> list[tuple[uuid.UUID, str]]:
    """Return, locked, (refund, employer code or "") of approved refunds of `amount` (dong) no bank line carried out."""
    found = Refund.objects.filter(state="approved", amount=amount, paid_line__isnull=True)
    found = found.select_for_update(of=("self",))
    mine = found.filter(account__office__in=subtree(path)) | found.filter(line__office__in=subtree(path))
    return [(row[0], row[1] or "") for row in mine.order_by("decided_at", "id").values_list("id", "account__code")]


def paid(refund: uuid.UUID, line: uuid.UUID) -> None:
    """Write down that the bank carried a refund out with an outgoing line."""
    Refund.objects.filter(pk=refund).update(state="paid", paid_line=line)
