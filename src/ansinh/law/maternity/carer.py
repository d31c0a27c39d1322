"""When the mother dies or is too weak: who goes on with her leave, on whose salary; and who gets the one-off grant."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import month_begins
from ansinh.core.text import Text
from ansinh.law.explain import Step
from ansinh.law.maternity.amount import leave_money
from ansinh.law.maternity.birth import DAY, Leave
from ansinh.law.regime import Regime, regime_on
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Carer:
    """Facts: her death (or the day she became too weak), her leave, the averages (None: not insured or no right).

    `stops_work`: the father or carer gives up work for the child.
    """

    since: dt.date
    born: dt.date
    mothers_leave: Leave | None
    mothers_average: Fraction | int | None
    fathers_average: Fraction | int | None
    stops_work: bool


@dataclass(frozen=True, slots=True)
class CarerLeave:
    """The leave that is left (None where nobody has a right), whose average pays it ("mother", "father"), dong."""

    leave: Leave | None
    paid_on: str
    amount: int
    steps: tuple[Step, ...]


def carer_leave(facts: Carer, values: Values) -> CarerLeave:
    """Art. 34.4-6 and 39.1, Law 58/2014/QH13; Art. 53.5-7, Law 41/2024/QH15: the rest of the mother's leave.

    Where only she was insured: on her average. Both insured: on his if he stops work, else on hers beside his wage.
    Only he insured, or she lacked the condition: on his, until the child is six months old. Since July 2025 the time
    begins the day after her death.
    """
    first = facts.since + DAY if regime_on(facts.born, values) is Regime.LAW2024 else facts.since
    six_months = month_begins(facts.born, values.whole("maternity.adoption.until_months", facts.born)) - DAY
    if facts.mothers_average is not None:
        last = six_months if facts.mothers_leave is None else facts.mothers_leave.last
        his = facts.fathers_average is not None and facts.stops_work
        average, whose = (facts.fathers_average, "father") if his else (facts.mothers_average, "mother")
    elif facts.fathers_average is not None:
        last, average, whose = six_months, facts.fathers_average, "father"
    else:
        return CarerLeave(None, "", 0, ())
    if last < first:
        return CarerLeave(None, "", 0, ())
    leave = Leave(first, last)
    months, odd = leave.length
    amount, steps = leave_money(average or 0, months, odd, facts.born, values)
    told = Step(
        Text("Thời gian còn lại", "The leave that is left"),
        Text(f"{first} đến {last}", f"{first} to {last}"),
        citation="Law 58/2014/QH13 art. 34; Law 41/2024/QH15 art. 53",
    )
    return CarerLeave(leave, whose, amount, (told, *steps))


def one_off_goes_to(*, mother_has_right: bool, father_months_in_window: int, born: dt.date, values: Values) -> str:
    """Art. 38, Law 58/2014/QH13; Art. 58, Law 41/2024/QH15: "mother", "father" with six months in twelve, or ""."""
    if mother_has_right:
        return "mother"
    least = values.get("maternity.condition.normal", born).of("months")
    return "father" if father_months_in_window >= least else ""
