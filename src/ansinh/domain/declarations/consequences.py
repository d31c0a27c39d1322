"""What a declaration costs: the month's own law on the spells before and after it, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from ansinh.core.money import Dong, total
from ansinh.core.period import Month
from ansinh.core.terms import Absence
from ansinh.domain.declarations.bounds import account_of, people_of
from ansinh.domain.declarations.timeline import OPEN_END, Cells, Col, Timeline
from ansinh.law.contributions import assess_month
from ansinh.law.contributions.columns import AccountTotals
from ansinh.law.values import Values

FUNDS = ("rs", "sm", "oad", "ui", "hi")


@dataclass(frozen=True, slots=True)
class MonthChange:
    """What changes in one month: people who take part, and dong owed by fund (employer and employee together)."""

    month: Month
    people: int
    funds: dict[str, Dong]

    @property
    def total(self) -> Dong:
        """All funds together."""
        return sum(self.funds.values())


def consequences(
    before: Timeline, after: Timeline, *, period: int, region: int, unit_kind: int, values: Values
) -> list[MonthChange]:
    """Return the months up to `period` (Month.number) in which people or money change, oldest first.

    The people of the declaration are assessed by themselves: the account's own rounding may move single dong.
    Absent months are assessed as absent. UnknownValueError where the law is not established.
    """
    found = []
    for number in _months(before, after, period):
        old, new = (_assess(Month(number), one.cells, region, unit_kind, values) for one in (before, after))
        change = MonthChange(Month(number), new[0] - old[0], {fund: new[1][fund] - old[1][fund] for fund in FUNDS})
        if change.people or any(change.funds.values()):
            found.append(change)
    return found


def _months(before: Timeline, after: Timeline, period: int) -> Iterator[int]:
    """Yield the months from the first that differs to `period`."""
    cells = np.concatenate((before.cells, after.cells))
    if len(cells):
        edges = np.unique(np.concatenate((cells[:, Col.FIRST], cells[cells[:, Col.END] < OPEN_END, Col.END])))
        yield from range(int(edges.min()), period + 1)


def _assess(month: Month, cells: Cells, region: int, unit_kind: int, values: Values) -> tuple[int, dict[str, Dong]]:
    """Return people who take part and dong by fund of the spells that hold in `month`."""
    rows = cells[(cells[:, Col.FIRST] <= month.number) & (month.number < cells[:, Col.END])]
    if not len(rows):
        return 0, dict.fromkeys(FUNDS, 0)
    owed = assess_month(month, people_of(rows), account_of(region, unit_kind), values)
    working = int((rows[:, Col.ABSENCE] == Absence.NONE).sum())
    sums = {field.name: total(getattr(owed.totals, field.name)) for field in fields(AccountTotals)}
    return working, {fund: sums[fund] for fund in FUNDS}
