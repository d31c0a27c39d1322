"""The ceiling of a supply package: 45 base salaries for one use of a high-cost service, and how it is shared out."""

from dataclasses import replace

import numpy as np

from ansinh.law.entitlement.amounts import WHOLE, share_of, sums_by
from ansinh.law.entitlement.columns import Ints, LineFacts, LineRights, Reason, VisitFacts, VisitRights

OUT_OF_NETWORK = -1  # no threshold of six base salaries after a self-visit


def cap_packages(visits: VisitFacts, rights: VisitRights, lines: LineFacts, split: LineRights) -> LineRights:
    """Art. 3, Circular 04/2017/TT-BYT: of a package the fund pays rate x L, L = min(45 base salaries, package).

    After five continuous years, in network and without certificate: at least L - 6 base salaries. Levels 1 and 5 and a
    recurring wound know no ceiling. Above L the patient pays; L less the fund's part is co-payment.
    """
    free = visits.unlimited[lines.visit] | lines.wound
    rows = np.flatnonzero((lines.package > 0) & ~free & (split.in_scope > 0))
    if not rows.size:
        return split
    keys = lines.visit[rows].astype(np.int64) * 1_000 + lines.package[rows]
    order = np.argsort(keys, kind="stable")
    rows = rows[order]
    _, starts, owner = np.unique(keys[order], return_index=True, return_inverse=True)
    visit = lines.visit[rows[starts]]
    totals = sums_by(owner, split.in_scope[rows], starts.size)
    limit = np.minimum(totals, visits.ceiling[visit])
    six_salaries = np.where(visits.factor[visit] == WHOLE, visits.six_salaries[visit], OUT_OF_NETWORK)
    fund = package_fund(limit, rights.rate[visit], six_salaries, rights.reason[visit])
    changed = (limit < totals) | (fund != share_of(limit, rights.rate[visit]))
    fund_parts = _spread(owner, split.in_scope[rows], totals, fund)
    limit_parts = _spread(owner, split.in_scope[rows], totals, limit)
    touched = changed[owner]
    return _put(split, rows[touched], fund_parts[touched], limit_parts[touched])


def package_fund(limit: Ints, rate: Ints, six_salaries: Ints, reason: Ints) -> Ints:
    """Art. 3, Circular 04/2017/TT-BYT: the fund's part of each package, hundredths of a dong (p,).

    `six_salaries` is -1 where five years are not complete or the visit was out of network.
    """
    fund = share_of(limit, rate)
    five_years = (six_salaries >= 0) & (rate < WHOLE) & (reason == Reason.CARD_RATE)
    return np.where(five_years, np.maximum(fund, limit - six_salaries), fund)


def _spread(owner: Ints, weights: Ints, totals: Ints, amounts: Ints) -> Ints:
    """Share each package's amount over its lines by cost: shares of four decimals, the last line takes the rest."""
    shares = np.floor_divide(2 * weights * WHOLE + totals[owner], 2 * totals[owner])
    parts = share_of(amounts[owner], shares)
    last = np.flatnonzero(np.append(owner[1:] != owner[:-1], True))
    parts[last] += amounts - sums_by(owner, parts, amounts.size)
    return parts


def _put(split: LineRights, rows: Ints, fund: Ints, limit: Ints) -> LineRights:
    """Put the parts of capped lines in the place of what they had."""
    own, copay, paid = split.own.copy(), split.copay.copy(), split.fund.copy()
    own[rows] = split.total[rows] - limit
    copay[rows] = limit - fund
    paid[rows] = fund
    return replace(split, own=own, copay=copay, fund=paid)
