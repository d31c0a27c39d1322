"""What a collection agent may see and when money is late: minimised lists (data-protection.md 3), masked numbers."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ansinh.core.money import Dong, format_dong
from ansinh.core.text import Text
from ansinh.core.working_days import after_working_days

SHARED: Final = frozenset({"household_none", "household_part", "card_30", "card_60", "subsidy", "birth", "pupil"})
"""Reasons shared with agents: what they are there for. Never jobs, wages, employers, or who applied for a benefit."""
CONTRACT_DAYS: Final = 60
"""How long before its end a contract or certificate is warned of."""
_MASK: Final = "•"
_SHORT = Text("Còn {amount} đồng biên lai chưa khớp tiền nộp.", "Receipts of {amount} dong are not matched by money.")
_VOIDS = Text("Còn {n} biên lai chờ duyệt hủy.", "{n} receipts wait for a void to be approved.")
_STATEMENTS = Text("Còn {n} bảng thù lao chưa duyệt.", "{n} statements of commission are not approved.")
_STATE = Text("Hợp đồng phải được chấm dứt trước khi thanh lý.", "The contract must be terminated first.")


def masked(number: str) -> str:
    """Return a number with only its first two and last two signs to be read: 26••••••01; "" stays."""
    if len(number) <= 4:
        return _MASK * len(number)
    return number[:2] + _MASK * (len(number) - 4) + number[-2:]


def due_day(taken: dt.date) -> dt.date:
    """Return the last day to hand on money taken on `taken`: the next working day (daily remittance)."""
    return after_working_days(taken, 1)


@dataclass(frozen=True, slots=True)
class Books:
    """What is open with an agent: the state of the contract, dong not matched, voids and statements that wait."""

    state: str
    short: Dong
    voids: int
    statements: int


def unsettled(books: Books) -> list[Text]:
    """Return everything that keeps a contract from being settled; empty where it may be."""
    found = [_STATE] if books.state != "terminated" else []
    if books.short:
        found.append(_SHORT.fill(amount=format_dong(books.short)))
    if books.voids:
        found.append(_VOIDS.fill(n=books.voids))
    if books.statements:
        found.append(_STATEMENTS.fill(n=books.statements))
    return found
