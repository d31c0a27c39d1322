"""Who the rows of a declaration speak of: by number, by personal ID, by name and birth, or somebody new."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh.core.identity import is_personal_id, is_si_number
from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.domain.declarations.assemble import Kinds
from ansinh.domain.declarations.declared import Ints, Match, People, Rows
from ansinh.domain.declarations.kinds import KINDS, NUMBER_OF, Effect
from ansinh.domain.declarations.timeline import OPEN_END
from ansinh.records.store.registry import matching
from ansinh.records.store.registry.matching import KnownPerson

PRECISION = {"year": 1, "month": 2, "day": 3}
SEX = {"male": 1, "female": 0, "other": 2}


@dataclass(frozen=True, slots=True)
class _Books:
    """What the register answered, by what was asked."""

    by_number: dict[str, KnownPerson]
    by_id: dict[str, KnownPerson]
    in_account: dict[str, list[KnownPerson]]
    by_name: dict[str, list[KnownPerson]]


@dataclass(slots=True)
class _Found:
    """The person of one row."""

    match: Match
    person: KnownPerson | None = None
    number: int = 0  # register id, or negative for a new person


def find_people(rows: Rows, kinds: Kinds, account: int, ends: Ints) -> tuple[People, Ints]:
    """Return what is known of the person of each row, and a number for each: register id, or negative for a new one.

    Four queries for names and numbers, two for spells in other accounts, whatever the length of the list.
    """
    keys = [search_key(name) for name in rows.full_name]
    books = _ask(rows, keys, account)
    found = _decide(rows, kinds, keys, books)
    known = [one.person for one in found]
    births = rows.birth.tolist()
    elsewhere = _elsewhere(rows, kinds, found, account, ends)
    persons = np.array([one.number for one in found], dtype=np.int64)
    people = People(
        match=np.array([one.match for one in found], dtype=np.int8),
        person=np.maximum(persons, 0),
        merged_from=[p.asked if p and p.merged else "" for p in known],
        name=[p.full_name if p else "" for p in known],
        birth=np.array([p.birth if p else None for p in known], dtype="datetime64[D]"),
        birth_precision=np.array([PRECISION[p.precision] if p else -1 for p in known], dtype=np.int8),
        sex=np.array([SEX[p.sex] if p else -1 for p in known], dtype=np.int8),
        died=np.array([p.died if p else None for p in known], dtype="datetime64[D]"),
        owner_of_id=[_owner(one, paper, books) for one, paper in zip(found, rows.id_number, strict=True)],
        look_alike=[_look_alike(one, f"{k}|{b}", books) for one, k, b in zip(found, keys, births, strict=True)],
        open_elsewhere=[elsewhere.overlapping.get(place, "") for place in range(len(found))],
        last_province=[elsewhere.last_province.get(one.number, "") for one in found],
    )
    return people, persons


def _ask(rows: Rows, keys: list[str], account: int) -> _Books:
    """Ask the register about all rows at once."""
    numbers = sorted({number for number in rows.si_number if is_si_number(number)})
    papers = sorted({paper for paper in rows.id_number if is_personal_id(paper)})
    nameless = [place for place, number in enumerate(rows.si_number) if not number]
    births = rows.birth.tolist()
    pairs = sorted({(keys[place], births[place]) for place in nameless if keys[place] and births[place] is not None})
    return _Books(
        {p.asked: p for p in matching.by_numbers(numbers)},
        {p.asked: p for p in matching.by_personal_ids(papers)},
        _grouped(matching.in_account(account, sorted({keys[place] for place in nameless}))),
        _grouped(matching.by_names([key for key, _ in pairs], [birth for _, birth in pairs])),
    )


def _grouped(people: list[KnownPerson]) -> dict[str, list[KnownPerson]]:
    """Return people by what they were asked for by."""
    groups: dict[str, list[KnownPerson]] = {}
    for person in people:
        groups.setdefault(person.asked, []).append(person)
    return groups


def _decide(rows: Rows, kinds: Kinds, keys: list[str], books: _Books) -> list[_Found]:
    """Return the person of each row; a new person of one row is the same in the rows that say the same of it."""
    births = rows.birth.tolist()
    opens = [kind.opens for kind in KINDS] + [False]
    fresh: dict[tuple[str, str, dt.date | None], int] = {}
    found = []
    for place, number in enumerate(rows.si_number):
        paper = rows.id_number[place]
        if number:
            one = books.by_number.get(number)
            found.append(_Found(Match.BY_NUMBER, one, one.id) if one else _Found(Match.NOBODY))
        elif paper in books.by_id:
            found.append(_Found(Match.BY_PERSONAL_ID, books.by_id[paper], books.by_id[paper].id))
        else:
            same = [p for p in books.in_account.get(keys[place], []) if births[place] in (None, p.birth)]
            key = (keys[place], paper, births[place])
            if opens[kinds.number[place]]:
                found.append(_Found(Match.NEW, None, fresh.setdefault(key, -1 - len(fresh))))
            elif len(same) == 1:
                found.append(_Found(Match.IN_ACCOUNT, same[0], same[0].id))
            else:
                found.append(_Found(Match.NOBODY))
    for place, row in enumerate(found):
        key = (keys[place], rows.id_number[place], births[place])
        if row.match == Match.NOBODY and not rows.si_number[place] and key in fresh:
            found[place] = _Found(Match.NEW, None, fresh[key])
    return found


def _owner(one: _Found, paper: str, books: _Books) -> str:
    """Return the number of another person who bears the personal ID of the row."""
    owner = books.by_id.get(paper)
    return owner.si_number if owner and one.person and owner.id != one.person.id else ""


def _look_alike(one: _Found, key: str, books: _Books) -> str:
    """Return the number of a person of the same name and birth as a new one."""
    same = books.by_name.get(key, []) if one.match == Match.NEW else []
    return same[0].si_number if same else ""


def _elsewhere(rows: Rows, kinds: Kinds, found: list[_Found], account: int, ends: Ints) -> matching.Elsewhere:
    """Ask for spells of the people in other accounts."""
    opening = np.isin(kinds.effect, (Effect.OPEN,)) & (rows.from_month > 0)
    moves = np.isin(kinds.number, (NUMBER_OF["TD"], NUMBER_OF["TC"]))
    windows = [
        (place, found[place].number, Month(first).first_day, Month(end).first_day if end < OPEN_END else None)
        for place, first, end in zip(range(len(found)), rows.from_month.tolist(), ends.tolist(), strict=True)
        if opening[place] and found[place].number > 0 and first < end
    ]
    return matching.elsewhere(account, windows, [found[p].number for p in np.flatnonzero(moves) if found[p].number > 0])
