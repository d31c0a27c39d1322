"""Guests made up with a conversion planted: of those who joined in the year more came to a meeting than of others."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np

from ansinh.jobs.synthetic.chance import Rng

CAME_OF_JOINERS: Final = 0.8
CAME_OF_OTHERS: Final = 0.45
BEFORE: Final = (4, 55)  # days before the first day of taking part, of the meeting a joiner was asked to


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked to a meeting: the SI number, which meeting (place in the list), whether they came."""

    number: str
    meeting: int
    came: bool


def ask(rng: Rng, joiners: list[tuple[str, dt.date]], others: list[str], meetings: list[dt.date]) -> list[Asked]:
    """Return who is asked to which of the `meetings` (days): joiners before they joined, the others to any.

    Nobody is asked whose meeting would have to lie outside the list.
    """
    days = np.array(meetings, dtype="datetime64[D]")
    made = []
    for number, joined in joiners:
        wanted = np.datetime64(joined) - int(rng.integers(*BEFORE))
        near = int(np.abs(days - wanted).argmin())
        if 0 < int((np.datetime64(joined) - days[near]).astype(int)) <= BEFORE[1] + 5:
            made.append(Asked(number, near, bool(rng.random() < CAME_OF_JOINERS)))
    made.extend(
        Asked(number, int(rng.integers(0, len(meetings))), bool(rng.random() < CAME_OF_OTHERS)) for number in others
    )
    return made
