"""The one-time benefit: why a person may be paid out, and how much."""

import datetime as dt

import numpy as np

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.careers import age_months, candidate, last_insured, month_rows, pension_career
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import Step, dong
from ansinh.law.one_time.amount import one_time, split_months, under_one_year
from ansinh.law.one_time.right import TOO_SOON, Ground, Leaver, grounds, nearest_ground
from ansinh.law.pension.age import age_asked
from ansinh.law.pension.average import average_salary
from ansinh.law.pension.roads import Route
from ansinh.law.values import Values

YEAR = 12


def onetime(facts: Facts, values: Values) -> Settled:
    """Art. 60, Law 58/2014/QH13; Art. 70, Law 41/2024/QH15: 1.5 and 2 averages a year, at the day of the decision."""
    day, rows = facts.received, month_rows(facts)
    if not rows:
        return refused((no_months(_LAW),))
    leaver = _leaver(facts, rows[0][0], values)
    asked = _asked(facts, leaver, values)
    if not asked.due:
        return refused(asked.conditions)
    amount, told = reckoned(facts, values)
    wanted = procedure(facts.procedure)
    part = Part(wanted.name, int(wanted.fund), wanted.kind, "once", amount, day, day + dt.timedelta(days=1))
    return Settled((part,), (*asked.steps, *told))


def reckoned(facts: Facts, values: Values) -> tuple[int, tuple[Step, ...]]:
    """Art. 60.2, Law 58/2014/QH13; Art. 70.3, Law 41/2024/QH15: the sum for the months on record, due or not."""
    rows = month_rows(facts)
    mean = average_salary(pension_career(facts, values), Month.containing(facts.received), values)
    before, later = split_months([(Month(number), Month(number)) for number, _ in rows], values)
    amount, told = _amount(before, later, facts, values)
    return amount, (
        Step(Text("Thời gian đóng", "Time contributed"), Text(f"{len(rows)} tháng", f"{len(rows)} months")),
        Step(
            Text("Mức bình quân tiền lương, thu nhập", "Average of salaries and incomes"), dong(int(mean.dong[0])),
            citation="Law 58/2014/QH13 art. 62-64; Law 41/2024/QH15 art. 72-74",
        ),
        told,
    )  # fmt: skip


def left_to_wait(facts: Facts, values: Values) -> int | None:
    """Art. 70.1.dd, Law 41/2024/QH15: months to wait outside insurance, where nothing else is missing; else None."""
    rows = month_rows(facts)
    if not rows:
        return None
    leaver = _leaver(facts, rows[0][0], values)
    missing = [one.code for one in _asked(facts, leaver, values).failed]
    if missing != [TOO_SOON]:
        return None
    return values.whole("one_time.wait_months", facts.received) - leaver.months_out


def no_months(citation: str) -> Condition:
    """Return why nothing is due to who has no month left to count."""
    return Condition(
        "no_months", met=False, name=Text("Có thời gian đóng chưa hưởng", "Months that were not paid out before"),
        found=Text("0 tháng", "0 months"),
        mend=Text(
            "kiểm tra sổ BHXH và các lần đã hưởng; thiếu tháng thì đề nghị đơn vị hoặc cơ quan BHXH bổ sung",
            "compare the book and what was paid out before; have missing months added by the employer or the office",
        ),
        citation=citation,
    )  # fmt: skip


def _amount(before: int, later: int, facts: Facts, values: Values) -> tuple[int, Step]:
    """Return the amount and its sentence."""
    day = facts.received
    mean = average_salary(pension_career(facts, values), Month.containing(day), values).dong
    name = Text("BHXH một lần", "One-time benefit")
    if before + later < YEAR:
        salaries = sum(stretch.pay(Month(number), values) for number, stretch in month_rows(facts))
        short = under_one_year(salaries, int(mean[0]), day, values)
        return short.amount, Step(name, dong(short.amount), f"≤ {dong(short.cap)}", _LAW)
    found = one_time(np.array([before]), np.array([later]), mean, day, values)
    quarters = int(found.quarters[0])
    shown = f"{quarters // 4},{quarters % 4 * 25:02d} x {dong(int(mean[0]))}"
    note = Text(
        f"trước 2014: {int(found.years_before[0])} năm; từ 2014: {int(found.halves_later[0])} nửa năm",
        f"before 2014: {int(found.years_before[0])} years; since: {int(found.halves_later[0])} half-years",
    )
    return int(found.amount[0]), Step(name, dong(int(found.amount[0])), shown, _LAW, note)


_LAW = "Law 58/2014/QH13 art. 60(2); Law 41/2024/QH15 art. 70(3)"


def _asked(facts: Facts, leaver: Leaver, values: Values) -> Right:
    """Return the ground asked for, or the nearest."""
    known = {ground.value: ground for ground in Ground}
    found = grounds(leaver, facts.received, values)
    wanted = known.get(facts.claimed.ground)
    return found[wanted] if wanted in found else nearest_ground(leaver, facts.received, values)


def _leaver(facts: Facts, first: int, values: Values) -> Leaver:
    """Return what the law asks about a person who wants to be paid out."""
    rows, claimed, day = month_rows(facts), facts.claimed, facts.received
    last, person = last_insured(facts), candidate(facts)
    asked = age_asked(person.sex, Month.containing(day), Route.NORMAL, values)
    return Leaver(
        first=Month(first),
        months_out=max(0, Month.containing(day).number - 1 - last),
        months=len(rows),
        of_age=age_months(facts, Month.containing(day).plus(-1)) >= asked,
        settling_abroad=claimed.ground == Ground.SETTLING_ABROAD.value,
        grave_illness=claimed.ground == Ground.ILLNESS.value,
        loss_pct=claimed.loss_percent,
        severe_disability=claimed.ground == Ground.DISABILITY.value,
        leaves_armed_forces=claimed.ground == Ground.ARMED_FORCES.value,
    )
