"""Acts of a collector: a receipt for somebody of the area, the money handed on at the end of the day, a contact."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agent_desk import due_day
from ansinh.domain.outreach.agents import blocked
from ansinh.records.store.outreach import agent_desk as store
from ansinh.usecases.act import Act, perform
from ansinh.usecases.outreach import agents, work

_NOTHING = Text("Không còn tiền phải nộp.", "There is no money to hand on.")
_REFERENCE = Text("Cần mã giao dịch của ngân hàng.", "The reference of the bank is needed.")
_NO_CONTRACT = Text("Tổ chức không có hợp đồng đang thực hiện.", "The agent has no contract that goes on.")


@dataclass(frozen=True, slots=True)
class Handed:
    """Money handed on: how many receipts, dong, under which reference."""

    receipts: int
    amount: Dong
    reference: str


def why_blocked(desk: store.Desk, day: dt.date) -> Text | None:
    """Return why the collector may take no money on a day; None where they may."""
    return blocked(desk.standing, day) if desk.standing is not None else _NO_CONTRACT


def take(username: str, taking: agents.Taking, key: str = "") -> str:
    """Issue a receipt of one's own; return its number. Refused as any receipt is (suspended, no certificate ...)."""
    return agents.issue(store.desk(username).code, taking, username, key)


def hand_on(username: str, reference: str, day: dt.date) -> Handed:
    """Write that all the money in hand was handed on; RefusedError where there is none, or without a reference."""
    desk = store.desk(username)
    if not reference.strip():
        raise RefusedError(_REFERENCE)
    body: dict[str, object] = {"reference": reference.strip()}
    act = Act("agent.remit", username, "agent", desk.agent, desk.office, body=body)

    def make() -> Handed:
        held = store.in_hand(desk.collector, lock=True)
        if not held:
            raise RefusedError(_NOTHING)
        made = store.hand_on(desk.collector, held, reference=reference.strip(), day=day, by=username)
        return Handed(made.receipts, made.amount, made.reference)

    return perform(act, make)


def note(username: str, prospect: int, contact: work.Contact) -> str:
    """Write down a contact with somebody of the area; MissingError for anybody else. Returns the state now."""
    store.neighbour(store.desk(username), username, prospect)
    return work.note(prospect, contact, username)


def late(agent: int, first: dt.date, last: dt.date, today: dt.date) -> tuple[int, Dong]:
    """Return (days, dong) taken by an agent between two days and handed on after the next working day, or not yet."""
    days: set[dt.date] = set()
    amount = 0
    for taken, dong, handed in store.handed_on(agent, first, last):
        if (handed or today) > due_day(taken):
            days.add(taken)
            amount += dong
    return len(days), amount
