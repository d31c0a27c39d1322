"""What recovery would add to amounts that a declaration brings for earlier months: late interest, by its ground."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ansinh.core.errors import UnknownValueError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.declarations.consequences import MonthChange
from ansinh.law.arrears.recovery import Ground, first_rate_year, recover
from ansinh.law.interest.charge import charge_daily
from ansinh.law.interest.due import due_date
from ansinh.law.interest.rates import daily_rate, daily_since
from ansinh.law.values import Values

CROSSES = Text(
    "Chưa có quy định tính lãi cho tháng nợ trước 7/2025 được truy thu từ 7/2025.",
    "How interest is charged on months owed before July 2025 and recovered since is not established.",
)


@dataclass(frozen=True, slots=True)
class LateInterest:
    """Interest (dong) by month, in the order asked; `refused` says why it cannot be told, `charged` whether any is."""

    charged: bool
    by_month: tuple[Dong, ...]
    refused: Text | None = None

    @property
    def total(self) -> Dong:
        """All months together."""
        return sum(self.by_month)


def late_interest(
    changes: Sequence[MonthChange], ground: Ground, recovered: Month, every_months: int, values: Values
) -> LateInterest:
    """Art. 38, QD 595/QD-BHXH; Art. 40.1, Law 41/2024/QH15: interest on what the changes add for months before.

    Only amounts above zero of months before `recovered` bear interest; until June 2025 by whole months and the yearly
    return, for months since July 2025 by the day to the last of `recovered`. Where a rate is not established the
    answer says so instead of an amount.
    """
    late = [max(change.total, 0) if change.month < recovered else 0 for change in changes]
    nothing = tuple(0 for _ in changes)
    try:
        if recovered < daily_since(values):
            found = _by_month(changes, late, ground, recovered, values)
            return LateInterest(charged=found is not None, by_month=found or nothing)
        if any(amount and change.month < daily_since(values) for amount, change in zip(late, changes, strict=True)):
            return LateInterest(charged=True, by_month=nothing, refused=CROSSES)
        return LateInterest(charged=True, by_month=_by_day(changes, late, recovered, every_months, values))
    except UnknownValueError as error:
        return LateInterest(charged=True, by_month=nothing, refused=error.message)


def _by_month(
    changes: Sequence[MonthChange], late: list[Dong], ground: Ground, recovered: Month, values: Values
) -> tuple[Dong, ...] | None:
    """Art. 38.2, QD 595/QD-BHXH: interest by month; None where the ground bears none."""
    places = [place for place, amount in enumerate(late) if amount]
    owed = np.array([changes[place].month.number for place in places], dtype=np.int64)
    amount = np.array([late[place] for place in places], dtype=np.int64)
    years = {recovered.year, *(first_rate_year(recovered, Month(int(month)), values) for month in owed)}
    key = "fund.investment_rate.average_of_previous_year"
    rates = {year: values.number(key, dt.date(year, 1, 1)) for year in years} if places else {}
    found = recover(ground, recovered, owed, amount, (rates, values))
    if not found.charged:
        return None
    by_place = dict(zip(places, found.interest.tolist(), strict=True))
    return tuple(by_place.get(place, 0) for place in range(len(changes)))


def _by_day(
    changes: Sequence[MonthChange], late: list[Dong], recovered: Month, every_months: int, values: Values
) -> tuple[Dong, ...]:
    """Art. 40.1, Law 41/2024/QH15: late principal x late days to the last of `recovered` x rate of a day."""
    last = recovered.last_day
    days = [max((last - due_date(change.month, every_months, values)).days, 0) for change in changes]
    rate = daily_rate(values, recovered.first_day)
    charged = charge_daily(np.array(late, dtype=np.int64), np.array(days, dtype=np.int64), rate)
    return tuple(charged.tolist())
