"""The door to people whom a budget pays for, or who pay themselves: counted and summed in the database."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from django.db import connection

from ansinh.core.fund import Fund
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.collection.budget import BillFigures, BillKey
from ansinh.domain.ledger.chart import Kind
from ansinh.records.store.collection.scope import offices

Asked: TypeAlias = int | dt.date | list[int]


class PaidWhole(NamedTuple):
    """People of a group whose contribution a budget pays whole: how many in the quarter, and in each of its months."""

    office: int
    payer: str
    group: str
    people: int
    first: int
    second: int
    third: int


class PaidIn(NamedTuple):
    """What participants paid in a month, as received and as it stands in the books (dong)."""

    office: int
    fund: Fund
    month: dt.date
    received: Dong
    posted: Dong


# A month is covered if its last day is: a period from the 15th of October to the 15th of January covers three months.
WHOLE = """
    SELECT office_id, payer, "group",
           count(DISTINCT person_id) FILTER (WHERE validity @> %(d1)s OR validity @> %(d2)s OR validity @> %(d3)s),
           count(*) FILTER (WHERE validity @> %(d1)s), count(*) FILTER (WHERE validity @> %(d2)s),
           count(*) FILTER (WHERE validity @> %(d3)s)
    FROM records_healthspell
    WHERE superseded_at IS NULL AND payer IN ('state', 'local') AND gross = 0 AND office_id = ANY(%(offices)s)
      AND validity && daterange(%(begin)s, %(end)s)
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

# What a budget adds to a paid period is owed month by month: the k-th of n months brings the total to amount * k / n,
# cut to whole dong, so that the quarters of a period sum to it exactly.
SHARED = """
    WITH span AS (
        SELECT office_id, person_id, {group} AS kind, support_state, support_local,
               extract(year FROM lower(validity)) * 12 + extract(month FROM lower(validity)) AS start,
               extract(year FROM upper(validity)) * 12 + extract(month FROM upper(validity)) AS stop
        FROM {table}
        WHERE superseded_at IS NULL AND support_state + support_local > 0 AND office_id = ANY(%(offices)s)
          AND NOT upper_inf(validity) AND validity && daterange(%(begin)s, %(end)s)
    ), months AS (
        SELECT *, greatest(stop - start, 1)::bigint AS n,
               least(greatest(%(quarter)s - start, 0), greatest(stop - start, 1))::bigint AS a,
               least(greatest(%(quarter)s + 3 - start, 0), greatest(stop - start, 1))::bigint AS b
        FROM span
    ), owed AS (
        SELECT office_id, person_id, kind, 'state' AS payer, b - a AS m,
               support_state * b / n - support_state * a / n AS amount
        FROM months WHERE support_state > 0
        UNION ALL
        SELECT office_id, person_id, kind, 'local', b - a, support_local * b / n - support_local * a / n
        FROM months WHERE support_local > 0
    )
    SELECT office_id, payer, kind, count(DISTINCT person_id), sum(m)::bigint, sum(amount)::bigint
    FROM owed WHERE m > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
SCHEMES = {"hi": ("records_healthspell", '"group"'), "vsi": ("records_voluntaryspell", "support_group")}


def paid_whole(path: str, quarter: Month) -> list[PaidWhole]:
    """Return the groups under `path` whose contributions a budget pays whole, in the quarter from `quarter` on."""
    days: dict[str, Asked] = {f"d{n + 1}": quarter.plus(n).last_day for n in range(3)}
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, {**days, **_span(path, quarter)})
        return [PaidWhole(*row) for row in cursor.fetchall()]


def shared(path: str, quarter: Month) -> Iterator[tuple[BillKey, BillFigures]]:
    """Yield what budgets add to periods that people under `path` pay for, by scheme and group, for one quarter."""
    for scheme, (table, group) in SCHEMES.items():
        with connection.cursor() as cursor:
            cursor.execute(SHARED.format(table=table, group=group), _span(path, quarter))
            for office, payer, kind, people, months, amount in cursor.fetchall():
                yield BillKey(office, payer, scheme, kind), BillFigures(people, months, amount)


def _span(path: str, quarter: Month) -> dict[str, Asked]:
    """Return the parameters both questions share; `quarter` counts months as the database does, from 1."""
    return {
        "offices": offices(path),
        "begin": quarter.first_day,
        "end": quarter.plus(3).first_day,
        "quarter": quarter.number + 1,
    }


PAID_IN = """
    WITH received AS (
        SELECT office_id, %(hi)s AS fund, date_trunc('month', receipt_date)::date AS month, sum(due)::bigint AS amount
        FROM records_healthspell
        WHERE superseded_at IS NULL AND due > 0 AND receipt_date < %(end)s AND office_id = ANY(%(offices)s)
        GROUP BY 1, 3
        UNION ALL
        SELECT office_id, %(vsi)s, date_trunc('month', receipt_date)::date, sum(due)::bigint
        FROM records_voluntaryspell
        WHERE superseded_at IS NULL AND due > 0 AND receipt_date < %(end)s AND office_id = ANY(%(offices)s)
        GROUP BY 1, 3
    ), posted AS (
        SELECT office_id, fund, concerns AS month,
               sum(CASE WHEN debit = 112 THEN amount ELSE -amount END)::bigint AS amount
        FROM records_posting
        WHERE holder = 0 AND kind = %(kind)s AND office_id = ANY(%(offices)s) GROUP BY 1, 2, 3
    )
    SELECT office_id, fund, month, coalesce(r.amount, 0), coalesce(p.amount, 0)
    FROM received r FULL JOIN posted p USING (office_id, fund, month)
    WHERE coalesce(r.amount, 0) <> coalesce(p.amount, 0) AND month < %(end)s ORDER BY 1, 2, 3
"""


def paid_in(path: str, period: Month) -> list[PaidIn]:
    """Return where the books differ from what participants under `path` paid up to the end of `period`."""
    asked: dict[str, Asked] = {
        "hi": int(Fund.HI),
        "vsi": int(Fund.VSI),
        "kind": int(Kind.PARTICIPANT_PAID),
        "end": period.plus(1).first_day,
        "offices": offices(path),
    }
    with connection.cursor() as cursor:
        cursor.execute(PAID_IN, asked)
        return [PaidIn(row[0], Fund(row[1]), *row[2:]) for row in cursor.fetchall()]
