"""Inputs told as spans of months or days, careers and rosters."""

import datetime as dt
from fractions import Fraction
from typing import Any

from ansinh.cli.cases.given import DAY, Given, GivenError
from ansinh.core.text import Text
from ansinh.core.working_days import WEEKDAYS, Roster
from ansinh.law.careers import Careers

CAREER = Text(
    "danh sách [tháng đầu, tháng cuối, đồng], không tháng nào hai lần, tháng cuối không trước tháng đầu",
    "a list of [first month, last month, dong], no month twice, no last month before the first",
)
SPAN = Text("[ngày đầu, ngày cuối] dạng YYYY-MM-DD", "[first, last] days YYYY-MM-DD")
SPANS = Text("danh sách [ngày đầu, ngày cuối]", "a list of [first, last] days")
IN_ORDER = Text("ngày cuối không trước ngày đầu", "a last day not before the first")
DAYS = Text("danh sách ngày YYYY-MM-DD", "a list of days YYYY-MM-DD")
HALVES = Text("số ngày, lẻ nửa ngày", "days in whole halves")
MOST_YEARS = 80  # of a life of work: a longer span is a slip of the pen


def career(given: Given, key: str = "contributed") -> Careers:
    """Return a career told as a list of [first month, last month, dong]."""
    rows = given.raw(key)
    try:
        told = [Given({"first": first, "last": last, "salary": salary}) for first, last, salary in rows]
        spans_of_months = [(row.month("first"), row.month("last"), row.whole("salary")) for row in told]
        if any(not 0 <= last.minus(first) < 12 * MOST_YEARS for first, last, _ in spans_of_months):
            raise given.refuse(key, CAREER)
        return Careers.one(spans_of_months)
    except (GivenError, ValueError, TypeError) as error:
        raise given.refuse(key, CAREER) from error


def span(value: Any, place: str) -> tuple[dt.date, dt.date]:  # noqa: ANN401 - whatever JSON holds
    """Return [first, last] days."""
    try:
        told = Given(dict(zip(("first", "last"), value, strict=True)), place)
        first, last = told.day("first"), told.day("last")
    except (GivenError, ValueError, TypeError) as error:
        raise GivenError(place, SPAN, value) from error
    if not 0 <= (last - first).days < 366 * MOST_YEARS:
        raise GivenError(place, IN_ORDER, value)
    return first, last


def spans(given: Given, key: str) -> list[tuple[dt.date, dt.date]]:
    """Return a list of [first, last] days."""
    rows = given.raw(key)
    if not isinstance(rows, list):
        raise given.refuse(key, SPANS)
    return [span(row, f"{given.place}.{key}[{index}]") for index, row in enumerate(rows)]


def leave(given: Given) -> tuple[dt.date, dt.date]:
    """Return the days `from` and `to` of a leave."""
    return span([given.raw("from"), given.raw("to")], f"{given.place}.from, to")


def days(given: Given, key: str) -> frozenset[dt.date]:
    """Return a list of days."""
    told = given.words(key)
    if not all(DAY.fullmatch(day) for day in told):
        raise given.refuse(key, DAYS)
    try:
        return frozenset(dt.date.fromisoformat(day) for day in told)
    except ValueError as error:
        raise given.refuse(key, DAYS) from error


def roster(given: Given) -> Roster:
    """Return the roster told by `weekly_rest` and `holidays`."""
    names = given.words("weekly_rest")
    if not set(names) <= set(WEEKDAYS) or len(set(names)) == len(WEEKDAYS):
        raise given.refuse("weekly_rest", " | ".join(WEEKDAYS))
    return Roster.of(names, days(given, "holidays"))


def halves(given: Given, key: str) -> Fraction:
    """Return days in whole halves."""
    value = given.share(key)
    if (2 * value).denominator != 1:
        raise given.refuse(key, HALVES)
    return value
