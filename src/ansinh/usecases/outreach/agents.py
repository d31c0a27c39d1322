"""Acts on collection agents: contracts and checks, receipts, quotas, the three-way match, commission."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import Matched, blocked, check_verdict, clawed_back, commission, three_way
from ansinh.domain.planning.split import split
from ansinh.records.store.outreach import agent_contracts, agents
from ansinh.records.store.registry.numbers import next_numbers
from ansinh.usecases.act import Act, perform

_SAME = Text("Người duyệt phải khác người đề nghị.", "Who approves must not be who proposed.")
_VOIDED = Text("Biên lai này đã được hủy hoặc đang chờ duyệt hủy.", "This receipt is voided, or waits for approval.")
_NOT_ASKED = Text("Chưa ai đề nghị hủy biên lai này.", "Nobody asked to void this receipt.")
_AMOUNT = Text("Số tiền phải lớn hơn 0.", "The amount must be above 0.")
_NO_CONTRACT = Text("Tổ chức không có hợp đồng đang thực hiện.", "The agent has no contract that goes on.")
_APPROVED = Text("Bảng thù lao tháng này đã duyệt.", "The statement of this month is approved.")
_CHANGED = Text(
    "Bảng thù lao vừa được lập lại; hãy xem số mới rồi duyệt.",
    "The statement has just been made anew; look at its figures, then approve.",
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Money taken from somebody: for which scheme, new or renewal, whose number, dong, the day."""

    scheme: str
    renewal: bool
    payer: str
    amount: Dong
    day: dt.date


def issue(collector: str, taking: Taking, actor: str, key: str = "") -> str:
    """Issue a numbered receipt at once; return its number. The same `key` issues it once.

    RefusedError for a suspended or ended contract, a certificate that does not hold, or no amount.
    """
    number, agent, office, standing = agents.standing(collector)
    body: dict[str, object] = {"payer": taking.payer, "amount": taking.amount, "day": str(taking.day)}
    act = Act("agent.receipt", actor, "agent", agent, office, key=key and f"agent.receipt:{key}", body=body)

    def work() -> str:
        why = blocked(standing, taking.day) if taking.amount > 0 else _AMOUNT
        if why:  # asked inside, so that a receipt issued before a suspension is told again to whom sends it again
            raise RefusedError(why)
        (serial,) = next_numbers(f"agent:{agent}:{taking.day.year}", 1)
        made = f"AG{agent}-{taking.day.year % 100:02d}-{serial:06d}"
        agents.issue(
            number=made, collector_id=number, scheme=taking.scheme, renewal=taking.renewal, payer=taking.payer,
            amount=taking.amount, day=taking.day,
        )  # fmt: skip
        return made

    return perform(act, work)


def ask_void(number: str, reason: str, actor: str) -> None:
    """Ask that a receipt is voided; it counts until another approves."""

    def work() -> None:
        if agents.locked_receipt(number).voided_by:
            raise RefusedError(_VOIDED)
        agents.write_void(number, voided_by=actor, void_reason=reason)

    perform(Act("agent.void", actor, "receipt", number, reason=reason), work)


def approve_void(number: str, actor: str, day: dt.date) -> None:
    """Approve that a receipt is voided; RefusedError for who asked, or where nobody did."""

    def work() -> None:
        found = agents.locked_receipt(number)
        if not found.voided_by:
            raise RefusedError(_NOT_ASKED)
        if found.void_approved_by:
            raise RefusedError(_VOIDED)
        if found.voided_by == actor:
            raise RefusedError(_SAME)
        agents.write_void(number, void_approved_by=actor, voided_on=day)

    perform(Act("agent.void.approve", actor, "receipt", number), work)


def match(agent: str, period: Month) -> Matched:
    """Compare an agent's receipts of a month with the accepted lists and with the bank."""
    first, last = period.first_day, period.last_day
    found = agents.receipts(agent, first, last)
    listed = agents.listed(first, last, {one.number for one in found})
    return three_way(found, listed, {agent: agents.remitted(agent, first, last)})


@dataclass(frozen=True, slots=True)
class Checked:
    """A quarterly check: conditions held, late remittances, whether the quota was met, the paper."""

    held: Mapping[str, bool]
    late_remittances: int
    quota_met: bool
    day: dt.date
    document: str


def check(agent: str, checked: Checked, actor: str) -> str:
    """Write down a quarterly check and what follows: active, warned or suspended.

    Suspended, new receipts are blocked and the people its collectors were to call go to others nearby.
    """
    found = agents.organisation(agent)
    body: dict[str, object] = {"day": str(checked.day), "held": dict(checked.held)}
    act = Act("agent.check", actor, "agent", agent, found.office.code, reason=checked.document, body=body)

    def work() -> str:
        contract = agents.contract(found.pk)
        if contract is None:
            raise RefusedError(_NO_CONTRACT)
        state = check_verdict(
            contract.state, checked.held, late_remittances=checked.late_remittances, quota_met=checked.quota_met
        )
        agents.change_contract(
            contract.pk, state=state, conditions=dict(checked.held), checked_on=checked.day, reason=checked.document
        )
        told = {"held": dict(checked.held), "late": checked.late_remittances, "quota_met": checked.quota_met}
        agent_contracts.note(
            contract.pk, kind="checked", state=state, actor=actor, day=checked.day, document=checked.document,
            facts=told,
        )  # fmt: skip
        if state == "suspended" != contract.state:
            agent_contracts.reroute(found.pk)
        return state

    return perform(act, work)


def pay_commission(agent: str, period: Month, actor: str) -> dict[str, Dong]:
    """Make the statement of a month: commission on matched money, less what is taken back; return its sums (dong).

    ConflictError once it is approved; UnknownValueError where a rate is not in force.
    """
    found, rules = agents.organisation(agent), agents.rules()
    matched = match(agent, period).payable()
    earned = {one.number: commission(one, found.kind, rules) for one in matched}
    paid = agents.paid_before(found.pk, period.first_day)
    voided = [one.number for one in agents.receipts(agent, dt.date(2000, 1, 1), period.last_day) if one.voided]
    back = clawed_back(paid, voided)
    lines = {**earned, **{number: -amount for number, amount in back.items()}}
    facts = {
        "matched": sum(one.amount for one in matched), "earned": sum(earned.values()),
        "clawed_back": sum(back.values()), "receipts": lines, "made_by": actor,
    }  # fmt: skip
    act = Act("agent.commission", actor, "agent", agent, found.office.code, body={"period": str(period)})

    def work() -> dict[str, Dong]:
        standing = agents.statement(found.pk, period.first_day)
        if standing is not None and standing.approved_by:
            raise ConflictError(_APPROVED)
        agents.keep_statement(found.pk, period.first_day, facts)
        return {name: int(str(facts[name])) for name in ("matched", "earned", "clawed_back")}

    return perform(act, work)


def approve_commission(agent: str, period: Month, actor: str) -> None:
    """Approve the statement of a month; RefusedError for who made it, or without one."""
    found = agents.organisation(agent)
    standing = agents.statement(found.pk, period.first_day)
    if standing is None or standing.made_by == actor:
        raise RefusedError(_SAME)
    act = Act("agent.commission.approve", actor, "agent", agent, found.office.code, body={"period": str(period)})

    def put() -> None:
        if not agents.approve_statement(standing.pk, actor):
            now = agents.statement(found.pk, period.first_day)
            if now is None or not now.approved_by:  # made anew while it was read: other figures than were seen
                raise ConflictError(_CHANGED)

    perform(act, put)


def deal_quota(
    collectors: Sequence[tuple[int, int]],
    total: int,
    scheme: str,
    span: tuple[dt.date, dt.date],
    paper: tuple[str, str],
) -> list[int]:
    """Deal `total` people of a span out to (collector, weight) pairs by largest remainder; `paper` is (number, actor).

    Weights are the expected prospects of each collector; the sum is exact. Returns the quotas in order.
    """
    document, actor = paper
    parts = split(total, [weight for _, weight in collectors])
    act = Act("agent.quota", actor, "scheme", scheme, reason=document, body={"total": total, "first": str(span[0])})

    def work() -> list[int]:
        for (collector, _), people in zip(collectors, parts, strict=True):
            agents.set_quota(collector, scheme, span, people, document)
        return parts

    return perform(act, work)
