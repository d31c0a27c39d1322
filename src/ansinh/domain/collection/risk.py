"""The risk of employers as data: features with their bands and points, in versions; read once."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from ansinh.core.errors import MissingError, UnknownValueError
from ansinh.core.text import Text

_NONE = Text("Chưa có thang điểm rủi ro cho ngày {day}.", "There is no scale of risk for {day}.")
_UNKNOWN = Text("Không có thang điểm rủi ro {version}.", "There is no scale of risk {version}.")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: how it is measured from two figures, the bands (from, points), and the words of the figures."""

    code: str
    name: Text
    measure: Literal["per_mille", "count"]
    least: int
    bands: tuple[tuple[int, int], ...]
    figures: tuple[Text, Text]

    @property
    def most(self) -> int:
        """The most points it gives."""
        return max(points for _, points in self.bands)


@dataclass(frozen=True, slots=True)
class Scale:
    """One version of the risk score and the process settings its figures are gathered with."""

    version: str
    since: dt.date
    maternity_months: int
    look_back_months: int
    sickness_months: int
    floor_per_mille: int
    features: tuple[Feature, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The features in their order."""
        return tuple(one.code for one in self.features)


@cache
def scales() -> tuple[Scale, ...]:
    """Return all versions, the oldest first."""
    data = yaml.safe_load(files("ansinh.domain.collection").joinpath("risk.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((_scale(one) for one in data), key=lambda scale: scale.since))


def scale_on(day: dt.date) -> Scale:
    """Return the scale in force on `day`; UnknownValueError before the first."""
    found = [scale for scale in scales() if scale.since <= day]
    if not found:
        raise UnknownValueError(_NONE.fill(day=day))
    return found[-1]


def scale_of(version: str) -> Scale:
    """Return the scale of a version, as a run of the past used it; MissingError for one that never was."""
    found = next((scale for scale in scales() if scale.version == version), None)
    if found is None:
        raise MissingError(_UNKNOWN.fill(version=version))
    return found


def _scale(one: dict[str, Any]) -> Scale:
    features = tuple(_feature(each) for each in one["features"])
    return Scale(
        one["version"], one["from"], one["maternity_months"], one["look_back_months"], one["sickness_months"],
        one["floor_per_mille"], features,
    )  # fmt: skip


def _feature(one: dict[str, Any]) -> Feature:
    first, second = (Text(**words) for words in one["figures"])
    bands = tuple((int(low), int(points)) for low, points in one["bands"])
    return Feature(one["code"], Text(**one["name"]), one["measure"], int(one["least"]), bands, (first, second))
