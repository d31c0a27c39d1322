"""How many months may be paid at once, and the last day to pay for a chosen period."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.law.values import Values


def methods(day: dt.date, values: Values) -> tuple[int, ...]:
    """Art. 87.2, Law 58/2014/QH13; Art. 36.1, Law 41/2024/QH15: the numbers of months that may be paid at once.

    The periods of the law, and whole years ahead since the texts allow them. UnknownValueError before 2008.
    """
    periods = sorted(int(months) for months in values.get("vsi.pay_within_months", day).by_name)
    ahead = values.parameters["vsi.forward.min_years"].first_known
    if ahead is None or day < ahead:
        return tuple(periods)
    years = range(values.whole("vsi.forward.min_years", day), values.whole("vsi.forward.max_years", day) + 1)
    return (*periods, *(12 * each for each in years))


def pay_by(first: Month, months: int, values: Values) -> dt.date:
    """Art. 36.3, Law 41/2024/QH15: in the month; within three months; in the first 4 of 6; in the first 7 of 12.

    KeyError for a period of another length.
    """
    within = int(values.get("vsi.pay_within_months", first.first_day).of(str(months)))
    return first.plus(within - 1).last_day
