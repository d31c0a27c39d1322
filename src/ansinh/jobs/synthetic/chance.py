"""Chance with a seed, and shares that add up. Nothing here knows what it is drawn for."""

import zlib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Rng = np.random.Generator
Column: TypeAlias = NDArray[Any]  # one value a row, whatever it is


def chance(seed: int, topic: str) -> Rng:
    """Return the generator of one topic: topics do not disturb each other, the same seed gives the same numbers."""
    return np.random.default_rng([seed, zlib.crc32(topic.encode())])


def scaled(count: int, scale: Fraction) -> int:
    """Return `count` at `scale`, rounded half-up; something never becomes nothing."""
    exact = count * scale
    rounded = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return max(1, rounded) if count else 0


def apportion(total: int, weights: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Return whole parts in the ratio of whole `weights` (n,) that sum to `total`: largest remainder, earlier wins."""
    parts = np.asarray(weights, dtype=np.int64)
    whole = int(parts.sum())
    if whole == 0:
        return np.zeros(parts.size, dtype=np.int64)
    exact = parts * total
    result = exact // whole
    left = total - int(result.sum())
    result[np.argsort(-(exact % whole), kind="stable")[:left]] += 1
    return np.asarray(result)


def pick(rng: Rng, size: int, weights: Sequence[float] | NDArray[np.float64]) -> NDArray[np.int64]:
    """Return `size` places drawn with replacement in the ratio of `weights`."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.asarray(np.searchsorted(edges, rng.random(size) * edges[-1], side="right"), dtype=np.int64)


def choose(rng: Rng, among: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return `count` different members of `among`, in order (all of them where there are fewer)."""
    return np.asarray(np.sort(rng.permutation(among)[:count]))


def dealt(parts: NDArray[np.int64], rng: Rng | None = None) -> NDArray[np.int64]:
    """Return place k `parts[k]` times, shuffled when a generator is given; shape (sum of parts,)."""
    places = np.repeat(np.arange(parts.size), parts)
    return places if rng is None else rng.permutation(places)
