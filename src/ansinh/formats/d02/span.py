"""From the two months of a row to the months its change holds for."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ansinh.formats.columns import Ints

LEAVES: Final = frozenset({"GH", "GD", "GC"})
OPENS: Final = frozenset({"TM", "TD", "TC", "TH", "ON", "DC", "CD"})
SWITCHES: Final = frozenset({"TN", "GN", "TL", "GL", "TV", "GV", "DN", "DL"})
ABSENT: Final = frozenset({"TS", "OF", "KL"})


def change_months(
    changes: Sequence[str], starts: Ints, stops: Ints, listed: int, *, official: bool
) -> tuple[Ints, Ints]:
    """Return (first month, last month or 0 for open) a change holds for; month numbers, shapes (n,).

    In the official form column 26 is the last month paid, so a worker who leaves or is absent does so from the next
    one on, unless column 25 names the month. The portal wants an end in every row: for a change that stays, an end
    in the month of the list (or equal to the start) is no end. `listed` is the month of the list, 0 if unknown.
    """
    first, last = starts.copy(), stops.copy()
    kinds = np.array(changes, dtype=object)
    leaving = np.isin(kinds, list(LEAVES))
    staying = np.isin(kinds, list(OPENS))
    switching = np.isin(kinds, list(SWITCHES))
    if official:
        only_stop = (leaving | np.isin(kinds, list(ABSENT))) & (stops > 0) & (starts == 0)
        paid_to = only_stop | (leaving & (stops > starts))
        first[paid_to] = stops[paid_to] + 1
        last[paid_to] = 0
    last[leaving & (last > 0) & (last <= first)] = 0
    now = listed or 10**6
    last[(leaving | staying) & ((last >= now) | (last == first))] = 0
    last[switching & ((last == now) | (last == first))] = 0
    return first, last
