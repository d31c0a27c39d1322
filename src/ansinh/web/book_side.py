"""The SI number and book as the person's page shows them: step by step, with the employers that were left."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.records.store.pages.people import Fact, Person
from ansinh.records.store.registry import books as store
from ansinh.records.store.registry.books import BookEvent
from ansinh.web import clock, words


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the life of the book, with what was corrected in words, and whether its day has passed."""

    event: BookEvent
    changed: list[tuple[Text, str, str]]
    late: bool


def side(person: Person, facts: list[Fact]) -> dict[str, object]:
    """Return what the person's page shows of the book: its steps, latest first, and the employers that were left."""
    told = list(reversed(store.events(person.id)))
    today = clock.today()
    employed = [fact for fact in facts if fact.kind == "employment" and fact.account_code]
    standing = [fact for fact in employed if fact.superseded_at is None]
    open_now = {fact.account_code for fact in standing if fact.until is None}
    left = {fact.account_code: fact.account_name for fact in standing if fact.account_code not in open_now}
    return {
        "book": [Step(one, _changed(one), _late(one, told, today)) for one in told],
        "left": list(left.items()),
        "sexes": [(code, words.SEX[code]) for code in ("female", "male")],
    }


def _changed(event: BookEvent) -> list[tuple[Text, str, str]]:
    """Return (what, before, after) of a correction."""
    pairs = event.detail.items() if event.kind == "correct" else ()
    known = [(words.BOOK_FIELD[name], pair) for name, pair in pairs if name in words.BOOK_FIELD]
    return [(what, str(before), str(after)) for what, (before, after) in known]


def _late(event: BookEvent, told: list[BookEvent], today: dt.date) -> bool:
    """Return whether the day of the latest step has passed."""
    return event.due is not None and event.due < today and event is told[0]
