"""What accounts pay in a month, by their habit, from what they owed at its beginning."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.jobs.synthetic.chance import Rng, chance
from ansinh.jobs.synthetic.employers import Habit
from ansinh.jobs.synthetic.province import Province

TWICE_PER_MILLE: Final = 2  # payments sent two times by mistake
PART: Final = np.array([55, 65, 75, 85])  # per cent of the debt an account in trouble can pay


@dataclass(frozen=True, slots=True)
class Sheets:
    """Closing figures of last month (n,), in dong.

    account is a place among the employers, due what the month was due, owed and interest what was carried forward,
    overpaid money not spread.
    """

    account: NDArray[np.int64]
    due: NDArray[np.int64]
    owed: NDArray[np.int64]
    interest: NDArray[np.int64]
    overpaid: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Payments:
    """Payments of a month (k,): the account, the amount (dong), the day of the month; twice marks planted repeats."""

    account: NDArray[np.int64]
    amount: NDArray[np.int64]
    day: NDArray[np.int64]
    twice: NDArray[np.bool_]


def payments(province: Province, sheets: Sheets, month: Month) -> Payments:
    """Return the payments of `month`, in the order of their days; what is left unpaid is the province's debt."""
    rng = chance(province.seed, f"payments {month}")
    habit = province.employers.habit[sheets.account]
    estimate = np.where(province.employers.stops[sheets.account] > 0, 0, sheets.due)
    owed = sheets.owed + sheets.interest
    wanted = np.select(
        [habit == Habit.AHEAD, habit == Habit.BEHIND, habit == Habit.SLOW, habit == Habit.PART],
        [
            owed + estimate,
            owed,
            np.where((month.number + sheets.account) % 2 == 0, owed, 0),
            owed * PART[rng.integers(0, PART.size, owed.size)] // 100 // 100_000 * 100_000,
        ],
        0,
    )
    amount = np.maximum(wanted - sheets.overpaid, 0)
    paying = np.flatnonzero(amount > 0)
    day = np.where(habit[paying] == Habit.AHEAD, rng.integers(18, 27, paying.size), rng.integers(3, 26, paying.size))
    again = paying[rng.random(paying.size) * 1000 < TWICE_PER_MILLE]
    rows = np.concatenate([paying, again])
    days = np.concatenate([day, np.full(again.size, 27)])
    order = np.argsort(days, kind="stable")
    twice = np.arange(rows.size) >= paying.size
    return Payments(sheets.account[rows][order], amount[rows][order], days[order], twice[order])


def words_of(rng: Rng, size: int, weights: tuple[int, ...]) -> NDArray[np.int64]:
    """Return how each payer words his order, as places in `weights` (per mille)."""
    return np.searchsorted(np.cumsum(weights), rng.integers(0, sum(weights), size), side="right").astype(np.int64)
