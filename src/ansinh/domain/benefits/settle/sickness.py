"""Sickness: own illness, long-list diseases, sick children: facts of the register put to the law."""

import datetime as dt
from fractions import Fraction

from ansinh.core.fund import Fund
from ansinh.core.period import Month, full_years
from ansinh.core.text import Text
from ansinh.core.working_days import PublicHolidays, Roster, SwappedWorkdays
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step
from ansinh.law.sickness.child import SickChild, child_until
from ansinh.law.sickness.leave import SickLeave, SickPerson, settle, settle_child
from ansinh.law.sickness.long_list import Treatment, settle_long_list
from ansinh.law.sickness.right import SickFacts, right
from ansinh.law.values import Values

OWN = ("sickness.own", "sickness.long")
NO_DAYS = Text("Số ngày được hưởng", "Days paid")


def roster(facts: Facts) -> Roster:
    """Return the days the person works: the weekly rest of the list, public holidays, Saturdays swapped."""
    return Roster(frozenset(facts.claimed.weekly_rest), PublicHolidays(), SwappedWorkdays())


def leave_of(facts: Facts) -> SickLeave:
    """Return the leave. Days another leave has already are no question here: they refuse the claim before."""
    first, last = days_of(facts)
    return SickLeave(first, last, roster=roster(facts))


def days_of(facts: Facts) -> tuple[dt.date, dt.date]:
    """Return first and last day of the leave; ValueError without them (a check finds that before)."""
    if facts.claimed.first is None or facts.claimed.last is None:
        message = "a leave has a first and a last day"
        raise ValueError(message)
    return facts.claimed.first, facts.claimed.last


def insured_on(facts: Facts, day: dt.date) -> bool:
    """Return whether the person was in the sickness fund on a day: in its month, or the month before a first leave."""
    month = Month.containing(day)
    return any(facts.on(one, Fund.SM) is not None for one in (month, month.plus(-1)))


def _right(facts: Facts, values: Values, ground: str) -> tuple[Condition, ...]:
    """Return the conditions of the right."""
    asked = SickFacts(insured_on(facts, facts.day), ground, "", certified=_certified(facts))
    return right(asked, facts.day, values).conditions


def _certified(facts: Facts) -> bool:
    """Return whether a paper of a medical facility is there, or data in its place."""
    return any(paper.code in facts.papers for paper in procedure(facts.procedure).papers)


def person_of(facts: Facts, values: Values) -> SickPerson:
    """Return who is sick: months, years, hard work, days used."""
    month = Month.containing(facts.day)
    return SickPerson(
        facts.career(Fund.SM, values),
        facts.years(Fund.SM, values, month),
        facts.hard(month, Fund.SM) or facts.claimed.special_area,
        facts.used(OWN),
    )


def own(facts: Facts, values: Values) -> Settled:
    """Art. 26 and 28, Law 58/2014/QH13; Art. 43 and 45, Law 41/2024/QH15: own ordinary illness."""
    conditions = _right(facts, values, "illness")
    if not all(condition.met for condition in conditions):
        return refused(conditions)
    settled = settle(leave_of(facts), person_of(facts, values), values)
    return paid_days(facts, settled.days, settled.amount, settled.steps, conditions, salary=settled.salary)


def child(facts: Facts, values: Values) -> Settled:
    """Art. 27, Law 58/2014/QH13; Art. 44, Law 41/2024/QH15: leave for a sick child."""
    first, _ = days_of(facts)
    birth = facts.claimed.child_birth or first
    conditions = (*_right(facts, values, "child"), _young(full_years(birth, first), child_until(first, values)))
    if not all(condition.met for condition in conditions):
        return refused(conditions)
    used = facts.used(("sickness.child",), child_birth=birth.isoformat()).get(first.year, 0)
    children = [SickChild(full_years(birth, first), used)]
    settled = settle_child(leave_of(facts), person_of(facts, values), children, values)
    return paid_days(facts, settled.days, settled.amount, settled.steps, conditions, salary=settled.salary)


def _young(years: int, until: int) -> Condition:
    """Ask whether the child has not had the birthday from which no days are given."""
    return Condition(
        "child_too_old", years < until,
        Text(f"Con dưới {until} tuổi khi bắt đầu nghỉ", f"The child is under {until} when leave begins"),
        Text(f"{years} tuổi", f"{years} years"),
        Text(f"chế độ này hết khi con đủ {until} tuổi", f"this benefit ends when the child is {until}"),
        "Law 58/2014/QH13 art. 27(1); Law 41/2024/QH15 art. 44(1)",
    )  # fmt: skip


def long(facts: Facts, values: Values) -> Settled:
    """Art. 26.2 and 28, Law 58/2014/QH13; Art. 43.2 and 45.3, Law 41/2024/QH15: a disease of the long list."""
    conditions = _right(facts, values, "illness")
    if not all(condition.met for condition in conditions):
        return refused(conditions)
    done = settle_long_list(leave_of(facts), person_of(facts, values), _treatment(facts, values), values)
    days = sum(stage.days for stage in done.stages if stage.amount)
    return paid_days(facts, Fraction(days), done.amount, done.steps, conditions)


def _treatment(facts: Facts, values: Values) -> Treatment:
    """Return the course of treatment: leaves of the list granted without a gap before this one belong to it."""
    began, _ = days_of(facts)
    for one in sorted(facts.granted, key=lambda one: one.first, reverse=True):
        if one.procedure == "sickness.long" and one.end == began:
            began = one.first
    months = facts.months(Fund.SM, values)
    return Treatment(began, sum(number < Month.containing(began).number for number in months), facts.received)


def paid_days(
    facts: Facts, days: Fraction, amount: int, steps: tuple[Step, ...], conditions: tuple[Condition, ...], *,
    salary: int | None = None,
) -> Settled:  # fmt: skip
    """Return days paid as the one part of a settlement, with the salary (dong) it is reckoned on where there is one.

    No day left is a refusal that says so.
    """
    wanted = procedure(facts.procedure)
    first, last = days_of(facts)
    if days <= 0 or amount <= 0:
        left = Condition(
            "no_days_left", met=False, name=NO_DAYS, found=Text("0 ngày", "0 days"), mend=_way_out(facts),
            citation="Law 58/2014/QH13 art. 26; Law 41/2024/QH15 art. 43",
        )  # fmt: skip
        return Settled((), steps, (left,))
    part = Part(
        wanted.name, int(wanted.fund), wanted.kind, "once", amount, first, last + dt.timedelta(days=1), days,
        counted={"salary": salary} if salary else {},
    )  # fmt: skip
    told = tuple(condition.step() for condition in conditions)
    return Settled((part,), (*told, *steps))


def _way_out(facts: Facts) -> Text:
    """Return what would satisfy a leave without a day to pay: working days in it, or days left of the year."""
    first, last = days_of(facts)
    if not roster(facts).count(first, last + dt.timedelta(days=1)):
        return Text(
            "cần ít nhất một ngày làm việc: các ngày nghỉ này đều là ngày nghỉ hằng tuần, nghỉ lễ hoặc nghỉ bù",
            "one working day at least: all of these are days of weekly rest, public holidays or days off in lieu",
        )
    if procedure(facts.procedure).kind != "sickness":
        return Text(
            "đã hết số ngày được hưởng, hoặc các ngày đã thuộc chế độ khác; xem các bước tính",
            "the days are used up, or belong to another leave; see the steps",
        )
    return Text(
        "đã hết số ngày của năm, hoặc các ngày đã thuộc chế độ khác; nghỉ ốm từ 01/01 năm sau được tính số ngày mới",
        "the days of the year are used up, or belong to another leave; leave from 1 January has days of its own again",
    )
