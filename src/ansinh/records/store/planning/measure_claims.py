"""What a snapshot measures of care: visits and money since January by settlement month, findings that wait."""

from collections.abc import Sequence
from typing import Final

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator
from ansinh.records.store.planning.measure_counts import Amounts, since_january

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
    amounts = since_january(_QUERIES, indicators, month, offices)
    return amounts if any(amounts.values()) else {}
