"""How often is too often, and which day's law says so."""

import datetime as dt
from fractions import Fraction

import polars as pl
import pytest

from ansinh.domain.claims.limits import Limits, crowded, last_day, limits
from ansinh.law.value_files import load

DAY = dt.date(2025, 3, 3)


def test_the_limits_of_a_day() -> None:
    assert limits(DAY, load()) == Limits(
        supply_days=14, places_a_day=3, visits_a_month=10, desk_exams=65, second_exam=3_000, ward_use=Fraction(13, 10)
    )


# facilities of the day, last visit of it; visits of the month, last of it; told
CROWDS = [
    (3, True, 3, True, True), (2, True, 3, True, False), (3, False, 3, False, False),  # the last visit alone is marked
    (1, True, 10, True, True), (1, True, 9, True, False), (1, True, 10, False, False),
]  # fmt: skip


@pytest.mark.parametrize(("places", "last_today", "visits", "last_month", "told"), CROWDS)
def test_many_facilities_in_a_day_or_visits_in_a_month(
    places: int, visits: int, *, last_today: bool, last_month: bool, told: bool
) -> None:
    row = {"places_today": places, "last_today": last_today, "visits_month": visits, "last_month": last_month}
    assert pl.DataFrame([row]).select(crowded(limits(DAY, load()))).item() == told


# when people left; the day whose law judges what their records say together
LAST = [
    (["2025-03-03T10:00", "2025-02-01T10:00"], "2025-03-03"),
    (["2025-03-03T10:00", None], "2025-03-03"),
    ([None], "2025-01-01"),
    (["1990-01-01T00:00"], "2009-07-01"),  # a typing error: no law of health insurance is asked before the first
]


@pytest.mark.parametrize(("left", "day"), LAST)
def test_the_day_of_a_batch(left: list[str | None], day: str) -> None:
    moments = [None if one is None else dt.datetime.fromisoformat(one) for one in left]
    frame = pl.DataFrame({"left": pl.Series(moments, dtype=pl.Datetime("us"))})
    assert last_day(frame) == dt.date.fromisoformat(day)
