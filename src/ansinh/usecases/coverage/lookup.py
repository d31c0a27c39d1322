"""A look-up at a counter: throttled, judged, logged; wrong facts counted against the number and the caller."""

import datetime as dt
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from ansinh.core.text import Text
from ansinh.domain.coverage.card_number import Asked, card_number
from ansinh.domain.coverage.lookup import UNKNOWN, Facts, Holder, Verdict, judge
from ansinh.domain.coverage.lookup_words import Code, codes, told
from ansinh.domain.coverage.route import Place, route
from ansinh.domain.coverage.throttle import DAY, HOUR, MINUTE, Buckets
from ansinh.law.entitlement.copay import Copayment, copay_room
from ansinh.law.values import Values
from ansinh.records.store.coverage.callers import Counter
from ansinh.records.store.coverage.register import Execute, Register, note_miss
from ansinh.records.store.coverage.traps import Traps, raise_trap
from ansinh.records.store.coverage.visits import HERE

MISSES: Final = frozenset({UNKNOWN, "051", "052", "053", "060", "070"})
SCANS: Final = frozenset({"chip_qr", "card_qr"})
SCANNED_TRIES: Final = 3
"""Who brings the document itself (number, name and birth in one code) is answered after so many times more wrong tries:
somebody else's typing errors of the morning must not turn the bearer away.
"""
Write = Callable[[tuple[str | int | None, ...]], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the number and how it was given, the second facts, the day, and what for."""

    asked: Asked
    facts: Facts
    how: str  # card | si | personal_id | chip_qr | card_qr | newborn
    purpose: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, through which channel, from where; `clerk` the person at the system that calls."""

    counter: Counter
    channel: str  # api | gateway | counter | portal
    address: str = ""
    clerk: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer in words and values; everything of the person is empty unless the code lets it be known."""

    code: Code
    verdict: Verdict
    holder: Holder | None = None
    number: str = ""
    newer_number: str = ""
    route: tuple[str, Text] = ("", Text("", ""))
    copaid: int = 0
    room: int | None = None


@dataclass(slots=True)
class Desk:
    """What look-ups need: a way to the database, the journal, a secret for hashes, limits, and the law."""

    register: Register
    write: Write
    secret: bytes
    throttle: Buckets
    values: Values
    today: Callable[[], dt.date]
    rooms: dict[dt.date, int] = field(default_factory=dict)
    traps: Traps = field(default_factory=Traps)

    @property
    def execute(self) -> Execute:
        """The way to the database."""
        return self.register.execute

    def ask(self, asker: Asker, question: Question, *, constant: bool = True) -> Answer:
        """Answer a question and log it. `constant`: every wrong fact is answered as an unknown number.

        Without `constant` (the gateway) the code says which fact is wrong, until the number or the caller has been
        wrong too often.
        """
        now, today = time.monotonic(), self.today()
        self.traps.refresh(self.execute, now)
        if not self._allowed(asker, now, today):
            return self._done(asker, question, Answer(codes()["429"], Verdict("429")), None)
        holder = self.register.holder(question.asked, question.facts.day, today)
        tries = self._limit("lookup.misses_a_number", today) * (SCANNED_TRIES if question.how in SCANS else 1)
        verdict = judge(question.asked, question.facts, holder, tries)
        if verdict.code in MISSES:
            self._missed(asker, question, holder, (now, today))
            if constant:
                verdict = Verdict(UNKNOWN)
        return self._done(asker, question, self._filled(asker, question, verdict, holder), holder)

    def _allowed(self, asker: Asker, now: float, today: dt.date) -> bool:
        """Return whether the clerk, the facility and the caller's wrong tries leave room for one more."""
        counter = asker.counter
        guesses = (self._limit("lookup.misses_an_hour", today), HOUR)
        return (
            self.throttle.left("miss", counter.caller, guesses, now)
            and self.throttle.take("clerk", f"{counter.caller}/{asker.clerk}", (counter.a_minute, MINUTE), now)
            and self.throttle.take("facility", counter.facility_code or counter.caller, (counter.a_day, DAY), now)
        )

    def _missed(self, asker: Asker, question: Question, holder: Holder | None, when: tuple[float, dt.date]) -> None:
        """Count a wrong fact against the number and the caller; the same work whether the number exists or not."""
        typed = hmac.digest(self.secret, question.asked.key.encode(), hashlib.sha256)
        now, today = when
        note_miss(self.execute, today, f"p{holder.person}".encode() if holder else typed[:16])
        self.throttle.take("miss", asker.counter.caller, (self._limit("lookup.misses_an_hour", today), HOUR), now)
        if holder is None and question.asked.key in self.traps.numbers:
            self.throttle.empty("miss", asker.counter.caller, now)
            raise_trap(self.execute, today, asker.counter.caller)

    def _limit(self, key: str, today: dt.date) -> int:
        """Return a limit of the settings, looked up once a day."""
        memo = self.values.memo
        if (key, today) not in memo:
            memo[key, today] = self.values.whole(key, today)
        found: Any = memo[key, today]
        return int(found)

    def _filled(self, asker: Asker, question: Question, verdict: Verdict, holder: Holder | None) -> Answer:
        """Return the answer with everything the counter needs, where the code lets the person be known."""
        if holder is None or not codes()[verdict.code].known:
            return Answer(codes()[verdict.code], verdict)
        day, counter = question.facts.day, asker.counter
        number, newer = (_number(verdict, holder, of_newer=new) for new in (False, True))
        place = Place(counter.facility_code, counter.level, counter.former_level)
        copaid, room = self._paid(holder, day)
        return Answer(
            code=told(verdict, newer), verdict=verdict, holder=holder, number=number, newer_number=newer,
            route=route(verdict.card, place, day, self.values) if verdict.card else ("", Text("", "")),
            copaid=copaid, room=room,
        )  # fmt: skip

    def _paid(self, holder: Holder, day: dt.date) -> tuple[int, int]:
        """Return co-payments that count this year, and what is left until six base salaries (dong)."""
        paid = [(visit.left_at.astimezone(HERE).date(), visit.copayment) for visit in holder.visits if visit.counts]
        counted = [Copayment(on, amount) for on, amount in paid if amount and on.year == day.year and on <= day]
        if not counted:
            if day not in self.rooms:
                self.rooms[day] = copay_room([], day, self.values)
            return 0, self.rooms[day]
        return sum(each.amount for each in counted), copay_room(counted, day, self.values)

    def _done(self, asker: Asker, question: Question, answer: Answer, holder: Holder | None) -> Answer:
        """Log the look-up (also of whom, where a wrong fact told the caller nothing) and return its answer."""
        counter = asker.counter
        person = holder.person if holder else None
        self.write(
            (
                asker.channel, counter.facility or None, counter.caller, asker.clerk, person, question.how,
                answer.code.code, question.purpose, asker.address,
            )
        )  # fmt: skip
        return answer


def _number(verdict: Verdict, holder: Holder, *, of_newer: bool) -> str:
    """Return the 15 characters of the card of a verdict, or of the newer one; "" where there is none."""
    card = verdict.newer if of_newer else verdict.card
    return card_number(card.group, card.level, card.province, holder.si_number) if card and holder.si_number else ""
