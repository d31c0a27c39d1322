"""When the age of a pension is reached: over columns of births, for one route."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.core.text import Text
from ansinh.law.pension.roads import Road, Route, keys_of, road
from ansinh.law.values import Values

_BEFORE = Text(
    "Tuổi nghỉ hưu theo diện này chưa được xác lập trước {first}",
    "The age of this route is not established before {first}",
)
_SEXES = (Sex.FEMALE, Sex.MALE)


@dataclass(frozen=True, slots=True)
class AgeReached:
    """The month at whose end the age is reached (numbers of Month) and that age in months; (n,) int64 each."""

    month: NDArray[np.int64]
    age: NDArray[np.int64]

    @property
    def pension_from(self) -> NDArray[np.int64]:
        """The month after: the first of pension, as far as age goes."""
        return self.month + 1


def age_reached(
    births: NDArray[np.int64],
    sexes: NDArray[np.int8],
    route: Route,
    values: Values,
    *,
    not_before: NDArray[np.int64] | None = None,
) -> AgeReached:
    """Art. 169, Labour Code 45/2019/QH14; Art. 4, Decree 135/2020/ND-CP: the first month in which the age is met.

    `births` are numbers of Month (only the year known: January), `sexes` codes of Sex, `not_before` the earliest
    month asked about (of an assessment); (n,) each. The age asked of a month is that of its own calendar year.
    UnknownValueError where a month lies before the first known age of the route, or a sex is not known.
    """
    least = births if not_before is None else not_before
    month, age = np.full(births.size, -1, dtype=np.int64), np.zeros(births.size, dtype=np.int64)
    for sex in _SEXES:
        rows = np.flatnonzero(sexes == sex)
        if rows.size:
            month[rows], age[rows] = _walk(births[rows], least[rows], road(route, sex, values))
            _told(month[rows], route, sex, values)
    if (month < 0).any():
        first = road(route, Sex.MALE, values).starts[0]
        raise UnknownValueError(_BEFORE.fill(first=Month(int(first))))
    return AgeReached(month, age)


def _walk(
    births: NDArray[np.int64], least: NDArray[np.int64], way: Road
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first month that meets the age of its own time, and that age; -1 where it lies before the road."""
    month, age = np.full(births.size, -1, dtype=np.int64), np.zeros(births.size, dtype=np.int64)
    on_road = np.maximum(births + way.ages[0], least) >= way.starts[0]
    for start, end, needed in zip(way.starts, way.ends, way.ages, strict=True):
        reached = np.maximum(np.maximum(births + needed, least), start)
        here = on_road & (month < 0) & (reached < end)
        month[here], age[here] = reached[here], needed
    return month, age


def _told(months: NDArray[np.int64], route: Route, sex: Sex, values: Values) -> None:
    """Look up the values behind one answer where an explanation is traced."""
    if values.trace is not None and months.size and months[0] >= 0:
        for key in keys_of(route, sex):
            values.find(key, Month(int(months[0])).first_day)


def age_asked(sex: Sex, month: Month, route: Route, values: Values) -> int:
    """Art. 4, Decree 135/2020/ND-CP: the age that the calendar year of `month` asks on a route, in months.

    UnknownValueError before the first known age of the route.
    """
    way = road(route, sex, values)
    position = int(np.searchsorted(way.starts, month.number, side="right")) - 1
    if position < 0:
        raise UnknownValueError(_BEFORE.fill(first=Month(int(way.starts[0]))))
    _told(np.array([month.number]), route, sex, values)
    return int(way.ages[position])
