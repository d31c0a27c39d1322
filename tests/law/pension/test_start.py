"""When a pension begins, and what is missing: a table a jurist can read."""

import datetime as dt

import pytest

from ansinh.core.period import Month
from ansinh.core.terms import Sex
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.resume import identity_due, last_month_due, months_owed, overpaid_months
from ansinh.law.pension.right import retirement_right
from ansinh.law.pension.roads import Route
from ansinh.law.pension.social import months_to_social_age, social_pension_right
from ansinh.law.pension.start import pension_start
from ansinh.law.value_files import load

F, M = Sex.FEMALE, Sex.MALE
LOSS_62 = {"loss_pct": 62, "assessed": "2026-04"}
STARTS = [  # sex, birth, months, more facts, day, months missing, start
    (M, "1956-03", 300, {}, "2016-04-01", 0, "2016-04"),
    (F, "1961-01", 300, {"birth_year_only": True}, "2017-01-01", 0, "2017-01"),
    (M, "1961-01", 300, {"birth_year_only": True}, "2021-05-01", 0, "2021-05"),
    (M, "1960-01", 300, {"birth_year_only": True}, "2021-01-01", 0, "2021-01"),
    (M, "1956-03", 235, {"top_up_paid": "2016-07"}, "2016-07-01", 5, "2016-07"),
    (M, "1956-03", 235, {"top_up_paid": "2016-03"}, "2016-04-01", 5, "2016-04"),
    (M, "1956-03", 235, {}, "2016-07-01", 5, None),
    (M, "1956-03", 233, {"top_up_paid": "2016-07"}, "2016-07-01", 7, None),
    (F, "1969-05", 177, {"top_up_paid": "2026-06"}, "2026-07-01", 3, "2026-07"),
    (F, "1969-05", 177, {"top_up_paid": "2026-05"}, "2026-06-01", 3, "2026-06"),
    (M, "1960-01", 200, {}, "2025-07-01", 0, "2025-07"),  # of age long ago, 15 years: with the law of 2024
    (M, "1960-01", 240, {}, "2025-07-01", 0, "2020-02"),  # had a pension right before
    (F, "1962-06", 219, {"commune_woman": True}, "2017-07-01", 0, "2017-07"),
    (M, "1968-03", 250, {"loss_pct": 65, "assessed": "2026-04"}, "2026-05-01", 0, "2026-05"),
    (M, "1968-03", 230, {"loss_pct": 65, "assessed": "2026-04"}, "2026-05-01", 0, "2030-04"),  # 20 years asked: wait
    (M, "1975-03", 250, {"loss_pct": 85, "assessed": "2026-04"}, "2026-10-01", 0, "2026-10"),
    (M, "1980-03", 250, {**LOSS_62, "special_hard_months": 180}, "2026-05-01", 0, "2026-05"),
    (M, "1980-03", 190, {"hiv_at_work": True, "assessed": "2026-04"}, "2026-05-01", 0, "2026-05"),
    (M, "1970-01", 200, {"hard_months": 180}, "2026-07-01", 0, "2026-08"),
    (F, "1971-01", 60, {"voluntary_months": 240, "voluntary_before_2021": True}, "2026-02-01", 0, "2026-02"),
]  # fmt: skip


@pytest.mark.parametrize("row", STARTS)
def test_start(row: tuple) -> None:
    sex, birth, months, more, day, missing, start = row
    facts = {key: Month.parse(value) if isinstance(value, str) else value for key, value in more.items()}
    person = Candidate(sex, Month.parse(birth), months, **facts)
    found = pension_start(person, dt.date.fromisoformat(day), load())
    assert (found.months_missing, None if found.start is None else str(found.start)) == (missing, start)


RIGHTS = [  # sex, age, compulsory, voluntary, hard, commune, day, reason ("" = due)
    (F, (55, 0), 219, 0, 0, True, "2016-06-01", ""),
    (F, (55, 0), 179, 0, 0, True, "2016-06-01", "too_few_months"),
    (F, (54, 11), 219, 0, 0, True, "2016-06-01", "too_young"),
    (M, (58, 0), 360, 0, 0, False, "2018-03-01", "too_young"),
    (M, (61, 0), 228, 0, 0, False, "2024-06-01", "too_few_months"),
    (M, (61, 0), 120, 120, 0, False, "2024-06-01", ""),  # both kinds together: normal age
    (M, (56, 0), 200, 60, 190, False, "2018-06-01", "too_young"),  # the lower age needs twenty compulsory years
    (M, (56, 0), 240, 0, 190, False, "2018-06-01", ""),
    (M, (56, 0), 200, 0, 190, False, "2018-06-01", "too_few_months"),
    (M, (56, 6), 180, 0, 180, False, "2026-06-01", ""),
    (M, (56, 5), 180, 0, 180, False, "2026-06-01", "too_young"),
    (M, (56, 6), 180, 0, 179, False, "2026-06-01", "too_young"),
    (F, (56, 8), 180, 0, 0, False, "2025-07-01", ""),
    (F, (56, 8), 180, 0, 0, False, "2025-06-30", "too_few_months"),
    (F, (56, 7), 179, 0, 0, False, "2025-07-01", "too_young"),  # both fail: the age is told first
]


@pytest.mark.parametrize("row", RIGHTS)
def test_right(row: tuple) -> None:
    sex, age, compulsory, voluntary, hard, commune, day, reason = row
    asked, months = dt.date.fromisoformat(day), 12 * age[0] + age[1]
    birth = Month.containing(asked).plus(-months)
    person = Candidate(sex, birth, compulsory, voluntary, hard_months=hard, commune_woman=commune)
    found = retirement_right(person, months, asked, load())
    assert found.right.reason == reason
    assert all(condition.mend.vi and condition.mend.en and condition.citation for condition in found.right.failed)


def test_why_not_tells_every_failed_condition() -> None:
    found = retirement_right(Candidate(F, Month.of(1980, 1), 100), 556, dt.date(2026, 5, 1), load())
    assert [condition.code for condition in found.right.failed] == ["too_young", "too_few_months"]
    assert found.route is Route.NORMAL
    assert "80 more months" in found.right.failed[1].mend.en


def test_arrears_after_a_suspension_leave_out_the_refused_months() -> None:
    months = months_owed(Month.of(2026, 1), Month.of(2026, 6), [(Month.of(2026, 3), Month.of(2026, 4))])
    assert [str(month) for month in months] == ["2026-01", "2026-02", "2026-05"]


def test_a_death_ends_the_pension_with_its_month() -> None:
    death = dt.date(2026, 3, 31)
    assert (str(last_month_due(death)), overpaid_months(death, Month.of(2026, 5))) == ("2026-03", 2)
    assert overpaid_months(death, Month.of(2026, 3)) == 0
    assert str(identity_due(dt.date(2025, 11, 3), load())) == "2026-11"


def test_the_social_pension() -> None:
    values = load()
    assert months_to_social_age(Month.of(1955, 6), Month.of(2025, 10), values) == 56
    assert months_to_social_age(Month.of(1955, 6), Month.of(2025, 10), values, poor=True) == 0
    right = social_pension_right(dt.date(1955, 6, 1), 900_000, dt.date(2025, 10, 1), values)
    assert [condition.code for condition in right.failed] == ["too_young", "has_monthly_benefit"]
