"""How often is too often: limits of the rules over several records, as they stand on the last day of a batch."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl

from ansinh.law.entitlement.amounts import WHOLE
from ansinh.law.values import Values

FIRST: Final = dt.date(2009, 7, 1)  # Law 25/2008/QH12: a day typed before it is held against the first law
WITHOUT_DAYS: Final = dt.date(2025, 1, 1)  # a batch of which no visit has an end is held against this day's law


def last_day(frame: pl.DataFrame) -> dt.date:
    """Return the last day on which somebody of `frame` (column left) left; its law judges what several records say."""
    day = frame["left"].drop_nulls().dt.date().max()
    return max(day, FIRST) if isinstance(day, dt.date) else WITHOUT_DAYS


@dataclass(frozen=True, slots=True)
class Limits:
    """Days of a supply that is used up first, places of a person in a day, visits in a month, exams of a desk, beds.

    `desk_exams` are paid whole on one day; `second_exam` is the share of a second exam of a day, hundredths of per
    cent; `ward_use` beds used for each approved one.
    """

    supply_days: int
    places_a_day: int
    visits_a_month: int
    desk_exams: int
    second_exam: int
    ward_use: Fraction


def limits(day: dt.date, values: Values) -> Limits:
    """Return the limits on `day`; UnknownValueError before the law begins."""
    often = values.get("claims.often", day)
    desk = values.get("entitlement.exam.desk", day)
    return Limits(
        supply_days=int(often.of("supply_days")),
        places_a_day=int(often.of("places_a_day")),
        visits_a_month=int(often.of("visits_a_month")),
        desk_exams=int(desk.of("full")),
        second_exam=int(Fraction(values.get("entitlement.exam.shares", day).listed[1]) * WHOLE),
        ward_use=values.number("claims.ward_use", day),
    )


def crowded(limit: Limits) -> pl.Expr:
    """Return whether a person's last visit of the day or month is one too many (places_today, visits_month)."""
    return ((pl.col("places_today") >= limit.places_a_day) & pl.col("last_today")) | (
        (pl.col("visits_month") >= limit.visits_a_month) & pl.col("last_month")
    )
