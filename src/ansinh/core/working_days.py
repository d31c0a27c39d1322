"""Working days of offices in Viet Nam: Monday to Friday without public holidays."""

import datetime as dt
from functools import cache

import holidays


@cache
def _holidays(year: int) -> frozenset[dt.date]:
    """Return the public holidays of `year` (Art. 112, Labour Code 45/2019/QH14; the days moved by decision too)."""
    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: dt.date) -> bool:
    """Return whether offices work on `day`."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def after_working_days(day: dt.date, count: int) -> dt.date:
    """Return the last day of a limit of `count` working days that begins the day after `day`."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day
