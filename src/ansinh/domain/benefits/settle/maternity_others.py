"""Maternity where another than the mother who bears the child claims: surrogacy, and the care of a motherless child."""

from dataclasses import replace
from fractions import Fraction

from ansinh.core.fund import Fund
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.maternity import DAY, LEAVE, average_of, born, leave_and_grant, mothers_right
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step
from ansinh.law.maternity.adoption import commissioning_mother, surrogate_leave
from ansinh.law.maternity.amount import leave_money, one_off
from ansinh.law.maternity.birth import Leave, leave_of
from ansinh.law.maternity.carer import Carer, carer_leave
from ansinh.law.values import Values

CARE = "Law 58/2014/QH13 art. 34(4)-(6); Law 41/2024/QH15 art. 53(5)-(7)"


def surrogate(facts: Facts, values: Values) -> Settled:
    """Art. 35.1, 38 and 39, Law 58/2014/QH13; Art. 54, 58, Law 41/2024/QH15: until the hand-over."""
    event = born(facts)
    asked = mothers_right(facts, event.day, values)
    if not asked.due:
        return refused(asked.conditions)
    average, handed = average_of(facts, values, event.day), facts.claimed.handed_over or event.day
    leave = surrogate_leave(event, facts.claimed.first or event.day, handed, values)
    money, told = leave_money(average.exact, *leave.length, event.day, values)
    grant, grant_told = one_off(event.children, event.day, values)
    parts = leave_and_grant(facts, (money, leave.first, leave.last), (grant, event.day))
    return Settled(parts, (*asked.steps, *average.steps, _span(leave), *told, *grant_told))


def commissioning(facts: Facts, values: Values) -> Settled:
    """Art. 35.2, 38 and 39, Law 58/2014/QH13; Art. 55, 58, Law 41/2024/QH15: from the receipt to six months of age."""
    event, handed = born(facts), facts.claimed.handed_over or facts.day
    asked = mothers_right(facts, handed, values)
    if not asked.due:
        return refused(asked.conditions)
    average = average_of(facts, values, handed)
    money = commissioning_mother(event, handed, average.exact, values, grant_is_hers=facts.claimed.grant_mine)
    if money.leave is None:
        return Settled((), (*asked.steps, *money.steps))
    parts = leave_and_grant(facts, (money.leave_benefit, money.leave.first, money.leave.last), (money.one_off, handed))
    return Settled(parts, (*asked.steps, *average.steps, *money.steps))


def carer(facts: Facts, values: Values) -> Settled:
    """Art. 34.4-6 and 39.1, Law 58/2014/QH13; Art. 53.5-7, Law 41/2024/QH15: the father or carer takes the rest."""
    event, since = born(facts), facts.claimed.carer_from or facts.day
    mine, hers = mothers_right(facts, event.day, values), _mother(facts)
    her_right = mothers_right(hers, event.day, values)
    her_months = hers.career(Fund.SM, values).months.size > 0
    case = Carer(
        since=since, born=event.day,
        mothers_leave=leave_of(event, event.day, values) if her_right.due else None,
        mothers_average=_average(hers, values) if her_months and her_right.due else None,
        fathers_average=_average(facts, values) if mine.due else None,
        stops_work=facts.claimed.stops_work,
    )  # fmt: skip
    found = carer_leave(case, values)
    if found.leave is None:
        return refused((*mine.conditions, *her_right.conditions, _some_left(found.leave)))
    whose = Text("người mẹ", "the mother") if found.paid_on == "mother" else Text("người nuôi dưỡng", "the carer")
    told = Step(Text("Tính trên tiền lương của", "Reckoned on the salary of"), whose, citation=CARE)
    wanted = procedure(facts.procedure)
    days = Fraction((found.leave.last - found.leave.first).days + 1)
    part = Part(
        LEAVE, int(wanted.fund), wanted.kind, "once", found.amount, found.leave.first, found.leave.last + DAY, days
    )
    return Settled((part,), (told, *found.steps))


def _mother(facts: Facts) -> Facts:
    """Return the facts with the months of the mother in the place of the claimant's."""
    typed = replace(facts.claimed, first=facts.claimed.child_birth)
    return replace(facts, stretches=facts.mother, claimed=typed, owed=(), earlier=(), granted=())


def _average(facts: Facts, values: Values) -> Fraction:
    """Return the exact average of six months before the birth."""
    return average_of(facts, values, born(facts).day).exact


def _some_left(leave: Leave | None) -> Condition:
    """Ask for days of the mother's leave that are left."""
    return Condition(
        "nothing_left", leave is not None,
        Text("Còn thời gian nghỉ của người mẹ", "Some of the mother's leave is left"),
        Text("không còn", "nothing"),
        Text(
            "cha hoặc mẹ có đủ 6 tháng đóng trong 12 tháng trước khi sinh, và con chưa đủ 6 tháng tuổi",
            "one of the parents with six months in the twelve before the birth, and a child under six months",
        ),
        CARE,
    )  # fmt: skip


def _span(leave: Leave) -> Step:
    """Tell first and last day."""
    said = Text(f"{leave.first:%d/%m/%Y} đến {leave.last:%d/%m/%Y}", f"{leave.first:%d/%m/%Y} to {leave.last:%d/%m/%Y}")
    return Step(
        Text("Nghỉ đến khi giao con", "Leave until the hand-over"), said,
        citation="Law 58/2014/QH13 art. 35(1); Law 41/2024/QH15 art. 54(1)",
    )  # fmt: skip
