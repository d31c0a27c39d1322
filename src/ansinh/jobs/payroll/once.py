"""Figures of what is paid once (decisions, relief), in the same shape as those of a payroll."""

from typing import Any

import numpy as np

from ansinh.core.money import total
from ansinh.domain.benefits.payroll_totals import totals_of
from ansinh.domain.benefits.payroll_variance import Lines, variance
from ansinh.records.bulk.arrow import Column


def figures(columns: dict[str, Column]) -> dict[str, Any]:
    """Return the totals of columns office, fund, kind, amount; nobody was there before, nothing is deducted."""
    amount, office = columns["amount"].astype(np.int64), columns["office"].astype(np.int64)
    nothing = np.zeros(amount.size, dtype=np.int64)
    none = Lines(nothing[:0], nothing[:0], nothing[:0], nothing[:0])
    told = variance(none, Lines(np.arange(amount.size), office, amount, amount))
    return {
        "people": int(amount.size),
        "amount": total(amount),
        "totals": totals_of((office, columns["fund"], columns["kind"]), (amount > 0, amount, nothing, nothing)),
        **{name: [0, 0] for name in ("arrears", "recovered", "lost")},
        "variance": {**told, "rows": {"joined": [], "left": [], "changed": []}},
    }
