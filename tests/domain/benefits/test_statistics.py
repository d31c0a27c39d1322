"""Statistics of benefits, counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.domain.benefits.statistics import Figures, Settled, by_benefit, by_month, by_office, compare, figures
from ansinh.domain.benefits.statistics_change import Effects, Group, split
from ansinh.domain.benefits.statistics_onetime import Applications, Outcome, by_band, trend
from ansinh.domain.benefits.statistics_onetime import by_month as onetime_by_month

SICK, BIRTH = 1, 2
LINES = [  # month, benefit, office, person, a turn, dong
    ("2025-03", SICK, 1, 10, True, 500), ("2025-03", SICK, 1, 10, True, 700), ("2025-03", BIRTH, 2, 11, True, 9_000),
    ("2026-03", SICK, 1, 10, True, 800), ("2026-03", SICK, 2, 12, True, 600), ("2026-03", SICK, 2, 12, True, 600),
    ("2026-03", BIRTH, 2, 10, True, 10_000), ("2026-03", BIRTH, 2, 10, False, -1_000),
    ("2026-04", SICK, 1, 13, True, 400),
]  # fmt: skip


def settled(rows):
    month, benefit, office, person, turn, amount = zip(*rows, strict=True)
    return Settled(
        np.array([Month.parse(each).number for each in month], dtype=np.int64),
        np.array(benefit, dtype=np.int16),
        *(np.array(column, dtype=np.int64) for column in (office, person)),
        np.array(turn, dtype=bool),
        np.array(amount, dtype=np.int64),
    )


MARCH = Month.of(2026, 3)


def test_turns_people_and_money_are_counted_apart():
    assert figures(settled(LINES)) == Figures(8, 4, 21_600)  # person 10 drew four times
    march = settled(LINES).within(MARCH, MARCH)
    assert by_benefit(march) == {SICK: Figures(3, 2, 2_000), BIRTH: Figures(1, 1, 9_000)}
    assert by_office(march) == {1: Figures(1, 1, 800), 2: Figures(3, 2, 10_200)}
    assert figures(march) == Figures(4, 2, 11_000)  # 2 + 1 people are 2: one of them drew both


def test_a_correction_is_money_without_a_turn():
    assert figures(settled([("2026-03", BIRTH, 2, 10, False, -1_000)])) == Figures(0, 0, -1_000)


def test_a_month_without_lines_is_told_as_nothing():
    found = by_month(settled(LINES), Month.of(2026, 2), Month.of(2026, 4))
    assert list(found.values()) == [Figures(0, 0, 0), Figures(4, 2, 11_000), Figures(1, 1, 400)]


def test_the_same_months_a_year_before():
    found = compare(settled(LINES), MARCH, MARCH)
    assert (found.now, found.before) == (Figures(4, 2, 11_000), Figures(3, 2, 10_200))
    assert found.benefits[SICK] == (Figures(3, 2, 2_000), Figures(2, 1, 1_200))
    # one more case at 3,400; the share of births fell from 1/3 to 1/4; sickness 600 -> 667, births unchanged
    assert found.split.total == Effects(3_400, -2_800, 200)
    assert found.split.total.change == 800


SPLITS = [  # title, groups (count, money; before, now): count, mix, amount
    ("only more cases", {1: Group(10, 1_000, 12, 1_200)}, (200, 0, 0)),
    ("only more money", {1: Group(10, 1_000, 10, 1_300)}, (0, 0, 300)),
    ("only another mix", {1: Group(5, 500, 4, 400), 2: Group(5, 5_000, 6, 6_000)}, (0, 900, 0)),
    ("a new kind", {1: Group(10, 1_000, 10, 1_000), 2: Group(0, 0, 10, 5_000)}, (1_000, 4_000, 0)),
    ("a kind that ended", {1: Group(10, 1_000, 10, 1_000), 2: Group(10, 5_000, 0, 0)}, (-3_000, -2_000, 0)),
    ("nothing before", {1: Group(0, 0, 3, 700)}, (700, 0, 0)),
    ("nothing now", {1: Group(3, 700, 0, 0)}, (-700, 0, 0)),
    ("a correction without cases", {1: Group(3, 700, 3, 700), 2: Group(0, 0, 0, -50)}, (0, 0, -50)),
]


@pytest.mark.parametrize(("groups", "expected"), [row[1:] for row in SPLITS], ids=[row[0] for row in SPLITS])
def test_why_the_money_changed(groups, expected):
    assert split(groups).total == Effects(*expected)


counts, money = st.integers(0, 10_000), st.integers(0, 10**12)


@given(st.dictionaries(st.integers(1, 9), st.builds(Group, counts, money, counts, money), min_size=1))
def test_the_parts_are_exactly_the_change(groups):
    found = split(groups)
    assert found.total.change == sum(group.money_now - group.money_before for group in groups.values())
    assert all(found.groups[key].change == group.money_now - group.money_before for key, group in groups.items())


ASKED = [  # month, person, office, employer, age, sex, insured, away, outcome, dong
    ("2025-05", 1, 1, 70, 24, 2, 11, 12, Outcome.PAID, 20), ("2025-06", 2, 1, 70, 31, 2, 90, 12, Outcome.PAID, 90),
    ("2025-06", 3, 2, 71, 33, 1, 100, 14, Outcome.WITHDRAWN, 0),
    ("2026-02", 3, 2, 71, 34, 1, 100, 22, Outcome.PAID, 100),
    ("2026-05", 4, 2, 70, 52, 2, 200, 40, Outcome.REFUSED, 0), ("2026-05", 5, 1, 0, 29, 1, 59, 13, Outcome.OPEN, 0),
]  # fmt: skip


def applications():
    month, *others = zip(*ASKED, strict=True)
    numbers = [Month.parse(each).number for each in month]
    return Applications(*(np.array(column, dtype=np.int64) for column in (numbers, *others)))


def test_who_asks_and_who_stays():
    asked = applications()
    found = trend(asked, asked.month > 0)
    assert (found.applications, found.people, found.paid, found.amount) == (6, 5, 3, 210)
    assert (found.withdrawn, found.refused) == (1, 1)


def test_twelve_months_roll():
    found = onetime_by_month(applications(), Month.of(2026, 5), Month.of(2026, 6))
    alone, year = found[Month.of(2026, 5)]
    assert (alone.applications, year.applications, year.people, year.withdrawn) == (2, 5, 4, 1)
    assert found[Month.of(2026, 6)][1].applications == 3  # June 2025 rolled out


BAND_ROWS = [  # column: band, applications now and in the year before
    ("age", {25: (1, 0), 30: (3, 0), 50: (1, 0), 0: (0, 1)}),
    ("insured", {12: (1, 0), 60: (3, 0), 180: (1, 0), 0: (0, 1)}),
    ("away", {12: (1, 1), 13: (2, 0), 18: (1, 0), 36: (1, 0)}),
    ("sex", {1: (3, 0), 2: (2, 1)}),
    ("employer", {0: (1, 0), 70: (2, 1), 71: (2, 0)}),
    ("office", {1: (2, 1), 2: (3, 0)}),
]


@pytest.mark.parametrize(("name", "expected"), BAND_ROWS)
def test_bands(name, expected):
    found = by_band(applications(), name, Month.of(2026, 5))
    assert {band: (now.applications, before.applications) for band, (now, before) in found.items()} == expected


def test_an_unknown_column_is_refused():
    with pytest.raises(KeyError):
        by_band(applications(), "month", MARCH)
