"""Suspension and resumption: which months are paid later, and which months were paid after the right had ended."""

import datetime as dt
from collections.abc import Sequence

from ansinh.core.period import Month
from ansinh.law.values import Values


def months_owed(
    suspended_from: Month, resumed: Month, refused: Sequence[tuple[Month, Month]] = ()
) -> tuple[Month, ...]:
    """Art. 64, Law 58/2014/QH13; Art. 75, Law 41/2024/QH15: arrears from the suspension to the month before resuming.

    Without interest; the months of a written refusal (`refused`, first and last) are not paid. Months, rising.
    """
    waited = range(suspended_from.number, resumed.number)
    inside = {number for first, last in refused for number in range(first.number, last.number + 1)}
    return tuple(Month(number) for number in waited if number not in inside)


def last_month_due(death: dt.date) -> Month:
    """Art. 64.1, Law 58/2014/QH13; Art. 75.2, Law 41/2024/QH15: a pension ends with the month of death."""
    return Month.containing(death)


def overpaid_months(death: dt.date, paid_to: Month) -> int:
    """Art. 75.2, Law 41/2024/QH15: months paid after the month of death, to be recovered; 0 if none."""
    return max(0, paid_to.minus(last_month_due(death)))


def identity_due(verified: dt.date, values: Values) -> Month:
    """Art. 11, 75, Law 41/2024/QH15: the month in which the identity of a person in payment is verified again.

    UnknownValueError before 2025-07.
    """
    return Month.containing(verified).plus(values.whole("pension.identity_check_months", verified))
