"""Acts on budget support: a list made, proposed with its cost, decided by another person, the transfer written down."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.rate import parse_rate
from ansinh.core.text import Text
from ansinh.domain.outreach.support import GROUPS, MOVES, STATES, cost_of
from ansinh.law.value_files import load
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import support as store
from ansinh.usecases.act import Act, perform

_SHAPE = Text("Cần nhóm, tên, căn cứ, số tháng từ 1 đến 12.", "Group, name, basis and 1 to 12 months are needed.")
_SHARE = Text("Tỷ lệ hỗ trợ là số trên 0 đến 1, ví dụ 1 hoặc 0.3.", "A share is above 0 up to 1, for example 1 or 0.3.")
_STRANGERS = Text("Không có trong sổ đăng ký của cơ quan: {numbers}.", "Not in the office's register: {numbers}.")
_MOVE = Text("Đề xuất đang ở trạng thái {state}.", "The proposal is: {state}.")
_EMPTY = Text("Danh sách chưa có ai được hỗ trợ.", "Nobody on the list is to be supported.")
_SAME = Text("Người quyết định phải khác người lập.", "Who decides must not be who made it.")
_PAPER = Text("Cần số văn bản.", "The number of the paper is needed.")
_MONEY = Text("Số tiền chuyển phải lớn hơn 0.", "The amount transferred must be above 0.")


@dataclass(frozen=True, slots=True)
class Asking:
    """A proposal to make: group, name, the paper it rests on, first month, months, the share this budget pays."""

    group: str
    name: str
    basis: str
    first: Month
    months: int
    share: str = "1"


def make(office: str, asking: Asking, actor: str) -> int:
    """Begin a list; return its id. RefusedError for missing words or a share that cannot be."""
    place = months.office(office)
    if asking.group not in GROUPS or not (asking.name and asking.basis) or not 1 <= asking.months <= 12:
        raise RefusedError(_SHAPE)
    _share(asking.share)
    facts: dict[str, Any] = {
        "office_id": place.id, "group": asking.group, "name": asking.name, "basis": asking.basis,
        "first": asking.first.first_day, "months": asking.months, "share": asking.share, "made_by": actor,
    }  # fmt: skip
    act = Act("support.make", actor, "support", asking.name, office, reason=asking.basis)
    return perform(act, lambda: store.create(facts).pk)


def _share(text: str) -> Fraction:
    try:
        share = parse_rate(text.replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise RefusedError(_SHARE) from error
    if not 0 < share <= 1:
        raise RefusedError(_SHARE)
    return share


def add(number: int, numbers: Sequence[str], reason: str, actor: str) -> int:
    """Put people (SI numbers or personal IDs) on a list that is being made; return those added or changed.

    Whoever died, is insured otherwise or stands on another list is kept with the reason and costs nothing.
    RefusedError that names every number not in the register; UnknownValueError where the base is not established.
    """
    found = store.one(number)
    ids = store.known(numbers, found.office.path)
    strangers = [one for one in numbers if one not in ids]
    if strangers:
        raise RefusedError(_STRANGERS.fill(numbers=", ".join(strangers[:50])))
    amount = cost_of(found.first, found.months, _share(found.share), load())
    end = Month.containing(found.first).plus(found.months).first_day
    body: dict[str, object] = {"people": len(numbers), "purpose": found.group}
    act = Act("support.add", actor, "support", str(number), found.office.code, body=body)

    def work() -> int:
        locked = store.one(number, lock=True)
        if locked.state != "draft":
            raise ConflictError(_MOVE.fill(state=STATES[locked.state]))
        return store.add(locked, sorted(set(ids.values())), reason=reason, amount=amount, end=end)

    return perform(act, work)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a proposal: the state after it, the day, its paper, and of a transfer the dong that came."""

    state: str
    day: dt.date
    document: str = ""
    received: Dong = 0


def move(number: int, step: Step, actor: str) -> str:
    """Take a proposal on: proposed, approved or rejected (by another person), transferred; return its state.

    RefusedError for a step that cannot follow, an empty list, a missing paper, or one person deciding alone.
    """

    def work() -> str:
        found = store.one(number, lock=True)
        if step.state not in MOVES[found.state]:
            raise RefusedError(
                Text(_MOVE.vi.format(state=STATES[found.state].vi), _MOVE.en.format(state=STATES[found.state].en))
            )
        store.move(
            number, _facts(number, found.made_by, step, actor), actor=actor, day=step.day, document=step.document
        )
        return step.state

    act = Act("support.move", actor, "support", str(number), reason=step.document, body={"state": step.state})
    return perform(act, work)


def _facts(number: int, made_by: str, step: Step, actor: str) -> dict[str, Any]:
    """Return what a step writes, or refuse it."""
    if step.state == "proposed":
        listed, cost = store.cost(number)
        if not listed:
            raise RefusedError(_EMPTY)
        return {"state": "proposed", "cost": cost, "proposed_on": step.day}
    if step.state == "draft":
        return {"state": "draft", "decided_by": "", "decided_on": None, "decision": ""}
    if not step.document:
        raise RefusedError(_PAPER)
    if step.state == "transferred":
        if step.received <= 0:
            raise RefusedError(_MONEY)
        return {
            "state": step.state, "transferred_on": step.day, "transfer": step.document, "received": step.received,
        }  # fmt: skip
    if actor == made_by:
        raise RefusedError(_SAME)
    return {"state": step.state, "decided_by": actor, "decided_on": step.day, "decision": step.document}
