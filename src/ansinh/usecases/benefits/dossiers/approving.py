"""Approve: the third person signs; days and children are held, amounts become payable, a refusal gives its reasons."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.moves import after, require_other
from ansinh.domain.benefits.overlaps import Use
from ansinh.law.deadlines.due import due_date
from ansinh.records.store.benefits import decisions, dossiers, holds
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts, moved_to
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers.paying import pay
from ansinh.usecases.benefits.dossiers.receiving import overlapping
from ansinh.usecases.benefits.dossiers.reviewing import reviewed
from ansinh.usecases.clock import today
from ansinh.usecases.ledger.law import law_of_books

_MEANWHILE = Text(
    "Ngày hoặc con vừa được giải quyết trong hồ sơ khác; tính lại hồ sơ.",
    "The same days or child have just been granted in another dossier; compute again.",
)


@dataclass(frozen=True, slots=True)
class Approved:
    """How many decisions were signed: grants and refusals, and what became payable (dong, differences)."""

    granted: int
    refused: int
    payable: int


def approve(ids: Sequence[str], actor: str, *, on: dt.date | None = None) -> Approved:
    """Sign reviewed dossiers, all or none. Who computed or reviewed one may not approve it (RefusedError).

    Approved is once: dossiers that are decided already are a RefusedError, and nothing is paid twice. Two decisions
    that would use the same days or child are refused with the numbers.
    """
    act = Act("dossier.approve", actor, object_kind="dossier", object_id=",".join(ids[:3]), body={"ids": list(ids)})
    try:
        return Approved(*perform(act, lambda: _approve(ids, actor, on or today())))
    except IntegrityError as error:
        raise RefusedError(_MEANWHILE) from error


def _approve(ids: Sequence[str], actor: str, on: dt.date) -> tuple[int, int, int]:
    """Do it inside the transaction."""
    found = dossiers.read(ids, lock=True)
    states = {one.id: after("approve", one.state, version=one.version) for one in found}
    proposed = reviewed(found)
    for decision in proposed.values():
        require_other(actor, decision.hands)
    _no_clash(found, proposed)
    _sign(found, proposed, actor, on)
    holds.release([one.id for one in found])
    grants = [proposed[one.id] for one in found if proposed[one.id].outcome == "grant"]
    holds.hold([(one.id, one.dossier, use) for one in grants for use in _held(one)])
    total = pay(found, proposed, on, actor)
    dossiers.move([moved_to(one, states[one.id], "approve", outcome=proposed[one.id].outcome) for one in found], actor)
    return len(grants), len(found) - len(grants), total


def _held(decision: Decision) -> list[Use]:
    """Return what a decision uses up."""
    return [
        Use(one["bar"], one["key"], dt.date.fromisoformat(one["first"]), dt.date.fromisoformat(one["end"]))
        for one in decision.holds
    ]


def _no_clash(found: Sequence[DossierFacts], proposed: dict[str, Decision]) -> None:
    """Refuse what another dossier was granted meanwhile, with its number."""
    wanted = [
        (place, use, one.id)
        for place, one in enumerate(found)
        if proposed[one.id].outcome == "grant"
        for use in _held(proposed[one.id])
    ]
    clashes = [(found[place].number, one) for place, each in overlapping(wanted).items() for one in each if one.stops]
    if clashes:
        vi = "; ".join(f"{number}: {one.message.vi}" for number, one in clashes[:10])
        en = "; ".join(f"{number}: {one.message.en}" for number, one in clashes[:10])
        raise RefusedError(Text(vi, en))


def _sign(found: Sequence[DossierFacts], proposed: dict[str, Decision], actor: str, on: dt.date) -> None:
    """Give the decisions their numbers, office by office."""
    until = due_date("complaint", on, law_of_books()).day
    for code in sorted({one.office_code for one in found}):
        of_office = [proposed[one.id] for one in found if one.office_code == code]
        decisions.sign(of_office, code, actor, (on, until))
