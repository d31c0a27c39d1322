"""C70a-HD: a list's proposals given out as a workbook, and the opinions in it taken in whole: agreed, or sent back."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.benefits.findings import finding
from ansinh.domain.benefits.moves import IN_BULK
from ansinh.domain.benefits.procedures import procedure
from ansinh.formats.benefits_c70a import HEADINGS, Opinion, Opinions, Proposal, write_c70a
from ansinh.formats.limits import read_limited
from ansinh.records.store.benefits import decisions, dossiers, lists
from ansinh.records.store.benefits import facts as registry
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers import approving, reviewing
from ansinh.usecases.benefits.lists.deciding import days_granted, why_refused
from ansinh.usecases.clock import today

STEPS = ("review", "approve")  # those of another person than who computed
_AT = {"number": HEADINGS[1], "amount": HEADINGS[8], "opinion": HEADINGS[11], "reason": HEADINGS[12]}
NO_STEP = Text("Bảng C70a-HD chỉ dùng khi thẩm định hoặc phê duyệt.", "C70a-HD is for a review or an approval.")


@dataclass(frozen=True, slots=True)
class Opined:
    """What came of a list: dossiers agreed, sent back, still waiting (no opinion); or everything wrong with it."""

    agreed: int = 0
    sent_back: int = 0
    waiting: int = 0
    findings: tuple[Finding, ...] = ()


def proposals(key: str, step: str) -> bytes:
    """Return the workbook of the dossiers of a list that wait for a step (review, approve)."""
    facts = lists.facts(key)
    found, proposed = _waiting(key, step)
    people = registry.claimants(sorted({one.person for one in found}))
    rows = [
        Proposal(
            one.number, people[one.person].full_name, people[one.person].si_number, procedure(one.procedure).name.vi,
            _day(one, "first"), _day(one, "last"), days_granted(proposed[one.id]),
            proposed[one.id].amount + proposed[one.id].monthly, why_refused(proposed[one.id]),
        )
        for one in found
    ]  # fmt: skip
    return write_c70a(f"{facts.account_name} ({facts.account_code}), {facts.number}", rows)


def take_in(key: str, step: str, data: bytes, *, name: str, actor: str) -> Opined:
    """Take in the opinions of a list: all are done in one transaction, or, with any finding, none.

    The rules of a review and an approval hold: another person, an equal second reckoning, a reason for each return.
    """
    read: Opinions = read_limited("c70a", data, name=name)
    facts = lists.facts(key)
    found, proposed = _waiting(key, step)
    known = {one.number: proposed[one.id] for one in found}
    findings = [*read.findings, *_judged(read.rows, known)]
    if not read.rows and not findings:
        findings = [finding("C70A-NOBODY", "", column=_AT["opinion"])]
    if findings:
        return Opined(findings=tuple(sorted(findings, key=lambda one: one.where.row or 0)))
    ids = {one.number: one.id for one in found}
    digest = hashlib.sha256(data).hexdigest()
    act = Act(
        "benefit_list.opinions", actor, "benefit_list", key, office=facts.office_path,
        body={"step": step, "file": name, "sha256": digest},
    )  # fmt: skip
    perform(act, lambda: _do(step, ids, read.rows, actor))
    agreed = sum(one.agrees for one in read.rows)
    return Opined(agreed, len(read.rows) - agreed, len(found) - len(read.rows))


def _waiting(key: str, step: str) -> tuple[list[DossierFacts], dict[str, Decision]]:
    """Return the dossiers of a list that wait for a step, with what is proposed."""
    if step not in STEPS:
        raise RefusedError(NO_STEP)
    ids = dossiers.of_list(key, IN_BULK[step])
    return (dossiers.read(ids), decisions.proposed(ids)) if ids else ([], {})


def _day(one: DossierFacts, name: str) -> dt.date | None:
    """Return a day typed in a claim."""
    text = str(one.claimed.get(name, ""))
    return dt.date.fromisoformat(text) if text else None


def _judged(rows: Sequence[Opinion], known: dict[str, Decision]) -> list[Finding]:
    """Return everything that is wrong with the opinions."""
    found: list[Finding] = []
    seen: dict[str, int] = {}
    for row in rows:
        decision = known.get(row.number)
        if decision is None:
            found.append(finding("C70A-UNKNOWN", row.number, row=row.row))
        elif row.number in seen:
            found.append(finding("C70A-TWICE", row.number, row=row.row, other=seen[row.number]))
        elif row.amount != decision.amount + decision.monthly:
            proposed = decision.amount + decision.monthly
            shown = "–" if row.amount is None else row.amount
            found.append(finding("C70A-AMOUNT", shown, row=row.row, proposed=proposed))
        if not row.agrees and not row.reason.strip():
            found.append(finding("C70A-REASON", "", row=row.row))
        seen.setdefault(row.number, row.row)
    return [replace(one, where=replace(one.where, column=_AT[one.where.column])) for one in found]


def _do(step: str, ids: dict[str, str], rows: Sequence[Opinion], actor: str) -> None:
    """Make the moves inside the transaction."""
    agreed = [ids[row.number] for row in rows if row.agrees]
    if agreed and step == "review":
        reviewing.review(agreed, actor, sampled=reviewing.sample(agreed, actor))
    elif agreed:
        approving.approve(agreed, actor, on=today())
    for row in rows:
        if not row.agrees:
            reviewing.send_back([ids[row.number]], actor, row.reason)
