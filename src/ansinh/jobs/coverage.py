"""Cards of a population derived again, by stretches of people and several processes, killable and repeatable."""

import time
from dataclasses import dataclass
from typing import Final

from ansinh.jobs.engine import DEFAULT_WORKERS, Progress, Watcher, run_parts
from ansinh.records.bulk import cards
from ansinh.records.bulk.arrow import close_doors, database_url, door_to
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.coverage.deriving import Derived, derive_cards

STRETCH: Final = 125_000  # people whose differences are committed together


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose cards are derived, and by whom."""

    office: str
    actor: str


@dataclass(frozen=True, slots=True)
class Part:
    """The people with ids `first` .. `last`, and how many they are."""

    first: int
    last: int
    people: int


def derive_population(
    office: str, actor: str, *, workers: int = DEFAULT_WORKERS, stretch: int = STRETCH, watch: Watcher | None = None
) -> Derived:
    """Bring the cards of everybody at or under `office` in line with participation.

    A stretch of people is one act: killed anywhere and run again, it ends with the same cards. `watch` is told the
    progress and may raise to stop.
    """
    began = time.monotonic()
    parts = _parts(office, stretch)
    total, done = sum(part.people for part in parts), list[Derived]()
    for derived in run_parts(Frame(office, actor), parts, _derive, workers=workers):
        done.append(derived)
        if watch is not None:
            watch(Progress(sum(one.people for one in done), total, time.monotonic() - began))
    return Derived(
        sum(one.people for one in done), sum(one.cards for one in done), sum(one.superseded for one in done),
        sum(one.recorded for one in done), time.monotonic() - began,
    )  # fmt: skip


def _parts(office: str, size: int) -> list[Part]:
    """Return the people at or under an office in stretches of about `size`."""
    try:
        rows = cards.stretches(door_to(database_url()), office_by_code(office).path, size)
    finally:
        close_doors()
    return [Part(*row) for row in zip(*(rows[name].tolist() for name in ("first", "last", "people")), strict=True)]


def _derive(frame: Frame, part: Part) -> Derived:
    """Derive the cards of one stretch."""
    return derive_cards(frame.office, frame.actor, first=part.first, last=part.last)
