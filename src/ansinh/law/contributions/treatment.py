"""What a month with absence owes and counts for: 14 working days decide."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.terms import Absence
from ansinh.law.contributions.columns import MonthFlag, PeopleColumns, Treatment
from ansinh.law.value_files import load
from ansinh.law.values import Values

THRESHOLD = "si.unpaid_days_threshold"


@dataclass(frozen=True, slots=True)
class AbsenceRules:
    """The dated sentences about absence that hold in a month."""

    threshold: int  # working days
    first_month_sick_pays: bool
    agreement_allowed: bool


def absence_rules(month: Month, values: Values) -> AbsenceRules:
    """Art. 33.5 and 33.6, Law 41/2024/QH15 (Art. 85.3, Law 58/2014/QH13): the sentences in force in `month`."""
    day = month.first_day
    return AbsenceRules(
        threshold=values.whole(THRESHOLD, day),
        first_month_sick_pays=values.get("si.first_month_sick_pays", day).yes,
        agreement_allowed=values.get("si.pay_agreement_allowed", day).yes,
    )


@lru_cache(maxsize=4096)
def days_that_free(month: Month) -> int:
    """Art. 85.3, Law 58/2014/QH13; Art. 33.5, Law 41/2024/QH15: working days without pay from which a month is free.

    By the packaged values; before the first known day those of that day.
    """
    values = load()
    first = values.parameters[THRESHOLD].first_known
    return values.whole(THRESHOLD, max(month.first_day, first or month.first_day))


def most_days_that_free() -> int:
    """Art. 33.5, Law 41/2024/QH15: working days that free a month under every law so far."""
    return max(days_that_free(Month.containing(line.day)) for line in load().parameters[THRESHOLD].dates)


def treat(people: PeopleColumns, rules: AbsenceRules) -> NDArray[np.int8]:
    """Art. 85.3, Law 58/2014/QH13 and Art. 33.5-33.6, Law 41/2024/QH15: 14 working days of absence free the month.

    Thirteen days leave the whole month due. From 2025-07 the first month of work, or back at work, is due in spite of
    sickness, and a month without pay may be paid by agreement. Maternity leave owes nothing and counts (Art. 38.1.8,
    QD 959/QD-BHXH). Returns (n,) int8, Treatment.
    """
    treatment = np.zeros(people.absence.size, dtype=np.int8)
    if not people.absence.any():
        return treatment
    flags = people.month_flags if people.month_flags is not None else np.zeros_like(people.absence)
    long = people.absence_days >= rules.threshold
    first = (flags & MonthFlag.FIRST_OR_RETURN) != 0 if rules.first_month_sick_pays else np.zeros_like(long)
    agreed = (flags & MonthFlag.PAY_AGREEMENT) != 0 if rules.agreement_allowed else np.zeros_like(long)
    for absence, chosen, treated in (
        (Absence.UNPAID, long & ~agreed, Treatment.UNPAID_14_DAYS),
        (Absence.UNPAID, long & agreed, Treatment.PAY_AGREEMENT),
        (Absence.SICK, long & ~first, Treatment.SICK_14_DAYS),
        (Absence.SICK, long & first, Treatment.FIRST_MONTH_SICK),
        (Absence.MATERNITY, long, Treatment.MATERNITY_14_DAYS),
        (Absence.DETAINED, long, Treatment.DETAINED),
    ):
        treatment[(people.absence == absence) & chosen] = treated
    return treatment


# Months that owe social insurance. Only the full month also owes unemployment and health insurance: the exceptions of
# Art. 33.5-33.6, Law 41/2024/QH15 are sentences about social insurance, and 14 days of absence free the other two.
PAYS = (Treatment.FULL_MONTH, Treatment.FIRST_MONTH_SICK, Treatment.PAY_AGREEMENT)
WITHOUT_PAY = (Treatment.UNPAID_14_DAYS, Treatment.PAY_AGREEMENT)  # the card stops (practice, unsure)
