"""Inputs told as spans of months or days, careers and rosters."""

import datetime as dt
from fractions import Fraction
from typing import Any

from ansinh.cli.cases.given import Given, GivenError
from ansinh.core.period import Month
from ansinh.core.working_days import WEEKDAYS, Roster
from ansinh.law.careers import Careers


def career(given: Given, key: str = "contributed") -> Careers:
    """Return a career told as a list of [first month, last month, dong]."""
    rows = given.raw(key)
    wanted = "a list of [first month, last month, dong], no month twice"
    try:
        return Careers.one((Month.parse(first), Month.parse(last), _whole(salary)) for first, last, salary in rows)
    except (ValueError, TypeError, AttributeError) as error:
        raise GivenError(f"{given.place}.{key}", wanted, rows) from error


def _whole(value: object) -> int:
    """Return a whole number; TypeError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        message = f"{value!r} is no whole number"
        raise TypeError(message)
    return value


def span(value: Any, place: str) -> tuple[dt.date, dt.date]:  # noqa: ANN401 - whatever JSON holds
    """Return [first, last] days."""
    try:
        first, last = value
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except (ValueError, TypeError) as error:
        raise GivenError(place, "[first, last] days YYYY-MM-DD", value) from error
    if days[1] < days[0]:
        raise GivenError(place, "a last day not before the first", value)
    return days


def spans(given: Given, key: str) -> list[tuple[dt.date, dt.date]]:
    """Return a list of [first, last] days."""
    rows = given.raw(key)
    if not isinstance(rows, list):
        raise GivenError(f"{given.place}.{key}", "a list of [first, last] days", rows)
    return [span(row, f"{given.place}.{key}[{index}]") for index, row in enumerate(rows)]


def leave(given: Given) -> tuple[dt.date, dt.date]:
    """Return the days `from` and `to` of a leave."""
    return span([given.raw("from"), given.raw("to")], f"{given.place}.from, to")


def days(given: Given, key: str) -> frozenset[dt.date]:
    """Return a list of days."""
    try:
        return frozenset(dt.date.fromisoformat(day) for day in given.words(key))
    except ValueError as error:
        raise GivenError(f"{given.place}.{key}", "days YYYY-MM-DD", given.raw(key)) from error


def roster(given: Given) -> Roster:
    """Return the roster told by `weekly_rest` and `holidays`."""
    names = given.words("weekly_rest")
    if not set(names) <= set(WEEKDAYS) or len(set(names)) == len(WEEKDAYS):
        raise GivenError(f"{given.place}.weekly_rest", "some of " + " | ".join(WEEKDAYS), list(names))
    return Roster.of(names, days(given, "holidays"))


def count(given: Given, key: str) -> int:
    """Return a whole number that is not below zero."""
    value = given.whole(key)
    if value < 0:
        raise GivenError(f"{given.place}.{key}", "a whole number from 0", value)
    return value


def halves(given: Given, key: str) -> Fraction:
    """Return days in whole halves."""
    value = given.ratio(key)
    if value < 0 or (2 * value).denominator != 1:
        raise GivenError(f"{given.place}.{key}", "days in whole halves", given.raw(key))
    return value
