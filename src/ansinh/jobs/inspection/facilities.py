"""Medical facilities for inspection: outliers of claims counted by facility, kept as a list for the plan."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.domain.collection.facility_odds import bounds, listed
from ansinh.records.store.claims.odds import by_facility
from ansinh.usecases.collection import facilities


def list_facilities(office: str, months: tuple[Month, Month], day: dt.date, actor: str) -> int:
    """Make the list of facilities whose records stand out in the months (inclusive); return how many there are."""
    first, last = (month.first_day for month in months)
    found = listed(by_facility(first, last), bounds())
    return facilities.keep(office, (first, last), found, day, actor)
