"""Indicators counted by a few queries of one shape: the office, then a count for each name."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator

Amounts = dict[str, dict[int, int]]
Query = tuple[str, tuple[str, ...]]
"""SQL that takes %(january)s, %(after)s (exclusive) and %(offices)s, and the names of its columns after the office."""


def since_january(
    queries: Sequence[Query], indicators: Sequence[Indicator], month: Month, offices: Sequence[int]
) -> Amounts:
    """Return the amounts of `indicators` from January to the end of `month` by code and office.

    Every code has its place, empty where no office has a row; a query of which nothing is wanted is not asked.
    """
    values: dict[str, dt.date | list[int]] = {
        "january": month.first_day.replace(month=1), "after": month.plus(1).first_day, "offices": list(offices),
    }  # fmt: skip
    wanted = {name: one.code for one in indicators if one.source for name in one.source.names}
    amounts: Amounts = {code: {} for code in wanted.values()}
    with connection.cursor() as cursor:
        for query, names in queries:
            if wanted.keys().isdisjoint(names):
                continue
            cursor.execute(query, values)
            for office, *counts in cursor.fetchall():
                for name, count in zip(names, counts, strict=True):
                    if name in wanted:
                        amounts[wanted[name]][office] = int(count)
    return amounts
