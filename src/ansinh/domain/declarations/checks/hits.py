"""What a check returns: the rows it hits and what it found there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.domain.declarations.declared import Case, Ints, Mask
from ansinh.domain.declarations.kinds import KINDS, NO_KIND, Effect, Kind

Check = Callable[[Case], "Hits"]


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows (positions, not numbers of the file), what was found in each, and words that fill the sentences."""

    rows: NDArray[np.intp]
    found: list[str]
    words: dict[str, list[str]] = field(default_factory=dict)


def hits(mask: Mask | NDArray[np.bool_], found: Sequence[object], **words: Sequence[object]) -> Hits:
    """Return the hits of `mask` (n,); `found` and `words` are columns (n,) of the whole list."""
    rows = np.flatnonzero(mask)
    places: list[int] = rows.tolist()
    return Hits(
        rows,
        [str(found[row]) for row in places],
        {name: [str(column[row]) for row in places] for name, column in words.items()},
    )


def blank(column: Sequence[str]) -> Mask:
    """Return which texts are empty (n,)."""
    return np.fromiter((not text for text in column), dtype=np.bool_, count=len(column))


def of_kind(case: Case, wanted: Callable[[Kind], bool]) -> Mask:
    """Return which rows are of a wanted kind (n,)."""
    table = np.array([*(wanted(kind) for kind in KINDS), False], dtype=np.bool_)
    chosen: Mask = table[case.kind]
    return chosen


def with_effect(case: Case, *effects: Effect) -> Mask:
    """Return which rows have one of the effects (n,)."""
    return of_kind(case, lambda kind: kind.effect in effects)


def decided(case: Case) -> Mask:
    """Return which rows have a kind of change (n,)."""
    known: Mask = case.kind != NO_KIND
    return known


def month_texts(numbers: Ints) -> list[str]:
    """Return months as they are written in a list: 10/2021; "" for none."""
    return [_month_text(number) for number in numbers.tolist()]


@lru_cache(maxsize=4096)
def _month_text(number: int) -> str:
    """Return one month; lists say the same few again and again."""
    return f"{Month(number).month:02d}/{Month(number).year}" if number > 0 else ""


def dong_texts(amounts: Ints) -> list[str]:
    """Return amounts the Vietnamese way."""
    return [f"{amount:,}".replace(",", ".") for amount in amounts.tolist()]
