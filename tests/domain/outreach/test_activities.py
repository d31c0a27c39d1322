"""Activities: words as files say them, moves, what a list is told, cohorts a statistician could check by hand."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.outreach.activities import MOVES, counted_in, may_follow, words
from ansinh.domain.outreach.activity_rows import Told, judge_activities
from ansinh.domain.outreach.cohorts import Guests, cohorts

DAY = dt.date(2021, 10, 20)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("customer_conference", "customer_conference"), ("Hội nghị khách hàng", "customer_conference"),
        ("HOI NGHI KHACH HANG", "customer_conference"), ("Hội nghị", "conference"), ("tiểu nhóm", "subgroup"),
        ("Tờ rơi", "leaflet"), ("họp báo", None),
    ],
)  # fmt: skip
def test_a_type_is_known_under_its_names(told: str, code: str | None) -> None:
    assert words().read("types", told) == code


def test_a_customer_conference_is_a_part_of_the_conferences_and_of_nothing_else() -> None:
    assert counted_in("customer_conference") == ("customer_conference", "conference")
    assert counted_in("small_group") == ("small_group",)
    assert {one.code for one in words().types.values() if one.part_of} == {"customer_conference"}


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("", "planned", True), ("", "cancelled", False), ("planned", "held", True), ("planned", "planned", True),
        ("held", "reported", True), ("held", "cancelled", False), ("reported", "reported", True),
        ("reported", "held", False), ("cancelled", "planned", True), ("cancelled", "cancelled", False),
    ],
)  # fmt: skip
def test_moves(before: str, after: str, *, allowed: bool) -> None:
    assert may_follow(before, after) is allowed
    assert set(MOVES) == {"", *words().states}


def told(**columns: list) -> Told:
    n = len(columns["type"])
    given = {
        "row": list(range(2, 2 + n)), "key": [""] * n, "level": ["base"] * n, "theme": [""] * n, "channel": [""] * n,
        "state": ["reported"] * n, "day": [DAY] * n, "invited": [10] * n, "came": [5] * n, **columns,
    }  # fmt: skip
    return Told(**given)


def test_a_list_is_told_everything_at_once() -> None:
    found = judge_activities(
        told(
            type=["conference", "fair", "livestream", "small_group", "small_group"], key=["a", "b", "c", "a", ""],
            day=[DAY, DAY, dt.date(2019, 1, 1), None, dt.date(2021, 12, 1)], came=[11, 5, 5, 0, 5],
            level=["base", "moon", "tỉnh", "base", "base"],
        ),
        DAY,
    )  # fmt: skip
    assert [(one.where.row, one.code, one.stops) for one in found] == [
        (2, "activity.attended", False), (3, "activity.type", True), (3, "activity.level", True),
        (4, "activity.type_day", True), (5, "activity.no_day", True), (5, "activity.nobody", False),
        (5, "activity.twice", True), (6, "activity.future", True),
    ]  # fmt: skip
    assert "Hội nghị khách hàng" in found[1].mend.vi
    assert all(one.mend.vi and one.mend.en for one in found)


def guests(*rows: tuple[int, str, bool, bool, str]) -> Guests:
    who, day, came, insured, joined = zip(*rows, strict=True)
    return Guests(
        np.array(who), np.array(day, "datetime64[D]"), np.array(came), np.array(insured),
        np.array(joined, "datetime64[D]"),
    )  # fmt: skip


def test_cohorts_by_hand() -> None:
    found = cohorts(
        guests(
            (1, "2021-01-10", True, False, "2021-02-01"),  # came, joined after 22 days
            (1, "2021-01-20", False, False, "2021-02-01"),  # missed another: still stands among those who came
            (2, "2021-01-10", True, False, "2021-03-31"),  # came, joined after 80 days
            (3, "2021-01-10", True, True, "NaT"),  # took part already
            (4, "2021-01-10", False, False, "NaT"),  # invited, did not come, did not join
            (5, "2021-01-10", False, False, "2021-02-09"),  # the 30th day still counts
            (6, "2021-12-25", True, False, "NaT"),  # 30 days have not passed
        ),
        np.datetime64("2021-12-31"),
        (30, 90),
    )
    told_ = [(one.span, one.attended, one.guests, one.insured, one.waiting, one.followed, one.joined) for one in found]
    assert told_ == [
        (30, True, 4, 1, 1, 2, 1),
        (30, False, 2, 0, 0, 2, 1),
        (90, True, 4, 1, 1, 2, 2),
        (90, False, 2, 0, 0, 2, 1),
    ]
    assert found[0].share == 50
    low, high = found[0].interval or (None, None)
    assert (round(low, 2), round(high, 2)) == (Fraction(945, 100), Fraction(9055, 100))  # Wilson, 1 of 2


@given(
    st.lists(
        st.tuples(
            st.integers(1, 8), st.integers(0, 300), st.booleans(), st.booleans(), st.none() | st.integers(1, 200)
        ),
        max_size=40,
    )
)  # fmt: skip
def test_everybody_stands_in_one_cohort_and_in_one_class_of_it(rows: list) -> None:
    start = np.datetime64("2021-01-01")
    day = np.array([start + row[1] for row in rows], "datetime64[D]")
    joined = np.array(["NaT" if r[4] is None else start + r[1] + r[4] for r in rows], "datetime64[D]")
    made = Guests(
        np.array([r[0] for r in rows], np.int64), day, np.array([r[2] for r in rows], bool),
        np.array([r[3] for r in rows], bool), joined,
    )  # fmt: skip
    found = cohorts(made, start + 365)
    for span in (30, 60, 90):
        both = [one for one in found if one.span == span]
        assert sum(one.guests for one in both) == len({r[0] for r in rows})
        for one in both:
            assert one.guests == one.insured + one.waiting + one.followed
            assert one.joined <= one.followed
