"""The unemployment allowance: right, amount, months, kept months."""

import numpy as np

from ansinh.core.fund import Fund
from ansinh.core.period import Month, month_begins
from ansinh.core.terms import PayRegime
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.settle.settled import Part, Settled, refused
from ansinh.law.unemployment.amount import Unemployed, benefits
from ansinh.law.unemployment.amount import told as amount_told
from ansinh.law.unemployment.calendar import first_day
from ansinh.law.unemployment.duration import durations
from ansinh.law.unemployment.duration import told as duration_told
from ansinh.law.unemployment.right import Claim, right
from ansinh.law.values import Values


def unemployment(facts: Facts, values: Values) -> Settled:
    """Art. 49-50, Law 38/2013/QH13; Art. 38-39, Law 74/2025/QH15: 60 % of six months, for three to twelve months."""
    ended, wanted = facts.claimed.contract_end or facts.day, procedure(facts.procedure)
    career = facts.career(Fund.UI, values)
    asked = right(Claim(career, ended, filed=facts.received), values)
    if not asked.due:
        return refused(asked.conditions)
    last = facts.on(Month.containing(ended), Fund.UI) or facts.on(Month.containing(ended).plus(-1), Fund.UI)
    state, region = (last.regime == PayRegime.STATE, last.region) if last else (False, 0)
    day = np.array([ended.toordinal()], dtype=np.int64)
    found = benefits(Unemployed(career, day, np.array([state]), np.array([region], dtype=np.int64)), values)
    contributed = np.array([career.months.size], dtype=np.int64)
    months, kept = durations(contributed, day, values)
    start = first_day(facts.received, values)
    count, each = int(months[0]), int(found.amount[0])
    name = Text(f"{wanted.name.vi}, {count} tháng", f"{wanted.name.en}, {count} months")
    part = Part(name, int(wanted.fund), wanted.kind, "month", each, start, month_begins(start, count))
    steps = (
        *asked.steps, *amount_told(found, ended, values),
        *duration_told(int(contributed[0]), count, int(kept[0]), ended, values),
    )  # fmt: skip
    return Settled((part,), steps)
