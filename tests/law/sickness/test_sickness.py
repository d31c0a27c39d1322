"""Sick leave as a jurist would check it, on both sides of every date."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.working_days import Roster
from ansinh.law.careers import Careers
from ansinh.law.sickness.amount import amount, amounts, part_days
from ansinh.law.sickness.child import SickChild, child_days, child_quota, child_until
from ansinh.law.sickness.leave import SickLeave, SickPerson, settle, settle_child, working_days
from ansinh.law.sickness.long_list import Treatment, settle_long_list
from ansinh.law.sickness.long_list2014 import limit, long_list_amount, period
from ansinh.law.sickness.long_list2024 import Sick, long_list
from ansinh.law.sickness.quota import days_left, quota
from ansinh.law.sickness.rates import continued_rate, usual_rate
from ansinh.law.sickness.right import SickFacts, right
from ansinh.law.sickness.salary import salary_base
from ansinh.law.value_files import load

VALUES = load()
D = dt.date
OLD, NEW = D(2025, 6, 30), D(2025, 7, 1)
SUNDAYS = Roster.of(["sunday"], [])


def whole(*numbers):
    return np.array(numbers, dtype=np.int64)


def spans(*rows):
    return Careers.one([(Month.parse(a), Month.parse(b), money) for a, b, money in rows])


QUOTAS = [  # years, normal, hard
    (0, 30, 40), (14, 30, 40), (15, 40, 50), (29, 40, 50), (30, 60, 70), (45, 60, 70),
]  # fmt: skip


@pytest.mark.parametrize(("years", "normal", "hard"), QUOTAS)
@pytest.mark.parametrize("day", [D(2016, 1, 1), OLD, NEW, D(2026, 11, 22)])
def test_quota(years, normal, hard, day):
    assert quota(whole(years, years), np.array([False, True]), day, VALUES).tolist() == [normal, hard]


RATES = [  # day, years, the lower rate of long-list diseases
    (D(2015, 12, 31), 14, "0.45"), (D(2016, 1, 1), 14, "0.5"), (D(2016, 1, 1), 15, "0.55"),
    (D(2025, 7, 1), 29, "0.55"), (D(2025, 7, 1), 30, "0.65"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "years", "rate"), RATES)
def test_the_lower_rate(day, years, rate):
    assert continued_rate(years, day, VALUES) == Fraction(rate)


def test_armed_forces_draw_the_whole_salary():
    assert usual_rate(NEW, VALUES, armed_forces=True) == 1


AMOUNTS = [  # day, salary, rate, days, dong
    (D(2015, 12, 31), 7_800_000, "0.75", "4", 900_000),  # divided by 26 until 2015
    (D(2016, 1, 1), 7_200_000, "0.75", "4", 900_000),
    (D(2026, 1, 5), 7_777_777, "0.75", "3", 729_167),
    (D(2026, 1, 5), 9_600_000, "0.75", "0.5", 150_000),
    (D(2026, 1, 5), 9_600_000, "0.75", "26", 7_800_000),  # no monthly cap for ordinary illness
]


@pytest.mark.parametrize(("day", "salary", "rate", "days", "dong"), AMOUNTS)
def test_amount(day, salary, rate, days, dong):
    assert amount(salary, Fraction(rate), Fraction(days), day, VALUES) == dong


def test_a_third_of_a_day_is_no_day_of_the_law():
    with pytest.raises(ValueError, match="whole"):
        amount(1, Fraction(1), Fraction(1, 3), NEW, VALUES)


PARTS = [  # normal hours, hours off, halves counted
    (8, [0, 1, 3, 4, 7, 8], [0, 1, 1, 2, 2, 2]), (7, [3, 4], [1, 2]), (1, [1], [2]),
]  # fmt: skip


@pytest.mark.parametrize(("normal", "off", "halves"), PARTS)
def test_part_days(normal, off, halves):
    assert part_days(off, normal, NEW, VALUES).half_days.tolist() == halves


@pytest.mark.parametrize(("off", "normal"), [([9], 8), ([-1], 8), ([1], 0)])
def test_hours_beyond_the_day_are_refused(off, normal):
    with pytest.raises(ValueError, match="hours"):
        part_days(off, normal, NEW, VALUES)


def test_part_days_begin_with_the_law_of_2024():
    with pytest.raises(UnknownValueError, match="2025-07-01"):
        part_days([3], 8, OLD, VALUES)


SALARIES = [  # title, leave, career, salary
    ("the month before", D(2024, 8, 12), [("2024-01", "2024-07", 8), ("2024-08", "2024-08", 9)], 8),
    ("first month of all", D(2024, 8, 12), [("2024-08", "2024-08", 9)], 9),
    ("back after a break, until 2025", D(2024, 8, 12), [("2024-01", "2024-04", 8), ("2024-08", "2024-08", 9)], 9),
    ("the illness went on", D(2024, 8, 12), [("2024-01", "2024-05", 8)], 8),
    ("gap, since 2025", D(2026, 5, 4), [("2025-10", "2026-02", 7), ("2026-05", "2026-05", 9)], 7),
    ("first month, since 2025", D(2026, 5, 4), [("2026-05", "2026-05", 9)], 9),
    ("nothing contributed", D(2026, 5, 4), [], None),
]


@pytest.mark.parametrize(("day", "career", "salary"), [row[1:] for row in SALARIES], ids=[row[0] for row in SALARIES])
def test_salary_base(day, career, salary):
    assert salary_base(day, spans(*career), VALUES).salary == salary


def test_back_after_an_ended_contract_the_month_itself_counts():
    career = spans(("2025-10", "2026-02", 7), ("2026-05", "2026-05", 9))
    assert salary_base(D(2026, 5, 4), career, VALUES, back_after_ended_contract=True).salary == 9


@pytest.mark.parametrize(("age", "days"), [(0, 20), (2, 20), (3, 15), (6, 15), (7, 0), (12, 0)])
def test_days_of_a_child(age, days):
    assert child_quota(age, NEW, VALUES) == child_quota(age, OLD, VALUES) == days


def test_two_children_ill_at_once_count_a_day_once_and_have_their_days_together():
    month = [(D(2026, 3, 2), D(2026, 3, 31)), (D(2026, 3, 20), D(2026, 4, 30))]
    found = child_days(month, SUNDAYS, [SickChild(2, 5), SickChild(5, 20)], VALUES)
    assert (found.working_days, found.benefit_days) == (52, 15)  # 20 - 5, and nothing below zero


def test_the_days_of_a_new_year_have_quotas_of_their_own():
    found = child_days([(D(2025, 12, 22), D(2026, 1, 10))], SUNDAYS, [SickChild(4, 14)], VALUES)
    assert (found.working_days, found.benefit_days) == (18, 1 + 9)


LIMITS = [  # day, months, running since before 2016, days, months
    (D(2015, 6, 1), 3, False, 180, None), (D(2016, 6, 1), 3, False, 180, 3), (D(2016, 1, 1), 24, True, 180, None),
    (OLD, 80, False, 180, 80),
]  # fmt: skip


@pytest.mark.parametrize(("day", "months", "running", "first", "second"), LIMITS)
def test_limits_of_long_list_leave(day, months, running, first, second):
    found = limit(months, day, VALUES, running_on_2016_01_01=running)
    assert (found.first_stage_days, found.second_stage_months) == (first, second)


def test_the_stages_ended_with_the_law_of_2014():
    with pytest.raises(UnknownValueError):
        limit(3, NEW, VALUES)


PERIODS = [
    (D(2024, 1, 31), D(2024, 2, 29), (1, 0)), (D(2023, 1, 31), D(2023, 2, 28), (1, 0)),
    (D(2024, 1, 31), D(2024, 2, 28), (0, 29)), (D(2024, 2, 29), D(2024, 3, 28), (1, 0)),
    (D(2024, 5, 5), D(2024, 5, 5), (0, 1)), (D(2024, 12, 15), D(2025, 1, 14), (1, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "length"), PERIODS)
def test_months_of_leave(first, last, length):
    assert period(first, last) == length


CAPS = [  # settled on, odd days of 30 at 7,200,000 a month: paid
    (D(2021, 8, 31), 9_000_000), (D(2021, 9, 1), 7_200_000), (D(2025, 8, 1), 7_200_000),
]  # fmt: skip


@pytest.mark.parametrize(("settled", "paid"), CAPS)
def test_odd_days_cost_at_most_a_month_since_september_2021(settled, paid):
    found = long_list_amount(
        D(2021, 1, 1), D(2021, 3, 2), salary=9_600_000, rate=Fraction("0.75"), settled_on=settled, values=VALUES
    )
    assert (found.months, found.odd_days) == (2, 2)
    found = long_list_amount(
        D(2021, 1, 1), D(2021, 1, 30), salary=9_600_000, rate=Fraction("0.75"), settled_on=settled, values=VALUES
    )
    assert (found.months, found.odd_days, found.odd_days_paid, found.total) == (0, 30, paid, paid)


def test_an_ordinary_illness_across_new_year_counts_against_two_quotas():
    person = SickPerson(spans(("2024-01", "2024-12", 9_600_000)), years=3, used={2024: 25, 2025: 0})
    leave = SickLeave(D(2024, 12, 20), D(2025, 1, 10), roster=SUNDAYS)
    found = settle(leave, person, VALUES)
    assert dict(found.by_year) == {2024: 5, 2025: 9}
    assert found.amount == 14 * 300_000


def test_days_lost_to_other_leave_are_not_paid_and_halves_are_halves():
    person = SickPerson(spans(("2025-01", "2026-02", 9_600_000)), years=20)
    leave = SickLeave(
        D(2026, 3, 2), D(2026, 3, 7), [(D(2026, 3, 4), D(2026, 3, 5))], SUNDAYS, frozenset({D(2026, 3, 2)})
    )
    assert len(working_days(leave)) == 4
    assert settle(leave, person, VALUES).amount == 350 * 3000  # 3.5 days of 300,000


def test_a_leave_for_a_child_is_paid_from_the_same_salary():
    person = SickPerson(spans(("2025-01", "2026-02", 9_600_000)), years=20)
    leave = SickLeave(D(2026, 3, 2), D(2026, 3, 31), roster=SUNDAYS)
    assert settle_child(leave, person, [SickChild(6, 0)], VALUES).amount == 15 * 300_000
    lost = SickLeave(D(2026, 3, 2), D(2026, 3, 3), [(D(2026, 3, 1), D(2026, 3, 31))], SUNDAYS)
    assert settle_child(lost, person, [SickChild(6, 0)], VALUES).amount == 0


def test_a_long_list_leave_begun_before_july_2025_keeps_its_law():
    person = SickPerson(spans(("2024-01", "2025-01", 9_600_000)), years=1)
    treatment = Treatment(D(2025, 2, 1), 13, D(2025, 9, 1))
    found = settle_long_list(SickLeave(D(2025, 7, 1), D(2025, 8, 31)), person, treatment, VALUES)
    # 180 days end on 30 July; from 31 July half of the salary: one month and one day
    assert [(stage.days, stage.rate) for stage in found.stages] == [(30, Fraction(3, 4)), (32, Fraction(1, 2))]
    assert found.stages[0].amount == 7_200_000  # 30 odd days cost one month at most
    assert found.stages[1].amount == 4_800_000 + 200_000
    assert found.unpaid_days == 0


def test_a_long_list_leave_of_2014_ends_with_the_time_contributed():
    person = SickPerson(spans(("2023-11", "2024-01", 9_600_000)), years=0)
    treatment = Treatment(D(2024, 2, 1), 3, D(2025, 1, 5))
    found = settle_long_list(SickLeave(D(2024, 10, 1), D(2024, 11, 30)), person, treatment, VALUES)
    assert [stage.last for stage in found.stages] == [D(2024, 10, 29)]
    assert found.unpaid_days == 32


def test_a_long_list_leave_since_july_2025_uses_the_quota_of_each_year():
    person = SickPerson(spans(("2020-01", "2025-11", 9_600_000)), years=16, used={2025: 38})
    treatment = Treatment(D(2025, 12, 1), 71, D(2026, 2, 1))
    found = settle_long_list(SickLeave(D(2025, 12, 22), D(2026, 1, 31), roster=SUNDAYS), person, treatment, VALUES)
    normal, lower = 2 + 27, 7
    assert [stage.days for stage in found.stages] == [normal, lower]
    assert found.amount == normal * 300_000 + lower * 220_000


CONDITIONS = [
    (SickFacts(insured=True, ground="illness", excluded_by="", certified=True), OLD, []),
    (SickFacts(insured=True, ground="commuting_accident", excluded_by="", certified=True), OLD, ["ground_not_covered"]),
    (SickFacts(insured=True, ground="commuting_accident", excluded_by="", certified=True), NEW, []),
    (SickFacts(insured=True, ground="illness", excluded_by="drunkenness", certified=True), OLD, ["excluded_ground"]),
    (SickFacts(insured=True, ground="illness", excluded_by="drunkenness", certified=True), NEW, []),
    (
        SickFacts(insured=False, ground="cold", excluded_by="drugs", certified=False),
        NEW,
        ["not_insured", "ground_not_covered", "excluded_ground", "no_medical_paper"],
    ),
]


@pytest.mark.parametrize(("facts", "day", "codes"), CONDITIONS)
def test_every_failed_condition_is_told_with_its_way_out(facts, day, codes):
    found = right(facts, day, VALUES)
    assert [each.code for each in found.failed] == codes
    assert all(each.mend.vi and each.mend.en and each.citation for each in found.failed)


@given(st.integers(0, 50), st.booleans(), st.integers(0, 80), st.integers(0, 120))
def test_paid_days_lie_between_none_and_what_was_asked(years, hard, used, asked):
    allowed = quota(whole(years), np.array([hard]), NEW, VALUES)
    paid = int(days_left(allowed, whole(used), whole(asked))[0])
    assert 0 <= paid <= asked
    assert paid + used <= max(used, int(allowed[0]))


@given(st.lists(st.tuples(st.integers(0, 60_000_000), st.integers(0, 140)), min_size=1, max_size=30))
def test_the_column_is_the_single_case_many_times(rows):
    salaries, halves = (whole(*column) for column in zip(*rows, strict=True))
    together = amounts(salaries, np.full(len(rows), 7_500, dtype=np.int64), halves, 24)
    assert together.tolist() == [amount(s, Fraction(3, 4), Fraction(h, 2), NEW, VALUES) for s, h in rows]


@given(st.integers(0, 45), st.booleans(), st.integers(0, 90), st.integers(0, 200), st.integers(0, 46_800_000))
def test_long_list_days_add_up_and_more_days_never_pay_less(years, hard, used, off, salary):
    def asked(days):
        return long_list(Sick(whole(salary), whole(years), np.array([hard]), whole(used), whole(days)), NEW, VALUES)

    now, more = asked(off), asked(off + 1)
    assert int(now.normal_days[0] + now.lower_days[0]) == off
    assert more.amounts[0] >= now.amounts[0] >= 0


@pytest.mark.parametrize("day", [D(2007, 1, 1), D(2016, 1, 1), D(2025, 7, 1)])
def test_days_for_a_child_end_on_its_seventh_birthday(day):
    assert child_until(day, VALUES) == 7
    assert [child_quota(years, day, VALUES) for years in (0, 2, 3, 6, 7)] == [20, 20, 15, 15, 0]
