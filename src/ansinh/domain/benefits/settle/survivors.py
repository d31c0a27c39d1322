"""After a death: the funeral grant, the lump sum, the monthly shares of relatives."""

import datetime as dt

from ansinh.core.errors import RefusedError
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.careers import month_rows, pension_career
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.explain import Step, dong
from ansinh.law.one_time.amount import split_months
from ansinh.law.pension.average import average_salary
from ansinh.law.survivors.grants import Deceased, contributor_lump, funeral_amount, funeral_right
from ansinh.law.survivors.relatives import Kind, Relative, deceased_right
from ansinh.law.survivors.shares import monthly_amounts, monthly_shares
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)
UNREADABLE = Text(
    "Không đọc được thân nhân “{line}”: ghi quan hệ và ngày sinh, ví dụ “child 2015-03-02”.",
    "The relative “{line}” cannot be read: write relation and birth, such as “child 2015-03-02”.",
)


def _deceased(facts: Facts) -> Deceased:
    """Return the deceased as the law asks: months of both schemes."""
    rows = month_rows(facts)
    voluntary = sum(stretch.voluntary for _, stretch in rows)
    return Deceased(len(rows) - voluntary, voluntary)


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
    """Art. 70.1, Law 58/2014/QH13; Art. 89.1, Law 41/2024/QH15: the lump sum after a contributor."""
    death, wanted, rows = facts.claimed.death_day or facts.day, procedure(facts.procedure), month_rows(facts)
    if not rows:
        return Settled((), ())
    average = int(average_salary(pension_career(facts, values), Month.containing(death), values).dong[0])
    before, later = split_months([(Month(number), Month(number)) for number, _ in rows], values)
    money = contributor_lump(before, later, average, death, values)
    steps = (
        Step(Text("Thời gian đóng", "Time contributed"), Text(f"{len(rows)} tháng", f"{len(rows)} months")),
        Step(Text("Mức bình quân tiền lương", "Average salary"), dong(average)),
        Step(wanted.name, dong(money.amount), f"{money.months} x {dong(average)}",
             "Law 58/2014/QH13 art. 70(1); Law 41/2024/QH15 art. 89(1)"),
    )  # fmt: skip
    part = Part(wanted.name, int(wanted.fund), wanted.kind, "once", money.amount, death, death + DAY)
    return Settled((part,), steps)


def monthly(facts: Facts, values: Values) -> Settled:
    """Art. 67-68, Law 58/2014/QH13; Art. 86-87, Law 41/2024/QH15: half a level of pay each, four relatives at most."""
    death, wanted = facts.claimed.death_day or facts.day, procedure(facts.procedure)
    right = deceased_right(_deceased(facts), death, values)
    people = tuple(_relative(line, death) for line in facts.claimed.relatives)
    found = monthly_shares(right, people, deaths=1, day=death, values=values)
    conditions = (*right.conditions, *(one for each in found.rights for one in each.conditions))
    first = Month.containing(death).plus(1)
    amounts = monthly_amounts(found.shares, first, values, times=found.times)
    if not any(amounts):
        return refused(conditions)
    parts = tuple(
        Part(wanted.name, int(wanted.fund), wanted.kind, "month", amount, first.first_day, None, payee=line)
        for line, amount in zip(facts.claimed.relatives, amounts, strict=True)
        if amount
    )
    told = tuple(
        Step(Text(f"Mức hằng tháng của {line}", f"Monthly share of {line}"), dong(amount),
             citation="Law 58/2014/QH13 art. 68; Law 41/2024/QH15 art. 87")
        for line, amount in zip(facts.claimed.relatives, amounts, strict=True)
    )  # fmt: skip
    return Settled(parts, (*(one.step() for one in conditions), *told))


def _relative(line: str, death: dt.date) -> Relative:
    """Return a relative written as relation and birth (YYYY-MM-DD); RefusedError where it cannot be read."""
    kind, _, rest = line.partition(" ")
    try:
        birth = dt.date.fromisoformat(rest.split()[0])
        end = Month.containing(death).last_day
        months = (end.year - birth.year) * 12 + end.month - birth.month - (end.day < birth.day)
        return Relative(Kind(kind), months)
    except (ValueError, IndexError):
        raise RefusedError(UNREADABLE.fill(line=line)) from None
