"""What a card promises: the rate of its group on a day, and which limits do not touch it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.law.values import Values

LEVELS_KEPT_FROM = dt.date(2015, 1, 1)
POINTS = 100  # hundredths of a per cent: 47.5 % is 4750


@dataclass(frozen=True, slots=True)
class CardRights:
    """Columns (n,): `rate` int64 in hundredths of a per cent; no ratio limits nor ceilings; paid beyond the scope."""

    rate: NDArray[np.int64]
    unlimited: NDArray[np.bool_]
    armed: NDArray[np.bool_]


def card_rights(groups: Sequence[str], days: Sequence[dt.date], values: Values) -> CardRights:
    """Art. 22.1, Law 25/2008/QH12 as amended: the rate of each card (two letters of its group) on its day, in network.

    `groups` and `days` have one entry a visit; a group the list does not name has the rate of all others.
    UnknownValueError before 2009-07-01.
    """
    known: dict[tuple[str, dt.date], tuple[int, bool, bool]] = {}
    pairs = list(zip(groups, days, strict=True))
    for group, day in set(pairs):
        rates = values.get("entitlement.card_rate", day)
        rate = rates.of(group if group in rates.by_name else "other")
        unlimited = group in values.get("entitlement.unlimited_groups", day).listed
        armed = group in values.get("entitlement.armed_groups", day).listed
        known[group, day] = (int(rate * POINTS), unlimited, armed)
    table = np.array([known[pair] for pair in pairs], dtype=np.int64).reshape(-1, 3)
    return CardRights(table[:, 0].copy(), table[:, 1].astype(bool), table[:, 2].astype(bool))


def by_day(days: Sequence[dt.date], look_up: Callable[[dt.date], int]) -> NDArray[np.int64]:
    """The setting of dated values: what `look_up` says on each of `days`, asked once a day; int64 (n,)."""
    known = {day: look_up(day) for day in set(days)}
    return np.array([known[day] for day in days], dtype=np.int64)


def base_salaries(days: Sequence[dt.date], values: Values) -> NDArray[np.int64]:
    """Art. 22.1, Law 25/2008/QH12: the base salary (later the reference level) of each day, dong (n,)."""
    return by_day(days, lambda day: values.get("base_salary", day).whole)


def valid_pairs(day: dt.date, values: Values) -> frozenset[str]:
    """QD 1351/QD-BHXH art. 1: the pairs of group and level a card may show on `day`, such as DN4.

    A card keeps its digit after the level of its group changed, so the levels since 2015 stand beside today's.
    """
    lines = [line for line in values.parameters["card.levels"].dates if line.day <= day]
    since = [line for line in lines if line.day >= LEVELS_KEPT_FROM] or lines
    return frozenset(
        group + level for line in since if isinstance(line.content, Mapping) for group, level in line.content.items()
    )
