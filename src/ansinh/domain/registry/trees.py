"""Dated trees of offices and places: what may be opened, renamed, closed; how a tree stood on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ansinh.core.period import Month
from ansinh.core.text import Text

OFFICE_LEVELS: Final = {"national": 0, "region": 1, "province": 2, "district": 3, "base": 3}
PLACE_LEVELS: Final = {"province": 0, "district": 1, "commune": 2}
KIND_NAMES: Final = {
    "national": Text("cấp trung ương", "national"),
    "region": Text("khu vực", "regional"),
    "province": Text("cấp tỉnh", "provincial"),
    "district": Text("cấp huyện", "district"),
    "base": Text("cấp cơ sở", "base"),
    "commune": Text("cấp xã", "commune"),
}
"""Levels of offices and places, in words."""
_NO_CODE = Text("Mã gồm chữ và số, không có dấu chấm: “{found}”.", "A code is letters and digits, no dots: “{found}”.")
_TAKEN = Text("Mã {key} đã dùng; mã không dùng lại.", "{key} is taken; codes are never used again.")
_NO_NAME = Text("Hãy ghi tên.", "Write the name.")
_NO_PARENT = Text("Nơi trực thuộc {key} không có hoặc không còn vào {day}.", "{key} above it does not exist on {day}.")
_NO_LEVEL = Text(
    "Nơi {kind} không thể trực thuộc nơi {above}.", "One of {kind} level cannot stand under one of {above}."
)
_NOT_ALIVE = Text("{key} không có hoặc không còn vào {day}.", "{key} does not exist on {day}.")
_SAME_NAME = Text("Tên không thay đổi.", "The name does not change.")
_OWN = Text(
    "Nơi tiếp nhận không thể là chính nó hoặc nơi trực thuộc nó.", "It cannot be taken over by itself or below."
)
_UNLIKE = Text("Nơi tiếp nhận phải cùng cấp.", "What takes over has to stand on the same level.")
_NO_BOOKS = Text(
    "{key} tự khóa sổ tháng; nơi tiếp nhận {heir} cũng phải đang khóa sổ để ghi tiếp.",
    "{key} closes months of its own; what takes it over ({heir}) has to keep books too, to go on with them.",
)
_MIDDLE = Text("Sổ chỉ chuyển giao từ ngày đầu một tháng.", "Books are handed over on the first day of a month.")
_BEHIND = Text(
    "{key} khóa sổ đến {last}; khóa đúng đến {before} rồi mới sáp nhập.",
    "{key} has closed up to {last}; it has to stand at {before} before the offices become one.",
)
_OTHER_START = Text(
    "Sổ của {old} và {heir} bắt đầu từ hai tháng khác nhau; phải nạp cho bằng nhau trước.",
    "The books of {old} and {heir} begin with different months; bring them to the same one first.",
)
_KEEPS = Text(
    "{key} còn {what}; hãy chọn nơi tiếp nhận để không ai bị bỏ lại.",
    "{key} still has {what}; choose what takes over, so that nobody is left behind.",
)


@dataclass(frozen=True, slots=True)
class Branch:
    """An office or place: [since, until), and the key of what it stands under ("" at the top)."""

    key: str
    name: str
    kind: str
    parent: str
    since: dt.date
    until: dt.date | None

    def lives(self, day: dt.date) -> bool:
        """Return whether it exists on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Placed:
    """A branch in a drawn tree, `depth` steps below the top."""

    branch: Branch
    depth: int


def refuse_open(new: Branch, known: Branch | None, above: Branch | None, levels: Mapping[str, int]) -> Text | None:
    """Return why `new` cannot be opened, None where it can: code, name, what it stands under, its level."""
    if not new.key.rpartition(":")[2].isalnum():
        return _NO_CODE.fill(found=new.key)
    if known is not None:
        return _TAKEN.fill(key=new.key)
    if not new.name.strip():
        return _NO_NAME
    return None if not new.parent and levels.get(new.kind) == 0 else _refuse_parent(new, above, levels)


def _refuse_parent(new: Branch, above: Branch | None, levels: Mapping[str, int]) -> Text | None:
    """Return why `new` cannot stand under `above`."""
    if above is None or not above.lives(new.since):
        return _NO_PARENT.fill(key=new.parent or "–", day=f"{new.since:%d/%m/%Y}")
    if levels.get(new.kind, -1) <= levels[above.kind]:
        return _NO_LEVEL.fill(kind=KIND_NAMES.get(new.kind, new.kind), above=KIND_NAMES[above.kind])
    return None


def refuse_rename(key: str, old: Branch | None, name: str, day: dt.date) -> Text | None:
    """Return why `key` cannot bear `name` from `day` on."""
    if old is None or not old.lives(day) or old.since == day:
        return _NOT_ALIVE.fill(key=key, day=f"{day:%d/%m/%Y}")
    if not name.strip():
        return _NO_NAME
    return _SAME_NAME if old.name == name.strip() else None


def refuse_close(old: Branch, heir: Branch | None, heir_key: str, day: dt.date, keeps: Iterable[Text]) -> Text | None:
    """Return why `old` cannot end on `day`; `keeps` says in words what it would leave behind without an heir."""
    if not old.lives(day) or old.since == day:
        return _NOT_ALIVE.fill(key=old.key, day=f"{day:%d/%m/%Y}")
    if heir_key:
        if heir is None or not heir.lives(day):
            return _NOT_ALIVE.fill(key=heir_key, day=f"{day:%d/%m/%Y}")
        return _UNLIKE if heir.kind != old.kind and not {heir.kind, old.kind} <= {"district", "base"} else None
    left = list(keeps)
    return _KEEPS.fill(key=old.key, what=left[0]) if left else None


def refuse_own(key: str, heir: str, below: Iterable[str]) -> Text | None:
    """Return why `heir` cannot take over `key`: it is the same, or stands below it."""
    return _OWN if heir and (heir == key or heir in set(below)) else None


@dataclass(frozen=True, slots=True)
class Books:
    """The months in the books of an office: `key` closes them (itself or what it stands under), `first` to `last`."""

    key: str
    first: Month
    last: Month


def refuse_hand_over(old: Books | None, heir: Books | None, heir_key: str, day: dt.date) -> Text | None:
    """Return why books cannot go on in those of another office on `day`, None where they can.

    Both have closed the month before, and began with the same one: from the day on one close covers both, and a
    back-dated change of any month in the books is assessed again as before.
    """
    if old is None or (heir is not None and heir.key == old.key):
        return None
    if heir is None:
        return _NO_BOOKS.fill(key=old.key, heir=heir_key or "–")
    before = Month.containing(day).plus(-1)
    if day.day != 1:
        return _MIDDLE
    behind = next((one for one in (old, heir) if one.last != before), None)
    if behind is not None:
        return _BEHIND.fill(key=behind.key, before=before, last=behind.last)
    return _OTHER_START.fill(old=old.key, heir=heir.key) if old.first != heir.first else None


def tree_on(branches: Iterable[Branch], heirs: Mapping[str, str], day: dt.date) -> list[Placed]:
    """Return the branches that live on `day` in the order of the tree, parents first, by key among brothers.

    What stands under something that has ended stands under its heir (`heirs`: ended key -> heir). A branch whose
    parents are all unknown is drawn at the top, never lost.
    """
    living = {branch.key: branch for branch in branches if branch.lives(day)}
    under: dict[str, list[Branch]] = {}
    for branch in living.values():
        under.setdefault(_above(branch, living, heirs), []).append(branch)
    drawn: list[Placed] = []
    waiting = [Placed(branch, 0) for branch in sorted(under.get("", []), key=_by_key, reverse=True)]
    while waiting:
        placed = waiting.pop()
        drawn.append(placed)
        below = sorted(under.get(placed.branch.key, []), key=_by_key, reverse=True)
        waiting += [Placed(branch, placed.depth + 1) for branch in below]
    return drawn


def _by_key(branch: Branch) -> str:
    """Return what brothers are ordered by."""
    return branch.key


def _above(branch: Branch, living: Mapping[str, Branch], heirs: Mapping[str, str]) -> str:
    """Return the living branch that `branch` stands under, through heirs; "" where there is none."""
    key, seen = branch.parent, {branch.key}
    while key and key not in living and key not in seen:
        seen.add(key)
        key = heirs.get(key, "")
    return key if key in living and key != branch.key else ""
