"""What the risk of employers looks at in the books, the register and earlier inspections: columns by account."""

import datetime as dt
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import PayRegime
from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.cursor import CursorDoor
from ansinh.records.store.collection.debt import PRINCIPAL

Ints = NDArray[np.int64]
_ACCOUNTS = """
    SELECT m.account_id AS account, m.office_id AS office, m.people::bigint AS people, ({principal})::bigint AS owed,
           coalesce((extract(year FROM age(m.period, m.oldest_owed)) * 12
                     + extract(month FROM age(m.period, m.oldest_owed)) + 1)::bigint, 0) AS months
    FROM records_accountmonth m JOIN records_employeraccount a ON a.id = m.account_id
    WHERE m.period = '{period}' AND m.office_id = ANY('{{{offices}}}') AND a.status = 'active'
    ORDER BY m.account_id
"""
_FLOOR = """
    SELECT s.account_id AS account, count(*) FILTER (WHERE s.base <= f.most) AS low, count(*) AS people
    FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id
    JOIN (VALUES {floors}) AS f (region, work, most) ON f.region = a.region AND f.work = s.work
    WHERE s.superseded_at IS NULL AND s.validity @> '{day}'::date AND s.pay_regime = {regime} AND s.absence = 0
      AND s.base IS NOT NULL AND a.office_id = ANY('{{{offices}}}') GROUP BY 1 ORDER BY 1
"""
_FINDINGS = """
    SELECT i.account_id AS account, count(*) AS findings, sum(f.amount - coalesce(r.amount, 0))::bigint AS remaining
    FROM records_inspection i JOIN records_inspectionfinding f ON f.case_id = i.id
    LEFT JOIN (SELECT finding_id, sum(amount) AS amount FROM records_inspectionrecovery GROUP BY 1) r
         ON r.finding_id = f.id
    WHERE i.account_id IS NOT NULL AND i.state IN ('concluded', 'closed')
      AND i.concluded_on BETWEEN '{since}' AND '{day}'
    GROUP BY 1 ORDER BY 1
"""


def accounts(office_ids: list[int], period: dt.date) -> dict[str, Column]:
    """Return the active accounts of the offices with a closing sheet of `period`, by account.

    account, office, people, owed (dong of principal), months (age of the oldest unpaid month at the end of `period`).
    """
    query = _ACCOUNTS.format(principal=PRINCIPAL, period=period, offices=_list(office_ids))
    return CursorDoor().columns(query)


def at_the_floor(office_ids: list[int], day: dt.date, floors: Mapping[tuple[int, int], int]) -> dict[str, Column]:
    """Return by account the people on the employer's scale on `day`, and those on at most the floor of their work.

    `floors` gives the base (dong) that still counts as the floor by wage region and Work bits.
    """
    listed = ", ".join(f"({region}, {work}, {most}::bigint)" for (region, work), most in floors.items())
    query = _FLOOR.format(floors=listed, day=day, regime=int(PayRegime.EMPLOYER), offices=_list(office_ids))
    return CursorDoor().columns(query)


def past_findings(since: dt.date, day: dt.date) -> dict[str, Column]:
    """Return by account the violations concluded between the days and the dong still to recover of them."""
    return CursorDoor().columns(_FINDINGS.format(since=since, day=day))


def aligned(to: Ints, keys: Column, column: Column) -> Ints:
    """Return `column` (m,), known by account `keys` (sorted), at the accounts `to` (n,); 0 where there is none."""
    if not len(keys):
        return np.zeros(len(to), np.int64)
    place = np.minimum(np.searchsorted(keys, to), len(keys) - 1)
    found: Ints = np.where(keys[place] == to, column[place], 0).astype(np.int64)
    return found


def _list(office_ids: list[int]) -> str:
    return ",".join(map(str, office_ids))
