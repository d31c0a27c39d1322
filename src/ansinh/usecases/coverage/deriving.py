"""Cards of people derived again from participation: only differences are written, so again is nothing."""

import time
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import ConflictError
from ansinh.domain.coverage import cards
from ansinh.domain.coverage.card_groups import CARDS, areas, card_of_list, employed_as
from ansinh.domain.coverage.groups import CODES
from ansinh.domain.coverage.timeline import Choices, Grounds, Timeline
from ansinh.law.values import Values
from ansinh.records.bulk import cards as door_of_cards
from ansinh.records.bulk.arrow import Column, Door, close_doors, database_url, door_to
from ansinh.records.bulk.cards import Stretch, Words
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.ledger.law import law_of_books

WORDS: Final = Words(CODES, CARDS)
LAST: Final = 2**40  # beyond every id
TRIES: Final = 2  # so often others may have been first; then it is told
_COMPARED: Final = (
    "stop",
    "letters",
    "pays_as",
    "level",
    "province",
    "facility",
    "area",
    "five_year",
    "source",
    "office",
)


@dataclass(frozen=True, slots=True)
class Derived:
    """What came of it: people looked at, card periods that stand, how many were superseded and recorded."""

    people: int
    cards: int
    superseded: int
    recorded: int
    seconds: float


def derive_cards(office: str, actor: str, *, first: int = 0, last: int = LAST) -> Derived:
    """Bring the cards of people `first` .. `last` (ids) at or under `office` in line with participation, in one act.

    A whole province goes by stretches of people: `jobs/coverage.py`. Where somebody else derived the same people
    meanwhile, what stands is looked at again.
    """
    for _ in range(TRIES):
        try:
            return _derive(office, actor, first, last)
        except ConflictError:
            continue
    return _derive(office, actor, first, last)


def _derive(office: str, actor: str, first: int, last: int) -> Derived:
    """Do it once; ConflictError where somebody else did it meanwhile."""
    began, place = time.monotonic(), office_by_code(office)
    values, stretch = law_of_books(), Stretch(place.path, first, last)
    try:
        door = door_to(database_url())
        people = door_of_cards.people_of(door, stretch)
        wanted = _wanted(door, stretch, people, values)
        wanted["province"] = np.full(wanted["person"].size, int(place.code[:2]))
        stands = door_of_cards.standing(door, stretch, WORDS)
    finally:
        close_doors()
    keep, fresh = _difference(stands, wanted)
    gone, made = stands["id"][~keep], {name: column[fresh] for name, column in wanted.items()}
    _commit(office, actor, gone, made)
    return Derived(
        int(people["person"].size), int(wanted["person"].size), int(gone.size), int(made["person"].size),
        time.monotonic() - began,
    )  # fmt: skip


def _commit(office: str, actor: str, gone: Column, made: dict[str, Column]) -> None:
    """Write the differences, in one act."""
    if not gone.size and not made["person"].size:
        return
    body: dict[str, object] = {"superseded": int(gone.size), "recorded": int(made["person"].size)}
    act = Act("cards.derive", actor, "office", office, office, body=body)
    perform(act, lambda: door_of_cards.replace_cards(gone, made, WORDS, actor))


def _wanted(door: Door, stretch: Stretch, people: dict[str, Column], values: Values) -> dict[str, Column]:
    """Return the cards that follow from the facts, ordered by person and day, as columns of the table."""
    known = cards.People(people["person"], people["born"], people["died"])
    grounds = Grounds.joined(_employed(door, stretch), _listed(door, stretch, values))
    chosen = door_of_cards.facts(door, "records_facilitychoice", stretch, ", s.facility_id AS facility")
    choices = Choices(chosen["person"], chosen["start"], chosen["stop"], chosen["facility"])
    proved = door_of_cards.facts(door, "records_earliercover", stretch)
    none = np.zeros(proved["person"].size, dtype=np.int64)
    earlier = Grounds(proved["person"], proved["start"], proved["stop"], none, none + cards.EARLIER, none)
    made = cards.derive(known, grounds, earlier, choices, values)
    periods = made.periods
    return {
        "person": periods.person, "start": periods.start, "stop": periods.stop,
        "office": people["office"][np.searchsorted(people["person"], periods.person)],
        "letters": periods.group, "pays_as": periods.pays_as, "level": periods.level, "facility": periods.facility,
        "area": _areas(door, people, periods), "five_year": made.five_year, "source": periods.source - 1,
    }  # fmt: skip


def _areas(door: Door, people: dict[str, Column], periods: Timeline) -> Column:
    """Return the living area of each period: what its group proves, else the area of where the person lives."""
    area = areas()[periods.group]
    rows = door_of_cards.living_areas(door)
    if not rows["place"].size:
        return area
    lives = people["place"][np.searchsorted(people["person"], periods.person)]
    inside = np.flatnonzero((area == 0) & np.isin(lives, rows["place"]))
    for place, start, stop, number in zip(rows["place"], rows["start"], rows["stop"], rows["area"], strict=True):
        held = (lives[inside] == place) & (periods.start[inside] >= start) & (periods.start[inside] < stop)
        area[inside[held]] = number
    return area


def _employed(door: Door, stretch: Stretch) -> Grounds:
    """Return the grounds of employment."""
    rows = door_of_cards.employment(door, stretch)
    size = rows["person"].size
    group = employed_as(rows["group"].astype(np.int64), rows["kind"].astype(np.int64))
    source, nowhere = np.full(size, cards.EMPLOYMENT), np.zeros(size, dtype=np.int64)
    return Grounds(rows["person"], rows["start"], rows["stop"], group, source, nowhere)


def _listed(door: Door, stretch: Stretch, values: Values) -> Grounds:
    """Return the grounds of lists, self-paid ones with the days the law gives them."""
    rows = door_of_cards.lists(door, stretch, WORDS)
    letters = card_of_list()
    known = rows["code"] >= 0
    rows = {name: column[known] for name, column in rows.items()}
    group = np.array([letters[code] for code in CODES], dtype=np.int64)[rows["code"]]
    source = np.full(group.size, cards.LIST)
    grounds = Grounds(rows["person"], rows["start"], rows["stop"], group, source, rows["facility"])
    months = (rows["stop"].astype("datetime64[M]") - rows["start"].astype("datetime64[M]")).astype(np.int64)
    paid = cards.Paid(rows["receipt"], np.where(rows["endless"], 0, months))
    return cards.household_grounds(grounds, paid, values)


def _difference(stands: dict[str, Column], wanted: dict[str, Column]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which standing cards stay, and which wanted ones are new."""
    key = {name: _moment(rows) for name, rows in (("stands", stands), ("wanted", wanted))}
    place = np.searchsorted(key["wanted"], key["stands"])
    found = np.minimum(place, max(key["wanted"].size - 1, 0))
    if not key["wanted"].size:
        return np.zeros(key["stands"].size, dtype=np.bool_), np.empty(0, dtype=np.bool_)
    keep = key["wanted"][found] == key["stands"]
    for name in _COMPARED:
        keep &= wanted[name][found].astype(np.int64) == stands[name].astype(np.int64)
    fresh = np.ones(key["wanted"].size, dtype=np.bool_)
    fresh[found[keep]] = False
    return keep, fresh


def _moment(rows: dict[str, Column]) -> NDArray[np.int64]:
    """Return person and first day as one rising number."""
    return (rows["person"].astype(np.int64) << 23) + rows["start"].astype(np.int64) + (1 << 20)
