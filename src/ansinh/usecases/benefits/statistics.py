"""The monthly statistics of benefits as officers and leaders read them. It reads counts only, no person's record."""

from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.domain.benefits.statistics import YEAR, Comparison, Figures, beside
from ansinh.records.store.benefits import statistics


@dataclass(frozen=True, slots=True)
class Report:
    """Months `first` to `last` beside the same a year before; each of their months and the same month a year before."""

    first: Month
    last: Month
    comparison: Comparison[str]
    months: dict[Month, tuple[Figures, Figures]]
    offices: dict[int, tuple[Figures, Figures]]


def report(offices: Sequence[int], first: Month, last: Month, rhythm: str = "once") -> Report:
    """Return the statistics of some offices: `rhythm` once (money paid once) or month (new monthly amounts)."""
    old_first, old_last = first.plus(-YEAR), last.plus(-YEAR)
    now, all_now = statistics.by_benefit(offices, first, last, rhythm)
    before, all_before = statistics.by_benefit(offices, old_first, old_last, rhythm)
    months = statistics.by_month(offices, first, last, rhythm)
    old_months = statistics.by_month(offices, old_first, old_last, rhythm)
    places = statistics.by_office(offices, first, last, rhythm)
    old_places = statistics.by_office(offices, old_first, old_last, rhythm)
    return Report(
        first,
        last,
        beside(now, before, (all_now, all_before)),
        {month: (found, old_months[month.plus(-YEAR)]) for month, found in months.items()},
        {
            office: (places.get(office, Figures(0, 0, 0)), old_places.get(office, Figures(0, 0, 0)))
            for office in sorted({*places, *old_places})
        },
    )
