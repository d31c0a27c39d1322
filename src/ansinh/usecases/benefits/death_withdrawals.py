"""A wrong notice of death is taken back by two people: payments go on, missed months come as differences.

What was claimed is withdrawn with its postings reversed; what the heirs had paid in stays with the agency as already
given back by the person, who is paid those months in full again; what had come back from a bank may be sent again.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import death_withdrawals, payroll_facts
from ansinh.records.store.benefits.death_withdrawals import Undone, Withdrawal
from ansinh.records.store.ledger_postings import Entry
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import today

TWO: Final = Text("Người đề nghị rút báo tử không tự duyệt.", "Who asked to withdraw the notice does not approve it.")
DONE: Final = Text("Đề nghị này đã được giải quyết.", "This request was decided already.")
ALIVE: Final = Text("Người hưởng của hồ sơ {file} không bị báo tử.", "No death is recorded for the person of {file}.")
PAPER: Final = Text(
    "Hãy ghi văn bản cho thấy người này còn sống (biên bản xác minh, giấy xác nhận của xã).",
    "Write the paper that shows the person is alive (minutes of the check, confirmation of the commune).",
)
WHY: Final = Text("Hãy ghi lý do không duyệt.", "Write why it is not approved.")
OTHER_DAY: Final = Text(
    "Ngày mất trong sổ đã đổi từ khi đề nghị; hãy xem lại và đề nghị lại.",
    "The day of death in the register changed since this was asked; look again and ask again.",
)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did: files paid again, dong no longer claimed, dossiers that rest on the death (to revise)."""

    files: list[str]
    unclaimed: Dong
    dossiers: list[str]


def ask(file_no: str, document: str, actor: str) -> uuid.UUID:
    """Ask that the notice of death behind a file be withdrawn; nothing changes until somebody else approves.

    RefusedError where no death is recorded or no paper is named; ConflictError where it is asked for already.
    """
    facts = payroll_facts.pension(file_no)
    died_on = payroll_facts.known_death(facts.person)
    if died_on is None:
        raise RefusedError(ALIVE.fill(file=file_no))
    if not document.strip():
        raise RefusedError(PAPER)
    office = payroll_facts.office_of(facts)
    act = Act(
        "pension.death_withdraw", actor, "pension", file_no, office=facts.office_path, reason=document,
        body={"died_on": str(died_on)},
    )  # fmt: skip
    return perform(act, lambda: death_withdrawals.ask(facts.person, office, died_on, (document, actor)))


def approve(key: uuid.UUID, actor: str) -> Withdrawn:
    """Approve it: the day of death leaves the register, stops are lifted, claims withdrawn, all in one transaction.

    RefusedError for who asked, for one decided already, and where the day of death changed meanwhile.
    """
    return perform(_act("approve", key, actor), lambda: _approve(key, actor))


def refuse(key: uuid.UUID, actor: str, reason: str) -> None:
    """Refuse it with the reason; the notice stands."""
    if not reason.strip():
        raise RefusedError(WHY)

    def work() -> None:
        _open(key, actor)
        death_withdrawals.decide(key, "refused", actor, reason)

    perform(_act("refuse", key, actor, reason), work)


def _approve(key: uuid.UUID, actor: str) -> Withdrawn:
    """Do it inside the transaction."""
    asked = _open(key, actor)
    if not death_withdrawals.lives(asked.person, asked.died_on):
        raise RefusedError(OTHER_DAY)
    moment = death_withdrawals.lift(asked.person, actor)
    undone = death_withdrawals.withdraw_claims(asked.person, moment)
    ledger_postings.post(list(_postings(asked, undone)))
    death_withdrawals.decide(key, "approved", actor, "")
    return Withdrawn(
        payroll_facts.of_person(asked.person),
        sum(one.amount - one.paid_in for one in undone),
        death_withdrawals.rests_on(asked.person),
    )


def _postings(asked: Withdrawal, undone: Sequence[Undone]) -> Iterator[Entry]:
    """Yield what the withdrawal moves: all a claim posted, reversed; what stays paid in is claimed and settled.

    Money that came back after the claim was made is payable to the person again.
    """
    posted = death_withdrawals.postings_of([one.cause for one in undone if one.cause], asked.died_on)
    for claim in undone:
        period = ledger_postings.first_open(claim.office_path, Month.containing(today())).first_day
        mine = [entry for entry in posted if entry.cause == claim.cause] or [_claimed(claim, claim.amount)]
        yield from (entry.reversed(period)._replace(cause=asked.id) for entry in mine)
        if claim.paid_in:
            yield _claimed(claim, claim.paid_in)._replace(period=period, cause=asked.id)
        back = sum(entry.amount for entry in mine if entry.kind is Kind.BENEFIT_RECOVERED)
        later = claim.recovered - claim.paid_in - back
        if later:
            yield _claimed(claim, later)._replace(
                period=period, cause=asked.id, kind=Kind.BENEFIT_RECOVERED, debit=Chart.OVERPAID, credit=Chart.PAYABLE
            )


def _claimed(claim: Undone, amount: Dong) -> Entry:
    """Return the posting of `amount` of a claim, as of its last month."""
    return Entry(
        period=claim.month, office=claim.office, holder=0, fund=claim.fund, kind=Kind.BENEFIT_OVERPAID,
        concerns=claim.month, debit=Chart.OVERPAID, credit=Chart.BENEFITS, amount=amount,
        cause=claim.cause or uuid.UUID(int=0),
    )  # fmt: skip


def _open(key: uuid.UUID, actor: str) -> Withdrawal:
    """Return a request that waits, locked; RefusedError for one that was decided, and for who asked."""
    found = death_withdrawals.one(key, lock=True)
    if found.state != "open":
        raise RefusedError(DONE)
    if actor == found.asked_by:
        raise RefusedError(TWO)
    return found


def _act(step: str, key: uuid.UUID, actor: str, reason: str = "") -> Act:
    """Return the act for the audit chain."""
    return Act(f"pension.death_withdraw.{step}", actor, "death_withdrawal", str(key), reason=reason)
