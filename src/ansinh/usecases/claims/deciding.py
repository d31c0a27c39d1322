"""Decide a finding: keep it, lift it, take the facility's answer, confirm; four eyes from an amount on."""

import datetime as dt
from collections.abc import Sequence

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.claims.settlement import needs_second_pair
from ansinh.records.store.claims import worklist
from ansinh.records.store.claims.worklist import Item
from ansinh.usecases.act import Act, perform

KEEP, LIFT, CONFIRM = "kept", "lifted", "confirmed"
NO_FINDING = Text("Không có phát hiện này.", "There is no such finding.")
TOO_MUCH = Text(
    "Số tiền vượt phần còn lại của hồ sơ: chỉ còn {left} đồng.", "More than what is left of the record: {left} dong."
)
SAME_PERSON = Text(
    "Số tiền lớn cần hai người: người đề xuất không được tự duyệt.", "This amount needs two people: not the proposer."
)
NO_REASON = Text("Hãy ghi lý do.", "Say the reason.")


def decide(period: dt.date, finding: int, step: str, *, actor: str, amount: int = 0, reason: str = "") -> str:
    """Keep (cut `amount` more), lift (give `amount` back) or confirm a finding; hundredths of a dong. The new state.

    From the agency's threshold on the first person proposes and another one decides. RefusedError with the reason.
    """
    act = Act(f"claims.{step}", actor, "claim_finding", str(finding), reason=reason, body={"amount": amount})
    return perform(act, lambda: _decide(period, finding, step, amount, (actor, reason)))


def decide_many(period: dt.date, findings: Sequence[int], step: str, *, actor: str, reason: str) -> int:
    """Decide several findings of no amount at once (after a sample was read); how many."""
    act = Act(f"claims.{step}.many", actor, "claim_finding", str(len(findings)), reason=reason)

    def work() -> int:
        return sum(_decide(period, finding, step, 0, (actor, reason)) == step for finding in findings)

    return perform(act, work)


def reply(period: dt.date, finding: int, text: str, *, actor: str, facility: str) -> str:
    """Take the facility's answer to a finding about its own record. MissingError for another's."""
    act = Act("claims.reply", actor, "claim_finding", str(finding), reason=text[:200])

    def work() -> str:
        one = worklist.item(period, finding, lock=True)
        if one is None or one.facility != facility:
            raise MissingError(NO_FINDING)
        if not text.strip():
            raise RefusedError(NO_REASON)
        worklist.write_step(one, "replied", amount=0, actor=actor, reason=text[:2000])
        return one.state

    return perform(act, work)


def _decide(period: dt.date, finding: int, step: str, amount: int, who: tuple[str, str]) -> str:
    """Decide one finding inside the transaction."""
    actor, reason = who
    one = worklist.item(period, finding, lock=True)
    if one is None:
        raise MissingError(NO_FINDING)
    if not reason.strip():
        raise RefusedError(NO_REASON)
    _check_amount(one, step, amount)
    if needs_second_pair(amount):
        before = worklist.last_step(finding)
        proposed = before is not None and before[0] == "proposed" and before[2] == amount
        if not proposed:
            worklist.write_step(one, "proposed", amount=amount, actor=actor, reason=reason)
            return "proposed"
        if before is not None and before[1] == actor:
            raise RefusedError(SAME_PERSON)
    worklist.write_step(one, step, amount=amount, actor=actor, reason=reason)
    return step


def _check_amount(one: Item, step: str, amount: int) -> None:
    """Refuse an amount the record does not have."""
    left = one.claimed - one.accepted if step == LIFT else one.accepted
    if amount < 0 or amount > left:
        raise RefusedError(TOO_MUCH.fill(left=left // 100))
