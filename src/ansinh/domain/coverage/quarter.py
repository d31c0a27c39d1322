"""The days of a quarter on which people may register with another primary facility."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.law.values import Values


def may_change_facility(day: dt.date, values: Values) -> tuple[dt.date, int]:
    """Art. 26, Law 25/2008/QH12: the day itself where it lies in the first days of a quarter, else the next first day.

    Also how many days a quarter opens with.
    """
    days = values.whole("card.facility.change_days", day)
    month = Month.containing(day)
    opened = month.plus(-((month.month - 1) % 3)).first_day
    if (day - opened).days < days:
        return day, days
    return Month.containing(opened).plus(3).first_day, days
