"""What a snapshot measures of the agency's own service: dossiers in time, prospects won, withdrawals, lapses.

Every query counts from January to the end of the month, grouped by office. A voluntary member has lapsed when a spell
ended in the window and no other has begun by the end of it.
"""

from collections.abc import Sequence

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator
from ansinh.records.store.planning.measure_counts import Amounts, since_january

_DUE = """
SELECT d.office_id, count(*), count(*) FILTER (WHERE n.day <= coalesce(f.due, d.due)) FROM records_dossier d
LEFT JOIN LATERAL (SELECT min(v.decided_on) AS day FROM records_dossierdecision v
    WHERE v.dossier_id = d.id AND v.decided_on IS NOT NULL) n ON true
LEFT JOIN LATERAL (SELECT m.due FROM records_dossiermove m WHERE m.dossier_id = d.id AND m.move = 'approve'
    AND (d.version > 1 OR d.state = 'appealed') ORDER BY m.id LIMIT 1) f ON true
WHERE d.office_id = ANY(%(offices)s) AND (n.day >= %(january)s AND n.day < %(after)s
    OR (n.day IS NULL OR n.day >= %(after)s) AND d.due >= %(january)s AND d.due < %(after)s AND d.state <> 'returned'
        AND d.state <> 'closed')
GROUP BY 1
"""
_JOINED = """
SELECT office_id, sum(people)::bigint FROM records_prospect WHERE state = 'joined' AND closed_on >= %(january)s
    AND closed_on < %(after)s AND office_id = ANY(%(offices)s) GROUP BY 1
"""
_ONETIME = """
SELECT office_id, count(*) FROM records_dossier WHERE procedure = 'onetime' AND received_on >= %(january)s
    AND received_on < %(after)s AND office_id = ANY(%(offices)s) GROUP BY 1
"""
_LAPSED = """
SELECT s.office_id, count(DISTINCT s.person_id) FROM records_voluntaryspell s
WHERE s.superseded_at IS NULL AND upper(s.validity) > %(january)s AND upper(s.validity) <= %(after)s
    AND s.office_id = ANY(%(offices)s) AND NOT EXISTS (SELECT FROM records_voluntaryspell n
        WHERE n.person_id = s.person_id AND n.superseded_at IS NULL AND lower(n.validity) >= upper(s.validity)
        AND lower(n.validity) <= %(after)s)
GROUP BY 1
"""
_QUERIES = (
    (_DUE, ("dossiers_due", "dossiers_on_time")),
    (_JOINED, ("prospects_joined",)),
    (_ONETIME, ("onetime_applications",)),
    (_LAPSED, ("vsi_lapsed",)),
)


def service(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return the counts of `indicators` since January by code and office; an office without any has none."""
    return since_january(_QUERIES, indicators, month, offices)
