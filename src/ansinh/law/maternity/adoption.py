"""Adoption and surrogacy: leave from the day the child is handed over until it is six months old."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import month_begins
from ansinh.core.text import Text
from ansinh.law.explain import Step
from ansinh.law.maternity.amount import leave_money, one_off
from ansinh.law.maternity.birth import DAY, Birth, Leave, leave_months
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Received:
    """Leave (None where the child is six months old or more, or work goes on), its parts and the money, dong."""

    leave: Leave | None
    months: int
    odd_days: int
    leave_benefit: int
    one_off: int
    steps: tuple[Step, ...]


def adoption(
    births: Sequence[dt.date], handed_over: dt.date, average: Fraction | int, values: Values, *, stops_work: bool = True
) -> Received:
    """Art. 36, 38 and 39, Law 58/2014/QH13; Art. 56, 58 and 59, Law 41/2024/QH15: one parent adopts.

    Until the last child is six months old. Who goes on working has the one-off grant only; for a child of six months
    nothing is due. ValueError without a child or for one handed over before its birth.
    """
    if not births or handed_over < max(births):
        message = "a child is handed over after its birth"
        raise ValueError(message)
    law = values.get("maternity.adoption.until_months", handed_over)
    young = [day for day in births if month_begins(day, law.whole) > handed_over]
    if not young:
        name = Text(f"Con dưới {law.text} tháng tuổi", f"A child under {law.text} months")
        return Received(None, 0, 0, 0, 0, (Step(name, Text("không", "no"), citation=law.citation),))
    leave = Leave(handed_over, month_begins(max(young), law.whole) - DAY) if stops_work else None
    return _received(leave, len(young), (average, handed_over, values), law.citation)


def commissioning_mother(
    birth: Birth, handed_over: dt.date, average: Fraction | int, values: Values, *, grant_is_hers: bool
) -> Received:
    """Art. 35.2, Law 58/2014/QH13; Art. 55, Law 41/2024/QH15: from the receipt until the child is six months old.

    One month more for each further child, whether or not she stops work; the one-off grant only where the surrogate
    cannot have it.
    """
    until = values.get("maternity.adoption.until_months", handed_over)
    end = month_begins(birth.day, until.whole + birth.children - 1)
    leave = Leave(handed_over, end - DAY) if end > handed_over else None
    return _received(leave, birth.children if grant_is_hers else 0, (average, handed_over, values), until.citation)


def surrogate_leave(birth: Birth, starts: dt.date, handed_over: dt.date, values: Values) -> Leave:
    """Art. 35.1, Law 58/2014/QH13; Art. 54.1, Law 41/2024/QH15: to the hand-over, at least sixty days from the birth.

    Never longer than the leave of a birth that begins on `starts`.
    """
    least = birth.day + dt.timedelta(days=values.whole("maternity.surrogate.min_days", birth.day))
    usual = month_begins(starts, leave_months(birth, values))
    return Leave(starts, min(max(handed_over, least), usual) - DAY)


def _received(leave: Leave | None, grants: int, law: tuple[Fraction | int, dt.date, Values], citation: str) -> Received:
    """Return leave and money of a child received."""
    average, day, values = law
    months, odd = (0, 0) if leave is None else leave.length
    steps: tuple[Step, ...] = ()
    if leave is not None:
        shown = Text(
            f"{leave.first} đến {leave.last}: {months} tháng {odd} ngày",
            f"{leave.first} to {leave.last}: {months} months {odd} days",
        )
        steps = (Step(Text("Thời gian nghỉ", "Leave"), shown, citation=citation),)
    money, money_steps = leave_money(average, months, odd, day, values)
    grant, grant_steps = one_off(grants, day, values)
    return Received(leave, months, odd, money, grant, (*steps, *money_steps, *grant_steps))
