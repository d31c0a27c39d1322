"""Grounds laid over each other: the highest right counts, days never overlap, against a slow oracle day by day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.coverage.card_groups import CARDS, PLACE, employed_as, paying_order
from ansinh.domain.coverage.cards import LIST, Cards, Paid, People, derive, household_grounds
from ansinh.domain.coverage.timeline import Choices, Grounds, lay_over
from ansinh.law.cards.levels import rights
from ansinh.law.value_files import load

RIGHTS = rights(CARDS, load())
NOBODY = np.empty(0, dtype=np.int64)
NEVER = np.empty(0, dtype="datetime64[D]")
NO_CHOICE = Choices(NOBODY, NEVER, NEVER, NOBODY)
NO_GROUND = Grounds(NOBODY, NEVER, NEVER, NOBODY, NOBODY, NOBODY)


def grounds(*rows: tuple[int, str, str, str]) -> Grounds:
    person, start, stop, group = zip(*rows, strict=True)
    return Grounds(
        np.array(person), np.array(start, dtype="datetime64[D]"), np.array(stop, dtype="datetime64[D]"),
        np.array([PLACE[letters] for letters in group]), np.full(len(rows), LIST), np.zeros(len(rows), dtype=np.int64),
    )  # fmt: skip


def told(cards: Cards) -> list[tuple[str, str, str, int, str]]:
    rows = cards.periods
    return [
        (str(start), str(stop), CARDS[group], level, CARDS[pays])
        for start, stop, group, level, pays in zip(
            rows.start, rows.stop, rows.group.tolist(), rows.level.tolist(), rows.pays_as.tolist(), strict=True
        )
    ]


def people(born: str = "NaT", died: str = "NaT") -> People:
    return People(np.array([1]), np.array([born], dtype="datetime64[D]"), np.array([died], dtype="datetime64[D]"))


@pytest.mark.parametrize(
    ("rows", "cards"),
    [
        pytest.param(
            [(1, "2021-01-01", "2022-01-01", "DN"), (1, "2021-04-01", "2021-07-01", "HN")],
            [
                ("2021-01-01", "2021-04-01", "DN", 4, "DN"),
                ("2021-04-01", "2021-07-01", "HN", 2, "DN"),
                ("2021-07-01", "2022-01-01", "DN", 4, "DN"),
            ],
            id="benefit by the highest right, contribution by the first group (art. 13.7, 22.2)",
        ),
        pytest.param(
            [(1, "2025-07-01", "2026-07-01", "CN")],
            [("2025-07-01", "2026-01-01", "CN", 3, "CN"), ("2026-01-01", "2026-07-01", "CN", 2, "CN")],
            id="the near-poor rise to 100 % on 2026-01-01 within one list",
        ),
        pytest.param(
            [(1, "2021-01-01", "2021-03-01", "GD"), (1, "2021-03-01", "2021-05-01", "GD")],
            [("2021-01-01", "2021-05-01", "GD", 4, "GD")],
            id="periods that join are one card",
        ),
        pytest.param([(1, "2021-01-01", "2021-01-01", "GD")], [], id="an empty period is no card"),
    ],
)
def test_cards_of_one_person(rows, cards):
    assert told(derive(people(), grounds(*rows), NO_GROUND, NO_CHOICE, load())) == cards


def test_a_child_is_insured_by_age_until_school_and_never_after_death():
    alive = derive(people(born="2015-11-20"), NO_GROUND, NO_GROUND, NO_CHOICE, load())
    assert told(alive) == [("2015-11-20", "2021-12-01", "TE", 1, "TE")]
    dead = derive(people(born="2015-11-20", died="2018-02-01"), NO_GROUND, NO_GROUND, NO_CHOICE, load())
    assert told(dead) == [("2015-11-20", "2018-02-02", "TE", 1, "TE")]


def test_five_years_count_what_was_proved_of_before():
    found = derive(
        people(), grounds((1, "2021-01-01", "2022-01-01", "DN")), grounds((1, "2016-06-01", "2020-12-01", "DN")),
        NO_CHOICE, load(),
    )  # fmt: skip
    assert found.five_year.astype(str).tolist() == ["2021-06-01"]


def test_a_chosen_facility_goes_before_the_one_of_a_list():
    choice = Choices(
        np.array([1]), np.array(["2021-03-01"], dtype="datetime64[D]"), np.array(["2021-05-01"], dtype="datetime64[D]"),
        np.array([26_001]),
    )  # fmt: skip
    found = derive(people(), grounds((1, "2021-01-01", "2022-01-01", "DN")), NO_GROUND, choice, load()).periods
    assert list(zip(found.start.astype(str), found.facility.tolist(), strict=True)) == [
        ("2021-01-01", 0),
        ("2021-03-01", 26_001),
        ("2021-05-01", 0),
    ]


@pytest.mark.parametrize(
    ("before", "start"),
    [(None, "2021-02-09"), ("2020-12-31", "2021-01-10"), ("2021-01-31", "2021-02-01"), ("2020-10-09", "2021-02-09")],
)
def test_a_first_household_card_waits_and_one_that_goes_on_does_not(before, start):
    rows = [(1, "2021-02-01", "2022-02-01", "GD")]
    stop = None if before is None else str(np.datetime64(before, "D") + 1)
    listed = grounds(*rows, *([] if stop is None else [(1, "2020-01-01", stop, "DN")]))
    paid = Paid(np.full(listed.person.size, np.datetime64("2021-01-10")), np.full(listed.person.size, 12))
    assert str(household_grounds(listed, paid, load()).start[0]) == start


def test_employment_gives_the_letters_of_the_post_and_the_unit():
    letters = employed_as(np.array([1, 2, 3, 4, 1]), np.array([1, 2, 3, 2, 3]))
    assert [CARDS[place] for place in letters.tolist()] == ["DN", "HC", "HC", "XK", "CH"]


DAY = st.integers(0, 60).map(lambda n: np.datetime64("2025-12-01", "D") + n)
ROWS = st.lists(
    st.tuples(st.integers(1, 3), DAY, DAY, st.sampled_from(("DN", "HT", "CN", "TE", "GD", "LH", "QN"))), max_size=12
)


@given(ROWS)
def test_every_day_is_answered_as_a_clerk_would_who_reads_all_grounds(rows):
    order = paying_order()
    table = grounds(*((one[0], str(one[1]), str(one[2]), one[3]) for one in rows)) if rows else NO_GROUND
    found = lay_over(table, NO_CHOICE, RIGHTS, order)
    for person in (1, 2, 3):
        for number in range(62):
            day = np.datetime64("2025-12-01", "D") + number
            era = int(np.searchsorted(RIGHTS.days, day, side="right")) - 1
            held = [PLACE[group] for who, start, stop, group in rows if who == person and start <= day < stop]
            said = np.flatnonzero((found.person == person) & (found.start <= day) & (day < found.stop))
            assert said.size == bool(held)
            if held:
                best = min(held, key=lambda place: (RIGHTS.rank[place, era], order[place], place))
                pays = min(held, key=lambda place: (order[place], place))
                row = int(said[0])
                assert (found.group[row], found.pays_as[row]) == (best, pays)
                assert found.level[row] == RIGHTS.level[best, era]
