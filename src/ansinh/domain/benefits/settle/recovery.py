"""Convalescence after sickness, maternity and occupational injuries."""

import datetime as dt
from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts, Granted
from ansinh.domain.benefits.settle.settled import Settled, refused
from ansinh.domain.benefits.settle.sickness import OWN, days_of, paid_days
from ansinh.law.conditions import Condition
from ansinh.law.convalescence.rest import AfterMaternity, AfterSickness, after_maternity, after_sickness, money
from ansinh.law.convalescence.rest import rest_money as money_of
from ansinh.law.occupational.amount import convalescence_days
from ansinh.law.values import Values

DAY = dt.timedelta(days=1)

MATERNITY = ("maternity.birth", "maternity.adoption", "maternity.loss")
INJURY = ("sickness.own", "occupational")


def _before(facts: Facts, kinds: tuple[str, ...]) -> list[Granted]:
    """Return the leaves of some kinds granted before the rest, oldest first."""
    first, _ = days_of(facts)
    return [one for one in facts.granted if one.procedure in kinds and one.end <= first]


def _no_leave(citation: str) -> Settled:
    """Return the refusal of a rest before which no leave was granted."""
    return refused((
        Condition(
            "no_leave_before", met=False, name=Text("Có đợt nghỉ hưởng chế độ trước đó", "A leave before the rest"),
            found=Text("chưa có đợt nghỉ nào được giải quyết trước ngày này", "no leave was granted before this day"),
            mend=Text("nộp hồ sơ của đợt nghỉ trước, rồi đề nghị dưỡng sức", "claim the leave first, then the rest"),
            citation=citation,
        ),
    ))  # fmt: skip


def _asked(facts: Facts) -> int:
    """Return the calendar days asked for."""
    first, last = days_of(facts)
    return (last - first).days + 1


def after_sick_leave(facts: Facts, values: Values) -> Settled:
    """Art. 29, Law 58/2014/QH13; Art. 46, Law 41/2024/QH15: thirty sick days in the year, then a rest."""
    leaves, first = _before(facts, (*OWN, "sickness.child")), facts.day
    if not leaves:
        return _no_leave("Law 58/2014/QH13 art. 29(1); Law 41/2024/QH15 art. 46(1)")
    year = leaves[-1].end.year
    own = [one for one in leaves if one.procedure in OWN and one.first.year == year]
    used = sum(int(one.days) for one in facts.granted if one.procedure == facts.procedure and one.first.year == year)
    kind = facts.claimed.rest_cause if facts.claimed.rest_cause in {"surgery", "long_list"} else "other"
    asked = AfterSickness(kind, sum(int(one.days) for one in own), used, leaves[-1].end - DAY, first)
    rest = after_sickness(asked, values)
    if not rest.right.due:
        return refused(rest.right.conditions)
    days = min(rest.days, _asked(facts))
    amount, steps = money(days, first, values)
    return paid_days(facts, Fraction(days), amount, (*rest.steps, *steps), ())


def after_maternity_leave(facts: Facts, values: Values) -> Settled:
    """Art. 41, Law 58/2014/QH13; Art. 60, Law 41/2024/QH15: a rest within the days after the return."""
    leaves, first = _before(facts, MATERNITY), facts.day
    if not leaves:
        return _no_leave("Law 58/2014/QH13 art. 41(1); Law 41/2024/QH15 art. 60(1)")
    kind = facts.claimed.rest_cause if facts.claimed.rest_cause in {"surgery", "multiple"} else "other"
    asked = AfterMaternity(kind, leaves[-1].end, first, _asked(facts), returned_early=facts.claimed.returned_early)
    rest = after_maternity(asked, values)
    if not rest.right.due:
        return refused(rest.right.conditions)
    amount, steps = money(rest.days, first, values)
    return paid_days(facts, Fraction(rest.days), amount, (*rest.steps, *steps), ())


def after_injury(facts: Facts, values: Values) -> Settled:
    """Art. 54, Law 84/2015/QH13: a rest after treatment, by the loss of capacity."""
    first = facts.day
    days = min(_asked(facts), convalescence_days(facts.claimed.loss_percent or 0, first, values))
    amount, steps = money_of("oad.convalescence.rate", days, first, values)
    return paid_days(facts, Fraction(days), amount, steps, ())
