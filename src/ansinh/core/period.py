"""Months, days and half-open periods. A month is also a whole number, so that columns can hold it."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import total_ordering
from typing import Final

SPOKEN_YEARS: Final = range(1900, 3000)
"""The years a person may mean; a door takes others for a slip."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; `number` counts months since year 0 (2021-10 is 24261), the form used in columns."""

    number: int

    @classmethod
    def of(cls, year: int, month: int) -> "Month":
        """Return the month `month` (1..12) of `year`; ValueError outside."""
        if not 1 <= month <= 12:
            message = f"no month {month}"
            raise ValueError(message)
        return cls(year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month written YYYY-MM; ValueError otherwise."""
        year, _, month = text.partition("-")
        if len(year) != 4 or len(month) != 2:
            message = f"a month is written YYYY-MM, not {text!r}"
            raise ValueError(message)
        return cls.of(int(year), int(month))

    @classmethod
    def containing(cls, day: dt.date) -> "Month":
        """Return the month in which `day` lies."""
        return cls.of(day.year, day.month)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.number // 12

    @property
    def month(self) -> int:
        """The month of the year, 1..12."""
        return self.number % 12 + 1

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        """Return the month `months` later (earlier if negative)."""
        return Month(self.number + months)

    def minus(self, other: "Month") -> int:
        """Return how many months lie from `other` to this one."""
        return self.number - other.number

    def __lt__(self, other: "Month") -> bool:
        """Months are ordered by time."""
        return self.number < other.number

    def __str__(self) -> str:
        """Return YYYY-MM."""
        return f"{self.year:04d}-{self.month:02d}"


def months(first: Month, end: Month) -> Iterator[Month]:
    """Yield the months from `first` up to, not including, `end`."""
    for number in range(first.number, end.number):
        yield Month(number)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`; `end` None is open."""

    start: dt.date
    end: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse an empty or reversed period."""
        if self.end is not None and self.end <= self.start:
            message = f"a period ends after it starts: {self.start} .. {self.end}"
            raise ValueError(message)

    def holds(self, day: dt.date) -> bool:
        """Return whether `day` lies inside."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two share a day."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)


def add_months(day: dt.date, count: int) -> dt.date:
    """Return the same day `count` months later, or the last day of that month if it is shorter."""
    target = Month.containing(day).plus(count)
    return target.first_day.replace(day=min(day.day, target.last_day.day))


def month_begins(day: dt.date, count: int) -> dt.date:
    """Return where month number `count` (0 the first) of a time begun on `day` begins.

    The same day of the month; where that month is too short, the month before ran to its last day and this one begins
    on the first of the next (Art. 15.2, Decree 374/2025/ND-CP).
    """
    target = Month.containing(day).plus(count)
    return target.first_day.replace(day=day.day) if day.day <= target.last_day.day else target.plus(1).first_day


def months_and_days(start: dt.date, end: dt.date) -> tuple[int, int]:
    """Return the whole months, by `month_begins`, and the odd days from `start` up to, not including, `end`.

    ValueError where `end` comes before `start`.
    """
    if end < start:
        message = f"a time ends after it starts: {start} .. {end}"
        raise ValueError(message)
    count = Month.containing(end).minus(Month.containing(start))
    count -= month_begins(start, count) > end
    return count, (end - month_begins(start, count)).days


def full_years(born: dt.date, day: dt.date) -> int:
    """Return completed years from `born` to `day` (29 February completes on 1 March in other years)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
