"""Decide a finding: keep it, lift it, confirm it; four eyes from an amount on; the story of each is kept."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.claims.settlement import needs_second_pair, second_pair_from
from ansinh.law.value_files import load
from ansinh.records.store.claims import worklist
from ansinh.records.store.claims.worklist import Item
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.act import Act, perform

KEEP, LIFT, CONFIRM = "kept", "lifted", "confirmed"
NO_FINDING: Final = Text("Không có phát hiện này.", "There is no such finding.")
TOO_MUCH: Final = Text(
    "Số tiền vượt phần còn lại của hồ sơ: chỉ còn {left} đồng.", "More than what is left of the record: {left} dong."
)
SAME_PERSON: Final = Text(
    "Số tiền lớn cần hai người: người đề xuất không được tự duyệt.", "This amount needs two people: not the proposer."
)
NO_REASON: Final = Text("Hãy ghi lý do.", "Say the reason.")
DECIDED: Final = Text("Phát hiện này đã có quyết định cuối.", "The final decision on this finding was taken.")


def suggested(one: Item) -> int:
    """Return what lifting a finding would give back: what it cut and was not given back yet; hundredths of a dong."""
    return max(min(one.cut - worklist.given_back(one.id), one.claimed - one.accepted), 0)


def decide(period: dt.date, finding: int, step: str, *, actor: str, amount: int | None = None, reason: str = "") -> str:
    """Keep (cut `amount` more), lift (give `amount` back) or confirm a finding; hundredths of a dong. The new state.

    Without an `amount` a lift gives back what the finding cut. From the agency's threshold on the first person proposes
    and another one decides. RefusedError with the reason, ConflictError after the final decision.
    """
    act = Act(f"claims.{step}", actor, "claim_finding", str(finding), reason=reason, body={"amount": amount})
    return perform(act, lambda: _decide(period, finding, step, amount, (actor, reason)))


def decide_many(period: dt.date, findings: Sequence[int], step: str, *, actor: str, reason: str) -> dict[str, int]:
    """Decide several findings at once (after a sample was read); how many came to each state.

    A lift gives back what each cut; what needs two people is proposed. Findings decided meanwhile are left alone.
    """
    act = Act(f"claims.{step}.many", actor, "claim_finding", str(len(findings)), reason=reason,
              body={"findings": list(findings)[:1000]})  # fmt: skip

    def work() -> dict[str, int]:
        told: dict[str, int] = {}
        for finding in findings:
            one = worklist.item(period, finding)
            if one is None or one.final:
                continue
            state = _decide(period, finding, step, None, (actor, reason))
            told[state] = told.get(state, 0) + 1
        return told

    return perform(act, work)


def _decide(period: dt.date, finding: int, step: str, amount: int | None, who: tuple[str, str]) -> str:
    """Decide one finding inside the transaction."""
    actor, reason = who
    one = worklist.item(period, finding, lock=True)
    if one is None:
        raise MissingError(NO_FINDING)
    if not reason.strip():
        raise RefusedError(NO_REASON)
    others = worklist.other_rejections(one) if step == LIFT and one.weight == "reject" else []
    asked = amount if amount is not None else suggested(one) if step == LIFT and not others else 0
    _check_amount(one, step, asked)
    if one.final:
        raise ConflictError(DECIDED)
    least = second_pair_from(one.received.astimezone(HERE).date(), load())
    if needs_second_pair(asked, least):
        before = worklist.last_step(finding)
        proposed = before is not None and before[0] == "proposed" and before[2] == asked
        if not proposed:
            worklist.write_step(one, "proposed", amount=asked, actor=actor, reason=reason)
            return "proposed"
        if before is not None and before[1] == actor:
            raise RefusedError(SAME_PERSON)
    worklist.write_step(one, step, amount=asked, actor=actor, reason=reason)
    if others and amount is None:
        worklist.pass_on(one, others[0])
    return step


def _check_amount(one: Item, step: str, amount: int) -> None:
    """Refuse an amount the record does not have."""
    left = one.claimed - one.accepted if step == LIFT else one.accepted
    if amount < 0 or amount > left:
        raise RefusedError(TOO_MUCH.fill(left=left // 100))
