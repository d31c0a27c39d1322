"""An increase decree over the pensions of an office: one dated value of the law, before and after it. No fact moves."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.benefits.payroll import Terms
from ansinh.domain.benefits.payroll_increase import RaiseLine, by_regime, raise_all
from ansinh.law.pension.increase import event_days
from ansinh.law.values import Value
from ansinh.records.bulk.arrow import Column, Door, database_url, door_to
from ansinh.records.store.benefits import payments, payroll
from ansinh.records.store.benefits.payroll import Scope
from ansinh.records.store.ledger.books import month_numbers
from ansinh.usecases.ledger.law import law_of_books

SHOWN = 20
EVERYONE = (1 << 62) - 1


@dataclass(frozen=True, slots=True)
class RaisedPension:
    """One pension (id) as the decree finds and leaves it, dong a month; whether it was lifted because it is low."""

    pension: int
    before: Dong
    after: Dong
    lifted: bool


@dataclass(frozen=True, slots=True)
class Increase:
    """What a decree comes to at an office: the value, the regimes with their sum last, some pensions of `regime`.

    Those shown follow a pension by id; `next` is the last of them, 0 where there are no more.
    """

    value: Value
    lines: tuple[RaiseLine, ...]
    shown: tuple[RaisedPension, ...]
    next: int

    @property
    def all(self) -> RaiseLine:
        """The sum of all regimes."""
        return self.lines[-1]


def decrees() -> tuple[Value, ...]:
    """Return every increase decree that is known, the latest first."""
    law = law_of_books()
    return tuple(law.get("pension.increase", day) for day in reversed(event_days(law)))


def increase_of(
    office_path: str, day: dt.date, *, regime: int = 0, after: int = 0, door: Door | None = None
) -> Increase:
    """Return the pensions in payment at an office and under it before and after the decree of `day`, as known now.

    `regime` (0: all) and `after` (a pension) choose the rows shown. UnknownValueError without a decree on that day.
    """
    law, offices = law_of_books(), tuple(payments.offices_under(office_path))
    month = Month.containing(day) if day.day == 1 else Month.containing(day).plus(1)
    scope = Scope(0, EVERYONE, offices, timezone.now())
    rows = _paid(payroll.in_payment(door or door_to(database_url()), scope, month))
    regimes = rows["regime"].astype(np.int64)
    none = np.zeros(regimes.size, dtype=np.int64)
    started = month_numbers(rows["started"]).astype(np.int64)
    found = raise_all(Terms(none, none, none, rows["basis"], rows["basis_day"], rows["extra"], started), day, law)
    asked = np.flatnonzero((found.before != found.after) & ((regimes == regime) | (regime == 0)))
    places = asked[rows["pension"][asked] > after][: SHOWN + 1]
    columns = (rows["pension"], found.before, found.after, found.lifted)
    shown = _shown(places[:SHOWN], columns)
    more = shown[-1].pension if places.size > SHOWN else 0
    return Increase(law.get("pension.increase", day), by_regime(regimes, found), shown, more)


def _paid(rows: dict[str, Column]) -> dict[str, Column]:
    """Return the pensions that are not stopped."""
    paid = np.flatnonzero(~rows["stopped"].astype(np.bool_))
    return {name: column[paid] for name, column in rows.items()}


def _shown(places: NDArray[np.intp], columns: tuple[Column, Column, Column, Column]) -> tuple[RaisedPension, ...]:
    """Return some rows as values."""
    chosen = (column[places].tolist() for column in columns)
    return tuple(RaisedPension(*row) for row in zip(*chosen, strict=True))
