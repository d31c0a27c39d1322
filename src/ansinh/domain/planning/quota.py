"""Quotas by week and month: what is left to the end of the year, dealt out by working days, exact in sum."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ansinh.core.working_days import OFFICES
from ansinh.domain.planning.split import split


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last` (both included), its working days and its quota."""

    first: dt.date
    last: dt.date
    working_days: int
    quota: int


def weekly(total: int, day: dt.date, until: dt.date) -> list[Span]:
    """Return `total` over the weeks (Monday to Sunday) from `day` to `until`, by working days; the sum is exact.

    A week without a working day gets nothing; ValueError where no working day is left.
    """
    return _dealt(total, _cut(day, until, lambda one: one.weekday() == 0))


def monthly(total: int, day: dt.date, until: dt.date) -> list[Span]:
    """Return `total` over the months from `day` to `until`, by working days; the sum is exact."""
    return _dealt(total, _cut(day, until, lambda one: one.day == 1))


def _cut(day: dt.date, until: dt.date, begins: Callable[[dt.date], bool]) -> list[tuple[dt.date, dt.date]]:
    """Return the spans of `day` .. `until`, a new one on every day that `begins` one."""
    spans: list[tuple[dt.date, dt.date]] = []
    for offset in range((until - day).days + 1):
        one = day + dt.timedelta(days=offset)
        if not spans or begins(one):
            spans.append((one, one))
        spans[-1] = (spans[-1][0], one)
    return spans


def _dealt(total: int, spans: list[tuple[dt.date, dt.date]]) -> list[Span]:
    """Return the spans with their shares."""
    days = [OFFICES.count(first, last + dt.timedelta(days=1)) for first, last in spans]
    parts = split(total, days)
    return [Span(first, last, n, part) for (first, last), n, part in zip(spans, days, parts, strict=True)]
