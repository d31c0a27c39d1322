"""Unemployment benefit under both laws, and its calendar."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.working_days import Roster
from ansinh.law.careers import Careers
from ansinh.law.spread import first_days, months_of
from ansinh.law.unemployment import calendar
from ansinh.law.unemployment.amount import Unemployed, benefits, told
from ansinh.law.unemployment.besides import health_contribution, may_train_without_benefit, training_support
from ansinh.law.unemployment.duration import Ended, durations, kept
from ansinh.law.unemployment.right import Claim, right
from ansinh.law.value_files import load

VALUES = load()
D = dt.date
WEEKENDS = Roster.of(["saturday", "sunday"], [])


def whole(*numbers):
    return np.array(numbers, dtype=np.int64)


def career(*rows):
    return Careers.one([(Month.parse(a), Month.parse(b), money) for a, b, money in rows])


def one(months, ended, region=1, *, state=False):
    return benefits(Unemployed(months, whole(ended.toordinal()), np.array([state]), whole(region)), VALUES)


CAPS = [  # title, ended, last contributed month, region, state pay: cap
    ("region I, 2024", D(2024, 6, 30), "2024-06", 1, False, 23_400_000),
    ("region I, the day of the rise", D(2024, 7, 1), "2024-06", 1, False, 24_800_000),
    ("state pay until 2025", D(2025, 12, 31), "2025-12", 0, True, 11_700_000),
    ("state pay before the rise of 2024", D(2024, 6, 30), "2024-06", 0, True, 9_000_000),
    ("2026: the wage of the last contributed month", D(2026, 1, 10), "2025-12", 2, False, 22_050_000),
    ("2026: contributed in January", D(2026, 1, 31), "2026-01", 2, True, 23_650_000),
    ("region IV of 2015", D(2015, 7, 28), "2015-07", 4, False, 10_750_000),
]


@pytest.mark.parametrize(
    ("ended", "last", "region", "state", "cap"), [row[1:] for row in CAPS], ids=[row[0] for row in CAPS]
)
def test_cap(ended, last, region, state, cap):
    month = Month.parse(last)
    found = one(career((str(month.plus(-5)), last, 90_000_000)), ended, region, state=state)
    assert (int(found.cap[0]), int(found.amount[0]), int(found.average[0])) == (cap, cap, 90_000_000)


def test_the_average_is_not_rounded_before_the_share_is_taken():
    found = one(career(("2026-01", "2026-02", 3_333_333), ("2026-03", "2026-03", 3_333_334)), D(2026, 3, 31))
    assert (int(found.average[0]), int(found.uncapped[0])) == (3_333_333, 2_000_000)
    assert "2.000.000" in told(found, D(2026, 3, 31), VALUES)[1].result


def test_months_after_the_end_do_not_count_and_nothing_contributed_pays_nothing():
    assert one(career(("2025-01", "2025-06", 10), ("2025-09", "2025-12", 99)), D(2025, 7, 15)).average[0] == 10
    nobody = one(career(), D(2026, 7, 15))
    assert (nobody.amount[0], nobody.months[0]) == (0, 0)


def test_a_missing_region_and_a_day_before_the_law_are_refused():
    with pytest.raises(ValueError, match="region"):
        one(career(("2026-01", "2026-06", 10)), D(2026, 6, 30), 0, state=True)
    with pytest.raises(UnknownValueError, match="2015-01-01"):
        one(career(("2014-01", "2014-06", 10)), D(2014, 6, 30))


LENGTHS = [  # day, contributed: months, kept
    *[(D(2026, 3, 31), m, n, k) for m, n, k in [(0, 0, 0), (11, 0, 0), (12, 3, 0), (36, 3, 0), (37, 3, 1),
    (47, 3, 11)]],
    *[(D(2026, 3, 31), m, n, k) for m, n, k in [(48, 4, 0), (143, 11, 11), (144, 12, 0), (145, 12, 0), (400, 12, 0)]],
    (D(2020, 7, 14), 145, 12, 1), (D(2020, 7, 15), 145, 12, 0), (D(2020, 7, 14), 61, 5, 1), (D(2020, 7, 15), 61, 5, 1),
]  # fmt: skip


@pytest.mark.parametrize(("day", "contributed", "months", "reserved"), LENGTHS)
def test_length(day, contributed, months, reserved):
    found = durations(whole(contributed), whole(day.toordinal()), VALUES)
    assert [int(column[0]) for column in found] == [months, reserved]


KEPT = [  # title, case, day: paid, kept
    ("job in the fourth month", Ended(75, 6, "job", D(2024, 6, 3), D(2024, 9, 20)), (4, 27)),
    ("the first day of a month begins it", Ended(75, 6, "job", D(2024, 6, 3), D(2024, 9, 3)), (4, 27)),
    ("the day before does not", Ended(75, 6, "job", D(2024, 6, 3), D(2024, 9, 2)), (3, 39)),
    ("never more than granted", Ended(38, 3, "job", D(2024, 6, 3), D(2025, 9, 2)), (3, 2)),
    ("ended before it began", Ended(38, 3, "job", D(2024, 6, 3), D(2024, 6, 2)), (0, 38)),
    ("one month suspended", Ended(75, 6, "military", D(2024, 6, 3), D(2024, 9, 20), suspended=1), (3, 27)),
    ("collected and suspended", Ended(60, 5, "money_not_collected", collected=3, suspended=1), (3, 12)),
    ("never below nothing", Ended(12, 3, "money_not_collected", collected=2), (2, 0)),
    ("cancelled", Ended(36, 3, "decision_cancelled"), (0, 36)),
    ("a pension keeps nothing", Ended(75, 6, "pension", D(2024, 6, 3), D(2024, 9, 20)), (4, 0)),
    ("own request, before 2026", Ended(75, 6, "own_request", D(2024, 6, 3), D(2024, 9, 20)), (4, 0)),
]


@pytest.mark.parametrize(("case", "expected"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_kept(case, expected):
    found = kept(case, D(2024, 9, 20), VALUES)
    assert (found.paid, found.reserved) == expected


def test_own_request_keeps_months_from_2026():
    assert kept(Ended(75, 6, "own_request", collected=4), D(2026, 2, 1), VALUES).reserved == 27


def test_an_end_without_dates_and_months_is_refused():
    with pytest.raises(ValueError, match="months collected"):
        kept(Ended(36, 3, "job"), D(2024, 9, 20), VALUES)


def test_months_of_benefit():
    assert calendar.months(D(2026, 1, 31), 3) == (
        (D(2026, 1, 31), D(2026, 2, 28)),
        (D(2026, 3, 1), D(2026, 3, 30)),
        (D(2026, 3, 31), D(2026, 4, 30)),
    )


DAYS = [  # filed on a Monday: first day, withdraw by, decide by, pay by
    (D(2025, 3, 3), D(2025, 3, 25), D(2025, 3, 24), D(2025, 3, 31), D(2025, 4, 8)),  # 7 April is a holiday
    (D(2026, 3, 2), D(2026, 3, 17), D(2026, 3, 16), D(2026, 3, 23), D(2026, 3, 30)),
]


@pytest.mark.parametrize(("filed", "first", "withdraw", "decide", "pay"), DAYS)
def test_days_of_a_claim(filed, first, withdraw, decide, pay):
    found = calendar.claim_days(filed, VALUES)
    assert calendar.first_day(filed, VALUES) == first
    assert (found.withdraw_by, found.decide_by, found.pay_by) == (withdraw, decide, pay)
    assert calendar.waiting_ends(filed, VALUES) < first


def test_a_decision_is_collected_in_two_or_three_days_and_cancelled_seven_later():
    assert calendar.collect_days(D(2025, 3, 3), VALUES) == calendar.CollectDays(D(2025, 3, 5), D(2025, 3, 14))
    assert calendar.collect_days(D(2026, 3, 2), VALUES) == calendar.CollectDays(D(2026, 3, 5), D(2026, 3, 16))
    assert calendar.uncollected_from(D(2024, 9, 2), VALUES) == D(2024, 12, 3)


WORK = [  # contract, reported: in time, months kept
    (D(2024, 6, 17), D(2024, 6, 20), True, True), (D(2024, 6, 17), D(2024, 6, 21), False, True),
    (D(2026, 6, 15), D(2026, 6, 18), True, True), (D(2026, 6, 15), D(2026, 6, 19), False, False),
]  # fmt: skip


@pytest.mark.parametrize(("effective", "reported", "in_time", "months_kept"), WORK)
def test_work_found(effective, reported, in_time, months_kept):
    assert calendar.work_found(effective, reported, VALUES) == calendar.WorkFound(effective, in_time, months_kept)


EXEMPT = [  # ground: benefit months without a notice, of five from 5 February 2024
    (D(2024, 3, 13), D(2024, 5, 30), (3, 4)), (D(2024, 4, 5), D(2024, 4, 9), (3,)), (D(2024, 4, 6), D(2024, 5, 7), ()),
    (D(2024, 2, 5), D(2024, 7, 31), (2, 3, 4, 5)),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "months"), EXEMPT)
def test_months_without_a_notice(first, last, months):
    assert calendar.exempt_months((D(2024, 2, 5), 5), (first, last), VALUES, WEEKENDS).months == months


def test_grounds_without_a_notice_were_reduced_in_2026():
    asked = [("training", D(2025, 12, 31)), ("training", D(2026, 1, 1)), ("disaster", D(2026, 1, 1))]
    assert [calendar.exempt_ground(ground, day, VALUES) for ground, day in asked] == [True, False, True]
    with pytest.raises(UnknownValueError):
        calendar.exempt_months((D(2026, 2, 5), 5), (D(2026, 3, 1), D(2026, 5, 1)), VALUES)
    assert [calendar.ends_for_missed_notices(n, D(2026, 1, 1), VALUES) for n in (2, 3)] == [False, True]


TRANSFERS = [  # from, to: a notice of 3 to 5 July is asked
    (D(2024, 6, 20), None, False), (D(2024, 6, 20), D(2024, 7, 5), False), (D(2024, 6, 20), D(2024, 7, 4), True),
    (D(2024, 7, 4), None, True), (D(2024, 6, 20), D(2024, 6, 27), True), (D(2024, 7, 3), D(2024, 7, 30), False),
]  # fmt: skip


@pytest.mark.parametrize(("begun", "settled", "asked"), TRANSFERS)
def test_a_notice_in_a_transfer(begun, settled, asked):
    assert calendar.notice_in_transfer((D(2024, 7, 3), D(2024, 7, 5)), begun, settled) == asked


YEAR = career(("2024-07", "2025-06", 10))
RIGHTS = [  # title, claim, codes
    ("twelve months", Claim(YEAR, D(2025, 6, 30)), []),
    ("contributed in the month before", Claim(YEAR, D(2025, 7, 15)), []),
    ("a month without", Claim(YEAR, D(2025, 8, 15)), ["not_contributing"]),
    ("a month without, bridged", Claim(YEAR, D(2025, 8, 15), bridged_month=True), []),
    ("eleven months", Claim(career(("2024-08", "2025-06", 10)), D(2025, 6, 30)), ["too_few_months"]),
    ("short contract: 36 months", Claim(career(("2022-08", "2023-06", 9),
    ("2025-06", "2025-06", 9)), D(2025, 6, 30), 3), []),
    ("two months was too short until 2025",
     Claim(career(("2022-08", "2023-06", 9), ("2025-06", "2025-06", 9)), D(2025, 6, 30), 2), ["too_few_months"]),
    ("one month is enough from 2026", Claim(career(("2023-08", "2024-06", 9),
    ("2026-06", "2026-06", 9)), D(2026, 6, 30), 1), []),
    ("filed on the last day", Claim(YEAR, D(2025, 6, 30), filed=D(2025, 9, 30)), []),
    ("filed too late", Claim(YEAR, D(2025, 6, 30), filed=D(2025, 10, 1)), ["filed_late"]),
    ("could retire, until 2025", Claim(YEAR, D(2025, 6, 30), could_retire=True), []),
    ("could retire, from 2026", Claim(career(("2025-02", "2026-01", 9)), D(2026, 1, 31), could_retire=True),
     ["entitled_to_pension"]),
    ("all at once", Claim(career(), D(2026, 1, 31), unlawful_end=True, draws_pension=True, could_retire=True,
                          filed=D(2026, 6, 1), bars=("working",)),
     ["unlawful_end", "draws_pension", "entitled_to_pension", "not_contributing", "too_few_months", "filed_late",
      "barred_while_waiting"]),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "codes"), [row[1:] for row in RIGHTS], ids=[row[0] for row in RIGHTS])
def test_right(claim, codes):
    found = right(claim, VALUES)
    assert [each.code for each in found.failed] == codes
    assert all(each.mend.vi and each.mend.en and each.citation for each in found.failed)


def test_what_goes_with_it():
    assert health_contribution(10_000_000, D(2026, 1, 1), VALUES) == 450_000
    asked = [
        (D(2020, 1, 1), 9_000_000, 6),
        (D(2022, 1, 1), 9_000_000, 3),
        (D(2022, 1, 1), 9_000_000, 4),
        (D(2022, 1, 1), 99_000_000, 9),
    ]
    paid = [training_support(fee, months, day, VALUES) for day, fee, months in asked]
    assert paid == [6_000_000, 4_500_000, 6_000_000, 9_000_000]
    assert training_support(1_000_000, 1, D(2026, 1, 1), VALUES, meal_days=20) == 2_000_000
    assert [may_train_without_benefit(n, D(2026, 1, 1), VALUES) for n in (8, 9)] == [False, True]


def test_days_and_months_of_columns():
    days = [D(1999, 12, 31), D(2000, 2, 29), D(2026, 1, 1)]
    numbers = months_of(whole(*(day.toordinal() for day in days)))
    assert numbers.tolist() == [Month.containing(day).number for day in days]
    assert first_days(numbers).tolist() == [day.replace(day=1).toordinal() for day in days]


def slow(months, ended, region):
    """Read the article again, one person at a time."""
    latest = [salary for month, salary in sorted(months.items()) if month <= Month.containing(ended)][-6:]
    if not latest:
        return 0
    last = max(month for month in months if month <= Month.containing(ended))
    day = ended if ended < D(2026, 1, 1) else last.first_day
    wages = VALUES.get("regional_minimum_wage", day)
    cap = 5 * int(wages.of(["I", "II", "III", "IV"][region - 1]))
    return min(half_up(Fraction(sum(latest), len(latest)) * Fraction(3, 5)), cap)


people = st.tuples(
    st.dictionaries(st.builds(Month.of, st.integers(2015, 2026), st.integers(1, 12)), st.integers(0, 60_000_000),
     max_size=14),
    st.dates(D(2015, 1, 1), D(2026, 12, 31)),
    st.integers(1, 4),
)  # fmt: skip


@given(st.lists(people, min_size=1, max_size=8))
def test_many_people_at_once_are_each_person_alone(rows):
    careers = [sorted(months.items()) for months, _, _ in rows]
    columns = Careers(
        np.cumsum([0, *(len(each) for each in careers)]).astype(np.int64),
        whole(*(month.number for each in careers for month, _ in each)),
        whole(*(salary for each in careers for _, salary in each)),
    )
    ended = whole(*(day.toordinal() for _, day, _ in rows))
    regions = whole(*(region for _, _, region in rows))
    found = benefits(Unemployed(columns, ended, np.zeros(len(rows), dtype=bool), regions), VALUES)
    assert found.amount.tolist() == [slow(*row) for row in rows]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=50))
def test_more_months_never_shorten_a_benefit_and_kept_months_are_odd_months(contributed):
    numbers = whole(*sorted(contributed))
    months, reserved = durations(numbers, np.full(numbers.size, D(2026, 3, 31).toordinal()), VALUES)
    assert (np.diff(months) >= 0).all()
    assert ((reserved >= 0) & (reserved < 12) & (months <= 12)).all()
