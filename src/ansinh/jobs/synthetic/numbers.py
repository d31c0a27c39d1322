"""Numbers with the right structure that nobody real bears: province 999, serials of their own, prefix 99."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

PLACE: Final = 999  # no province of Viet Nam: marks a personal ID as made up
SI_PREFIX: Final = 99
TAX_PREFIX: Final = 99
TAX_WEIGHTS: Final = np.array([31, 29, 23, 19, 17, 13, 7, 5, 3])


def si_numbers(count: int, first: int = 1) -> list[str]:
    """Return `count` SI numbers of 10 digits, 99 and a serial from `first`."""
    return [f"{SI_PREFIX}{serial:08d}" for serial in range(first, first + count)]


def personal_ids(female: NDArray[np.bool_], years: NDArray[np.int64]) -> list[str]:
    """Return personal IDs of 12 digits (Decree 137/2015/ND-CP art. 7): place, century and sex, year, serial.

    The serial runs within one sex and year of birth, so that no ID occurs twice (up to a million of a kind).
    """
    kind = ((years - 1900) // 100 * 2 + female) * 100 + years % 100
    order = np.argsort(kind, kind="stable")
    ranked = kind[order]
    serial = np.empty(kind.size, dtype=np.int64)
    serial[order] = np.arange(kind.size) - np.searchsorted(ranked, ranked)
    return [f"{PLACE}{code:03d}{place:06d}" for code, place in zip(kind.tolist(), serial.tolist(), strict=True)]


def tax_codes(count: int) -> list[str]:
    """Return `count` tax codes of 10 digits with their check digit."""
    found: list[str] = []
    serial = 1
    while len(found) < count:
        block = np.arange(serial, serial + 2 * (count - len(found)) + 10)
        digits = (TAX_PREFIX * 10_000_000 + block)[:, None] // 10 ** np.arange(8, -1, -1) % 10
        check = 10 - (digits * TAX_WEIGHTS).sum(axis=1) % 11
        good = check < 10
        found += [
            f"{TAX_PREFIX}{number:07d}{last}"
            for number, last in zip(block[good].tolist(), check[good].tolist(), strict=True)
        ]
        serial = int(block[-1]) + 1
    return found[:count]
