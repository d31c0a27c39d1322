"""Alerts about a facility's month as a whole (SUM-11, FUN-01, FUN-02), in the three degrees of art. 13, TT 12/2026."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.statements import statement_findings

RULES: Final = frozenset({"SUM-11", "FUN-01", "FUN-02"})
LOW, HIGH, VERY_HIGH = 1, 2, 3
MOST_ROWS: Final = 200  # rows of a statement that are named one by one; how many there are is always said
_SHARES: Final = ((3, 2, VERY_HIGH), (5, 4, HIGH))  # beyond 3/2 of the limit very high, beyond 5/4 high


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert: the rule, what tells it apart from others of the rule, what was found, how grave it is."""

    rule: str
    key: str
    found: str
    degree: int


def alerts(visits: pl.DataFrame, lists: Lists) -> list[Raised]:
    """Return the alerts of the `visits` of one facility and month (columns of a typed visit) against its lists."""
    found = statement_findings(visits, lists, RULES)
    rows = found.filter(pl.col("rule") == "SUM-11")["found"].fill_null("").to_list()
    made = [Raised("SUM-11", key, key, HIGH) for key in sorted(set(rows))[:MOST_ROWS]]
    if rows:
        made.insert(0, Raised("SUM-11", "", f"{len(rows)}", _by_share(len(rows), max(visits.height // 100, 1))))
    return [*made, *_money(found, visits, lists)]


def _money(found: pl.DataFrame, visits: pl.DataFrame, lists: Lists) -> Iterator[Raised]:
    """Yield the alerts of money with what they compare, in dong: what was found against its limit."""
    for row in found.filter(pl.col("rule") != "SUM-11").iter_rows(named=True):
        amount = int(row["found"])
        limit = _expected(lists) if row["rule"] == "FUN-01" else _average_before(visits, lists)
        yield Raised(row["rule"], "", f"{amount} / {limit}", _by_share(amount, limit))


def _expected(lists: Lists) -> int:
    """Return what was expected of the year, dong."""
    return int(lists.get("budgets")["expected"].cast(pl.Int64).sum())


def _average_before(visits: pl.DataFrame, lists: Lists) -> int:
    """Return the average of a visit in the same month of the year before, dong."""
    known = lists.get("history").select(pl.col("visits", "fund").cast(pl.Int64))
    count = int(known["visits"].sum())
    return int(known["fund"].sum()) // count if count and visits.height else 0


def _by_share(amount: int, limit: int) -> int:
    """Return how grave it is to be `amount` where `limit` was to be."""
    return next((degree for over, under, degree in _SHARES if amount * under > limit * over), LOW)
