"""What a signed decision does to money: lines to be paid, monthly lines that end, payments stopped or resumed."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits import payable
from ansinh.domain.benefits.payments import MONTHLY_KINDS
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import EFFECTS
from ansinh.records.store.benefits import decisions, payable_lines, payables, payroll_facts, payroll_grants
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts
from ansinh.records.store.benefits.payable_lines import NewLine
from ansinh.records.store.benefits.payable_standing import Asked, standing
from ansinh.usecases.benefits import payroll
from ansinh.usecases.benefits.payroll_grants import take_in

NOT_PAID = Text(
    "Hồ sơ {number}: người này không có trợ cấp hằng tháng đang chi để thay đổi.",
    "Dossier {number}: nothing is paid to this person monthly that could be changed.",
)


def pay(found: Sequence[DossierFacts], proposed: dict[str, Decision], on: dt.date, actor: str) -> int:
    """Write what signed decisions make payable and return its sum in dong; end and change what is paid monthly."""
    before = {one.id: decisions.in_force([one.id], before=one.version) for one in found if one.version > 1}
    stand = standing([_asked(one) for one in found if one.version > 1 or procedure(one.procedure).takes_over])
    new = []
    for one in found:
        decision, earlier = proposed[one.id], before.get(one.id, {}).get(one.id)
        made = payable.lines(decision.parts, earlier.parts if earlier else [])
        due, held = max(one.due, on), stand.get(one.id, {})
        new += [
            NewLine(one, decision.id, place, line, due, held.get(line.key, "") if line.rhythm == "month" else "")
            for place, line in enumerate(made)
        ]
        _end(one, decision, held, actor)
    payable_lines.write(new)
    for one in found:
        _learn_death(one, proposed[one.id], on, actor)
        for part in proposed[one.id].parts if proposed[one.id].outcome == "grant" else ():
            _change(one, part, proposed[one.id].number, actor)
    return sum(line.line.amount for line in new)


def _learn_death(one: DossierFacts, decision: Decision, on: dt.date, actor: str) -> None:
    """Let the register know a death that a signed decision rests on, if it does not; what is paid to the dead stops."""
    told = one.claimed.get("death_day")
    if told and decision.outcome == "grant" and payroll_facts.known_death(one.person) is None:
        payroll.learn_death(one.person, dt.date.fromisoformat(str(told)), ("death", decision.number, on), actor)


def _asked(one: DossierFacts) -> Asked:
    """Return how the standing lines of a dossier are asked for."""
    wanted = procedure(one.procedure)
    return Asked(one.id, one.person, wanted.kind if wanted.takes_over else "")


def _end(one: DossierFacts, decision: Decision, held: dict[payable.Key, str], actor: str) -> None:
    """End the monthly lines that a decision no longer gives: from their start, or from what takes them over."""
    if procedure(one.procedure).takes_over and decision.outcome != "grant":
        return  # a change that is refused changes nothing
    months = {payable.key_of(part): part for part in decision.parts if part["rhythm"] == "month"}
    since = min((dt.date.fromisoformat(part["first"]) for part in months.values()), default=None)
    for key, line in held.items():
        if key not in months and not payroll_grants.end_line(line, since, actor):
            payables.take([line], uuid.uuid4())  # never paid, and never will be


def _change(one: DossierFacts, part: dict[str, Any], document: str, actor: str) -> None:
    """Stop, resume or end what is paid to a person monthly, as a part of a decision says."""
    if part["rhythm"] not in EFFECTS:
        return
    regime = MONTHLY_KINDS[procedure(one.procedure).acts_on]
    held = payroll_facts.in_payment(one.person, regime)
    if held is None:
        take_in(one.office_path, actor)
        held = payroll_facts.in_payment(one.person, regime)
    if held is None:
        raise RefusedError(NOT_PAID.fill(number=one.number))
    since = dt.date.fromisoformat(part["first"])
    if part["rhythm"] == "stop":
        payroll_facts.stop(held, since, ("other", document, one.received_on), actor)
    elif part["rhythm"] == "resume":
        payroll_facts.resume(held, since, with_arrears=False, actor=actor)
    else:
        payroll_grants.end(held.id, since, actor)
