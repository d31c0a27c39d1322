"""Late interest of a month over all accounts of a partition: the run dated its first day, or its days one by one.

Until June 2025 the closing of month m runs the interest dated the first of m (compound to 2015, simple since); from
July 2025 it charges the days of m. Both rest on what was owed at the end of m-1 and had become late. Source:
contributions.md 10.
"""

from fractions import Fraction

import numpy as np

from ansinh.core.errors import UnknownValueError
from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.jobs.month.frame import Frame
from ansinh.jobs.month.opening import FUNDS, Opening, table
from ansinh.jobs.month.spreading import Dues, in_lawful_order, pay_in_order
from ansinh.law import interest as law
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.bulk.spells import AccountRange
from ansinh.records.store.ledger.books import arisen, month_numbers, receipts_by_day
from ansinh.records.store.ledger.facts import FAR, AccountFacts

RHYTHMS = (1, 3, 6)


def overdue(door: Door, frame: Frame, accounts: AccountRange, state: tuple[AccountFacts, Opening]) -> DongColumn:
    """Return the principal (a, 6) that bears interest: owed at the end of m-1, less what arose and is not yet late.

    Accounts stopped on the first of the month bear none (contributions.md 14).
    """
    known, opening = state
    late = opening.owed.copy()
    before = frame.period.plus(-1)
    free_from = {every: _free_from(frame.period, every, frame.values) for every in RHYTHMS}
    earliest = min((month for month in free_from.values() if month is not None), default=None)
    if earliest is not None and late.any():
        rows = arisen(door, accounts, earliest, before)
        here = known.holds(rows["holder"])
        rows = {name: column[here] for name, column in rows.items()}
        starts = np.array([month.number if month else before.number + 1 for month in free_from.values()])
        first_free = starts[np.searchsorted(RHYTHMS, known.every[known.at(rows["holder"])])]
        free = month_numbers(rows["period"]) >= first_free
        late -= table(known, rows["holder"][free], rows["fund"][free], rows["amount"][free])
    late[known.stopped(frame.period.first_day)] = 0
    return np.maximum(late, 0)


def charge(door: Door, frame: Frame, accounts: AccountRange, state: tuple[AccountFacts, Opening]) -> DongColumn:
    """Return the interest (a, 6) of the month in dong; UnknownValueError where a rate is needed and not established."""
    late = overdue(door, frame, accounts, state)
    if not late.any():
        return late
    if frame.period >= law.daily_since(frame.values):
        day_sums = _late_day_sums(door, frame, accounts, (*state, late))
        rate = law.daily_rate(frame.values, frame.period.first_day)
        return law.charge_daily(day_sums, np.ones_like(day_sums), rate)
    out = np.zeros_like(late)
    for fund in range(1, FUNDS):
        if late[:, fund].any():
            out[:, fund] = _charge_fund(frame, fund, late[:, fund], state[1].interest_owed[:, fund])
    return out


def missing_rate(frame: Frame) -> UnknownValueError | None:
    """Return the refusal of a rate that the month may need and that is not established, None if all are known."""
    try:
        for health in (False, True):
            _rate(frame.values, frame.period, health=health)
    except UnknownValueError as error:
        return error
    return None


def _rate(values: Values, period: Month, *, health: bool) -> Fraction:
    """Return the rate of the month: a month's, or a day's from July 2025."""
    day = period.first_day
    if period >= law.daily_since(values):
        return law.daily_rate(values, day)
    return law.monthly_rate(values, day, health=health)


def _charge_fund(frame: Frame, fund: int, late: DongColumn, interest_before: DongColumn) -> DongColumn:
    """Return the interest of one fund by the regime of the month, rounded once an account."""
    rate = _rate(frame.values, frame.period, health=fund == int(Fund.HI))
    if frame.values.get("late.compounding", frame.period.first_day).yes:
        return law.charge_compound(late, interest_before, rate)
    return law.charge_monthly(late, rate)


def _free_from(period: Month, every: int, values: Values) -> Month | None:
    """Return the first accounting month whose principal is not late yet in `period`; None if all of it is late."""
    last = period.plus(-1)
    start = Month(last.number - last.number % every)
    due = law.due_date(start.plus(every - 1), every, values)
    limit = period.first_day if period >= law.daily_since(values) else last.last_day
    return start if due >= limit else None


def _late_day_sums(
    door: Door, frame: Frame, accounts: AccountRange, state: tuple[AccountFacts, Opening, DongColumn]
) -> DongColumn:
    """Return the sum over the charged days of the month of the principal late on each, (a, 6) dong-days.

    A receipt lowers what is late from the day after it arrives (or that very day, by the setting).
    """
    known, opening, late = state
    receipts = receipts_by_day(door, accounts, frame.period)
    here = known.holds(receipts["account"])
    account, day, amount = receipts["account"][here], receipts["day"][here], receipts["amount"][here]
    first, last = frame.period.first_day, frame.period.last_day
    stop = _stops(known, frame.period)
    counted = frame.values.get("late.count_payment_day", first).yes
    sums, since = np.zeros_like(late), np.full(known.account.size, np.datetime64(first, "D"))
    pool = opening.overpaid.copy()
    ordered = in_lawful_order(
        opening.items.where(opening.items.amount > 0), opening.interest_owed, (known, frame.values, last)
    )
    now_late = np.maximum(late - _paid(ordered, pool, known), 0)
    for moment in np.unique(day):
        until = np.minimum(np.maximum(moment + np.timedelta64(int(counted), "D"), np.datetime64(first, "D")), stop)
        days = np.maximum((until - since).astype(np.int64), 0)
        sums += now_late * days[:, None]
        since = np.maximum(since, until)
        np.add.at(pool, known.at(account[day == moment]), amount[day == moment])
        now_late = np.maximum(late - _paid(ordered, pool, known), 0)
    sums += now_late * np.maximum((stop - since).astype(np.int64), 0)[:, None]
    return sums


def _paid(ordered: Dues, pool: DongColumn, known: AccountFacts) -> DongColumn:
    """Return the principal (a, 6) that `pool` pays in the lawful order."""
    return pay_in_order(ordered, pool).principal_table(known)


def _stops(known: AccountFacts, period: Month) -> Column:
    """Return for each account the first day that is not charged: after the month, or the day it stopped."""
    end = np.datetime64(period.plus(1).first_day, "D")
    stop = np.full(known.account.size, end)
    rows = known.status
    held = np.flatnonzero((rows["status"] > 0) & (rows["upper"] >= FAR) & known.holds(rows["account"]))
    np.minimum.at(stop, known.at(rows["account"][held]), rows["lower"][held].astype("datetime64[D]"))
    return np.minimum(stop, end)
