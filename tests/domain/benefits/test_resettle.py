"""Turns reckoned again as columns: every turn is what its rule says of one person alone."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.domain.benefits.resettle import Settlements, Turn, resettle
from ansinh.law.careers import Careers
from ansinh.law.convalescence.rest import money
from ansinh.law.maternity.before import loss, prenatal
from ansinh.law.maternity.birth import Birth, birth_amount
from ansinh.law.maternity.father import father
from ansinh.law.maternity.window import average_salary, window
from ansinh.law.sickness.amount import amount
from ansinh.law.sickness.child import child_quota
from ansinh.law.sickness.quota import days_left, quota
from ansinh.law.sickness.rates import usual_rate
from ansinh.law.sickness.salary import salary_base
from ansinh.law.value_files import load

VALUES = load()
FLAGS = ("hard", "armed", "back", "second", "surgery", "early")


def whole(values):
    return np.array(list(values), dtype=np.int64)


def columns(rows):
    careers = [sorted(row["months"].items()) for row in rows]
    flat = [pair for each in careers for pair in each]
    return Settlements(
        np.array([row["kind"] for row in rows], dtype=np.int8),
        whole(row["event"].toordinal() for row in rows),
        whole((row["event"] + dt.timedelta(days=row["later"])).toordinal() for row in rows),
        *(whole(row[name] for row in rows) for name in ("asked", "years", "used", "number")),
        *(np.array([row[name] for row in rows], dtype=bool) for name in FLAGS),
        Careers(
            np.cumsum([0, *(len(each) for each in careers)]).astype(np.int64),
            whole(month.number for month, _ in flat),
            whole(salary for _, salary in flat),
        ),
    )


def alone(row):
    """Return benefit and grant of one turn, by the rules for one person."""
    day, first = row["event"], row["event"] + dt.timedelta(days=row["later"])
    career = Careers.one((month, month, salary) for month, salary in row["months"].items())
    days, kind = row["asked"] // 2, row["kind"]
    if kind in {Turn.SICK, Turn.CHILD}:
        allowed = (
            int(quota(whole([row["years"]]), np.array([row["hard"]]), day, VALUES)[0])
            if kind == Turn.SICK
            else child_quota(row["number"], day, VALUES)
        )
        halves = int(days_left(whole([2 * allowed]), whole([2 * row["used"]]), whole([row["asked"]]))[0])
        salary = salary_base(first, career, VALUES, back_after_ended_contract=row["back"]).salary or 0
        return amount(salary, usual_rate(day, VALUES, armed_forces=row["armed"]), Fraction(halves, 2), day, VALUES), 0
    if kind == Turn.REST:
        return money(days, day, VALUES)[0], 0
    last = Month.containing(first).plus(-1)
    if kind in {Turn.BIRTH, Turn.FATHER} and Month.containing(first) == Month.containing(day):
        last = window(day, 12, VALUES, birth_month_contributed=career.has(Month.containing(day))).last
    average = average_salary(career, last, first, VALUES).exact
    if kind == Turn.PRENATAL:
        return prenatal(average, days, day, VALUES).amount, 0
    if kind == Turn.LOSS:
        return loss(row["number"], days, average, day, VALUES).amount, 0
    birth = Birth(day, row["number"], row["second"])
    if kind == Turn.BIRTH:
        found = birth_amount(birth, average, VALUES)
        return found.leave_benefit, found.one_off
    most = father(birth, average, VALUES, surgery=row["surgery"], under_32_weeks=row["early"])
    return (most.amount if days >= most.days else prenatal(average, days, day, VALUES).amount), 0


turns = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(Turn)),
        "event": st.dates(dt.date(2016, 1, 1), dt.date(2026, 12, 31)),
        "later": st.integers(0, 40),
        "asked": st.integers(0, 300),
        "years": st.integers(0, 40),
        "used": st.integers(0, 70),
        "number": st.integers(1, 4),
        "months": st.dictionaries(
            st.builds(Month.of, st.integers(2016, 2026), st.integers(1, 12)), st.integers(0, 60_000_000), max_size=9
        ),
        **{name: st.booleans() for name in FLAGS},
    }
)


@settings(max_examples=150)
@given(st.lists(turns, min_size=1, max_size=8))
def test_many_turns_at_once_are_each_turn_alone(rows):
    rows = [row | {"later": 0 if row["kind"] in {Turn.SICK, Turn.CHILD, Turn.REST} else row["later"]} for row in rows]
    found = resettle(columns(rows), VALUES)
    assert list(zip(found.benefit.tolist(), found.grant.tolist(), strict=True)) == [alone(row) for row in rows]
    assert (found.total == found.benefit + found.grant).all()


ONE = {
    "kind": Turn.SICK, "event": dt.date(2026, 3, 2), "later": 0, "asked": 10, "years": 3, "used": 0, "number": 1,
    "months": {Month.of(2026, 2): 9_600_000}, **dict.fromkeys(FLAGS, False),
}  # fmt: skip


def test_a_turn_says_what_it_was_reckoned_from():
    found = resettle(columns([ONE, ONE | {"kind": Turn.BIRTH, "number": 2}]), VALUES)
    assert (found.base.tolist(), found.half_days.tolist(), found.months.tolist()) == ([9_600_000] * 2, [10, 0], [0, 7])


def test_nothing_is_silently_nothing_before_the_law():
    with pytest.raises(UnknownValueError):
        resettle(columns([ONE | {"event": dt.date(2006, 3, 2)}]), VALUES)


def test_no_turns_are_no_turns():
    nobody = columns([ONE]).take(np.array([], dtype=np.intp))
    assert resettle(nobody, VALUES).total.size == 0
    assert resettle(replace(columns([ONE]), armed=np.array([True])), VALUES).benefit[0] == 2_000_000
