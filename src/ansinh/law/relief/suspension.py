"""Suspension of the retirement and survivorship fund under Resolution 68."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a unit may suspend; `drop` is the fall of workers against April 2021 as an exact ratio."""

    drop: Fraction
    reason: str

    @property
    def eligible(self) -> bool:
        """Whether nothing refuses."""
        return not self.reason


def eligibility(
    *, workers_before: int, workers_now: int, paid_to: Month, asked_on: dt.date, values: Values
) -> Eligibility:
    """Resolution 68/NQ-CP II.2, Art. 5, Decision 23/2021/QD-TTg: paid to April 2021, and 15 % fewer workers or more.

    ValueError without workers before.
    """
    if workers_before <= 0:
        message = "the fall is measured against at least one worker in April 2021"
        raise ValueError(message)
    drop = Fraction(workers_before - workers_now, workers_before)
    if paid_to < Month.parse(values.get("suspension.covid_68.paid_to", asked_on).text):
        return Eligibility(drop, "not_paid_to_april_2021")
    enough = drop >= values.number("suspension.covid_68.min_reduction", asked_on)
    return Eligibility(drop, "" if enough else "drop_below_15_percent")


@dataclass(frozen=True, slots=True)
class Deferral:
    """Months suspended and money deferred each month, dong; `sm_due` goes on being paid."""

    months: tuple[Month, ...]
    per_month: int
    sm_due: int

    @property
    def total(self) -> int:
        """All that is deferred."""
        return self.per_month * len(self.months)


def deferral(application: Month, payroll: int, *, earlier_months: int, asked_on: dt.date, values: Values) -> Deferral:
    """Resolution 68/NQ-CP II.2, Art. 6-7, Decision 23/2021/QD-TTg: six months from the month of application.

    With earlier suspensions for the epidemic not over twelve months; nothing for who applies too late. Both shares of
    the retirement fund are deferred; the sickness fund goes on. `payroll` is dong a month; each amount is rounded
    half-up once a month.
    """
    length = values.whole("suspension.covid_68.months", asked_on)
    most = values.whole("suspension.covid_68.total_max_months", asked_on)
    in_time = application.first_day <= values.get("suspension.covid_68.file_by", asked_on).day
    count = max(0, min(length, most - earlier_months)) if in_time else 0
    day = application.first_day
    both = values.rate("si.rate.employer.retirement_survivorship", day) + values.rate(
        "si.rate.employee.retirement_survivorship", day
    )
    return Deferral(
        months=tuple(application.plus(index) for index in range(count)),
        per_month=half_up(both * payroll),
        sm_due=half_up(values.rate("si.rate.employer.sickness_maternity", day) * payroll),
    )
