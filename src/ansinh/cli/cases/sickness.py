"""Cases of sick leave."""

from fractions import Fraction

import numpy as np

from ansinh.cli.cases.answer import Answer, reckoned, said
from ansinh.cli.cases.given import Call
from ansinh.cli.cases.spans import career, days, halves, leave, roster, spans
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.core.working_days import Roster
from ansinh.law.explain import Step, dong, percent
from ansinh.law.sickness import amount as money
from ansinh.law.sickness.child import SickChild, child_days
from ansinh.law.sickness.leave import SickLeave, working_days
from ansinh.law.sickness.long_list2014 import limit, long_list_amount, period
from ansinh.law.sickness.long_list2024 import Sick, long_list
from ansinh.law.sickness.quota import days_left, quota
from ansinh.law.sickness.rates import continued_rate
from ansinh.law.sickness.salary import salary_base
from ansinh.law.values import Values

A_SPELL = Text("ít nhất một đợt nghỉ", "at least one spell of leave")


def _one(value: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([value], dtype=np.int64)


def granted(call: Call, values: Values) -> Answer:
    """Paid days of an ordinary illness against the yearly quota."""
    given = call.given
    hard, used = given.yes("hard_work_at_leave"), given.whole("days_used_this_year")
    allowed = quota(_one(given.whole("contribution_years")), np.array([hard]), call.day, values)
    paid = int(days_left(allowed, _one(used), _one(given.whole("days_requested")))[0])
    key = "sickness.quota.hard" if hard else "sickness.quota.normal"
    name = Text("Số ngày được hưởng", "Paid days")
    shown = f"min({given.whole('days_requested')}, max(0, {allowed[0]} - {used}))"
    step = Step(name, str(paid), shown, values.get(key, call.day).citation)
    return Answer({"quota": int(allowed[0]), "benefit_days": paid}, steps=(step,))


def counted(call: Call, _values: Values) -> Answer:
    """Working days of a leave on the person's own roster."""
    first, last = leave(call.given)
    own = Roster(frozenset(), days(call.given, "holidays") | days(call.given, "rest_dates"))
    paid, span = len(working_days(SickLeave(first, last, roster=own))), (last - first).days + 1
    told = said(
        "Ngày làm việc của người lao động (không tính ngày lễ, nghỉ tuần)", "Own working days, no holidays or rest",
        paid, f"{span} - {span - paid}", "Law 58/2014/QH13 art. 26(1); Law 41/2024/QH15 art. 43(1)",
    )  # fmt: skip
    return Answer({"benefit_days": paid}, steps=(told,))


def for_child(call: Call, values: Values) -> Answer:
    """Paid days of one parent for sick children."""
    given = call.given
    children = [SickChild(row.whole("age_years"), row.whole("days_used_this_year")) for row in given.rows("children")]
    spells = spans(given, "spells")
    if not spells:
        raise given.refuse("spells", A_SPELL)
    found = child_days(spells, roster(given), children, values)
    return Answer({"working_days": found.working_days, "benefit_days": found.benefit_days}, steps=found.steps)


def long_list_limit(call: Call, values: Values) -> Answer:
    """Longest leave for a long-list disease under the law of 2014."""
    given = call.given
    running = given.yes("running_on_2016_01_01")
    if not given.none("months_at_first_treatment"):
        given.whole("months_at_first_treatment")  # time before an earlier treatment counts again (Art. 4.2)
    contributed = 0 if running and given.none("contributed_months") else given.whole("contributed_months")
    found = limit(contributed, call.day, values, running_on_2016_01_01=running)
    first, second = (values.get(f"sickness.long_list.{key}", call.day) for key in ("first_stage_days", "second_stage"))
    most = found.second_stage_months
    steps = (
        said("Giai đoạn đầu (ngày theo lịch)", "First stage, calendar days", first.text, citation=first.citation),
        said(
            "Hưởng tiếp nhiều nhất (tháng)", "Second stage at most, months",
            Text("không giới hạn", "no limit") if most is None else str(most),
            citation="Circular 59/2015/TT-BLDTBXH art. 32" if running else second.citation,
        ),
    )  # fmt: skip
    return Answer({"first_stage_calendar_days": found.first_stage_days, "second_stage_months": most}, steps=steps)


def long_list_period(call: Call, _values: Values) -> Answer:
    """Split of a long-list leave into months and odd days."""
    first, last = leave(call.given)
    months, odd = period(first, last)
    name = Text("Từ ngày đến trước ngày đó của tháng sau là một tháng", "A month runs to the day before the same date")
    shown = Text(f"{months} tháng {odd} ngày", f"{months} months {odd} days")
    told = Step(name, shown, f"{first} → {last}", "Circular 59/2015/TT-BLDTBXH art. 6")
    return Answer({"months": months, "odd_days": odd}, steps=(told,))


def long_list_2014(call: Call, values: Values) -> Answer:
    """Long-list sickness benefit under the law of 2014."""
    given = call.given
    first, last = leave(given)
    salary, rate = given.whole("salary"), given.part("rate")
    found = long_list_amount(first, last, salary=salary, rate=rate, settled_on=call.day, values=values)
    names = ("months", "odd_days", "monthly", "odd_days_uncapped", "odd_days_paid", "total")
    return Answer({name: getattr(found, name) for name in names}, steps=found.steps)


def long_list_2024(call: Call, values: Values) -> Answer:
    """Long-list sickness benefit under the law of 2024, in working days."""
    given = call.given
    salary, years = given.whole("salary"), given.whole("contribution_years")
    used, off = given.whole("days_used_this_year"), given.whole("working_days_off")
    hard = np.array([given.yes("hard_work_at_leave")])
    found = long_list(Sick(_one(salary), _one(years), hard, _one(used), _one(off)), call.day, values)
    return Answer(
        {"days_at_75": int(found.normal_days[0]), "days_at_lower": int(found.lower_days[0])}
        | {"lower_rate": decimal_text(continued_rate(years, call.day, values)), "amount": int(found.amounts[0])},
        steps=found.steps(salary, call.day, values),
    )


def base(call: Call, values: Values) -> Answer:
    """Salary on which sickness benefit is computed."""
    found = salary_base(call.given.day("leave_from"), career(call.given), values)
    return Answer({"salary_base": found.salary}, steps=found.steps)


def _amount(call: Call, days_off: Fraction, values: Values) -> tuple[int, tuple[Step, ...]]:
    """Return the money of some days and its arithmetic."""
    salary, rate = call.given.whole("salary"), Fraction(call.given.parts("rate", money.RATE_OVER), money.RATE_OVER)
    found = money.amount(salary, rate, days_off, call.day, values)
    divisor = values.whole("sickness.day_divisor", call.day)
    shown = f"{dong(salary)} x {percent(rate)} / {divisor} x {decimal_text(days_off)}"
    article = values.get("sickness.day_divisor", call.day).citation
    return found, (reckoned("Trợ cấp ốm đau", "Sickness benefit", shown, found, article),)


def amount(call: Call, values: Values) -> Answer:
    """Sickness benefit for whole days."""
    found, steps = _amount(call, halves(call.given, "days"), values)
    return Answer({"amount": found}, steps=steps)


def partial(call: Call, values: Values) -> Answer:
    """Sickness benefit with part-days (law of 2024)."""
    hours, normal = call.given.raw("hours_off"), call.given.between("normal_hours", 1, 24)
    if not isinstance(hours, list) or any(type(row) is not int or not 0 <= row <= normal for row in hours):
        wanted = Text(f"danh sách số giờ từ 0 đến {normal}", f"a list of whole hours from 0 to {normal}")
        raise call.given.refuse("hours_off", wanted)
    parts = money.part_days(hours, normal, call.day, values)
    found, steps = _amount(call, parts.days, values)
    halves = " + ".join(decimal_text(Fraction(int(half), 2)) for half in parts.half_days)
    counted = said(
        f"Số ngày tính hưởng (nghỉ dưới nửa ngày {normal} giờ tính nửa ngày)",
        f"Days that count (less than half of {normal} hours is half a day)",
        decimal_text(parts.days), halves, values.get("sickness.half_day_under", call.day).citation,
    )  # fmt: skip
    return Answer({"benefit_days": decimal_text(parts.days), "amount": found}, steps=(counted, *steps))
