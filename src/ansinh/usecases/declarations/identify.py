"""Who the rows of a list speak of: by number, by personal ID, by name in the account, or somebody new."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.identity import is_personal_id, is_si_number
from ansinh.core.person_name import search_key
from ansinh.domain.declarations.declared import Days, Match, Texts
from ansinh.records.store.registry import matching
from ansinh.records.store.registry.matching import KnownPerson


@dataclass(frozen=True, slots=True)
class Seekers:
    """What rows say of their people, (n,); `opens` tells which rows may be about somebody without a number."""

    full_name: Texts
    si_number: Texts
    id_number: Texts
    birth: Days
    opens: list[bool]


@dataclass(slots=True)
class Found:
    """The person of one row: register id, or a negative number for a new one (the same for equal rows)."""

    match: Match
    person: KnownPerson | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Books:
    """What the register answered, by what was asked; `keys` and `births` are the rows' own."""

    keys: list[str]
    births: list[dt.date | None]
    by_number: dict[str, KnownPerson]
    by_id: dict[str, KnownPerson]
    in_account: dict[str, list[KnownPerson]]
    by_name: dict[str, list[KnownPerson]]

    def owner(self, one: Found, paper: str) -> str:
        """Return the number of another person who bears the personal ID `paper` of a row; "" if there is none."""
        owner = self.by_id.get(paper)
        return owner.si_number if owner and one.person and owner.id != one.person.id else ""

    def look_alike(self, one: Found, place: int) -> str:
        """Return the number of somebody of the name and birth of a new person; "" if there is none."""
        same = self.by_name.get(f"{self.keys[place]}|{self.births[place]}", []) if one.match == Match.NEW else []
        return same[0].si_number if same else ""


def identify(seekers: Seekers, account: int = 0) -> tuple[list[Found], Books]:
    """Return the person of each row, with four queries whatever the length; `account` 0 is no employer."""
    books = _ask(seekers, account)
    fresh: dict[tuple[str, str, dt.date | None], int] = {}
    found = [_known(seekers, place, books) for place in range(len(seekers.full_name))]
    for place, one in enumerate(found):
        if one.match == Match.NOBODY and not seekers.si_number[place] and seekers.opens[place]:
            key = (books.keys[place], seekers.id_number[place], books.births[place])
            found[place] = Found(Match.NEW, None, fresh.setdefault(key, -1 - len(fresh)))
    for place, one in enumerate(found):
        key = (books.keys[place], seekers.id_number[place], books.births[place])
        if one.match == Match.NOBODY and not seekers.si_number[place] and key in fresh:
            found[place] = Found(Match.NEW, None, fresh[key])
    return found, books


def _known(seekers: Seekers, place: int, books: Books) -> Found:
    """Return the person of a row, if the register has one. A row that opens is never matched by name alone."""
    number, paper = seekers.si_number[place], seekers.id_number[place]
    if number:
        one = books.by_number.get(number)
        return Found(Match.BY_NUMBER, one, one.id) if one else Found(Match.NOBODY)
    if paper in books.by_id:
        return Found(Match.BY_PERSONAL_ID, books.by_id[paper], books.by_id[paper].id)
    if seekers.opens[place]:
        return Found(Match.NOBODY)
    same = [p for p in books.in_account.get(books.keys[place], []) if books.births[place] in (None, p.birth)]
    return Found(Match.IN_ACCOUNT, same[0], same[0].id) if len(same) == 1 else Found(Match.NOBODY)


def _ask(seekers: Seekers, account: int) -> Books:
    """Ask the register about all rows at once: by name only where neither number nor paper tells."""
    keys = [search_key(name) for name in seekers.full_name]
    births: list[dt.date | None] = seekers.birth.tolist()
    papers = {paper for paper in seekers.id_number if is_personal_id(paper)}
    by_id = {p.asked: p for p in matching.by_personal_ids(sorted(papers))}
    untold = [p for p, (n, paper) in enumerate(zip(seekers.si_number, seekers.id_number, strict=True))
              if not n and paper not in by_id]  # fmt: skip
    here = sorted({keys[p] for p in untold if not seekers.opens[p]}) if account else []
    pairs = sorted({(keys[p], day) for p in untold if keys[p] and (day := births[p]) is not None})
    return Books(
        keys,
        births,
        {p.asked: p for p in matching.by_numbers(sorted({n for n in seekers.si_number if is_si_number(n)}))},
        by_id,
        _grouped(matching.in_account(account, here)),
        _grouped(matching.by_names([key for key, _ in pairs], [birth for _, birth in pairs])),
    )


def _grouped(people: list[KnownPerson]) -> dict[str, list[KnownPerson]]:
    """Return people by what they were asked for by."""
    groups: dict[str, list[KnownPerson]] = {}
    for person in people:
        groups.setdefault(person.asked, []).append(person)
    return groups
