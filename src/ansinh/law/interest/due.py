"""The last day for payment of compulsory contributions."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.law.values import Values

FOLLOWING = frozenset({"last_day_of_following_month", "last_day_of_month_following_period"})


def due_date(month: Month, every_months: int, values: Values) -> dt.date:
    """Art. 34.4, Law 41/2024/QH15 (Art. 7, QD 959/QD-BHXH before): the last day of a period, or of the month after it.

    `month` is the last month of the period, `every_months` 1, 3 or 6 (ValueError otherwise). The rule is that of the
    first day of `month`: June 2025 was due in June, July 2025 in August. A day off does not move it.
    """
    if every_months not in (1, 3, 6):
        message = f"nobody pays every {every_months} months"
        raise ValueError(message)
    key = "pay.deadline.monthly" if every_months == 1 else "pay.deadline.quarterly_or_half_yearly"
    rule = values.get(key, month.first_day).text
    return month.plus(1).last_day if rule in FOLLOWING else month.last_day


def period_end(month: Month, every_months: int) -> Month:
    """Art. 34.4, Law 41/2024/QH15: the last month of the calendar period of 1, 3 or 6 months in which `month` lies."""
    return month.plus(every_months - 1 - (month.month - 1) % every_months)
