"""Quotas of offices by week: what is left of each office's plan, dealt out by working days, beside one another."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.outlook import Line
from ansinh.domain.planning.quota import Span, weekly
from ansinh.usecases.planning.outlook import outlook


@dataclass(frozen=True, slots=True)
class Row:
    """An office with what is left of its plan and its quota of each week; `line` says where it stands."""

    code: str
    name: Text
    line: Line
    weeks: tuple[Span, ...]
    later: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """The offices below one by week, and the one itself; `later` is what the weeks after the last column carry."""

    spans: tuple[Span, ...]
    own: Row | None
    rows: tuple[Row, ...]

    @property
    def ahead(self) -> Fraction:
        """How much offices beyond their plan make up for the others: the rows sum to so much more than is left."""
        left = sum((row.line.remaining or 0 for row in self.rows), Fraction(0))
        return left - Fraction(self.own.line.remaining or 0) if self.own else Fraction(0)


def weeks_of(office: str, code: str, month: Month, day: dt.date, count: int) -> Weeks:
    """Return the quotas of an office and those below for the `count` weeks from `day`; each row sums to what is left.

    Figures of `month` count as done.
    """
    found = outlook(office, month, codes=[code])
    own = next((_row(office, Text("", ""), line, day, count) for line in found.lines if line.remaining), None)
    rows = [
        _row(place, name, line, day, count) for place, name, lines in found.below for line in lines if line.remaining
    ]
    spans = own.weeks if own else rows[0].weeks if rows else ()
    return Weeks(spans, own, tuple(rows))


def _row(code: str, name: Text, line: Line, day: dt.date, count: int) -> Row:
    """Return one office."""
    spans = weekly(int(line.remaining or 0), day, dt.date(day.year, 12, 31))
    return Row(code, name, line, tuple(spans[:count]), sum(span.quota for span in spans[count:]))
