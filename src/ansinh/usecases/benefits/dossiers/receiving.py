"""Receive claims: what is typed is checked against itself, the register and what was granted before; then kept."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ansinh.core.errors import AnsinhError, RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.benefits import checks, claimed, overlaps
from ansinh.domain.benefits.claimed import Claimed
from ansinh.domain.benefits.clock import limit_of
from ansinh.domain.benefits.findings import finding
from ansinh.domain.benefits.overlaps import Span, Use
from ansinh.domain.benefits.procedures import Procedure, Sender, procedure, procedures
from ansinh.records.store.benefits import dossiers, facts, holds, papers, waiting
from ansinh.records.store.benefits.dossiers import NewDossier, PayTo
from ansinh.records.store.benefits.facts import Claimant
from ansinh.records.store.registry.accounts import AccountFacts, account_by_code
from ansinh.records.store.registry.offices import OfficeFacts, office_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import today
from ansinh.usecases.ledger.law import law_of_books

NO_BANK: Final = Text("Hãy ghi đủ số tài khoản và ngân hàng.", "Write the account number and the bank.")

NO_UNIT: Final = Text(
    "Người nộp trực tiếp không nhận qua đơn vị: chọn tài khoản, bưu điện hoặc tiền mặt.",
    "Who hands in the claim himself is not paid through an employer: choose an account, the post or cash.",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as somebody hands it in. `given` is what was typed: names of domain/benefits/claimed, days as YYYY-MM-DD.

    `papers` is paper code -> number of the document ("" where there is none). `account` is the employer who sends it.
    """

    procedure: str
    si_number: str
    given: Mapping[str, Any]
    pay: PayTo
    channel: str
    actor: str
    office: str = ""
    account: str = ""
    papers: Mapping[str, str] = field(default_factory=dict)
    received_on: dt.date | None = None
    late_reason: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The dossier ("" where errors stopped it), and everything that was found."""

    dossier: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Put:
    """A claim with what the register knows about it."""

    procedure: Procedure
    claimed: Claimed
    person: Claimant
    mother: int
    office: OfficeFacts
    account: AccountFacts | None
    received: dt.date
    found: int  # so many findings the reading left

    @property
    def uses(self) -> list[Use]:
        """What a grant would use up."""
        return uses_of(self.procedure, self.claimed, self.person.id, self.mother)


def receive(claim: Claim) -> Received:
    """Keep a claim and return its dossier with all findings; errors stop it and nothing is written.

    With a key the same claim is received once. RefusedError for a procedure, office or account that does not exist.
    """
    wanted = procedure(claim.procedure)
    if claim.pay.channel == "bank" and not (claim.pay.bank_account and (claim.pay.bank_bin or claim.pay.bank_name)):
        raise RefusedError(NO_BANK)
    if claim.pay.channel == "unit" and not claim.account:
        raise RefusedError(NO_UNIT)
    put, found = _put_together(claim, wanted)
    if put is None:
        return Received("", tuple(found))
    act = Act(
        "dossier.receive", claim.actor, object_kind="dossier", object_id=put.person.si_number, office=put.office.code,
        key=claim.key, body={"procedure": wanted.code, "claimed": put.claimed.to_json(), "person": put.person.id},
    )  # fmt: skip
    try:
        return Received(perform(act, lambda: _checked(put, claim, found)), tuple(found))
    except _StoppedError:
        return Received("", tuple(found))


class _StoppedError(AnsinhError):
    """Inside this act only: errors stop the claim, and nothing of the act is kept."""


def _checked(put: _Put, claim: Claim, found: list[Finding]) -> str:
    """Add to `found` what checks and earlier grants say, and write the dossier if nothing stops it."""
    del found[put.found :]  # tried again, it is checked anew
    about = checks.About(put.person.birth, put.person.died, put.person.sex, put.received)
    found += checks.check(put.procedure, put.claimed, about)
    if not any(one.stops for one in found):
        found += overlapping([(0, use, None) for use in put.uses]).get(0, [])
    if any(one.stops for one in found):
        raise _StoppedError(Text("Đề nghị còn lỗi.", "The claim has errors."))
    return _write(put, claim)


def _put_together(claim: Claim, wanted: Procedure) -> tuple[_Put | None, list[Finding]]:
    """Return the claim with the register's answers, and what cannot be read; nobody found is None."""
    typed, found = claimed.read(wanted, claim.given)
    person, more = find_person(claim.si_number)
    found += more
    if person is None or typed.day is None:
        return None, found
    received = claim.received_on or today()
    account = account_by_code(claim.account) if claim.account else None
    code = account.office_code if account else claim.office or person.office_code
    mother = facts.number_of(typed.mother) if typed.mother else None
    put = _Put(wanted, typed, person, mother or 0, office_by_code(code), account, received, len(found))
    return put, found


def find_person(si_number: str) -> tuple[Claimant | None, list[Finding]]:
    """Return who a number belongs to: the survivor of a merge, said as a warning; a finding for nobody."""
    number = si_number.strip()
    known = facts.number_of(number) if number else None
    if known is None:
        return None, [finding("PERSON-UNKNOWN", number)]
    survivor = facts.survivor_of(known)
    person = facts.claimants([survivor])[survivor]
    merged = [finding("PERSON-MERGED", number, survivor=person.si_number)] if survivor != known else []
    return person, merged


def uses_of(wanted: Procedure, typed: Claimed, person: int, mother: int) -> list[Use]:
    """Return what a grant of a claim would use up; nothing where the days are not in order."""
    first, last = typed.first or typed.day, typed.last
    if first is None or (last is not None and last < first):
        return []
    end = last + dt.timedelta(days=1) if last is not None else None
    return overlaps.uses(wanted, Span(person, first, end, mother, typed.child_birth))


def overlapping(wanted: Sequence[tuple[int, Use, str | None]]) -> dict[int, list[Finding]]:
    """Return what wanted uses (place, use, own dossier) meet, by place: granted is an error, still open a warning."""
    names = {code: one.name for code, one in procedures().items()}
    held = holds.meeting(wanted)
    of_place: dict[int, list[Use]] = {}
    for place, use, _ in wanted:
        of_place.setdefault(place, []).append(use)
    found = {place: overlaps.clashes(of_place[place], each, names) for place, each in held.items()}
    for place, number in waiting.open_alike(wanted):
        found.setdefault(place, []).append(finding("PENDING", number))
    return found


def _write(put: _Put, claim: Claim) -> str:
    """Write the dossier and the papers that came with it."""
    sender: Sender = "employer" if put.account else "person"
    day = put.claimed.day or put.received
    new = NewDossier(
        procedure=put.procedure.code, person=put.person.id, channel=claim.channel, received_on=put.received,
        first_day=day, due=limit_of(put.procedure, sender, put.received, law_of_books()).day,
        claimed=put.claimed.to_json(), pay=claim.pay, account=put.account.id if put.account else None,
        late_reason=claim.late_reason,
    )  # fmt: skip
    (dossier,) = dossiers.write([new], put.office.id, put.office.code, claim.actor)
    known = {paper.code for paper in put.procedure.papers}
    held = [(dossier, code, "paper", number) for code, number in claim.papers.items() if code in known]
    held += [(dossier, p.code, "data", p.data) for p in put.procedure.papers if p.data == "register"]
    papers.add(held, put.received, claim.actor)
    return dossier
