"""The papers to a collection agent in words: signed, warned, suspended, terminated, settled; why, and what follows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.money import format_dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import CONDITIONS, GRAVE

MEND_DAYS: Final = 30
"""How long a warned agent has to mend what was found. The agency's choice."""
TITLES: Final[dict[str, Text]] = {
    "signed": Text("Thông báo hợp đồng dịch vụ thu", "Notice of the contract"),
    "active": Text("Kết quả kiểm tra điều kiện", "Result of the check"),
    "warned": Text("Văn bản nhắc nhở tổ chức dịch vụ thu", "Letter of warning"),
    "suspended": Text("Thông báo tạm dừng thu", "Notice of suspension"),
    "terminated": Text("Thông báo chấm dứt hợp đồng", "Notice of termination"),
    "settled": Text("Biên bản thanh lý hợp đồng", "Settlement of the contract"),
}
_CONTRACT = Text(
    "Hợp đồng số {number}, từ {first} đến trước {end}, với {agent}.",
    "Contract {number}, from {first} to before {end}, with {agent}.",
)
_CHECKED = Text("Theo biên bản kiểm tra {document} ngày {day}:", "By the minutes {document} of {day}:")
_FAILED = Text("Chưa đạt: {name}.", "Not met: {name}.")
_LATE = Text("{n} ngày nộp tiền sau ngày làm việc kế tiếp.", "{n} days of money handed on after the next working day.")
_QUOTA = Text("Chưa đạt chỉ tiêu được giao.", "The quota was not met.")
_ALL_WELL = Text("Các điều kiện đều đạt.", "Every condition holds.")
_MEND = Text(
    "Đề nghị khắc phục trước ngày {day} và báo kết quả. Nếu vẫn chưa khắc phục, việc thu sẽ tạm dừng.",
    "Please mend this by {day} and tell us. Where it is not mended, collecting is suspended.",
)
_STOPPED = Text(
    "Từ ngày {day} không lập biên lai mới. Tiền đang giữ nộp trong ngày làm việc kế tiếp; người cần gia hạn được "
    "chuyển điểm thu gần nhất.",
    "From {day} on no new receipts are issued. Money in hand is handed on by the next working day; whoever renews goes "
    "to the nearest point.",
)
_ENDED = Text(
    "Hợp đồng chấm dứt từ ngày {day} theo {document}. Hai bên đối chiếu biên lai, tiền và thù lao để thanh lý.",
    "The contract ends on {day} by {document}. Receipts, money and commission are compared for the settlement.",
)
_SETTLED = Text(
    "Đã đối chiếu: {receipts} biên lai, {amount} đồng; đã nộp {remitted} đồng; thù lao {commission} đồng. Hai bên "
    "không còn nghĩa vụ với nhau theo hợp đồng này.",
    "Compared: {receipts} receipts of {amount} dong; {remitted} dong handed on; commission {commission} dong. Neither "
    "side owes the other anything under this contract.",
)
_SIGNED = Text("Các điều kiện đã xác minh: {names}.", "Conditions verified: {names}.")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a contract, as its story keeps it."""

    kind: str
    state: str
    day: dt.date
    document: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract a paper speaks of."""

    number: str
    first: dt.date
    end: dt.date
    agent: str
    held: frozenset[str]


def title(event: Event) -> Text:
    """Return the title of the paper of an event: by its kind, and of a check by the state it led to."""
    return TITLES.get(event.state if event.kind == "checked" else event.kind, TITLES["active"])


def paragraphs(event: Event, contract: Contract) -> list[Text]:
    """Return what the paper of an event says."""
    said = [
        _CONTRACT.fill(number=contract.number, first=_day(contract.first), end=_day(contract.end), agent=contract.agent)
    ]
    if event.kind == "checked":
        return said + _of_check(event)
    if event.kind == "terminated":
        return [*said, _ENDED.fill(day=_day(event.day), document=event.document)]
    if event.kind == "settled":
        names = ("receipts", "amount", "remitted", "commission")
        return [*said, _SETTLED.fill(**{name: format_dong(int(event.facts.get(name, 0))) for name in names})]
    held = [name for code, name in CONDITIONS.items() if code in contract.held]
    names_ = Text(", ".join(one.vi for one in held), ", ".join(one.en for one in held))
    return [*said, _SIGNED.fill(names=names_)]


def _of_check(event: Event) -> list[Text]:
    """Return what a check found, the grave first, and what follows from it."""
    held, late = event.facts.get("held", {}), int(event.facts.get("late", 0))
    failed = sorted((code for code in CONDITIONS if not held.get(code)), key=lambda code: code not in GRAVE)
    found = [_FAILED.fill(name=CONDITIONS[code]) for code in failed]
    found += [_LATE.fill(n=late)] if late else []
    found += [] if event.facts.get("quota_met", True) else [_QUOTA]
    follows = {
        "warned": [_MEND.fill(day=_day(event.day + dt.timedelta(days=MEND_DAYS)))],
        "suspended": [_STOPPED.fill(day=_day(event.day))],
    }
    opening = _CHECKED.fill(document=event.document, day=_day(event.day))
    return [opening, *(found or [_ALL_WELL]), *follows.get(event.state, [])]


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
