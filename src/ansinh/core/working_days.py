"""Rosters: which days are worked. Offices of Viet Nam rest at weekends and on public holidays; others as they say."""

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import holidays

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKEND = frozenset({5, 6})


@cache
def _year(year: int) -> holidays.HolidayBase:
    """Return the calendar of `year` (Art. 112, Labour Code 45/2019/QH14) with the days swapped by decision."""
    return holidays.country_holidays("VN", years=year)


class PublicHolidays:
    """The public holidays of Viet Nam of every year, and the days off swapped with a Saturday."""

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is one."""
        return isinstance(day, dt.date) and day in _year(day.year)


class SwappedWorkdays:
    """The Saturdays on which offices work for a day off swapped by decision (also across New Year)."""

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is one."""
        return isinstance(day, dt.date) and any(
            day in _year(year).weekend_workdays for year in (day.year - 1, day.year, day.year + 1)
        )


@dataclass(frozen=True, slots=True)
class _Either:
    """Days of the one or the other."""

    one: Container[dt.date]
    other: Container[dt.date]

    def __contains__(self, day: object) -> bool:
        """Return whether either has `day`."""
        return day in self.one or day in self.other


@dataclass(frozen=True, slots=True)
class Roster:
    """Which days somebody works: weekly rest (0 is Monday), holidays, and days of rest worked all the same."""

    weekly_rest: frozenset[int] = WEEKEND
    holidays: Container[dt.date] = field(default_factory=PublicHolidays)
    worked: Container[dt.date] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a week without a day of work: a limit in working days would never end."""
        if len(self.weekly_rest) >= len(WEEKDAYS):
            message = "a week has at least one day of work"
            raise ValueError(message)

    @classmethod
    def of(cls, weekly_rest: Iterable[str], days_off: Iterable[dt.date]) -> "Roster":
        """Return a roster told by names of weekdays and a list of days off; ValueError for a name that is none."""
        return cls(frozenset(WEEKDAYS.index(name) for name in weekly_rest), frozenset(days_off))

    def with_swaps(self, swaps: Mapping[dt.date, dt.date]) -> "Roster":
        """Return the roster with days off (keys) swapped for days of rest worked instead (values)."""
        return replace(
            self,
            holidays=_Either(self.holidays, frozenset(swaps)),
            worked=_Either(self.worked, frozenset(swaps.values())),
        )

    def works(self, day: dt.date) -> bool:
        """Return whether `day` is worked."""
        return day in self.worked or (day.weekday() not in self.weekly_rest and day not in self.holidays)

    def days(self, first: dt.date, end: dt.date) -> Iterator[dt.date]:
        """Yield the days worked from `first` up to, not including, `end`."""
        for number in range(first.toordinal(), end.toordinal()):
            day = dt.date.fromordinal(number)
            if self.works(day):
                yield day

    def count(self, first: dt.date, end: dt.date) -> int:
        """Return how many days are worked from `first` up to, not including, `end`."""
        return sum(1 for _ in self.days(first, end))

    def after(self, day: dt.date, count: int) -> dt.date:
        """Return the last day of a limit of `count` working days that begins the day after `day`."""
        while count > 0:
            day += dt.timedelta(days=1)
            count -= self.works(day)
        return day

    def first(self, day: dt.date, count: int) -> tuple[dt.date, ...]:
        """Return the first `count` days worked from `day` on."""
        return tuple(self.after(day - dt.timedelta(days=1), number) for number in range(1, count + 1))


OFFICES = Roster(worked=SwappedWorkdays())


def is_working_day(day: dt.date) -> bool:
    """Return whether offices work on `day`."""
    return OFFICES.works(day)


def after_working_days(day: dt.date, count: int) -> dt.date:
    """Return the last day of a limit of `count` working days of offices that begins the day after `day`."""
    return OFFICES.after(day, count)
