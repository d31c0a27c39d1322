"""Occupational accidents and diseases: one sum or a monthly allowance, by the loss of capacity."""

import datetime as dt

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.occupational.combined import after_combined_assessment, fund_years, salary
from ansinh.law.values import Values


def occupational(facts: Facts, values: Values) -> Settled:
    """Art. 48-50, Law 84/2015/QH13: 5 to 30 % in one sum, from 31 % every month from the month of the conclusion."""
    wanted, career = procedure(facts.procedure), facts.career(Fund.OAD, values)
    event, loss = facts.claimed.event_day or facts.day, facts.claimed.loss_percent or 0
    wages, years = salary([career], event, values), fund_years(career, event)
    money = after_combined_assessment(loss, years, wages, event, values)
    if not money.right.due:
        return refused(money.right.conditions)
    monthly = loss >= int(values.get("oad.monthly", event).of("from"))
    first = Month.containing(event).first_day if monthly else event
    end = None if monthly else event + dt.timedelta(days=1)
    rhythm = "month" if monthly else "once"
    return Settled((Part(wanted.name, int(wanted.fund), wanted.kind, rhythm, money.amount, first, end),), money.steps)
