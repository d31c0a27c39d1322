"""The ages at which a pension begins, as a road: from each day on, this many months of age."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.law.values import Parameter, Values


class Route(IntEnum):
    """Why a person may retire at the age of the route."""

    NORMAL = 0
    HARD = 1
    TEN_YEARS = 2
    COAL = 3
    LOSS_61 = 4
    LOSS_81 = 5
    VOLUNTARY_BEFORE_2021 = 6


_NORMAL = {Sex.MALE: "pension.age.men", Sex.FEMALE: "pension.age.women"}
_FIVE, _TEN = "pension.age.less.hard", "pension.age.less.ten"
_LESS = {
    Route.HARD: _FIVE, Route.TEN_YEARS: _TEN, Route.COAL: _TEN, Route.LOSS_61: _FIVE, Route.LOSS_81: _TEN,
}  # fmt: skip
_OWN = {
    (Route.COAL, Sex.MALE): "pension.age.coal",
    (Route.COAL, Sex.FEMALE): "pension.age.coal",
    (Route.LOSS_61, Sex.MALE): "pension.age.loss61.men",
    (Route.LOSS_61, Sex.FEMALE): "pension.age.loss61.women",
    (Route.LOSS_81, Sex.MALE): "pension.age.loss81.men",
    (Route.LOSS_81, Sex.FEMALE): "pension.age.loss81.women",
    (Route.VOLUNTARY_BEFORE_2021, Sex.MALE): "pension.age.voluntary.men",
    (Route.VOLUNTARY_BEFORE_2021, Sex.FEMALE): "pension.age.voluntary.women",
}


@dataclass(frozen=True, slots=True)
class Road:
    """From month `starts[i]` on the age is `ages[i]` months, until the next start; (k,) int64 each, rising."""

    starts: NDArray[np.int64]
    ages: NDArray[np.int64]

    @property
    def ends(self) -> NDArray[np.int64]:
        """The month before which each age holds; the last one is open."""
        return np.append(self.starts[1:], Month.of(9999, 12).number)


def road(route: Route, sex: Sex, values: Values) -> Road:
    """Art. 54-55, Law 58/2014/QH13; Art. 4-6, Decree 135/2020/ND-CP; Art. 64-65, Law 41/2024/QH15: all ages of a route.

    An age of its own where the text names one; else the normal age less the months of the route. KeyError for a sex
    that is not known.
    """
    found = values.memo.get(("pension.road", route, sex))
    if not isinstance(found, Road):
        normal = values.parameters[_NORMAL[sex]]
        own = values.parameters[_OWN[route, sex]] if (route, sex) in _OWN else None
        less = values.parameters[_LESS[route]] if route in _LESS else None
        days = sorted({line.day for each in (normal, own, less) if each for line in each.dates})
        steps = [(Month.containing(day).number, _age(day, normal, own, less)) for day in days]
        known = [(month, age) for month, age in steps if age is not None]
        found = Road(*(np.array(column, dtype=np.int64) for column in zip(*known, strict=True)))
        values.memo["pension.road", route, sex] = found
    return found


def _age(day: dt.date, normal: Parameter, own: Parameter | None, less: Parameter | None) -> int | None:
    """Return the age of a route on `day` in months; None where no text of the route is in force."""
    line = own.on(day) if own else None
    if line is not None and isinstance(line.content, str):
        return int(line.content)
    if own is not None and line is None:
        return None
    base, fewer = normal.on(day), less.on(day) if less else None
    if base is None or (less is not None and fewer is None):
        return None
    return int(str(base.content)) - (int(str(fewer.content)) if fewer else 0)


def keys_of(route: Route, sex: Sex) -> tuple[str, ...]:
    """Art. 64, Law 41/2024/QH15: the keys of the values behind a route, for its explanation."""
    named = (_NORMAL[sex], _LESS.get(route), _OWN.get((route, sex)))
    return tuple(key for key in named if key)
