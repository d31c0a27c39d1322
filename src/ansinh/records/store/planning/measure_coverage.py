"""What a snapshot measures of cards and look-ups: one query for each kind of source, grouped by office."""

import datetime as dt
from collections.abc import Container, Iterator, Sequence

from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator

Amounts = dict[str, dict[int, int]]

_CARDS = """
SELECT c.office_id, count(*), count(l.id) FROM records_cardperiod c
LEFT JOIN records_cardlink l ON l.person_id = c.person_id AND l.linked_at < %(after)s
    AND (l.undone_at IS NULL OR l.undone_at >= %(after)s)
WHERE c.superseded_at IS NULL AND c.validity @> %(day)s::date AND c.office_id = ANY(%(offices)s) GROUP BY 1
"""
_LOOKUPS = """
SELECT f.office_id, l.channel, count(*) FROM records_cardlookup l JOIN records_facility f ON f.id = l.facility_id
WHERE l.at >= %(january)s AND l.at < %(after)s AND f.office_id = ANY(%(offices)s) GROUP BY 1, 2
"""
_FACILITIES = """
SELECT f.office_id, count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM records_cardlookup l
    WHERE l.facility_id = f.id AND l.asked_by = 'chip_qr' AND l.at >= %(first)s AND l.at < %(after)s))
FROM records_facility f JOIN records_facilitycontract c ON c.facility_id = f.id AND c.superseded_at IS NULL
    AND c.validity @> %(day)s::date
WHERE f.office_id = ANY(%(offices)s) GROUP BY 1
"""

_COUNTS = (("cards", _CARDS, ("active", "linked")), ("facilities", _FACILITIES, ("contracted", "chip")))


def coverage(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return cards that serve at the end of `month` and those linked then, look-ups since January, facilities.

    Only the `indicators` asked for; an office without any has no amount.
    """
    values: dict[str, dt.date | list[int]] = {
        "day": month.last_day, "after": month.plus(1).first_day, "first": month.first_day,
        "january": month.first_day.replace(month=1), "offices": list(offices),
    }  # fmt: skip
    wanted = {(one.source.way, name): one.code for one in indicators if one.source for name in one.source.names}
    amounts: Amounts = {}
    for way, name, office, count in _counted({way for way, _ in wanted}, values):
        code = wanted.get((way, name))
        if code is not None:
            amounts.setdefault(code, {})[office] = count
    return amounts


def _counted(
    ways: Container[str], values: dict[str, dt.date | list[int]]
) -> Iterator[tuple[str, str, int, int]]:  # fmt: skip
    """Yield way, name, office and count of what each of `ways` counts."""
    with connection.cursor() as cursor:
        for way, query, names in _COUNTS:
            if way in ways:
                cursor.execute(query, values)
                for office, *counts in cursor.fetchall():
                    yield from ((way, name, office, count) for name, count in zip(names, counts, strict=True))
        if "lookups" in ways:
            cursor.execute(_LOOKUPS, values)
            yield from (("lookups", channel, office, count) for office, channel, count in cursor.fetchall())
