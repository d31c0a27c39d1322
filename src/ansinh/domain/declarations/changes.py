"""Declared changes as columns, ready to be applied to spells."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ansinh.domain.declarations.timeline import Cells, Rows


@dataclass(frozen=True, slots=True)
class Changes:
    """One row a change; columns (n,), `terms` (n, WIDTH) in the columns of timeline.Col.

    `pair` is the person in this account, 0..pairs-1; `first` .. `end` the months it holds for (end OPEN_END: no last
    one); `card_end` the month up to which the health contribution of an already printed card stays due (0: none).
    """

    pairs: int
    pair: Rows
    effect: NDArray[np.int8]  # kinds.Effect, FUND_SWITCH already decided
    first: Cells
    end: Cells
    fund: NDArray[np.int64]
    absence: NDArray[np.int64]
    fills: NDArray[np.bool_]
    has_pay: NDArray[np.bool_]  # the row says a wage or a coefficient
    has_job: NDArray[np.bool_]
    card_end: Cells
    terms: Cells

    def take(self, rows: Rows) -> Self:
        """Return the changes at `rows`."""
        columns = {column.name: getattr(self, column.name) for column in fields(self) if column.name != "pairs"}
        return type(self)(pairs=self.pairs, **{name: column[rows] for name, column in columns.items()})
