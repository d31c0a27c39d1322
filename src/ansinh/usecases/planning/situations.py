"""Read the situation of an office in a month: a bounded number of queries, then plain values only."""

from collections.abc import Sequence

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.situation import Facts, Situation
from ansinh.records.store.planning import offices, targets, values
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.usecases.planning.succession import with_predecessors

HISTORY_MONTHS = 26
"""Two years and the December before: what the comparators and the trend look back on."""


def situation(office_code: str, month: Month, *, with_children: bool = True) -> Situation:
    """Return where the office stands at the end of `month`, with the offices directly below it.

    Children carry the months their comparators need, not the whole history. MissingError without such an office.
    """
    top = offices.office(office_code)
    history = [month.plus(-back) for back in range(HISTORY_MONTHS)]
    below = offices.children(top) if with_children else []
    own = _facts([top], month, history)[0]
    compared = [month, month.plus(-1), month.plus(-2), month.plus(-12), Month.of(month.year - 1, 12)]
    return Situation(own, [Situation(one) for one in _facts(below, month, compared)])


def _facts(rows: Sequence[OfficeRow], month: Month, months: Sequence[Month]) -> list[Facts]:
    """Return what is kept about each office of `rows`."""
    ids = [row.id for row in rows]
    kept = with_predecessors(values.read(ids, list(catalogue()), months), ids, months)
    plans = targets.plans(ids, [month.year - 1, month.year])
    bases = targets.references(ids)
    return [
        Facts(
            place=row.place,
            month=month,
            values=kept.get(row.id, {}),
            targets=plans.get(row.id, {}),
            references=bases.get(row.id, {}),
            replaced=values.replaced(row.id, month) if len(rows) == 1 else (),
        )
        for row in rows
    ]
