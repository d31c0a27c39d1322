"""Indicator values in the table: written once, superseded rather than overwritten, read as the situation needs them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.db.models.functions import Now

from ansinh.core.period import Month
from ansinh.domain.planning.situation import STATES, Replaced, State, Stored
from ansinh.records.models import IndicatorValue

_STATES: dict[str, State] = {state: state for state in STATES}
PLACES = 6
"""Decimals the tables keep."""
COPIED = ("office_id", "indicator", "period", "state", "numerator", "denominator", "as_of", "source")


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value to keep; `denominator` only for rates given as two numbers."""

    office: int
    code: str
    month: Month
    state: State
    value: Fraction
    denominator: Fraction | None
    as_of: dt.date
    source: str


Kept = dict[int, dict[State, dict[str, dict[Month, Stored]]]]
"""Values by office, state, indicator and month."""


def decimal(value: Fraction) -> Decimal:
    """Return `value` as the table keeps it; ValueError if it has more than six decimals."""
    scaled = value * 10**PLACES
    if scaled.denominator != 1:
        message = f"{value} has more than {PLACES} decimals"
        raise ValueError(message)
    return Decimal(scaled.numerator).scaleb(-PLACES)


def read(offices: Sequence[int], codes: Sequence[str], months: Sequence[Month]) -> Kept:
    """Return the values in force of `offices`, `codes` and `months`, in one query."""
    rows = IndicatorValue.objects.filter(
        office_id__in=offices,
        indicator__in=codes,
        period__in=[month.first_day for month in months],
        superseded_at__isnull=True,
    ).values_list("office_id", "state", "indicator", "period", "numerator", "denominator", "as_of", "source")
    kept: Kept = {}
    month_of = {month.first_day: month for month in months}
    for office, state, code, period, numerator, denominator, as_of, source in rows:
        stored = Stored(Fraction(numerator), None if denominator is None else Fraction(denominator), as_of, source)
        series = kept.setdefault(office, {}).setdefault(_STATES[state], {}).setdefault(code, {})
        series[month_of[period]] = stored
    return kept


def write(new: Sequence[NewValue]) -> int:
    """Keep `new` values and return how many rows were written; equal values in force stay untouched.

    A computed value supersedes a reported one of the same office, indicator and month; a reported value that comes
    after a computed one is kept as superseded at once. Runs in the caller's transaction.
    """
    standing = _standing(new)
    superseded: list[int] = []
    rows: list[NewValue] = []
    late: list[NewValue] = []
    for one in new:
        same = standing.get((one.office, one.code, one.month.first_day, one.state))
        if same is not None and (same.numerator, same.denominator, same.as_of) == _amounts(one):
            continue
        other: State = "reported" if one.state == "computed" else "computed"
        twin = standing.get((one.office, one.code, one.month.first_day, other))
        superseded += [row.pk for row in (same, twin if one.state == "computed" else None) if row is not None]
        (late if one.state == "reported" and twin is not None else rows).append(one)
    IndicatorValue.objects.filter(pk__in=superseded).update(superseded_at=Now())
    IndicatorValue.objects.bulk_create([_row(one) for one in late])
    _copy(rows)
    return len(rows) + len(late)


def replaced(office: int, month: Month) -> list[Replaced]:
    """Return the reported values of `office` and `month` that a computed one has replaced, latest report first."""
    of_month = IndicatorValue.objects.filter(office_id=office, period=month.first_day, denominator__isnull=True)
    computed = dict(of_month.filter(state="computed", superseded_at__isnull=True).values_list("indicator", "numerator"))
    reported = of_month.filter(state="reported", superseded_at__isnull=False, indicator__in=computed)
    seen: dict[str, Replaced] = {}
    for code, value, source in reported.order_by("-recorded_at").values_list("indicator", "numerator", "source"):
        seen.setdefault(code, Replaced(code, Fraction(value), Fraction(computed[code]), source))
    return list(seen.values())


def _standing(new: Iterable[NewValue]) -> dict[tuple[int, str, dt.date, str], IndicatorValue]:
    """Return the rows in force that `new` may meet."""
    periods: dict[dt.date, set[int]] = defaultdict(set)
    for one in new:
        periods[one.month.first_day].add(one.office)
    found: dict[tuple[int, str, dt.date, str], IndicatorValue] = {}
    for period, offices in periods.items():
        for row in IndicatorValue.objects.filter(period=period, office_id__in=offices, superseded_at__isnull=True):
            found[row.office_id, row.indicator, row.period, row.state] = row
    return found


def _amounts(one: NewValue) -> tuple[Decimal, Decimal | None, dt.date]:
    """Return what makes two values equal, as the table keeps it."""
    return decimal(one.value), None if one.denominator is None else decimal(one.denominator), one.as_of


def _row(one: NewValue) -> IndicatorValue:
    """Return the table row of a reported value that a computed one has replaced already."""
    given = dict(zip(COPIED, _cells(one), strict=True))
    return IndicatorValue(**given, superseded_at=Now())


def _cells(one: NewValue) -> tuple[object, ...]:
    """Return the cells of COPIED."""
    return one.office, one.code, one.month.first_day, one.state, *_amounts(one), one.source


def _copy(rows: Sequence[NewValue]) -> None:
    """Append values in force: the snapshot of a province writes hundreds while its month waits to be closed."""
    if not rows:
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY records_indicatorvalue ({', '.join(COPIED)}) FROM STDIN") as copy,
    ):
        for one in rows:
            copy.write_row(_cells(one))
