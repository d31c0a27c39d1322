"""Employers: what a TK3-TS asks for, the kinds of unit, the codes of accounts, the states of an account."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ansinh.core.person_name import search_key
from ansinh.core.text import Text

STATUSES: Final = {
    "active": Text("Đang hoạt động", "Active"),
    "suspended": Text("Tạm ngừng", "Suspended"),
    "dissolving": Text("Chờ giải thể", "Awaiting dissolution"),
    "bankrupt": Text("Phá sản", "Bankrupt"),
    "owner_fled": Text("Chủ bỏ trốn", "Owner absconded"),
    "not_at_address": Text("Không còn ở địa chỉ", "Not at its address"),
    "no_activity": Text("Không hoạt động", "No activity"),
    "closed": Text("Đã đóng mã", "Closed"),
}
"""States of an account; each but the first is proved by a document (processes section 1)."""

_NEXT: Final = {
    "active": {"suspended", "dissolving", "bankrupt", "owner_fled", "not_at_address", "no_activity", "closed"},
    "suspended": {"active", "dissolving", "bankrupt", "owner_fled", "not_at_address", "no_activity", "closed"},
    "no_activity": {"active", "suspended", "dissolving", "bankrupt", "owner_fled", "not_at_address", "closed"},
    "not_at_address": {"active", "dissolving", "bankrupt", "owner_fled", "no_activity", "closed"},
    "owner_fled": {"active", "dissolving", "bankrupt", "closed"},
    "dissolving": {"active", "bankrupt", "closed"},
    "bankrupt": {"closed"},
    "closed": {"active"},
}

NEW_CODES: Final = dt.date(2025, 8, 1)  # letter 1804/BHXH-QLT: identifier, object and industry
_ENTERPRISE, _STATE, _PUBLIC = "enterprise", "state_agency", "public_unit_state_paid"
_KINDS: Final = (
    (_STATE, "HC", ("hanh chinh", "co quan nha nuoc", "dang", "doan the", "uy ban", "quan ly nha nuoc")),
    (_PUBLIC, "HS", ("su nghiep cong", "don vi su nghiep", "truong cong lap", "benh vien cong")),
    (_ENTERPRISE, "DN", ("nha nuoc", "fdi", "von dau tu nuoc ngoai", "ngoai nha nuoc", "tu nhan", "ngoai quoc doanh")),
    (_ENTERPRISE, "HT", ("hop tac", "to hop tac")),
    (_ENTERPRISE, "CT", ("ho kinh doanh", "ca the", "ca nhan")),
    (_ENTERPRISE, "QT", ("van phong dai dien", "quoc te", "nuoc ngoai")),
    (_ENTERPRISE, "NC", ("ngoai cong lap",)),
)


@dataclass(frozen=True, slots=True)
class UnitType:
    """What an employer is: the kind relief and unemployment insurance ask for, and the letters of its account."""

    kind: str
    letters: str


def unit_type(written: str) -> UnitType | None:
    """Return the type a form names in words; None where it names none. The first that fits, public units first."""
    words = search_key(written)
    if "ngoai cong lap" in words:
        return UnitType(_ENTERPRISE, "NC")
    if "doanh nghiep" in words or "cong ty" in words:
        return UnitType(_ENTERPRISE, "DN")
    for kind, letters, patterns in _KINDS:
        if any(pattern in words for pattern in patterns):
            return UnitType(kind, letters)
    return None


def wanted(unit_code: str, change: str) -> str:
    """Return what a TK3-TS asks for: register, change, suspend, resume, close."""
    if not unit_code:
        return "register"
    words = search_key(change)
    for kind, patterns in (
        ("resume", ("hoat dong tro lai", "tiep tuc hoat dong", "mo lai", "tham gia lai")),
        ("suspend", ("tam ngung", "tam dung")),
        ("close", ("giai the", "cham dut", "pha san", "ngung tham gia", "dong ma")),
    ):
        if any(pattern in words for pattern in patterns):
            return kind
    return "change"


def may_become(status: str, following: str) -> bool:
    """Return whether an account in `status` may become `following`."""
    return following in _NEXT.get(status, set())


def account_code(identifier: str, kind: UnitType, industry: str, serial: int, day: dt.date) -> str:
    """Return the code of a new account.

    From 2025-08: identifier (tax code), two letters, three signs of the industry (letter 1804/BHXH-QLT); before, two
    letters, a running number of four digits and a letter.
    """
    if day >= NEW_CODES and identifier:
        return f"{identifier[:10]}{kind.letters}{industry[:3].rjust(3, '0').upper()}"
    return f"{kind.letters}{serial % 10_000:04d}{chr(ord('A') + serial // 10_000 % 26)}"
