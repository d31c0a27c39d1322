"""Health insurance of a person on a day: the ground that counts, and the others."""

import datetime as dt
from dataclasses import dataclass

from ansinh.domain.coverage.grounds import Ground, main_ground
from ansinh.records.store import access
from ansinh.records.store.coverage.grounds import grounds_on
from ansinh.records.store.registry.merges import root_of


@dataclass(frozen=True, slots=True)
class Cover:
    """The answer: insured or not, by which ground, and which others there are."""

    person: int
    day: dt.date
    main: Ground | None
    others: tuple[Ground, ...]


def cover_on(person: int, day: dt.date, actor: str, purpose: str) -> Cover:
    """Return by which ground a person is insured on `day`; a merged number leads on, and the look is written down."""
    survivor = root_of(person)
    access.note_read(actor, survivor, purpose, "")
    grounds = grounds_on([survivor], day).get(survivor, [])
    main = main_ground(grounds)
    return Cover(survivor, day, main, tuple(ground for ground in grounds if ground is not main))
