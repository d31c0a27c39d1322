"""Maternity: visits, loss, birth, adoption, fathers, the grants: facts of the register put to the law."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ansinh.core.fund import Fund
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.domain.benefits.settle.sickness import days_of, paid_days, roster
from ansinh.law.conditions import Condition, Right
from ansinh.law.explain import Step
from ansinh.law.maternity import adoption as law_adoption
from ansinh.law.maternity import before
from ansinh.law.maternity.amount import leave_money, one_off
from ansinh.law.maternity.birth import Birth, Leave, birth_amount, leave_of
from ansinh.law.maternity.father import father as father_law
from ansinh.law.maternity.father import last_start
from ansinh.law.maternity.right import MotherFacts, looked_at, right
from ansinh.law.maternity.voluntary import voluntary_grant
from ansinh.law.maternity.window import Average, average_salary
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)
PREGNANCY_DAYS = 294  # 42 weeks: visits before belong to another one
LEAVE = Text("Trợ cấp thời gian nghỉ thai sản", "Benefit of the maternity leave")
GRANT = Text("Trợ cấp một lần khi sinh con hoặc nhận con", "One-off grant at the birth or adoption")


def born(facts: Facts) -> Birth:
    """Return the birth as it was typed."""
    claimed = facts.claimed
    return Birth(claimed.child_birth or facts.day, claimed.children, claimed.second_child)


def average_of(facts: Facts, values: Values, birth: dt.date | None = None) -> Average:
    """Return the average of the six latest contributed months before the leave (or in the window of the birth)."""
    career, first = facts.career(Fund.SM, values), facts.claimed.first or facts.day
    last = Month.containing(first).plus(-1)
    if birth is not None:
        length = int(values.get("maternity.condition.normal", birth).of("window"))
        window = looked_at(birth, length, career, values)
        last = window.last if Month.containing(first) == Month.containing(birth) else last
    return average_salary(career, last, first, values)


def _insured(facts: Facts) -> Condition:
    """Ask whether the claimant is in the sickness and maternity fund."""
    month = Month.containing(facts.day)
    there = any(facts.on(each, Fund.SM) is not None for each in (month, month.plus(-1)))
    return Condition(
        "not_insured", there, Text("Đang tham gia quỹ ốm đau, thai sản", "Insured in the sickness and maternity fund"),
        Text("có" if there else "không", "yes" if there else "no"),
        Text("kiểm tra quá trình đóng tại ngày bắt đầu nghỉ", "check the participation on the first day"),
        "Law 58/2014/QH13 art. 30; Law 41/2024/QH15 art. 50",
    )  # fmt: skip


def birth(facts: Facts, values: Values) -> Settled:
    """Art. 31, 34, 38 and 39, Law 58/2014/QH13; Art. 50, 53, 58, 59, Law 41/2024/QH15: leave and grant of a birth."""
    event = born(facts)
    asked = mothers_right(facts, event.day, values)
    if not asked.due:
        return refused(asked.conditions)
    average = average_of(facts, values, event.day)
    money = birth_amount(event, average.exact, values)
    leave = leave_of(event, facts.claimed.first or event.day, values, child_died=facts.claimed.child_died)
    benefit, steps = money.leave_benefit, money.steps
    if facts.claimed.child_died is not None:
        benefit, steps = _cut_short(leave, average.exact, event, values)
    parts = leave_and_grant(facts, (benefit, leave.first, leave.last), (money.one_off, event.day))
    return Settled(parts, (*asked.steps, *average.steps, *steps))


def mothers_right(facts: Facts, day: dt.date, values: Values) -> Right:
    """Art. 31, Law 58/2014/QH13; Art. 50, Law 41/2024/QH15: the right at a birth, by any of the ways in."""
    claimed = facts.claimed
    mother = MotherFacts(facts.career(Fund.SM, values), claimed.prescribed_rest, claimed.infertility)
    return right(day, mother, values)


def _cut_short(leave: Leave, average: Fraction | int, event: Birth, values: Values) -> tuple[Dong, tuple[Step, ...]]:
    """Art. 34.3, Law 58/2014/QH13: the money of a leave that the death of the child ends early, and of the grant."""
    money, told = leave_money(average, *leave.length, event.day, values)
    days = Text(f"{leave.first:%d/%m/%Y} đến {leave.last:%d/%m/%Y}", f"{leave.first:%d/%m/%Y} to {leave.last:%d/%m/%Y}")
    ends = Step(
        Text("Con mất: thời gian nghỉ", "The child died: the leave"), days, citation="Law 58/2014/QH13 art. 34(3)"
    )
    return money, (ends, *told, *one_off(event.children, event.day, values)[1])


def adoption(facts: Facts, values: Values) -> Settled:
    """Art. 36, 38 and 39, Law 58/2014/QH13; Art. 56, 58, 59, Law 41/2024/QH15: a child under 6 months."""
    event, handed = born(facts), facts.claimed.handed_over or facts.day
    asked = mothers_right(facts, handed, values)
    if not asked.due:
        return refused(asked.conditions)
    average = average_of(facts, values, handed)
    money = law_adoption.adoption([event.day] * event.children, handed, average.exact, values)
    if money.leave is None:
        return Settled((), (*asked.steps, *money.steps))
    parts = leave_and_grant(facts, (money.leave_benefit, money.leave.first, money.leave.last), (money.one_off, handed))
    return Settled(parts, (*asked.steps, *average.steps, *money.steps))


def leave_and_grant(facts: Facts, leave: tuple[int, dt.date, dt.date], grant: tuple[int, dt.date]) -> tuple[Part, ...]:
    """Return the two parts: the leave (dong, first, last day) and the grant (dong, its day)."""
    wanted = procedure(facts.procedure)
    fund, kind = int(wanted.fund), wanted.kind
    money, first, last = leave
    days = Fraction((last - first).days + 1)
    parts = [Part(LEAVE, fund, kind, "once", money, first, last + DAY, days)]
    if grant[0]:
        parts.append(Part(GRANT, fund, kind, "once", grant[0], grant[1], grant[1] + DAY))
    return tuple(parts)


def prenatal(facts: Facts, values: Values) -> Settled:
    """Art. 32 and 39.1.b, Law 58/2014/QH13; Art. 51 and 59.2, Law 41/2024/QH15: working days of prenatal visits."""
    first, last = days_of(facts)
    asked = roster(facts).count(first, last + DAY)
    most = before.prenatal_days(5, first, values)
    since = first - dt.timedelta(days=PREGNANCY_DAYS)
    used = sum(int(one.days) for one in facts.granted if one.procedure == facts.procedure and one.first > since)
    average = average_of(facts, values)
    days = max(0, min(asked, most - used))
    money = before.prenatal(average.exact, days, first, values)
    return _by_days(facts, (days, money.amount), (*average.steps, *money.steps), average)


def loss(facts: Facts, values: Values) -> Settled:
    """Art. 33, Law 58/2014/QH13; Art. 52, Law 41/2024/QH15: leave after the loss of a pregnancy, calendar days.

    Since July 2025 a loss from 22 weeks on, with the condition of a birth met, is settled as a birth.
    """
    first, last = days_of(facts)
    asked = mothers_right(facts, first, values)
    if before.treated_as_birth(facts.claimed.weeks or 0, first, values, birth_condition_met=asked.due):
        return _as_birth(facts, asked, values)
    average = average_of(facts, values)
    money = before.loss(facts.claimed.weeks or 0, (last - first).days + 1, average.exact, first, values)
    return _by_days(facts, (money.days, money.amount), (*average.steps, *money.steps), average)


def _as_birth(facts: Facts, asked: Right, values: Values) -> Settled:
    """Art. 52.2, Law 41/2024/QH15: the leave and grant of a birth; it is never the birth of a second child."""
    event = Birth(facts.day, facts.claimed.children)
    average = average_of(facts, values, event.day)
    money, leave = birth_amount(event, average.exact, values), leave_of(event, facts.day, values)
    parts = leave_and_grant(facts, (money.leave_benefit, leave.first, leave.last), (money.one_off, event.day))
    name = Text("Thai từ đủ 22 tuần: hưởng như sinh con", "From 22 weeks on: treated as a birth")
    told = Step(
        name,
        Text(f"{facts.claimed.weeks} tuần", f"{facts.claimed.weeks} weeks"),
        citation="Law 41/2024/QH15 art. 52(2)",
    )
    return Settled(parts, (told, *asked.steps, *average.steps, *money.steps))


def contraception(facts: Facts, values: Values) -> Settled:
    """Art. 37, Law 58/2014/QH13; Art. 57, Law 41/2024/QH15: leave for contraception, the days of the method."""
    first, last = days_of(facts)
    method = "sterilisation" if "triệt sản" in facts.claimed.disease.lower() else "iud"
    average = average_of(facts, values)
    money = before.contraception(method, (last - first).days + 1, average.exact, first, values)
    return _by_days(facts, (money.days, money.amount), (*average.steps, *money.steps), average)


def _by_days(facts: Facts, paid: tuple[int, int], steps: Sequence[Step], average: Average) -> Settled:
    """Return what is paid by days, if the claimant is insured and has a salary to count from."""
    conditions = (_insured(facts), _some_months(average))
    if not all(condition.met for condition in conditions):
        return refused(conditions, (*(condition.step() for condition in conditions), *steps))
    return paid_days(facts, Fraction(paid[0]), paid[1], tuple(steps), conditions, salary=average.amount)


def _some_months(average: Average) -> Condition:
    """Ask for any month at all."""
    return Condition(
        "no_months", average.months > 0, Text("Có tháng đóng làm căn cứ tính", "A contributed month to count from"),
        Text(f"{average.months} tháng", f"{average.months} months"),
        Text("đề nghị đơn vị khai báo quá trình đóng", "ask the employer to report the months"),
        "Law 58/2014/QH13 art. 39(1); Law 41/2024/QH15 art. 59(1)",
    )  # fmt: skip


def father(facts: Facts, values: Values) -> Settled:
    """Art. 34.2 and 39.1.b, Law 58/2014/QH13; Art. 53.2 and 59.2, Law 41/2024/QH15: the father's working days."""
    event, (first, last) = born(facts), days_of(facts)
    until = last_start(event.day, values)
    conditions = (_insured(facts), _in_time(first, event.day, until))
    if not all(condition.met for condition in conditions):
        return refused(conditions)
    average = average_of(facts, values, event.day)
    most = father_law(
        event, average.exact, values, surgery=facts.claimed.surgery, under_32_weeks=facts.claimed.under_32
    )
    taken = [
        one for one in facts.granted
        if one.procedure == facts.procedure and one.child_birth == event.day.isoformat()
    ]  # fmt: skip
    days = max(0, min(roster(facts).count(first, last + DAY), most.days - sum(int(one.days) for one in taken)))
    money = before.prenatal(average.exact, days, event.day, values)  # the same working day: average / 24
    steps = (*average.steps, most.steps[0], *money.steps)
    return paid_days(facts, Fraction(days), money.amount, steps, conditions, salary=average.amount)


def _in_time(first: dt.date, birth_day: dt.date, until: dt.date) -> Condition:
    """Ask whether the father's leave begins in time."""
    return Condition(
        "outside_window", birth_day <= first <= until,
        Text("Bắt đầu nghỉ trong thời hạn kể từ ngày sinh", "The leave begins in time after the birth"),
        Text(f"bắt đầu {first:%d/%m/%Y}", f"begins on {first:%d/%m/%Y}"),
        Text(f"bắt đầu chậm nhất ngày {until:%d/%m/%Y}", f"begin by {until:%d/%m/%Y}"),
        "Law 58/2014/QH13 art. 34(2); Law 41/2024/QH15 art. 53(2)",
    )  # fmt: skip


def father_grant(facts: Facts, values: Values) -> Settled:
    """Art. 38, Law 58/2014/QH13; Art. 58, Law 41/2024/QH15: the grant to a father with six months in the twelve."""
    event, wanted = born(facts), procedure(facts.procedure)
    asked = right(event.day, MotherFacts(facts.career(Fund.SM, values)), values)
    if not asked.due:
        return refused(asked.conditions)
    amount, steps = one_off(event.children, event.day, values)
    part = Part(GRANT, int(wanted.fund), wanted.kind, "once", amount, event.day, event.day + DAY)
    return Settled((part,), (*asked.steps, *steps))


def voluntary(facts: Facts, values: Values) -> Settled:
    """Art. 94-95, Law 41/2024/QH15: the grant of voluntary insurance, paid by the State."""
    event, wanted = born(facts), procedure(facts.procedure)
    since = values.parameters["maternity.voluntary.condition"].first_known
    if since is None or event.day < since:
        return refused((_not_yet(event.day, since),))
    months = facts.months(Fund.RS, values, voluntary=True)
    length = int(values.get("maternity.voluntary.condition", event.day).of("window"))
    last = Month.containing(event.day).plus(-1).number
    inside = sum(last - length < number <= last for number in months)
    own = right(event.day, MotherFacts(facts.career(Fund.SM, values)), values).due
    grant = voluntary_grant(event.day, event.children, inside, values, compulsory_right=own)
    if not grant.right.due:
        return refused(grant.right.conditions)
    part = Part(wanted.name, int(wanted.fund), wanted.kind, "once", grant.amount, event.day, event.day + DAY)
    return Settled((part,), grant.steps)


def _not_yet(day: dt.date, since: dt.date | None) -> Condition:
    """Return why a birth before the first day of the grant has none."""
    first = f"{since:%d/%m/%Y}" if since else "–"
    return Condition(
        "before_scheme", met=False,
        name=Text(f"Sinh con từ ngày {first} (khi có chế độ này)", f"A birth since {first}, when the grant began"),
        found=Text(f"ngày {day:%d/%m/%Y}", f"on {day:%d/%m/%Y}"),
        mend=Text(
            "BHXH tự nguyện chưa có trợ cấp cho lần sinh này; cha hoặc mẹ đóng BHXH bắt buộc thì nộp hồ sơ sinh con",
            "voluntary insurance has no grant for this birth; a parent in compulsory insurance claims under that",
        ),
        citation="Law 41/2024/QH15 art. 94-95, 140(1)",
    )  # fmt: skip
