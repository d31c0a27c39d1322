"""What phones wrote down without a signal, taken in once each: contacts, receipts; what cannot be is told, gently."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ansinh.core.errors import AnsinhError, RefusedError
from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.outreach.contact import STATE_NAMES
from ansinh.domain.outreach.offline import OLDEST_SECONDS, Answer, Item, read_items
from ansinh.records.store.outreach import agent_desk as desk_store
from ansinh.records.store.outreach import prospects
from ansinh.usecases.act import Act, perform
from ansinh.usecases.outreach import agent_desk, work
from ansinh.usecases.outreach.agents import Taking

_OLD = Text(
    "Việc này ghi đã hơn 31 ngày: hãy báo với cơ quan.", "This was written down over 31 days ago: tell the office."
)
_PAYER = Text("Cần mã số BHXH hoặc số định danh.", "The SI number or personal ID is needed.")
_NOT_MINE = Text("Người này không còn trong danh sách của bạn.", "This person is no longer on your list.")
_DONE = Text("Đã ghi: {state}.", "Written down: {state}.")
_KEPT = Text(
    "Đã ghi vào lịch sử. Trạng thái giữ là “{state}”, vì có người liên hệ sau bạn hoặc việc này đã xong.",
    "Written into the story. The state stays “{state}”: somebody was in touch after you, or it is closed.",
)
_RECEIPT = Text("Đã lập biên lai {n}, {x} đồng.", "Receipt {n} of {x} dong is issued.")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: user, whether a collector, the offices (paths) they work for, the office's day, the moment here."""

    username: str
    collector: bool
    reaches: Callable[[str], bool]
    day: dt.date
    now: dt.datetime


def take_in(raw: object, sender: Sender) -> list[Answer]:
    """Take in what a phone sent, each item whole or not at all, and once however often it is sent; answer every one.

    RefusedError where nothing in it can be read.
    """
    items, findings = read_items(raw)
    unread: dict[str, list[Text]] = {}
    for one in findings.items:
        if not one.where.row:
            raise RefusedError(one.message)
        unread.setdefault(one.where.sheet, []).append(one.message)
    wrong = [Answer(key, "refused", _joined(words)) for key, words in unread.items()]
    return [*(_one(item, sender) for item in items), *wrong]


def _joined(words: list[Text]) -> Text:
    """Return several sentences as one text."""
    return Text(" ".join(one.vi for one in words), " ".join(one.en for one in words))


def _one(item: Item, sender: Sender) -> Answer:
    """Take one item in; refused ones are told to the office's audit once, as money may have been taken."""
    act = Act(
        "outreach.offline", sender.username, "prospect", str(item.prospect), key=_key(item, sender), body=item.body()
    )
    try:
        told = perform(act, lambda: _do(item, sender))
    except AnsinhError as refusal:
        _keep_refusal(item, sender, refusal.message)
        return Answer(item.key, "refused", refusal.message)
    return Answer(item.key, told["state"], Text(told["vi"], told["en"]), told["number"])


def _key(item: Item, sender: Sender) -> str:
    return f"offline:{sender.username}:{item.key}"


def _do(item: Item, sender: Sender) -> dict[str, str]:
    """Do what the item says; return the answer as it is kept for the next time it is sent."""
    if item.age > OLDEST_SECONDS:
        raise RefusedError(_OLD)
    state, message, number = _receipt(item, sender) if item.kind == "receipt" else _contact(item, sender)
    return {"state": state, "number": number, "vi": message.vi, "en": message.en}


def _day(item: Item, sender: Sender) -> dt.date:
    """Return the day it was written down, by the office's clock."""
    back = sender.now.date() - (sender.now - dt.timedelta(seconds=item.age)).date()
    return sender.day - back


def _receipt(item: Item, sender: Sender) -> tuple[str, Text, str]:
    """Issue the numbered receipt of money taken."""
    desk = desk_store.desk(sender.username)
    payer = item.payer[:50]
    if not payer and item.prospect:
        payer = desk_store.neighbour(desk, sender.username, item.prospect).si_number
    if not payer:
        raise RefusedError(_PAYER)
    taking = Taking(item.scheme, item.renewal, payer, item.amount, _day(item, sender))
    number = agent_desk.take(sender.username, taking)
    return "done", _RECEIPT.fill(n=number, x=format_dong(item.amount)), number


def _contact(item: Item, sender: Sender) -> tuple[str, Text, str]:
    """Write the contact down; it moves the state only if nobody was in touch since, and nothing is closed."""
    if not sender.reaches(prospects.one(item.prospect).office_path):
        if not sender.collector:
            raise RefusedError(_NOT_MINE)
        desk_store.neighbour(desk_store.desk(sender.username), sender.username, item.prospect)
    day = _day(item, sender)
    promised = day + dt.timedelta(days=item.days) if item.days else _iso(item.promised)
    contact = work.Contact(item.way, item.outcome, day, item.note, promised)
    written = sender.now - dt.timedelta(seconds=item.age)
    state, moved = work.note_late(item.prospect, contact, sender.username, written)
    words = _DONE if moved else _KEPT
    return "done" if moved else "kept", words.fill(state=STATE_NAMES[state]), ""


def _iso(text: str) -> dt.date | None:
    """Return a day written as ISO; None for none."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _keep_refusal(item: Item, sender: Sender, why: Text) -> None:
    """Write once into the audit what could not be taken in, and why."""
    body = {**item.body(), "why": why.en}
    act = Act(
        "outreach.offline.refused", sender.username, "prospect", str(item.prospect), reason=why.vi,
        key=f"{_key(item, sender)}:refused:{why.en}"[:400], body=body,
    )  # fmt: skip
    perform(act, lambda: None)
