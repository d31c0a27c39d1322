"""The last day to pay for a chosen period."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.law.values import Values


def pay_by(first: Month, months: int, values: Values) -> dt.date:
    """Art. 36.3, Law 41/2024/QH15: in the month; within three months; in the first 4 of 6; in the first 7 of 12.

    KeyError for a period of another length.
    """
    within = int(values.get("vsi.pay_within_months", first.first_day).of(str(months)))
    return first.plus(within - 1).last_day
