"""What a grant uses up, and what may not be used twice: days away, a child, a death, an income for life, a career."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from ansinh.core.finding import Finding, Place
from ansinh.core.text import Text
from ansinh.domain.benefits.procedures import Procedure

NEVER: Final = dt.date(1900, 1, 1)
EVER: Final = dt.date(9999, 1, 1)
SAME_BIRTH: Final = dt.timedelta(days=210)  # no text: two days of birth this near one another are one birth typed twice


@dataclass(frozen=True, slots=True)
class Use:
    """Something a decision uses: `bar` excludes itself, `key` is the person or event, `first` <= day < `end`."""

    bar: str
    key: str
    first: dt.date
    end: dt.date

    def meets(self, other: "Use") -> bool:
        """Return whether both cannot stand."""
        return self.bar == other.bar and self.key == other.key and self.first < other.end and other.first < self.end


@dataclass(frozen=True, slots=True)
class Granted:
    """What settling gave: the day up to which an earlier grant used the career (NEVER: none), monthly first and end."""

    free_from: dt.date
    first: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A use by another dossier, as people know it."""

    use: Use
    number: str  # of the dossier
    procedure: str


BARS: Final[dict[str, Text]] = {
    "absence": Text(
        "Những ngày này đã được giải quyết {what} trong hồ sơ {number} ({first} - {last}).",
        "These days are settled already as {what} in dossier {number} ({first} - {last}).",
    ),
    "birth_leave": Text(
        "Lần sinh này đã có người hưởng chế độ thai sản trong hồ sơ {number}.",
        "Leave for this birth was granted already in dossier {number}.",
    ),
    "birth_grant": Text(
        "Trợ cấp một lần cho con sinh ngày này đã chi trong hồ sơ {number}.",
        "The grant for this child was given already in dossier {number}.",
    ),
    "carer_leave": Text(
        "Thời gian nghỉ còn lại của người mẹ đã có người hưởng trong hồ sơ {number}.",
        "The rest of the mother's leave was granted already in dossier {number}.",
    ),
    "occupational_death": Text(
        "Trợ cấp khi chết này đã được giải quyết trong hồ sơ {number}.",
        "The grant at this death was settled already in dossier {number}.",
    ),
    "abroad": Text(
        "Trợ cấp khi ra nước ngoài định cư đã được giải quyết trong hồ sơ {number}.",
        "The sum at settling abroad was settled already in dossier {number}.",
    ),
    "occupational": Text(
        "Lần tai nạn hoặc bệnh này đã được giải quyết trong hồ sơ {number}.",
        "This accident or disease was settled already in dossier {number}.",
    ),
    "living": Text(
        "Người này đang hưởng {what} theo hồ sơ {number}.", "This person draws {what} already under dossier {number}."
    ),
    "career": Text(
        "Thời gian đóng này đã được tính hưởng {what} trong hồ sơ {number}.",
        "These contributions were used for {what} in dossier {number}.",
    ),
    "funeral": Text(
        "Trợ cấp mai táng đã được giải quyết trong hồ sơ {number}.",
        "The funeral grant was settled already in dossier {number}.",
    ),
    "survivors": Text(
        "Chế độ tuất của người mất này đã được giải quyết trong hồ sơ {number}.",
        "Survivors' benefits of this death were settled already in dossier {number}.",
    ),
}
MEND: Final = Text(
    "Mở hồ sơ {number} để đối chiếu; bỏ những ngày hoặc người trùng, hoặc đề nghị điều chỉnh hồ sơ cũ.",
    "Open dossier {number} and compare; leave out what is doubled, or ask for a revision of the earlier one.",
)


@dataclass(frozen=True, slots=True)
class Span:
    """What the uses of a dossier are made from: the claimant (survivor's id), days of leave, the child, the death."""

    person: int
    first: dt.date
    end: dt.date | None = None
    mother: int = 0  # where known: both parents' claims meet on her
    child_birth: dt.date | None = None


def uses(procedure: Procedure, span: Span) -> list[Use]:
    """Return what a grant of `procedure` would use up, as far as what was typed says it.

    Of a career only the day before is asked: months an earlier grant used up are left out of the facts. An income for
    life takes the career whole, also what comes after.
    """
    found = [_use(bar, span) for bar in procedure.bars]
    if {"living", "career"} <= set(procedure.bars):
        return [replace(use, end=EVER) if use.bar == "career" else use for use in found]
    return found


def settled_uses(wanted: Iterable[Use], granted: Granted) -> tuple[Use, ...]:
    """Return what a settled grant uses up: the months behind it back to an earlier grant, an income for its months."""
    return tuple(_settled(use, granted) for use in wanted)


def _settled(use: Use, granted: Granted) -> Use:
    """Return one use with the days that settling gave it."""
    if use.bar == "career":
        return replace(use, first=min(granted.free_from, use.first))
    if use.bar == "living" and granted.first is not None:
        return replace(use, first=granted.first, end=granted.end or EVER)
    return use


def _use(bar: str, span: Span) -> Use:
    """Return one use."""
    if bar == "absence":
        return Use(bar, str(span.person), span.first, span.end or span.first + dt.timedelta(days=1))
    if bar in {"birth_leave", "birth_grant", "carer_leave"}:
        birth = span.child_birth or span.first
        return Use(bar, str(span.mother or span.person), birth, birth + SAME_BIRTH)
    if bar == "occupational":
        return Use(bar, str(span.person), span.first, span.first + dt.timedelta(days=1))
    if bar == "living":
        return Use(bar, str(span.person), span.first, span.end or EVER)
    if bar == "career":
        return Use(bar, str(span.person), span.first - dt.timedelta(days=1), span.first)
    return Use(bar, str(span.person), NEVER, EVER)


def clashes(wanted: Iterable[Use], held: Iterable[Held], names: dict[str, Text]) -> list[Finding]:
    """Return a finding for each held use that meets a wanted one; `names` says procedures in words."""
    known = list(held)
    return [
        _clash(one, use, names) for use in wanted for one in known if use.meets(one.use)
    ]  # both short: the holds of one person


def _clash(held: Held, use: Use, names: dict[str, Text]) -> Finding:
    """Return the finding of one clash."""
    first, last = max(held.use.first, use.first), min(held.use.end, use.end) - dt.timedelta(days=1)
    what = names[held.procedure]
    days = {"first": first.strftime("%d/%m/%Y"), "last": last.strftime("%d/%m/%Y"), "number": held.number}
    text = BARS[use.bar]
    said = Text(text.vi.format(what=what.vi.lower(), **days), text.en.format(what=what.en.lower(), **days))
    return Finding(f"OVERLAP-{use.bar.upper()}", Place(column="days"), held.number, said, MEND.fill(number=held.number))
