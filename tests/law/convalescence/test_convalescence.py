"""Convalescence: days, windows, years, money."""

import datetime as dt

import pytest

from ansinh.core.errors import RefusedError
from ansinh.law.convalescence.rest import AfterMaternity, AfterSickness, after_maternity, after_sickness, money
from ansinh.law.value_files import load

VALUES = load()
D = dt.date

SICK = [  # kind, sick days, used, leave end, rest from: most, due, year, codes
    ("long_list", 30, 0, D(2026, 6, 12), D(2026, 6, 15), 10, 10, 2026, []),
    ("surgery", 40, 5, D(2016, 11, 11), D(2016, 11, 14), 7, 2, 2016, []),
    ("other", 29, 0, D(2026, 6, 12), D(2026, 6, 15), 5, 0, 2026, ["too_few_sick_days"]),
    ("other", 30, 5, D(2026, 6, 12), D(2026, 6, 15), 5, 0, 2026, ["quota_used_up"]),
    ("other", 30, 7, D(2026, 6, 12), D(2026, 6, 15), 5, 0, 2026, ["quota_used_up"]),
    ("other", 30, 0, D(2025, 12, 20), D(2026, 1, 5), 5, 5, 2025, []),
    ("other", 30, 0, D(2026, 6, 12), D(2026, 7, 12), 5, 5, 2026, []),
    ("other", 30, 0, D(2026, 6, 12), D(2026, 7, 13), 5, 0, 2026, ["outside_window"]),
    ("other", 3, 9, D(2026, 6, 12), D(2026, 8, 1), 5, 0, 2026,
     ["too_few_sick_days", "outside_window", "quota_used_up"]),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected", "codes"), [(row[:5], row[5:8], row[8]) for row in SICK])
def test_after_sickness(facts, expected, codes):
    found = after_sickness(AfterSickness(*facts), VALUES)
    assert (found.max_days, found.days, found.charged_year) == expected
    assert [each.code for each in found.right.failed] == codes


BORN = [  # kind, entitled, rest, asked, early: most, due, year
    ("multiple", D(2025, 12, 20), D(2026, 1, 5), 10, False, 10, 10, 2025),
    ("surgery", D(2025, 12, 20), D(2025, 12, 29), 10, False, 7, 7, 2025),
    ("other", D(2025, 12, 20), D(2025, 12, 29), 3, False, 5, 3, 2025),
    ("other", D(2024, 5, 2), D(2024, 5, 6), 5, True, 5, 0, 2024),
    ("other", D(2021, 8, 31), D(2021, 9, 30), 5, False, 5, 5, 2021),  # 30 days
    ("other", D(2021, 8, 31), D(2021, 10, 1), 5, False, 5, 0, 2021),
    ("other", D(2023, 5, 31), D(2023, 7, 12), 5, False, 5, 5, 2023),  # 30 working days
    ("other", D(2023, 5, 31), D(2023, 7, 13), 5, False, 5, 0, 2023),
    ("other", D(2025, 7, 1), D(2025, 7, 31), 5, False, 5, 5, 2025),  # 30 days again
    ("other", D(2025, 7, 1), D(2025, 8, 1), 5, False, 5, 0, 2025),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), [(row[:5], row[5:]) for row in BORN])
def test_after_maternity(facts, expected):
    found = after_maternity(AfterMaternity(*facts), VALUES)
    assert (found.max_days, found.days, found.charged_year) == expected


MONEY = [  # first day of rest, days: dong
    (D(2019, 6, 30), 10, 4_170_000), (D(2019, 7, 1), 10, 4_470_000), (D(2026, 6, 30), 1, 702_000),
    (D(2026, 7, 1), 1, 759_000),
]  # fmt: skip


@pytest.mark.parametrize(("day", "days", "dong"), MONEY)
def test_money_of_the_first_day_of_rest(day, days, dong):
    assert money(days, day, VALUES)[0] == dong


def test_before_2016_the_place_decides():
    with pytest.raises(RefusedError):
        money(5, D(2015, 12, 31), VALUES)
    assert [money(4, D(2015, 12, 31), VALUES, place=place)[0] for place in ("home", "centre")] == [1_150_000, 1_840_000]
