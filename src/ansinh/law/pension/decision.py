"""One person's pension as a whole: right, start, rate, average, amount, grant; every step told."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh.core.money import Dong
from ansinh.core.period import Month, add_months
from ansinh.core.text import Text
from ansinh.law.explain import Explanation, Step, dong
from ansinh.law.pension.age import age_asked
from ansinh.law.pension.average import average_salary
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.career import Careers
from ansinh.law.pension.explain import amount_step, grant_step, minimum_step, rate_steps
from ansinh.law.pension.money import ExcessColumns, ExcessGrants, excess_grants, pension_amounts, with_minimum
from ansinh.law.pension.rate import Rates, Retirements, pension_rates
from ansinh.law.pension.roads import Route
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Retiring:
    """Who retires from `start` on: career as one segment, day of birth, months paid after the age, and the minimum.

    `early` tells that the pension is one of lost capacity; `protected` that the legal minimum applies; `priced_in` is
    the month whose base salary and price table hold for the average (None: the start), for forecasts in today's money.
    """

    person: Candidate
    career: Careers
    born: dt.date
    start: Month
    early: bool = False
    months_after_age: int = 0
    protected: bool = False
    priced_in: Month | None = None

    @property
    def entitled(self) -> Month:
        """The month whose base salary and price table hold."""
        return self.priced_in or self.start


@dataclass(frozen=True, slots=True)
class Pension:
    """What is due from the first month on, dong; `rate` in thousandths of a percent point; and the explanation."""

    rate: int
    average: Dong
    pension: Dong
    grant: Dong
    told: Explanation


def early_months(born: dt.date, start: Month, reference: int) -> int:
    """Art. 56.3, Law 58/2014/QH13; Art. 1.15, Circular 06/2021/TT-BLDTBXH: whole months between age and reference age.

    Exact dates: the age on the first day of the pension against `reference` months; 0 where the age is reached.
    """
    reached = add_months(born, reference)
    first = start.first_day
    whole = (reached.year - first.year) * 12 + reached.month - first.month - (reached.day < first.day)
    return max(0, whole)


def reference_route(person: Candidate, day: dt.date, values: Values) -> Route:
    """Art. 56.3, Law 58/2014/QH13; Art. 66.3, Law 41/2024/QH15: the age an early pension is counted from.

    The normal one, five years less after hard work (and after specially hard work), ten years less in coal mines.
    """
    asked = values.whole("pension.hard_months", day)
    if person.coal_months >= asked:
        return Route.COAL
    return Route.HARD if max(person.hard_months, person.special_hard_months) >= asked else Route.NORMAL


def decide_pension(one: Retiring, values: Values) -> Pension:
    """Art. 56, 58, 62-64, Law 58/2014/QH13; Art. 66, 68, 72-74, Law 41/2024/QH15: rate, average, amount, grant.

    Dong, every amount half-up once. UnknownValueError where a value of the start is not established.
    """
    traced = values.tracing()
    rates = _rates(one, traced)
    mean = average_salary(one.career, one.entitled, traced)
    plain = pension_amounts(rates.rate, mean)
    lifted = with_minimum(plain, np.array([one.protected]), one.entitled.first_day, traced)
    grant = _grant(one, mean.dong, traced)
    rate, average = int(rates.rate[0]), int(mean.dong[0])
    steps = [
        *rate_steps(one.person.sex, one.person.months, one.start, rates, traced),
        Step(_AVERAGE, dong(average), citation=_AVERAGE_ARTICLES, note=_months_note(one)),
        amount_step(rate, average, int(plain[0]), one.start, traced),
    ]
    if one.protected:
        steps.append(minimum_step(int(plain[0]), int(lifted[0]), one.start, traced))
    if grant.amount[0]:
        steps.append(grant_step(grant, average, one.start, traced))
    told = Explanation(tuple(steps), tuple(traced.used()))
    return Pension(rate, average, int(lifted[0]), int(grant.amount[0]), told)


_AVERAGE = Text("Mức bình quân tiền lương, thu nhập", "Average of salaries and incomes")
_AVERAGE_ARTICLES = "Law 58/2014/QH13 art. 62-64; Law 41/2024/QH15 art. 72-74"


def _months_note(one: Retiring) -> Text:
    """Say how many months with pay the career has."""
    months = int(one.career.months.sum())
    return Text(
        f"{months} tháng, theo hệ số giá của năm {one.entitled.year}",
        f"{months} months, with the price coefficients of {one.entitled.year}",
    )


def _rates(one: Retiring, values: Values) -> Rates:
    """Return the rate of one person."""
    person, early = one.person, 0
    if one.early:
        route = reference_route(person, one.start.first_day, values)
        early = early_months(one.born, one.start, age_asked(person.sex, one.start, route, values))
    columns = Retirements(
        np.array([person.sex], dtype=np.int8),
        np.array([person.months]),
        np.array([one.start.number]),
        np.array([early]),
    )
    return pension_rates(columns, values)


def _grant(one: Retiring, average: "np.ndarray[tuple[int], np.dtype[np.int64]]", values: Values) -> ExcessGrants:
    """Return the grant for excess years of one person."""
    columns = ExcessColumns(
        np.array([one.person.sex], dtype=np.int8),
        np.array([one.start.number]),
        np.array([one.person.months - one.months_after_age]),
        np.array([one.months_after_age]),
    )
    return excess_grants(columns, average, values)
