"""The grid of offices as tiles: each a small picture drawn here, flowing to any width; a table says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.outlook import Line
from ansinh.domain.planning.progress import percent
from ansinh.web import speech

WIDTH, LETTERS = 168, 20
_PREFIXES = ("Bảo hiểm xã hội ", "BHXH ", "Social Insurance of ")


@dataclass(frozen=True, slots=True)
class Tile:
    """One office: its name in two lines, share of the plan, where the bar ends (of 152), rank, tone, growth share."""

    code: str
    name: str
    first: str
    second: str
    share: Fraction | None
    bar: int
    actual: int | Fraction
    plan: int | Fraction | None
    rank: int
    tone: str


def tiles(below: Sequence[tuple[str, Text, list[Line]]], code: str) -> list[Tile]:
    """Return the offices `below` with their lines as tiles for the indicator `code`, best first."""
    found = [(place, name, line) for place, name, lines in below for line in lines if line.indicator.code == code]
    shares = {place: percent(line.actual, line.plan) if line.plan else None for place, _, line in found}
    found.sort(key=lambda one: ((share := shares[one[0]]) is None, -(share or 0), one[0]))
    known = [share for share in shares.values() if share is not None]
    mean = sum(known, Fraction(0)) / len(known) if known else Fraction(0)
    return [
        _tile(place, name, line, shares[place], (rank, mean)) for rank, (place, name, line) in enumerate(found, start=1)
    ]


def _tile(place: str, name: Text, line: Line, share: Fraction | None, standing: tuple[int, Fraction]) -> Tile:
    """Return one tile; its tone is against the mean of the offices shown, two points below it is gold, more is red."""
    rank, mean = standing
    said = _short(speech.say(name))
    tone = "" if share is None else "green" if share >= mean else "gold" if share >= mean - 2 else "red"
    bar = 0 if share is None else int(min(share, Fraction(100)) * (WIDTH - 16) / 100)
    first, second = _lines(said)
    return Tile(place, said, first, second, share, bar, line.actual, line.plan, rank, tone)


def _short(name: str) -> str:
    """Return the name of an office without what all of them have in common."""
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name[:1].upper() + name[1:]


def _lines(name: str) -> tuple[str, str]:
    """Return a name on two lines of a tile, cut where it does not fit."""
    words, first = name.split(), ""
    while words and len(f"{first} {words[0]}".strip()) <= LETTERS:
        first = f"{first} {words.pop(0)}".strip()
    second = " ".join(words)
    return first, second if len(second) <= LETTERS else second[: LETTERS - 1] + "…"
