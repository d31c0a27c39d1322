"""After a death: the funeral grant, the lump sum, the monthly shares of relatives and what changes them later."""

import datetime as dt
from fractions import Fraction

from ansinh.core.fund import Fund
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.domain.benefits.earlier import INJURY, LOSS_OF_CAPACITY, OLD_AGE
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.relatives import Named, relative_of
from ansinh.domain.benefits.settle.careers import month_rows, pension_career
from ansinh.domain.benefits.settle.onetime import no_months
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.conditions import Condition
from ansinh.law.explain import Step, dong
from ansinh.law.one_time.amount import split_months
from ansinh.law.pension.average import average_salary
from ansinh.law.survivors.grants import (
    Deceased,
    LumpSum,
    Standing,
    accident_lump,
    contributor_lump,
    funeral_amount,
    funeral_right,
    pensioner_lump,
    voluntary_lump,
)
from ansinh.law.survivors.relatives import deceased_right
from ansinh.law.survivors.shares import may_choose_lump, monthly_amounts, monthly_shares
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)
LUMP = "Law 58/2014/QH13 art. 70, 81; Law 41/2024/QH15 art. 89, 112"
SHARES = "Law 58/2014/QH13 art. 68; Law 41/2024/QH15 art. 87"


def _deceased(facts: Facts) -> Deceased:
    """Return the deceased as the law asks: months of both schemes, and what was drawn."""
    rows = month_rows(facts)
    voluntary = sum(stretch.voluntary for _, stretch in rows)
    return Deceased(
        len(rows) - voluntary + facts.claimed.bought_months, voluntary, facts.claimed.occupational_death,
        _standing(facts),
    )  # fmt: skip


def _standing(facts: Facts) -> Standing:
    """Return what the deceased was to the funds."""
    if facts.in_payment(OLD_AGE, LOSS_OF_CAPACITY) is not None:
        return Standing.PENSIONER
    return Standing.OAD if facts.in_payment(INJURY) is not None else Standing.CONTRIBUTOR


def funeral(facts: Facts, values: Values) -> Settled:
    """Art. 66, Law 58/2014/QH13; Art. 85, Law 41/2024/QH15: ten levels of pay of the month of death."""
    death, wanted = facts.claimed.death_day or facts.day, procedure(facts.procedure)
    asked = funeral_right(_deceased(facts), death, values)
    if not asked.due:
        return refused(asked.conditions)
    amount = funeral_amount(death, values)
    multiple = values.get("survivors.funeral.multiple", death)
    told = Step(
        wanted.name, dong(amount), f"{multiple.text} x {format_dong(amount // multiple.whole)}", multiple.citation
    )
    part = Part(wanted.name, int(wanted.fund), wanted.kind, "once", amount, death, death + DAY)
    return Settled((part,), (*asked.steps, told))


def lump(facts: Facts, values: Values) -> Settled:
    """Art. 69-70 and 81, Law 58/2014/QH13; Art. 88-89 and 112, Law 41/2024/QH15: one sum to the relatives.

    After a pensioner by the months drawn, after a monthly injury allowance three of it, after a contributor 1.5 and 2
    averages a year. Relatives with a right to monthly shares may choose it, unless the law of 2014 bars it.
    """
    death, wanted = facts.claimed.death_day or facts.day, procedure(facts.procedure)
    people = tuple(relative_of(line, death) for line in facts.claimed.relatives)
    if not month_rows(facts) and _standing(facts) is Standing.CONTRIBUTOR:
        return refused((no_months(LUMP),))
    choice = _may_choose(facts, people, values)
    if not choice.met:
        return refused((choice,))
    money, told = _sum(facts, values)
    if not money.amount:
        return Settled((), told)
    part = Part(wanted.name, int(wanted.fund), wanted.kind, "once", money.amount, death, death + DAY)
    return Settled((part,), (choice.step(), *told))


def _may_choose(facts: Facts, people: tuple[Named, ...], values: Values) -> Condition:
    """Ask whether relatives who could draw every month may take one sum."""
    death = facts.claimed.death_day or facts.day
    right = deceased_right(_deceased(facts), death, values)
    relatives = tuple(one.relative for one in people)
    could = any(monthly_shares(right, relatives, deaths=1, day=death, values=values).shares)
    free = not could or may_choose_lump(relatives, death, values)
    return Condition(
        "monthly_instead", free, Text("Được chọn trợ cấp một lần", "One sum may be chosen"),
        Text("được", "yes") if free else Text("có con dưới 6 tuổi hoặc suy giảm từ 81 %", "a child under 6, or 81 %"),
        Text("hưởng trợ cấp tuất hằng tháng", "the monthly shares are due"),
        "Law 58/2014/QH13 art. 69; Law 41/2024/QH15 art. 88",
    )  # fmt: skip


def _sum(facts: Facts, values: Values) -> tuple[LumpSum, tuple[Step, ...]]:
    """Return the sum by what the deceased was, and its sentences."""
    death, wanted = facts.claimed.death_day or facts.day, procedure(facts.procedure)
    month = Month.containing(death)
    pension, injury = facts.in_payment(OLD_AGE, LOSS_OF_CAPACITY), facts.in_payment(INJURY)
    if pension is not None:
        monthly, drawn = pension.monthly(month, values), pension.months(month)
        money = pensioner_lump(monthly, drawn, death, values)
        counted = Step(Text("Số tháng đã hưởng lương hưu", "Months of pension drawn"), str(drawn))
        return money, (counted, Step(wanted.name, dong(money.amount), f"{money.months} x {dong(monthly)}", LUMP))
    if injury is not None and not month_rows(facts):
        monthly = injury.monthly(month, values)
        money = accident_lump(monthly, death, values)
        return money, (Step(wanted.name, dong(money.amount), f"{money.months} x {dong(monthly)}", LUMP),)
    return _contributor(facts, values)


def _contributor(facts: Facts, values: Values) -> tuple[LumpSum, tuple[Step, ...]]:
    """Return the sum after somebody who contributed; voluntary time alone has no least of three averages."""
    death, wanted, rows = facts.claimed.death_day or facts.day, procedure(facts.procedure), month_rows(facts)
    if not rows:
        none = Step(Text("Thời gian đóng", "Time contributed"), Text("0 tháng", "0 months"))
        return LumpSum(0, 0, Fraction(0), 0), (none,)
    average = int(average_salary(pension_career(facts, values), Month.containing(death), values).dong[0])
    before, later = split_months([(Month(number), Month(number)) for number, _ in rows], values)
    if all(stretch.voluntary for _, stretch in rows):
        paid = _money_paid(facts, values)
        money = voluntary_lump(before, later, average=average, money_paid=paid, day=death, values=values)
    else:
        money = contributor_lump(before, later, average, death, values)
    formula = f"{money.months} x {dong(average)}" if money.months else ""
    return money, (
        Step(Text("Thời gian đóng", "Time contributed"), Text(f"{len(rows)} tháng", f"{len(rows)} months")),
        Step(Text("Mức bình quân", "Average"), dong(average)),
        Step(wanted.name, dong(money.amount), formula, LUMP),
    )


def _money_paid(facts: Facts, values: Values) -> int:
    """Return the voluntary contributions paid, dong: the share of the retirement fund in each chosen income."""
    rows = [(Month(number), stretch) for number, stretch in month_rows(facts)]
    return half_up(
        sum(stretch.pay(month, values) * values.rate("vsi.rate", month.first_day) for month, stretch in rows)
    )


def monthly(facts: Facts, values: Values) -> Settled:
    """Art. 67-68, Law 58/2014/QH13; Art. 86-87, Law 41/2024/QH15: half a level of pay each, four relatives at most."""
    death = facts.claimed.death_day or facts.day
    return _shares(facts, Month.containing(death).plus(1), values)


def change(facts: Facts, values: Values) -> Settled:
    """Art. 67-68, Law 58/2014/QH13; Art. 86-88, Law 41/2024/QH15: the shares from a month on, told anew.

    The same rules with the relatives as they are then: a child born after the death, a share that falls to half when
    the child has grown up, one who died. It takes the place of what was granted before.
    """
    since = facts.claimed.effect_day or facts.day
    return _shares(facts, Month.containing(since), values)


def _shares(facts: Facts, first: Month, values: Values) -> Settled:
    """Return the shares of the relatives from a month on."""
    death, wanted, claimed = facts.claimed.death_day or facts.day, procedure(facts.procedure), facts.claimed
    right = deceased_right(_deceased(facts), death, values, oad_loss_pct=claimed.loss_percent)
    people = tuple(relative_of(line, death) for line in claimed.relatives)
    found = monthly_shares(
        right, tuple(one.relative for one in people), deaths=claimed.deaths, day=death, values=values
    )
    conditions = (*right.conditions, *(one for each in found.rights for one in each.conditions))
    amounts = monthly_amounts(found.shares, first, values, times=found.times)
    if not any(amounts):
        return refused(conditions)
    shares = [(one, amount) for one, amount in zip(people, amounts, strict=True) if amount]
    parts = tuple(
        Part(wanted.name, int(Fund.RS), wanted.kind, "month", amount, max(first.first_day, _born(one)),
             one.until(values, death), payee=one.payee)
        for one, amount in shares
    )  # fmt: skip
    told = tuple(
        Step(Text(f"Mức hằng tháng của {one.name.vi}", f"Monthly share of {one.name.en}"), dong(amount),
             citation=SHARES)
        for one, amount in zip(people, amounts, strict=True)
    )  # fmt: skip
    return Settled(parts, (*(one.step() for one in conditions), *told))


def _born(one: Named) -> dt.date:
    """Return the first of the month of birth: a child born after the death draws from then on."""
    return one.birth.replace(day=1)
