"""Maternity as a jurist would check it, on both sides of every date."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.law.careers import Careers
from ansinh.law.maternity.adoption import adoption, commissioning_mother, surrogate_leave
from ansinh.law.maternity.before import contraception, loss, prenatal, prenatal_days, treated_as_birth
from ansinh.law.maternity.birth import Birth, birth_amount, earliest_start, file_by, leave_months, leave_of, may_return
from ansinh.law.maternity.carer import Carer, carer_leave, one_off_goes_to
from ansinh.law.maternity.father import father, father_days, last_start
from ansinh.law.maternity.right import MotherFacts, right
from ansinh.law.maternity.voluntary import children_counted, voluntary_grant
from ansinh.law.maternity.voluntary import file_by as voluntary_file_by
from ansinh.law.maternity.window import average_salary, window
from ansinh.law.value_files import load

VALUES = load()
D = dt.date
M = 1_000_000


def career(*rows):
    return Careers.one([(Month.parse(a), Month.parse(b), money) for a, b, money in rows])


WINDOWS = [  # birth, its month contributed, length: first and last month
    (D(2024, 5, 14), True, 12, "2023-05", "2024-04"), (D(2024, 5, 15), True, 12, "2023-06", "2024-05"),
    (D(2024, 5, 15), False, 12, "2023-05", "2024-04"), (D(2026, 1, 1), True, 24, "2024-01", "2025-12"),
]  # fmt: skip


@pytest.mark.parametrize(("birth", "contributed", "length", "first", "last"), WINDOWS)
def test_window(birth, contributed, length, first, last):
    found = window(birth, length, VALUES, birth_month_contributed=contributed)
    assert (str(found.first), str(found.last)) == (first, last)


WAYS = [  # title, birth, months contributed, rest ordered, infertility, codes that fail
    ("six months", D(2026, 5, 10), [("2025-05", "2025-10", M)], False, False, []),
    ("five months", D(2026, 5, 10), [("2025-05", "2025-09", M)], False, False, ["too_few_months_in_window"]),
    ("rest ordered, three and twelve", D(2026, 5, 10), [("2024-01", "2024-09", M),
    ("2025-05", "2025-07", M)], True, False, []),
    ("rest ordered, eleven in all", D(2026, 5, 10), [("2024-02", "2024-09", M), ("2025-05", "2025-07", M)], True, False,
     ["too_few_months_in_window"]),
    ("infertility, six in 24", D(2026, 5, 10), [("2024-06", "2024-11", M)], False, True, []),
    ("infertility, before the law", D(2025, 6, 10), [("2023-06", "2023-11", M)], False, True,
     ["too_few_months_in_window"]),
    ("the month of a birth on the 15th", D(2026, 5, 15), [("2025-12", "2026-05", M)], False, False, []),
    ("the month of a birth on the 14th", D(2026, 5, 14), [("2025-12", "2026-05", M)], False, False,
     ["too_few_months_in_window"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("birth", "months", "rest", "infertility", "codes"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS]
)
def test_ways_into_the_right(birth, months, rest, infertility, codes):
    found = right(birth, MotherFacts(career(*months), rest, infertility), VALUES)
    assert [each.code for each in found.failed] == codes


AVERAGES = [  # title, career, last month that counts: average
    ("six of many", [("2025-01", "2025-06", 6), ("2025-07", "2025-12", 9)], "2025-12", 9),
    ("gap skipped", [("2024-01", "2024-12", 8), ("2025-03", "2025-06", 11)], "2025-06", 10),
    ("two months", [("2026-02", "2026-03", 7)], "2026-03", 7),
    ("first month of insurance", [("2026-04", "2026-04", 5)], "2026-03", 5),
    ("nothing", [], "2026-03", 0),
]


@pytest.mark.parametrize(("rows", "last", "average"), [row[1:] for row in AVERAGES], ids=[row[0] for row in AVERAGES])
def test_average(rows, last, average):
    assert average_salary(career(*rows), Month.parse(last), D(2026, 4, 1), VALUES).exact == average


def test_an_average_is_exact_until_money_is_paid():
    found = average_salary(
        career(("2026-01", "2026-02", 1), ("2026-03", "2026-03", 2)), Month.of(2026, 3), D(2026, 4, 1), VALUES
    )
    assert (found.exact, found.amount) == (Fraction(4, 3), 1)


LOSSES = [  # day, weeks: days at most
    *[(D(2025, 6, 30), weeks, days) for weeks, days in [(0, 10), (4, 10), (5, 20), (12, 20), (13, 40), (24, 40),
    (25, 50)]],
    *[(D(2025, 7, 1), weeks, days) for weeks, days in [(4, 10), (5, 20), (13, 40), (21, 40), (22, 50)]],
]  # fmt: skip


@pytest.mark.parametrize(("day", "weeks", "most"), LOSSES)
def test_loss(day, weeks, most):
    found = loss(weeks, 99, 6 * M, day, VALUES)
    assert (found.max_days, found.amount) == (most, most * 200_000)
    assert loss(weeks, 3, 6 * M, day, VALUES).amount == 600_000  # as prescribed


def test_a_loss_from_22_weeks_is_a_birth_since_july_2025_where_the_condition_is_met():
    asked = [
        (21, D(2025, 7, 1), True),
        (22, D(2025, 7, 1), True),
        (22, D(2025, 7, 1), False),
        (30, D(2025, 6, 30), True),
    ]
    found = [treated_as_birth(weeks, day, VALUES, birth_condition_met=met) for weeks, day, met in asked]
    assert found == [False, True, False, False]


def test_visits_and_contraception():
    assert [prenatal_days(n, D(2025, 6, 30), VALUES) for n in (1, 5, 6)] == [1, 5, 5]
    assert prenatal_days(5, D(2025, 6, 30), VALUES, far_or_pathology=True) == 10
    assert prenatal_days(5, D(2025, 7, 1), VALUES) == 10
    assert prenatal(9_600_000, 6, D(2026, 2, 2), VALUES).amount == 2_400_000
    assert contraception("iud", 10, 3 * M, D(2026, 2, 2), VALUES).amount == 700_000
    assert contraception("sterilisation", 10, 3 * M, D(2026, 2, 2), VALUES).amount == 1 * M
    with pytest.raises(UnknownValueError):
        contraception("pill", 10, M, D(2026, 2, 2), VALUES)


MONTHS = [  # day, children, second child: months of leave
    (D(2013, 4, 30), 1, False, 4), (D(2013, 5, 1), 1, False, 6), (D(2020, 1, 1), 2, False, 7),
    (D(2020, 1, 1), 4, True, 9),
    (D(2026, 6, 30), 1, True, 6), (D(2026, 7, 1), 1, True, 7), (D(2026, 7, 1), 1, False, 6),
    (D(2026, 7, 1), 2, True, 8),
]  # fmt: skip


@pytest.mark.parametrize(("day", "children", "second", "months"), MONTHS)
def test_length_of_the_leave(day, children, second, months):
    assert leave_months(Birth(day, children, second_child=second), VALUES) == months


def test_a_birth_without_a_child_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        leave_months(Birth(D(2026, 1, 1), 0), VALUES)


def test_an_average_with_thirds_is_rounded_once():
    assert birth_amount(Birth(D(2026, 1, 1)), Fraction(10_000_000, 3), VALUES).leave_benefit == 20_000_000


DEATHS = [  # birth, death of the child: last day of a leave that began with the birth
    (D(2024, 1, 10), None, D(2024, 7, 9)), (D(2024, 1, 10), D(2024, 3, 9), D(2024, 5, 9)),
    (D(2024, 1, 10), D(2024, 3, 10), D(2024, 5, 9)), (D(2024, 1, 10), D(2024, 4, 20), D(2024, 6, 19)),
    (D(2024, 1, 10), D(2024, 6, 20), D(2024, 7, 9)), (D(2025, 7, 1), D(2025, 7, 5), D(2025, 12, 31)),
]  # fmt: skip


@pytest.mark.parametrize(("birth", "died", "last"), DEATHS)
def test_death_of_the_child(birth, died, last):
    assert leave_of(Birth(birth), birth, VALUES, child_died=died).last == last


def test_around_the_leave():
    leave = leave_of(Birth(D(2026, 1, 31)), D(2026, 1, 31), VALUES)
    assert (leave.last, leave.length) == (D(2026, 7, 30), (6, 0))
    assert earliest_start(D(2026, 4, 30), VALUES) == D(2026, 3, 1)  # no 30 February: March begins
    assert [may_return(leave, day, VALUES) for day in (D(2026, 5, 30), D(2026, 5, 31))] == [False, True]
    assert file_by(leave.last, VALUES) == D(2026, 9, 13)


FATHERS = [  # day, children, surgery, before 32 weeks, second child: working days
    (D(2016, 1, 1), 1, False, False, False, 5), (D(2016, 1, 1), 1, True, True, False, 7),
    (D(2025, 6, 30), 2, False, True, False, 10),
    (D(2025, 6, 30), 2, True, False, False, 14), (D(2025, 6, 30), 4, True, False, False, 14),
    (D(2025, 7, 1), 4, True, False, False, 20),
    (D(2025, 7, 1), 3, False, False, False, 13), (D(2026, 6, 30), 1, False, False, True, 5),
    (D(2026, 7, 1), 1, False, False, True, 10),
    (D(2026, 7, 1), 1, True, False, True, 10), (D(2026, 7, 1), 3, False, False, True, 13),
    (D(2026, 7, 1), 2, True, False, True, 14),
]  # fmt: skip


@pytest.mark.parametrize(("day", "children", "surgery", "early", "second", "days"), FATHERS)
def test_days_of_the_father(day, children, surgery, early, second, days):
    birth = Birth(day, children, second_child=second)
    assert father_days(birth, VALUES, surgery=surgery, under_32_weeks=early) == days
    assert father(birth, 2_400_000, VALUES, surgery=surgery, under_32_weeks=early).amount == days * 100_000


def test_fathers_had_no_leave_before_2016_and_begin_within_30_or_60_days():
    with pytest.raises(UnknownValueError, match="2016-01-01"):
        father_days(Birth(D(2015, 12, 31)), VALUES, surgery=False, under_32_weeks=False)
    assert last_start(D(2025, 6, 30), VALUES) == D(2025, 7, 30)
    assert last_start(D(2025, 7, 1), VALUES) == D(2025, 8, 30)


def test_adoption_ends_when_the_last_child_is_six_months_old():
    found = adoption([D(2026, 1, 31), D(2026, 3, 5)], D(2026, 4, 1), 3 * M, VALUES)
    assert (found.leave.last, found.months, found.odd_days) == (D(2026, 9, 4), 5, 4)
    assert found.leave_benefit == 15 * M + 400_000
    assert found.one_off == 2 * 2 * 2_340_000
    working = adoption([D(2026, 3, 5)], D(2026, 4, 1), 3 * M, VALUES, stops_work=False)
    assert (working.leave, working.leave_benefit, working.one_off) == (None, 0, 4_680_000)
    late = adoption([D(2025, 8, 31)], D(2026, 3, 1), 3 * M, VALUES)
    assert (late.leave, late.one_off) == (None, 0)
    assert adoption([D(2025, 8, 31)], D(2026, 2, 28), 3 * M, VALUES).leave.last == D(2026, 2, 28)


def test_a_child_is_not_handed_over_before_it_is_born():
    with pytest.raises(ValueError, match="after its birth"):
        adoption([D(2026, 3, 5)], D(2026, 3, 4), M, VALUES)


def test_surrogacy():
    twins = Birth(D(2026, 1, 10), 2)
    assert commissioning_mother(twins, D(2026, 1, 20), M, VALUES, grant_is_hers=False).leave.last == D(2026, 8, 9)
    assert surrogate_leave(twins, D(2026, 1, 1), D(2026, 1, 20), VALUES).last == D(2026, 3, 10)  # sixty days
    assert surrogate_leave(twins, D(2026, 1, 1), D(2026, 12, 1), VALUES).last == D(2026, 7, 31)  # never past the usual


CARERS = [  # title, hers, his, he stops work, year: first and last day, on whose salary
    ("only she was insured", 3 * M, None, True, 2024, (D(2024, 3, 1), D(2024, 6, 30)), "mother"),
    ("both, he stops", 3 * M, 6 * M, True, 2024, (D(2024, 3, 1), D(2024, 6, 30)), "father"),
    ("both, he works on", 3 * M, 6 * M, False, 2026, (D(2026, 3, 2), D(2026, 6, 30)), "mother"),
    ("only he", None, 6 * M, True, 2024, (D(2024, 3, 1), D(2024, 6, 30)), "father"),
]


@pytest.mark.parametrize(
    ("hers", "his", "stops", "year", "days", "whose"), [row[1:] for row in CARERS], ids=[row[0] for row in CARERS]
)
def test_when_the_mother_dies(hers, his, stops, year, days, whose):
    born, died = D(year, 1, 1), D(year, 3, 1)
    leave = leave_of(Birth(born), born, VALUES) if hers else None
    found = carer_leave(Carer(died, born, leave, hers, his, stops), VALUES)
    assert ((found.leave.first, found.leave.last), found.paid_on) == (days, whose)
    assert found.amount > 0


def test_nobody_insured_nobody_paid():
    assert carer_leave(Carer(D(2026, 3, 1), D(2026, 1, 1), None, None, None, stops_work=True), VALUES).leave is None


@pytest.mark.parametrize(("hers", "months", "who"), [(True, 0, "mother"), (False, 6, "father"), (False, 5, "")])
def test_who_gets_the_grant(hers, months, who):
    born = D(2026, 1, 1)
    assert one_off_goes_to(mother_has_right=hers, father_months_in_window=months, born=born, values=VALUES) == who


def test_voluntary_grant():
    day = D(2025, 7, 1)
    assert voluntary_grant(day, 2, 6, VALUES).amount == 4 * M
    both = voluntary_grant(day, 1, 5, VALUES, compulsory_right=True)
    assert ([each.code for each in both.right.failed], both.amount) == (["under_six_months", "compulsory_right"], 0)
    assert children_counted(1, (21, 22), day, VALUES) == 2
    assert voluntary_file_by(day, VALUES) == D(2025, 8, 30)
    with pytest.raises(UnknownValueError, match="2025-07-01"):
        voluntary_grant(D(2025, 6, 30), 1, 12, VALUES)


births = st.builds(Birth, st.dates(D(2016, 1, 1), D(2027, 12, 31)), st.integers(1, 5), st.booleans())


@given(births, st.integers(0, 46_800_000))
def test_more_children_or_a_higher_average_never_pay_less(birth, average):
    now = birth_amount(birth, average, VALUES)
    more = birth_amount(Birth(birth.day, birth.children + 1, birth.second_child), average, VALUES)
    assert more.total > now.total >= now.one_off > 0
    assert birth_amount(birth, average + 1, VALUES).total > now.total


@given(births, st.integers(-60, 0), st.integers(0, 400))
def test_a_death_never_makes_a_leave_longer(birth, before, after):
    starts = birth.day + dt.timedelta(days=before)
    usual = leave_of(birth, starts, VALUES)
    cut = leave_of(birth, starts, VALUES, child_died=birth.day + dt.timedelta(days=after))
    assert cut.last <= usual.last
    assert usual.length == (leave_months(birth, VALUES), 0)
