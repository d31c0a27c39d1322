"""What a snapshot measures of inspections: planned and done since January, demanded, recovered and left, by office."""

from collections.abc import Sequence

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator
from ansinh.records.store.planning.measure_counts import Amounts, since_january

_PLANNED = """
SELECT p.office_id, sum(t.quantity)::bigint FROM records_inspectionplan p
JOIN records_inspectionplanitem t ON t.plan_id = p.id
WHERE p.state = 'signed' AND p.year = extract(year FROM %(january)s::date) AND p.signed_on < %(after)s
    AND p.office_id = ANY(%(offices)s) GROUP BY 1
"""
_DONE = """
SELECT office_id, count(*), count(item_id), count(DISTINCT subject) FILTER (WHERE subject_kind = 'payment_point')
FROM records_inspection WHERE state IN ('recorded', 'concluded', 'closed') AND minutes_on >= %(january)s
    AND minutes_on < %(after)s AND office_id = ANY(%(offices)s) GROUP BY 1
"""
_DEMANDED = """
SELECT i.office_id, coalesce(sum(f.amount) FILTER (WHERE i.concluded_on >= %(january)s), 0)::bigint,
    sum(f.amount - coalesce(r.before, 0))::bigint
FROM records_inspection i JOIN records_inspectionfinding f ON f.case_id = i.id
LEFT JOIN (SELECT finding_id, sum(amount) AS before FROM records_inspectionrecovery WHERE day < %(after)s GROUP BY 1) r
    ON r.finding_id = f.id
WHERE i.state IN ('concluded', 'closed') AND i.concluded_on < %(after)s AND i.office_id = ANY(%(offices)s) GROUP BY 1
"""
_RECOVERED = """
SELECT i.office_id, sum(r.amount)::bigint FROM records_inspectionrecovery r
JOIN records_inspectionfinding f ON f.id = r.finding_id JOIN records_inspection i ON i.id = f.case_id
WHERE r.day >= %(january)s AND r.day < %(after)s AND i.office_id = ANY(%(offices)s) GROUP BY 1
"""
_QUERIES = (
    (_PLANNED, ("planned",)),
    (_DONE, ("done", "of_plan", "points")),
    (_DEMANDED, ("demanded", "remaining")),
    (_RECOVERED, ("recovered",)),
)


def inspections(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return the amounts of `indicators` to the end of `month` by code and office.

    Nothing at all where no office of `offices` plans or holds inspections, so that reported figures stay.
    """
    amounts = since_january(_QUERIES, indicators, month, offices)
    return amounts if any(amounts.values()) else {}
