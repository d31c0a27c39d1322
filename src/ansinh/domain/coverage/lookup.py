"""The answer at the counter: from what the register says of a person to a code, yes or no, and why. No clock, no door.

The order of checks is that of the national gateway (cards.md section 4): form, number, withdrawn, name, birth, province
and level, the day, a newer card.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from ansinh.core.person_name import search_key, tidy
from ansinh.domain.coverage.card_number import Asked, CardNumber

NEXT_CARD_DAYS: Final = 60  # a card that begins within so many days is told with the present one
ARMED_FORCES: Final = {"97": "001", "98": "002"}  # provinces on cards of the defence and the police
HOLD_CODES: Final = {
    "held": "110", "withdrawn": "110", "death": "110", "reduced": "120", "moved_province": "121", "moved_unit": "122",
    "re_increased": "123", "stopped": "124",
}  # fmt: skip
_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_YEAR: Final = re.compile(r"[0-9]{4}")
_TYPED_APART: Final = re.compile(r"\s*[-./\s]\s*")
_TYPED_TURNED: Final = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_TYPED_TOGETHER: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
UNKNOWN: Final = "050"


@dataclass(frozen=True, slots=True)
class CardSpan:
    """One card of a person: [start, stop), what it says and where."""

    start: dt.date
    stop: dt.date | None
    group: str
    level: int
    province: int
    facility: str
    facility_name: str
    area: int
    five_year: dt.date
    ground: str

    @property
    def last(self) -> dt.date | None:
        """The last day on which it serves; None: until participation stops."""
        return self.stop - dt.timedelta(days=1) if self.stop else None

    def holds(self, day: dt.date) -> bool:
        """Return whether it serves on `day`."""
        return self.start <= day and (self.stop is None or day < self.stop)

    def prints(self, card: CardNumber) -> bool:
        """Return whether `card` is the number of this card."""
        return (card.group, card.level, int(card.province)) == (self.group, self.level, self.province)


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """A visit of the year before: facility, from, to, codes of the claim, co-payment (dong) and whether it counts."""

    claim: str
    facility: str
    facility_name: str
    came_at: dt.datetime
    left_at: dt.datetime
    care: str
    access: str
    diagnosis: str
    diagnosis_name: str
    outcome: int
    ending: int
    copayment: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """What the register says of a person whose card is asked for, as at the day of the question."""

    person: int
    si_number: str
    personal_id: str
    full_name: str
    name_search: str
    birth: dt.date | None
    birth_precision: str
    sex: str
    address: str
    office: str
    hold_kind: str
    hold_reason: str
    linked: bool
    misses: int
    visits: tuple[SeenVisit, ...]
    cards: tuple[CardSpan, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the asker says beside the number: birth as written, and the name ("" where not said)."""

    birth: str
    name: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Verdict:
    """The code, the card it is about, a newer one, and the words that fill its sentence."""

    code: str
    card: CardSpan | None = None
    newer: CardSpan | None = None
    words: tuple[tuple[str, str], ...] = ()


def birth_typed(text: str) -> str:
    """Return a birth date as people type it, in the gateway's way: 05091960, 5.9.1960 or 1960-09-05 are 05/09/1960."""
    tidied = _TYPED_APART.sub("/", text.strip())
    if found := _TYPED_TURNED.fullmatch(tidied):
        return f"{found[3]}/{found[2]}/{found[1]}"
    if found := _TYPED_TOGETHER.fullmatch(tidied):
        return f"{found[1]}/{found[2]}/{found[3]}"
    return tidied


def birth_is_written(text: str) -> bool:
    """Return whether `text` is a birth date as the gateway takes it: dd/MM/yyyy, MM/yyyy or yyyy."""
    return bool(_DAY.fullmatch(text) or _MONTH.fullmatch(text) or _YEAR.fullmatch(text))


def birth_matches(text: str, birth: dt.date | None, precision: str) -> bool:
    """Return whether the written birth is the registered one; less than the day is enough only where it knows less."""
    if birth is None:
        return False
    if found := _DAY.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        closer = (precision == "year" or month == birth.month) and (precision != "day" or day == birth.day)
        return year == birth.year and closer
    if found := _MONTH.fullmatch(text):
        same = (int(found[2]), int(found[1])) == (birth.year, birth.month)
        return (precision == "month" and same) or (precision == "year" and int(found[2]) == birth.year)
    return precision == "year" and _YEAR.fullmatch(text) is not None and int(text) == birth.year


def name_code(said: str, full_name: str, name_search: str) -> str:
    """Return 000 for the name itself, 061 where only accents or letters after the first differ, else 060."""
    if tidy(said).casefold() == tidy(full_name).casefold():
        return "000"
    key = search_key(said)
    if key == name_search or _initials(key) == _initials(name_search):
        return "061"
    return "060"


def _initials(key: str) -> list[str]:
    """Return the first letters of the words of a search key."""
    return [word[0] for word in key.split()]


def judge(asked: Asked, facts: Facts, holder: Holder | None, most_misses: int) -> Verdict:
    """Return the verdict on a question whose form is right; `holder` None where nobody has the number.

    A number with `most_misses` wrong tries today is answered as unknown, whatever is said.
    """
    if holder is None:
        return Verdict(_unregistered(asked))
    if holder.misses >= most_misses or not holder.cards:
        return Verdict(UNKNOWN)
    wrong = _wrong_facts(facts, holder) or _wrong_parts(asked.card, holder)
    if wrong:
        return Verdict(wrong)
    if holder.hold_kind:
        return Verdict(HOLD_CODES[holder.hold_kind], _last(holder, facts.day), None, (("reason", holder.hold_reason),))
    verdict = _on_day(asked.card, facts.day, holder)
    if verdict.code == "000" and facts.name and name_code(facts.name, holder.full_name, holder.name_search) == "061":
        return replace(verdict, code="061", words=(("name", holder.full_name),))
    return verdict


def _unregistered(asked: Asked) -> str:
    """Return the code of a number nobody has: children without a card and the armed forces are not in the register."""
    if asked.kind == "newborn":
        return "130"
    return ARMED_FORCES.get(asked.card.province, UNKNOWN) if asked.card else UNKNOWN


def _wrong_facts(facts: Facts, holder: Holder) -> str:
    """Return the code of a wrong name or birth, "" where both may stand."""
    if facts.name and name_code(facts.name, holder.full_name, holder.name_search) == "060":
        return "060"
    return "" if birth_matches(facts.birth, holder.birth, holder.birth_precision) else "070"


def _wrong_parts(card: CardNumber | None, holder: Holder) -> str:
    """Return the code of a wrong province, level or group on the card, "" where some card of the person has them."""
    if card is None or any(span.prints(card) for span in holder.cards):
        return ""
    if int(card.province) not in {span.province for span in holder.cards}:
        return "052"
    return "053" if card.group in {span.group for span in holder.cards} else "051"


def _last(holder: Holder, day: dt.date) -> CardSpan:
    """Return the card of the day, else the last that began before it, else the first."""
    begun = [span for span in holder.cards if span.start <= day]
    return begun[-1] if begun else holder.cards[0]


def _on_day(card: CardNumber | None, day: dt.date, holder: Holder) -> Verdict:
    """Return what the day says: serves, ended, begins later, or another card is the one to use."""
    present = next((span for span in holder.cards if span.holds(day)), None)
    if present is None:
        return _not_on_day(day, holder)
    newer = next((span for span in holder.cards if span.start > day), None)
    if newer is not None and (newer.start - day).days > NEXT_CARD_DAYS:
        newer = None
    if card is not None and not present.prints(card) and not (newer and newer.prints(card)):
        return Verdict("003", present, present)
    if newer is not None:
        return Verdict("004", present, newer, (("new_from", _written(newer.start)),))
    return Verdict("000", present)


def _not_on_day(day: dt.date, holder: Holder) -> Verdict:
    """Return why no card serves on the day."""
    last = _last(holder, day)
    if last.start > day:
        return Verdict("011", last, None, (("starts", _written(last.start)),))
    code = "124" if last.ground == "employment" else "010"
    return Verdict(code, last, None, (("ended", _written(last.stop or day)),))


def _written(day: dt.date) -> str:
    """Return a day as it is written at counters."""
    return f"{day:%d/%m/%Y}"
