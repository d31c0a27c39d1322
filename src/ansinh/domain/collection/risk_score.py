"""The risk of employers over columns: each feature measured, put into its band, summed. Whole numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ansinh.core.text import Text
from ansinh.domain.collection.risk import Feature, Scale

Ints = NDArray[np.int64]
Pair = tuple[Ints, Ints]
"""The two figures behind a feature, (n,) each."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Points of n employers: in all (n,), by feature (n, f), and the figures behind them (n, 2 f)."""

    points: Ints
    by_feature: Ints
    figures: Ints

    def ranked(self) -> Ints:
        """Return the places from the riskiest down; of equal points the earlier place first."""
        order: Ints = np.argsort(-self.points, kind="stable").astype(np.int64)
        return order


def score(scale: Scale, figures: Mapping[str, Pair]) -> Scores:
    """Return the points of employers from the figures of every feature of `scale` (KeyError where one lacks)."""
    pairs = [figures[one.code] for one in scale.features]
    by_feature = np.stack([_points(one, *pair) for one, pair in zip(scale.features, pairs, strict=True)], axis=1)
    flat = np.stack([column for pair in pairs for column in pair], axis=1)
    return Scores(by_feature.sum(axis=1), by_feature, flat)


def measured(feature: Feature, first: Ints, second: Ints) -> Ints:
    """Return the measure of a feature (n,): never below 0, and 0 where there is too little to measure."""
    enough = (second >= feature.least) & (first > 0)
    if feature.measure == "count":
        return np.where(enough, first, 0)
    value: Ints = first * 1000 // np.maximum(second, 1)
    return np.where(enough, value, 0)


def _points(feature: Feature, first: Ints, second: Ints) -> Ints:
    """Return the points of one feature (n,)."""
    bounds = np.array([low for low, _ in feature.bands], dtype=np.int64)
    points = np.array([0, *(points for _, points in feature.bands)], dtype=np.int64)
    reached: Ints = points[np.searchsorted(bounds, measured(feature, first, second), side="right")]
    return reached


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of one employer as a person reads it: its points, the two figures, and their share."""

    feature: Feature
    points: int
    first: int
    second: int

    @property
    def share(self) -> Fraction | None:
        """The first figure in per cent of the second, exact; None for a feature that counts."""
        per_cent = self.feature.measure == "per_mille" and self.second > 0
        return Fraction(100 * self.first, self.second) if per_cent else None

    @property
    def next_band(self) -> Text | None:
        """Which band was reached, in words; None for no points."""
        reached = [low for low, points in self.feature.bands if points == self.points]
        if not reached:
            return None
        low = Fraction(reached[0], 10) if self.feature.measure == "per_mille" else reached[0]
        unit = " %" if self.feature.measure == "per_mille" else ""
        return Text(f"từ {low}{unit}", f"from {low}{unit}")


def reasons(scale: Scale, by_feature: list[int], figures: list[int]) -> list[Reason]:
    """Return the features of one employer as stored, in the order of the scale."""
    return [Reason(one, by_feature[at], figures[2 * at], figures[2 * at + 1]) for at, one in enumerate(scale.features)]
