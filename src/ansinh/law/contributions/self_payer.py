"""People who pay all of their compulsory insurance themselves, and sums paid at once or kept by the employer."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.values import Values
from ansinh.law.wages.bounds import ceiling


@dataclass(frozen=True, slots=True)
class SelfPaid:
    """Base and amounts of a month, dong."""

    base: int
    sm: int
    rs: int


def household_owner(month: Month, chosen_base: int | None, values: Values) -> SelfPaid:
    """Art. 33.4.a, Law 41/2024/QH15: the owner of a business household pays 3 % and 22 % of the chosen base."""
    kind, day = "si.rate.business_household_owner.self", month.first_day
    base = bounded_choice(month, chosen_base, values)
    return SelfPaid(
        base,
        half_up(values.rate(f"{kind}.sickness_maternity", day) * base),
        half_up(values.rate(f"{kind}.retirement_survivorship", day) * base),
    )


def bounded_choice(month: Month, chosen_base: int | None, values: Values) -> int:
    """Art. 31.1.d, Law 41/2024/QH15: a chosen base lies between the reference level and 20 times it, dong.

    Where the level rises above the choice, the base follows it; without a choice it is the lowest. UnknownValueError
    before 2025-07.
    """
    lowest = values.whole("reference_level", month.first_day)
    return min(max(chosen_base or 0, lowest), ceiling(month.first_day, values))


def overseas_worker(month: Month, chosen_base: int | None, values: Values, *, paid_before: bool = True) -> SelfPaid:
    """Art. 85.2, Law 58/2014/QH13; Art. 33.2, Law 41/2024/QH15: 22 % of the base, all to the retirement fund.

    Until 2025-06 the last salary before leaving (under the ceiling), or twice the base salary for who never paid; then
    a base of choice. UnknownValueError where there is neither.
    """
    day = month.first_day
    if values.parameters["reference_level"].on(day) is not None:
        base = bounded_choice(month, chosen_base, values)
    elif chosen_base is None or not paid_before:
        times = values.number("si.base.overseas_contract_worker.first_time_multiple", day)
        base = half_up(times * values.number("base_salary", day))
    else:
        base = min(chosen_base, ceiling(day, values))
    return SelfPaid(base, 0, half_up(values.rate("si.rate.overseas_contract_worker.self", day) * base))


def retained_share(month: Month, payroll: int, values: Values) -> tuple[int, int]:
    """Art. 92.1.a, Law 71/2006/QH11: the sickness contribution on `payroll` and the part the employer kept, dong."""
    day = month.first_day
    whole = half_up(values.rate("si.rate.employer.sickness_maternity", day) * payroll)
    return whole, half_up(values.rate("si.employer_retained_share_of_sickness_maternity", day) * payroll)


def missing_months(months: int, last_base: int, paid_on: dt.date, values: Values) -> tuple[int, str]:
    """Art. 33.7, Law 41/2024/QH15 (Art. 7.6, QD 959/QD-BHXH): at most six missing months, both shares of the last base.

    Returns the amount (dong, 0 if refused) and the reason (empty if accepted).
    """
    if months > values.whole("missing_months.max", paid_on):
        return 0, "over_six_months"
    employer = values.rate("si.rate.employer.retirement_survivorship", paid_on)
    employee = values.rate("si.rate.employee.retirement_survivorship", paid_on)
    return half_up((employer + employee) * last_base * months), ""


def household_owner_start(registered_on: dt.date, tax_method: str, values: Values) -> dt.date:
    """Art. 3, Decree 158/2025/ND-CP: the day from which its group is in, by how it pays tax (declaration, or other).

    A household registered before the decree asks the decree all the same.
    """
    name = "declaration_method" if tax_method == "declaration" else "other_registered"
    key = "si.coverage.business_household_owner.start_by_tax_method"
    first = values.parameters[key].first_known  # the decree gives both days at once
    line = values.get(key, registered_on if first is None else max(registered_on, first))
    return dt.date.fromisoformat(line.by_name[name])
