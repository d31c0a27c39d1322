"""What a snapshot measures of care: visits and money since January by settlement month, findings that wait."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator

Amounts = dict[str, dict[int, int]]
_CARE: Final = """
SELECT f.office_id, count(*) FILTER (WHERE NOT v.inpatient), count(*) FILTER (WHERE v.inpatient),
    round(sum(v.claimed) / 100.0)::bigint, round(sum(v.accepted) / 100.0)::bigint,
    round(sum(v.claimed) / 100.0)::bigint - round(sum(v.accepted) / 100.0)::bigint
FROM records_claimvisit v JOIN records_facility f ON f.code = v.facility
WHERE v.period >= %(january)s AND v.period < %(after)s AND v.superseded_at IS NULL AND f.office_id = ANY(%(offices)s)
GROUP BY 1
"""
_OPEN: Final = """
SELECT f.office_id, count(*) FROM records_claimfinding n
JOIN records_claimvisit v ON v.period = n.period AND v.id = n.visit AND v.superseded_at IS NULL
JOIN records_facility f ON f.code = n.facility
WHERE n.period >= %(january)s AND n.period < %(after)s AND n.state IN ('open', 'contested', 'proposed')
    AND f.office_id = ANY(%(offices)s) GROUP BY 1
"""
_QUERIES: Final = ((_CARE, ("visits_out", "visits_in", "claimed", "accepted", "cut")), (_OPEN, ("open",)))


def care(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return the amounts of `indicators` from January to `month` by code and office; dong are whole.

    Nothing at all where no facility of `offices` has a claim, so that reported figures stay.
    """
    values: dict[str, dt.date | list[int]] = {
        "january": month.first_day.replace(month=1), "after": month.plus(1).first_day, "offices": list(offices),
    }  # fmt: skip
    wanted = {name: one.code for one in indicators if one.source for name in one.source.names}
    amounts: Amounts = {code: {} for code in wanted.values()}
    with connection.cursor() as cursor:
        for query, names in _QUERIES:
            cursor.execute(query, values)
            for office, *counts in cursor.fetchall():
                for name, count in zip(names, counts, strict=True):
                    if name in wanted:
                        amounts[wanted[name]][office] = int(count)
    return amounts if any(amounts.values()) else {}
