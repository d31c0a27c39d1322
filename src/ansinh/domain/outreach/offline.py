"""What a phone wrote down without a signal and sends later: items with a key each, read from a hostile sender."""

import re
from dataclasses import dataclass
from typing import Final

from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import SCHEMES
from ansinh.domain.outreach.contact import OUTCOMES, WAYS

MOST: Final = 200
"""How many items one sending may bring; a phone sends the rest in the next."""
OLDEST_SECONDS: Final = 31 * 86_400
"""How long something may have waited; older ones are told to the office instead."""
LONGEST: Final = 2000
_KEY = re.compile(r"[0-9a-fA-F-]{8,64}")
_MEND = Text("Mở lại trang trên điện thoại rồi ghi lại.", "Open the page on the phone again and write it down anew.")
_SHAPE = Text("Gói gửi lên không đọc được.", "What was sent cannot be read.")
_MANY = Text("Mỗi lần gửi tối đa {n} việc.", "At most {n} items are sent at once.")
_ITEM = Text("Việc này thiếu khóa hoặc loại.", "This item lacks its key or kind.")
_FIELD = Text("{name} không đúng.", "{name} is not right.")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing written down: its key, `contact` or `receipt`, about which prospect, how many seconds ago.

    A contact has way, outcome, days (a promise for so many days after it was written down) or a promised day as
    ISO text, and a note; a receipt has scheme, renewal, payer ("": the prospect's own number) and dong.
    """

    key: str
    kind: str
    prospect: int
    age: int
    name: str = ""
    way: str = "visit"
    outcome: str = ""
    days: int = 0
    promised: str = ""
    note: str = ""
    scheme: str = "hi_household"
    renewal: bool = False
    payer: str = ""
    amount: Dong = 0

    def body(self) -> dict[str, object]:
        """Return what makes the item what it is; its age is left out, as it grows between two tries."""
        names = set(self.__slots__) - {"age", "key", "name"}
        return {name: getattr(self, name) for name in sorted(names)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an item: `done`, `kept` (written down, nothing else changed) or `refused`, and why in words."""

    key: str
    state: str
    message: Text
    number: str = ""

    def told(self) -> dict[str, object]:
        """Return it as the phone reads it."""
        words = {"vi": self.message.vi, "en": self.message.en}
        return {"key": self.key, "state": self.state, "number": self.number, "message": words}


def read_items(raw: object) -> tuple[list[Item], Findings]:
    """Return what a phone sent (`{"sent_at": ms, "items": [...]}`) and everything wrong with it.

    An item that cannot be read stays on the phone with its finding; the others are taken. Clocks of phones are often
    wrong, so only the time between writing down and sending is used.
    """
    findings = Findings()
    items = raw.get("items") if isinstance(raw, dict) else None
    sent_at = raw.get("sent_at") if isinstance(raw, dict) else None
    if not isinstance(items, list) or not _whole(sent_at):
        findings.add(_wrong("offline.shape", 0, "", "", _SHAPE))
        return [], findings
    if len(items) > MOST:
        findings.add(_wrong("offline.many", 0, "items", str(len(items)), _MANY.fill(n=MOST)))
        return [], findings
    read = [_item(one, int(str(sent_at)), row, findings) for row, one in enumerate(items, start=1)]
    return [one for one in read if one is not None], findings


def _item(one: object, sent_at: int, row: int, findings: Findings) -> Item | None:
    """Return one item, or None after saying everything that is wrong with it."""
    told = one if isinstance(one, dict) else {}
    key, kind = _words(told.get("key")), _words(told.get("kind"))
    if not _KEY.fullmatch(key) or kind not in {"contact", "receipt"}:
        findings.add(_wrong("offline.item", row, "key", key[:80], _ITEM))
        return None
    at = told.get("recorded_at")
    numbers = {name: told.get(name) or 0 for name in ("prospect", "days", "amount")}
    bad = [name for name, value in numbers.items() if not _whole(value)]
    bad += [] if _whole(at) else ["recorded_at"]
    bad += _bad_words(told, kind)
    for name in bad:
        findings.add(_wrong("offline.field", row, name, str(told.get(name))[:80], _FIELD.fill(name=name), key))
    if bad:
        return None
    whole = {name: int(str(value)) for name, value in numbers.items()}
    words = {name: _words(told.get(name)).strip() for name in ("name", "outcome", "promised", "note", "payer")}
    return Item(
        key, kind, whole["prospect"], max(0, (sent_at - int(str(at))) // 1000), way=_words(told.get("way")) or "visit",
        days=min(whole["days"], 365), amount=whole["amount"], scheme=_words(told.get("scheme")) or "hi_household",
        renewal=told.get("renewal") in (True, "1", "true"), **words,
    )  # fmt: skip


def _bad_words(told: dict[str, object], kind: str) -> list[str]:
    """Return the names of words that are too long or not known."""
    bad = [name for name in ("name", "note", "payer", "promised") if len(_words(told.get(name))) > LONGEST]
    if kind == "contact" and _words(told.get("outcome")) not in OUTCOMES:
        bad.append("outcome")
    if kind == "contact" and (_words(told.get("way")) or "visit") not in WAYS:
        bad.append("way")
    if kind == "receipt" and (_words(told.get("scheme")) or "hi_household") not in SCHEMES:
        bad.append("scheme")
    return bad


def _whole(value: object) -> bool:
    """Return whether a value is a whole number from 0 that a bigint holds."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    return (value.isascii() and value.isdigit() and len(value) < 16) if isinstance(value, str) else 0 <= value < 10**15


def _words(value: object) -> str:
    """Return a text without the signs no database keeps (NUL, halves of characters); "" for anything else."""
    return value.encode("utf-8", "ignore").decode().replace("\0", "") if isinstance(value, str) else ""


def _wrong(code: str, row: int, column: str, found: str, message: Text, sheet: str = "") -> Finding:
    return Finding(code, Place(sheet, row or None, column), found, message, _MEND)
