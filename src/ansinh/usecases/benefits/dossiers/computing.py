"""Compute dossiers: facts from the register, put to the law; what comes out is a proposal of the one who computed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import RefusedError, UnknownValueError
from ansinh.core.finding import Finding
from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.claimed import of_json
from ansinh.domain.benefits.facts import Facts, fingerprint
from ansinh.domain.benefits.moves import after
from ansinh.domain.benefits.overlaps import NEVER, Granted, Use, settled_uses
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import Settled, reason_json
from ansinh.domain.benefits.settle.table import settle
from ansinh.law.conditions import Condition
from ansinh.law.values import Values
from ansinh.records.store.benefits import decisions, dossiers
from ansinh.records.store.benefits import facts as registry
from ansinh.records.store.benefits.decisions import Decision, Proposal
from ansinh.records.store.benefits.dossiers import DossierFacts, moved_to
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers.gathering import gather, of_survivors
from ansinh.usecases.benefits.dossiers.receiving import overlapping, uses_of
from ansinh.usecases.ledger.law import law_of_books


@dataclass(frozen=True, slots=True)
class Stuck:
    """A dossier the law gave no answer for, and why: a value that is not established, a procedure done by hand."""

    dossier: str
    number: str
    why: Text


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A dossier with its facts and what the law says; `uses` is what a grant would use up."""

    dossier: DossierFacts
    facts: Facts
    settled: Settled
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """How many were granted and refused, and which are stuck."""

    granted: int
    refused: int
    stuck: tuple[Stuck, ...]


def compute(ids: Sequence[str], actor: str) -> Computed:
    """Compute complete dossiers, or compute them anew; the earlier proposal is replaced and nothing is decided."""
    act = Act("dossier.compute", actor, object_kind="dossier", object_id=",".join(ids[:3]), body={"ids": list(ids)})
    return perform(act, lambda: _compute(ids, actor))


def _compute(ids: Sequence[str], actor: str) -> Computed:
    """Do it inside the transaction."""
    found = dossiers.read(ids, lock=True)
    states = [after("compute", one.state) for one in found]
    values, known = law_of_books(), dt.datetime.now(dt.UTC)
    reckoned, stuck = reckon(found, known, values)
    before = decisions.in_force([one.dossier.id for one in reckoned])
    decisions.propose([_proposal(one, before.get(one.dossier.id), known, values) for one in reckoned], actor)
    dossiers.move([moved_to(one.dossier, states[0], "compute") for one in reckoned], actor)
    granted = sum(one.settled.granted for one in reckoned)
    return Computed(granted, len(reckoned) - granted, tuple(stuck))


def reckon(found: Sequence[DossierFacts], known: dt.datetime, values: Values) -> tuple[list[Reckoned], list[Stuck]]:
    """Return dossiers with what the law says on the facts as known at a moment, and those it says nothing about."""
    found = of_survivors(found)
    facts = gather(found, known) if found else {}
    done: list[Reckoned] = []
    stuck: list[Stuck] = []
    for one in found:
        try:
            settled = settle(facts[one.id], values)
            done.append(Reckoned(one, facts[one.id], settled, _uses(one, facts[one.id], settled)))
        except (UnknownValueError, RefusedError) as error:
            stuck.append(Stuck(one.id, one.number, error.message))
    clashing = overlapping([(place, use, each.dossier.id) for place, each in enumerate(done) for use in each.uses])
    return [_excluded(each, clashing.get(place, [])) for place, each in enumerate(done)], stuck


def _uses(one: DossierFacts, facts: Facts, settled: Settled) -> tuple[Use, ...]:
    """Return what a grant of the dossier uses up."""
    claimed = of_json(one.claimed)
    mother = registry.number_of(claimed.mother) if claimed.mother else None
    wanted = uses_of(procedure(one.procedure), claimed, one.person, mother or 0)
    monthly = [part for part in settled.parts if part.rhythm == "month"]
    ends = [part.end for part in monthly if part.end is not None]
    free = facts.used_up(Fund.RS)
    granted = Granted(
        Month(free).first_day if free else NEVER, min((part.first for part in monthly), default=None),
        max(ends) if ends and len(ends) == len(monthly) else None,
    )  # fmt: skip
    return settled_uses(wanted, granted)


def _excluded(one: Reckoned, clashes: Sequence[Finding]) -> Reckoned:
    """Refuse what was granted before: the same days, the same child."""
    stops = [clash for clash in clashes if clash.stops]
    if not stops or not one.settled.granted:
        return one
    reasons = tuple(
        Condition(
            clash.code, met=False, name=Text("Chưa được giải quyết trong hồ sơ khác", "Not settled in another dossier"),
            found=clash.message, mend=clash.mend, citation="Law 58/2014/QH13 art. 5; Law 41/2024/QH15 art. 5",
        )
        for clash in stops
    )  # fmt: skip
    steps = (*one.settled.steps, *(reason.step() for reason in reasons))
    return Reckoned(one.dossier, one.facts, Settled((), steps, reasons, one.settled.values), one.uses)


def _proposal(one: Reckoned, before: Decision | None, known: dt.datetime, values: Values) -> Proposal:
    """Return what is proposed for a dossier."""
    settled, kept = one.settled, one.facts.to_json()
    given, monthly = (before.amount, before.monthly) if before else (0, 0)
    once, month = (settled.once, settled.monthly) if settled.granted else (0, 0)
    return Proposal(
        dossier=one.dossier.id, version=one.dossier.version, outcome="grant" if settled.granted else "refuse",
        amount=once, monthly=month, difference=once - given, monthly_difference=month - monthly,
        parts=[part.to_json() for part in settled.parts] if settled.granted else [],
        holds=[
            {"bar": use.bar, "key": use.key, "first": use.first.isoformat(), "end": use.end.isoformat()}
            for use in one.uses
        ],
        facts=kept, facts_hash=fingerprint(kept), known_at=known, law_fingerprint=values.fingerprint(one.facts.day),
        reasons=[reason_json(reason) for reason in settled.reasons],
    )  # fmt: skip
