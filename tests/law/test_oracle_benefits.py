"""The benefits against a slow second reading of the articles, on random facts at and around every change of law."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law import oracle_benefits as oracle

from ansinh.cli.cases.runner import answer_of
from ansinh.law.value_files import load

EDGES = (
    "2016-07-01", "2017-06-30", "2017-07-01", "2018-01-01", "2020-07-14", "2020-07-15", "2021-08-31", "2021-09-01",
    "2023-06-30", "2023-07-01", "2024-02-29", "2024-07-01", "2025-06-30", "2025-07-01", "2025-12-31", "2026-01-01",
    "2026-06-30", "2026-07-01",
)  # fmt: skip
salaries = st.one_of(st.sampled_from([1, 1_490_000, 2_340_000, 7_777_777]), st.integers(1, 90_000_000))
yes = st.booleans()
years = st.one_of(st.sampled_from([0, 14, 15, 29, 30]), st.integers(0, 45))


def days(first: str = "2016-07-01", last: str = "2026-11-22") -> st.SearchStrategy[str]:
    span = st.dates(dt.date.fromisoformat(first), dt.date.fromisoformat(last)).map(str)
    return st.one_of(st.sampled_from([day for day in EDGES if first <= day <= last]), span)


def later(day: str, least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda count: str(dt.date.fromisoformat(day) + dt.timedelta(count)))


def careers(day: str) -> st.SearchStrategy[list]:
    """One to four spells that end with the month of `day` or up to three months before, with gaps."""
    spells = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6), salaries), min_size=1, max_size=4)

    def laid(drawn: list) -> list:
        end, career = oracle.number(day) + 1, []
        for gap, length, pay in drawn:
            last = end - 1 - gap
            career.insert(0, [oracle.named(last - length + 1), oracle.named(last), pay])
            end = last - length + 1
        return career

    return spells.map(laid)


@st.composite
def dated(draw: Any, when: st.SearchStrategy[str], key: str = "", **inputs: Any) -> tuple[str, dict[str, Any]]:
    """A day and inputs; callables are drawn with the day, `key` is the input that is the day itself."""
    day = draw(when)
    found = {name: draw(each(day) if callable(each) else each) for name, each in inputs.items()}
    return day, {**found, **({key: day} if key else {})}


def pensions(**inputs: Any) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """People with the least time of the law of the month in which the pension begins, or more."""
    return dated(days("2016-07-01"), sex=st.sampled_from(["male", "female"]), **inputs).map(
        lambda case: (f"{case[0][:7]}-01", {**case[1], "pension_from": case[0][:7]})
    )


def least(day: str) -> int:
    return 180 if day >= oracle.NEW else 240


small = st.integers(0, 60)
child = st.fixed_dictionaries({"age_years": st.integers(0, 8), "days_used_this_year": st.integers(0, 22)})
spring = days("2017-01-05", "2026-06-30").map(lambda day: f"{day[:4]}-0{1 + int(day[5:7]) % 6}-{day[8:]}"[:8] + "05")
CASES: dict[str, st.SearchStrategy[tuple[str, dict[str, Any]]]] = {
    "sickness.days_granted": dated(
        days(), contribution_years=years, hard_work_at_leave=yes, days_used_this_year=small, days_requested=small
    ),
    "sickness.child_days": dated(
        spring, spells=lambda day: later(day, 0, 25).map(lambda last: [[day, last]]),
        weekly_rest=st.sampled_from([[], ["sunday"], ["saturday", "sunday"]]),
        holidays=lambda day: st.lists(later(day, 0, 20), max_size=2), children=st.lists(child, min_size=1, max_size=3),
    ),
    "sickness.long_list_amount": dated(
        days("2016-07-01", "2025-06-30"), "from", to=lambda day: later(day, 0, 300), salary=salaries,
        rate=st.sampled_from(["0.75", "0.65", "0.5", "1"]),
    ),
    "sickness.long_list_amount_2024": dated(
        days(oracle.NEW), salary=salaries, contribution_years=years, hard_work_at_leave=yes, days_used_this_year=small,
        working_days_off=st.integers(0, 200),
    ),
    "maternity.loss": dated(days(), weeks=st.integers(1, 40), days_prescribed=small, average=salaries),
    "maternity.birth_amount": dated(
        days(), "birth", average=salaries, children=st.integers(1, 4), second_child_birth=yes
    ),
    "maternity.father": dated(
        days(), "birth", average=salaries, children=st.integers(1, 5), surgery=yes, under_32_weeks=yes,
        second_child_birth=yes,
    ),
    "maternity.adoption_amount": dated(
        days("2016-07-01", "2026-05-01"), "child_birth", handed_over=lambda day: later(day, 0, 178), average=salaries
    ),
    "oad.one_off": dated(days(), loss_pct=st.integers(5, 30), fund_years=years, salary=salaries),
    "oad.monthly": dated(days(), loss_pct=st.integers(31, 100), fund_years=years, salary=salaries),
    "pension.monthly": pensions(contributed_months=lambda day: st.integers(least(day), 520), average=salaries),
    "pension.excess_grant": pensions(
        months_before_age=st.integers(200, 480), months_after_age=st.sampled_from([0, 1, 7, 36, 80]), average=salaries
    ),
    "one_time.amount": dated(
        days(), months_before_2014=st.integers(0, 300), months_from_2014=st.integers(0, 150), average=salaries
    ),
    "one_time.settle_abroad_pension": dated(
        days(), months_before_2014=st.integers(0, 300), months_from_2014=st.integers(0, 150), pension=salaries,
        months_drawn=st.integers(0, 150),
    ),
    "survivors.lump_sum": dated(
        days(), "to", **{"from": lambda day: st.integers(0, 200).map(lambda n: oracle.named(oracle.number(day) - n))},
        average=salaries,
    ).map(lambda case: (case[0], {**case[1], "to": case[1]["to"][:7]})),
    "survivors.lump_sum_pensioner": dated(days(), pension=salaries, months_drawn=st.integers(0, 130)),
    "ui.amount": dated(
        days(), "ended", contributed=careers, pay_regime=st.sampled_from(["state", "employer"]),
        region=st.sampled_from(["I", "II", "III", "IV"]),
    ),
    "ui.duration": dated(
        days(), contributed_months=st.one_of(st.sampled_from([11, 12, 36, 37, 144, 145]), st.integers(0, 200))
    ),
}  # fmt: skip


@pytest.mark.parametrize("op", sorted(CASES))
def test_an_operation_answers_as_the_slow_reading(op: str) -> None:
    slow: Callable[[str, dict[str, Any]], dict[str, Any]] = getattr(oracle, op.replace(".", "_"))

    @settings(max_examples=60, deadline=None)
    @given(CASES[op])
    def same(case: tuple[str, dict[str, Any]]) -> None:
        at, inputs = case
        found, expected = answer_of(op, at, inputs, load()).outputs, slow(at, inputs)
        assert {key: found[key] for key in expected} == expected, (at, inputs)

    same()
