"""Figures of what is paid once (decisions, relief), in the same shape as those of a payroll."""

from typing import Any

import numpy as np

from ansinh.core.money import total
from ansinh.domain.benefits.payroll_totals import totals_of
from ansinh.domain.benefits.payroll_variance import Lines, variance
from ansinh.records.bulk.arrow import Column


def figures(columns: dict[str, Column]) -> dict[str, Any]:
    """Return the totals of columns office, fund, kind, amount, and recovered where something is deducted.

    `amount` is what was granted; what is deducted is found overpaid and recovered at once. Nobody was there before.
    """
    gross, office = columns["amount"].astype(np.int64), columns["office"].astype(np.int64)
    nothing = np.zeros(gross.size, dtype=np.int64)
    recovered = columns.get("recovered", nothing)
    amount = gross - recovered
    none = Lines(nothing[:0], nothing[:0], nothing[:0], nothing[:0])
    told = variance(none, Lines(np.arange(amount.size), office, amount, amount))
    return {
        "people": int(amount.size),
        "amount": total(amount),
        "totals": totals_of((office, columns["fund"], columns["kind"]), (gross > 0, gross, recovered, recovered)),
        "arrears": [0, 0], "lost": [0, 0], "recovered": [int(np.count_nonzero(recovered)), total(recovered)],
        "variance": {**told, "rows": {"joined": [], "left": [], "changed": []}},
    }  # fmt: skip
