"""Look people up: by number, by name without accents; every look at a record is written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from ansinh.core.identity import is_personal_id, is_si_number
from ansinh.core.person_name import search_key
from ansinh.records.store import access
from ansinh.records.store.registry import books, people
from ansinh.records.store.registry.books import BookEvent
from ansinh.records.store.registry.people import Fact, PersonLine

PAGE = 50
SHORTEST = 3  # letters of a name below which nothing is searched: half the province would answer


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the register says of one person."""

    person: PersonLine
    facts: list[Fact]
    household: list[tuple[int, str, str, int | None]]
    book: list[BookEvent]


def search(
    text: str, scopes: list[str], *, year: int | None = None, after: tuple[str, int] = ("", 0), limit: int = PAGE
) -> list[PersonLine]:
    """Return people inside the offices `scopes` (paths) by number, or by a piece of the name and the year of birth."""
    words = text.strip()
    if is_si_number(words) or is_personal_id(words):
        return people.by_number(words, scopes)
    key = search_key(words)
    return people.by_name(key, year, scopes, after, limit) if len(key) >= SHORTEST else []


def note_look(person: int, actor: str, purpose: str = "outreach") -> None:
    """Write down that somebody saw who a person is, and why."""
    access.note_read(actor, person, purpose, "")


def note_looks(people: Iterable[int], actor: str, purpose: str = "outreach") -> None:
    """Write down that somebody saw who several people are, as on a list; 0 stands for nobody."""
    access.note_reads(actor, [person for person in people if person], purpose, "")


def record(person: int, actor: str, purpose: str, request_id: str = "") -> Record:
    """Return a person's record and write down who looked, and why. MissingError if unknown."""
    found = people.by_id(person)
    access.note_read(actor, person, purpose, request_id)
    return Record(found, people.story(person), people.household(person), books.events(person))
