"""Which dossiers of many a reviewer reckons anew: the largest amounts, and others nobody could foresee."""

import hashlib
from collections.abc import Sequence
from math import isqrt
from typing import Final

from ansinh.core.money import Dong

LARGEST: Final = 3
LEAST: Final = 5


def draw(amounts: Sequence[tuple[str, Dong]], seed: str) -> list[str]:
    """Return the keys of the sample: the three largest amounts and about the square root of all, at least five.

    The same `seed` (list and reviewer) draws the same sample, so that a page and its answer agree; who proposed does
    not know who will review.
    """
    largest = [key for key, _ in sorted(amounts, key=lambda one: (-one[1], one[0]))[:LARGEST]]
    rest = sorted((key for key, _ in amounts if key not in largest), key=lambda key: _lot(seed, key))
    size = max(LEAST, isqrt(len(amounts))) - len(largest)
    return [*largest, *rest[: max(size, 0)]]


def _lot(seed: str, key: str) -> str:
    """Return the lot of one key."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()
