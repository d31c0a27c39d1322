"""One-off cash support of Resolution 116, over columns: a province's list is one call."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.law.values import Values

REASONS = ("", "excluded_employer", "stopped_outside_window", "nothing_reserved", "draws_pension")
NEVER = np.datetime64("NaT")


@dataclass(frozen=True, slots=True)
class SupportColumns:
    """People asked about, (n,) each.

    participating: bool, in unemployment insurance on the day of the snapshot; excluded: bool, their employer is one
    whose workers get no support; stopped: datetime64[D], NaT for participants; reserved, pension: bool; months: int64,
    months of contribution not used for a benefit.
    """

    participating: NDArray[np.bool_]
    excluded: NDArray[np.bool_]
    stopped: NDArray[np.datetime64]
    reserved: NDArray[np.bool_]
    pension: NDArray[np.bool_]
    months: NDArray[np.int64]


def support(people: SupportColumns, decided_on: dt.date, values: Values) -> tuple[DongColumn, NDArray[np.int8]]:
    """Resolution 116/NQ-CP II.1, Art. 2, Decision 28/2021/QD-TTg: who gets how much, once.

    Participants on the day of the snapshot, except those of excluded employers; those who stopped inside the window,
    keep unused months and draw no pension. Returns dong (n,) and the number of the first reason that refuses (REASONS).
    """
    first = np.datetime64(values.get("covid116.support.stopped_from", decided_on).day, "D")
    last = np.datetime64(values.get("covid116.support.stopped_to", decided_on).day, "D")
    gone = ~people.participating
    inside = (people.stopped >= first) & (people.stopped <= last)
    refused = np.select(
        [people.participating & people.excluded, gone & ~inside, gone & ~people.reserved, gone & people.pension],
        [1, 2, 3, 4],
        default=0,
    ).astype(np.int8)
    tiers = values.get("covid116.support.tiers", decided_on).by_name
    steps = np.array(sorted(int(months) for months in tiers), dtype=np.int64)
    amounts = np.array([int(tiers[str(step)]) for step in steps], dtype=np.int64)
    amount = amounts[np.searchsorted(steps, people.months, side="right") - 1]
    return np.where(refused == 0, amount, 0), refused
