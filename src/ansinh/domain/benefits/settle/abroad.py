"""Leaving monthly benefits: a pensioner who settles abroad; people of age without a pension (article 23)."""

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.earlier import OLD_AGE
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.careers import age_months, candidate, month_rows, pension_career
from ansinh.domain.benefits.settle.occupational import drawn, ending
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step, dong
from ansinh.law.one_time.abroad import settle_pension
from ansinh.law.one_time.amount import split_months
from ansinh.law.one_time.article_23 import Allowance, article_23
from ansinh.law.pension.age import age_asked
from ansinh.law.pension.average import average_salary
from ansinh.law.pension.right import age_en, age_vi, retirement_right
from ansinh.law.pension.roads import Route
from ansinh.law.pension.social import months_to_social_age
from ansinh.law.values import Values

LAW_23 = "Law 41/2024/QH15 art. 23; Decree 158/2025/ND-CP art. 22-24"


def pensioner(facts: Facts, values: Values) -> Settled:
    """Art. 65.2, Law 58/2014/QH13; Art. 76, Law 41/2024/QH15: one sum for a pensioner who settles abroad."""
    held, wanted = facts.in_payment(OLD_AGE), procedure(facts.procedure)
    law = "Law 58/2014/QH13 art. 65(2); Law 41/2024/QH15 art. 76"
    asked = drawn(held is not None, Text("lương hưu", "a pension"), law)
    if held is None:
        return refused((asked,))
    monthly, day = held.monthly(facts.month, values), facts.claimed.request_day or facts.day
    started = Month.containing(held.started)
    rows = [Month(number) for number, _ in month_rows(facts) if number < started.number]
    before, later = split_months([(month, month) for month in rows], values)
    months = held.months(facts.month)
    found = settle_pension(before, later, pension=monthly, months_drawn=months, day=day, values=values)
    steps = (
        Step(Text("Thời gian đóng", "Time contributed"), Text(f"{len(rows)} tháng", f"{len(rows)} months")),
        Step(Text("Số tháng đã hưởng lương hưu", "Months drawn"), str(months)),
        Step(wanted.name, dong(found.amount), f"{found.months} x {dong(monthly)}",
             "Law 58/2014/QH13 art. 65(2); Law 41/2024/QH15 art. 76"),
    )  # fmt: skip
    return Settled(ending(facts, found.amount), steps)


def allowance23(facts: Facts, values: Values) -> Settled:
    """Art. 23, Law 41/2024/QH15; Art. 22-24, Decree 158/2025/ND-CP: of age, no pension, no one-time benefit taken."""
    day, wanted, rows = facts.claimed.request_day or facts.day, procedure(facts.procedure), month_rows(facts)
    conditions = _conditions(facts, values)
    if not all(condition.met for condition in conditions):
        return refused(conditions)
    request = Month.containing(day)
    average = int(average_salary(pension_career(facts, values), request, values).dong[0])
    social = values.whole("pension.social.amount", day)
    birth = Month.containing(facts.birth or day)
    left = months_to_social_age(birth, request, values, poor=facts.claimed.poor)
    found = article_23(average, len(rows), social_pension=social, months_to_age=left, day=day, values=values)
    first = request.plus(1)
    part = Part(
        wanted.name, int(wanted.fund), wanted.kind, "month", found.monthly, first.first_day,
        first.plus(found.months_paid).first_day, counted={"months": found.months_paid, "top_up": found.top_up},
    )  # fmt: skip
    return Settled((part,), (*(one.step() for one in conditions), *_told(found, average, (len(rows), left, social))))


def _conditions(facts: Facts, values: Values) -> tuple[Condition, ...]:
    """Return who may have the allowance: of age, with some months, without the right to a pension."""
    before = facts.month.plus(-1)
    person, months = candidate(facts), len(month_rows(facts))
    age, asked = age_months(facts, before), age_asked(candidate(facts).sex, facts.month, Route.NORMAL, values)
    pension = retirement_right(person, age, facts.month.first_day, values).right.due
    return (
        Condition("too_young", age >= asked, Text("Đủ tuổi nghỉ hưu", "Of retirement age"),
                  Text(age_vi(age), age_en(age)), Text(f"chờ đủ {age_vi(asked)}", f"wait for {age_en(asked)}"), LAW_23),
        Condition("no_months", months > 0, Text("Có thời gian đóng", "Some months contributed"),
                  Text(f"{months} tháng", f"{months} months"),
                  Text("trợ cấp hưu trí xã hội khi đủ tuổi", "the social pension at its age"), LAW_23),
        Condition("has_pension", not pension, Text("Không đủ điều kiện hưởng lương hưu", "No right to a pension"),
                  Text(f"{months} tháng đóng", f"{months} months"),
                  Text("nộp hồ sơ hưởng lương hưu", "ask for the pension"), LAW_23),
    )  # fmt: skip


def _told(found: Allowance, average: int, asked: tuple[int, int, int]) -> tuple[Step, ...]:
    """Tell how the months and the amount arise."""
    months, left, social = asked
    steps = [
        Step(Text("Mức bình quân, thời gian đóng", "Average, months contributed"),
             Text(f"{dong(average)}; {months} tháng", f"{dong(average)}; {months} months")),
        Step(Text("Số tháng tính theo thời gian đóng", "Months the contributions give"), str(found.months_entitled),
             f"bq x 2 x N / {dong(social)}", LAW_23),
        Step(Text("Số tháng đến tuổi trợ cấp hưu trí xã hội", "Months to the age of the social pension"), str(left)),
        Step(Text("Mức hằng tháng", "Monthly"), dong(found.monthly), f"x {found.months_paid}", LAW_23),
    ]  # fmt: skip
    if found.top_up:
        name = Text("Có thể đóng một lần để hưởng đến tuổi", "May be paid at once to reach that age")
        steps.append(Step(name, dong(found.top_up), citation=LAW_23))
    return tuple(steps)
