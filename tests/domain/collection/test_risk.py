"""The risk of employers: every point from two figures and a band anybody can check."""

import datetime as dt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import MissingError, UnknownValueError
from ansinh.domain.collection.facility_odds import Bounds, listed
from ansinh.domain.collection.risk import scale_of, scale_on, scales
from ansinh.domain.collection.risk_score import measured, reasons, score

SCALE = scale_on(dt.date(2021, 11, 3))


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def one(code: str, first: int, second: int) -> int:
    figures = {each.code: (ints(0), ints(0)) for each in SCALE.features} | {code: (ints(first), ints(second))}
    return int(score(SCALE, figures).points[0])


@pytest.mark.parametrize(
    ("code", "first", "second", "points"),
    [
        ("tax_people", 9, 100, 0), ("tax_people", 10, 100, 6), ("tax_people", 50, 100, 20), ("tax_people", 4, 4, 0),
        ("tax_people", -5, 100, 0), ("tax_wages", 350_000_000, 10**9, 9), ("floor_wage", 19, 20, 10),
        ("floor_wage", 4, 4, 0), ("maternity_churn", 1, 1, 5), ("maternity_churn", 4, 9, 15),
        ("sickness_spike", 6, 4, 3),
        ("sickness_spike", 60, 3, 0), ("one_time", 1, 20, 2), ("debt_age", 0, 0, 0), ("debt_age", 3, 5_000_000, 9),
        ("debt_age", 12, 1, 15), ("past_findings", 20, 0, 10),
    ],
)  # fmt: skip
def test_points_follow_the_bands(code: str, first: int, second: int, points: int) -> None:
    assert one(code, first, second) == points


def test_a_scale_gives_at_most_a_hundred_and_knows_no_person() -> None:
    for scale in scales():
        assert sum(feature.most for feature in scale.features) == 100
        for feature in scale.features:
            assert [low for low, _ in feature.bands] == sorted(low for low, _ in feature.bands)
            assert [points for _, points in feature.bands] == sorted(points for _, points in feature.bands)
            assert not {"sex", "age", "ethnicity", "religion", "nationality"} & set(feature.code.split("_")[:1])


def test_scales_are_versions() -> None:
    assert scale_of(SCALE.version) is SCALE
    with pytest.raises(MissingError):
        scale_of("1066.1")
    with pytest.raises(UnknownValueError):
        scale_on(dt.date(1999, 1, 1))


@given(st.lists(st.tuples(st.integers(-10, 10**6), st.integers(0, 10**6)), min_size=1, max_size=40))
def test_columns_say_what_one_case_says(rows: list[tuple[int, int]]) -> None:
    first, second = ints(*(row[0] for row in rows)), ints(*(row[1] for row in rows))
    found = score(SCALE, {each.code: (first, second) for each in SCALE.features})
    assert (found.points == found.by_feature.sum(axis=1)).all()
    order = found.points[found.ranked()].tolist()
    assert order == sorted(order, reverse=True)
    for at, (a, b) in enumerate(rows):
        why = reasons(SCALE, found.by_feature[at].tolist(), found.figures[at].tolist())
        assert [(each.first, each.second) for each in why] == [(a, b)] * len(why)
        for each in why:
            value = int(measured(each.feature, ints(a), ints(b))[0])
            low = max((points for bound, points in each.feature.bands if value >= bound), default=0)
            assert each.points == low


def test_facilities_need_enough_records_and_enough_odd_ones() -> None:
    odds = pl.DataFrame(
        {
            "facility": ["A", "B", "C", "D"],
            "visits": [49, 50, 100, 1000],
            "odd": [49, 10, 19, 900],
            "claimed": [1, 2, 3, 4],
        }
    )
    found = listed(odds, Bounds(50, 200))
    assert found.select("facility", "per_mille").rows() == [("D", 900), ("B", 200)]
