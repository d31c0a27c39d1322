"""Numbers for the profiles that occur in a month: a million people, a few hundred profiles."""

import numpy as np
from numpy.typing import NDArray

from ansinh.core.compiled import compiled
from ansinh.core.period import Month
from ansinh.law.contributions.columns import EmployerColumns, PeopleColumns
from ansinh.law.contributions.profile import ACCOUNT_CODES, PERSON_CODES, account_codes, person_codes
from ansinh.law.values import Values

Numbers = NDArray[np.int32]


def number_profiles(
    people: PeopleColumns, employers: EmployerColumns, treatment: NDArray[np.int8], month: Month, values: Values
) -> tuple[Numbers, list[tuple[int, int]]]:
    """Section 3.3, contributions: the number of each person's profile, (n,) int32, and the codes of each profile."""
    persons = person_codes(people, treatment, month, values)
    accounts = account_codes(employers, month, values)
    person_kinds, person_places = _kinds(persons, PERSON_CODES)
    account_kinds, account_places = _kinds(accounts, ACCOUNT_CODES)
    occurs = np.zeros((person_kinds.size, account_kinds.size), dtype=np.bool_)
    number = np.empty(persons.size, dtype=np.int32)
    edges = np.append(employers.starts, persons.size)
    pair(person_places, persons, account_places[accounts], edges, occurs, number)
    pairs = np.flatnonzero(occurs)
    renumber(number, _places(pairs, occurs.size))
    person, account = np.divmod(pairs, account_kinds.size)
    return number, list(zip(person_kinds[person].tolist(), account_kinds[account].tolist(), strict=True))


def _kinds(codes: Numbers, limit: int) -> tuple[NDArray[np.intp], Numbers]:
    """Return the codes that occur, rising, and the place of each code among them, (limit,); all under `limit`."""
    occurs = np.zeros(limit, dtype=np.bool_)
    mark(codes, occurs)
    kinds = np.flatnonzero(occurs)
    return kinds, _places(kinds, limit)


def _places(kinds: NDArray[np.intp], limit: int) -> Numbers:
    """Return (limit,) the place of each of `kinds` among them; the other entries are not filled in."""
    places = np.empty(limit, dtype=np.int32)
    places[kinds] = np.arange(kinds.size, dtype=np.int32)
    return places


@compiled
def mark(codes: Numbers, occurs: NDArray[np.bool_]) -> None:
    """Section 3.3, contributions: set `occurs` (limit,) at each of the codes (n,)."""
    for code in codes:
        occurs[code] = True


@compiled
def pair(
    person_places: Numbers,
    persons: Numbers,
    accounts: Numbers,
    edges: NDArray[np.intp],
    occurs: NDArray[np.bool_],
    number: Numbers,
) -> None:
    """Section 3.3, contributions: number each pair (person's place, account's place), (n,): its index in `occurs`."""
    for account in range(accounts.size):
        for row in range(edges[account], edges[account + 1]):
            person = person_places[persons[row]]
            occurs[person, accounts[account]] = True
            number[row] = person * occurs.shape[1] + accounts[account]


@compiled
def renumber(number: Numbers, places: Numbers) -> None:
    """Section 3.3, contributions: replace each number (n,) by its place."""
    for row in range(number.size):
        number[row] = places[number[row]]
