"""Two numbers of one person: what moves to the survivor, and what cannot because both say something for a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

OPEN_END = 10**6  # Month.number or day ordinal of what has no end


@dataclass(frozen=True, slots=True)
class Span:
    """A spell on the record of one person: id, what it must not overlap with (account, or 0), first, end."""

    id: int
    lane: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the spell `id`: it moves to the survivor, or stays because the survivor has these months too."""

    id: int
    first: int
    end: int
    moves: bool


def divide(survivor: Iterable[Span], duplicate: Iterable[Span]) -> list[Part]:
    """Return the parts of the duplicate's spells, in order: months the survivor does not have move, the others stay.

    Nothing is lost: the parts of a spell are the whole of it. What stays is a conflict somebody has to decide.
    """
    lanes: dict[int, list[Span]] = {}
    for span in survivor:
        lanes.setdefault(span.lane, []).append(span)
    return [part for span in duplicate for part in _divide(span, lanes.get(span.lane, []))]


def _divide(span: Span, others: list[Span]) -> list[Part]:
    """Return the parts of one spell."""
    cuts = {span.first, span.end}
    for other in others:
        cuts |= {place for place in (other.first, other.end) if span.first < place < span.end}
    places = sorted(cuts)
    parts: list[Part] = []
    for first, end in pairwise(places):
        free = not any(other.first < end and first < other.end for other in others)
        if parts and parts[-1].moves == free:
            parts[-1] = Part(span.id, parts[-1].first, end, free)
        else:
            parts.append(Part(span.id, first, end, free))
    return parts
