"""The agency's own register of cards as one of the checker's lists, about the people of a batch and nobody else.

A card is told once for each span of days: while it serves, while it is held or withdrawn, after its bearer stopped
working. The later a row stands, the more it counts; a batch costs two queries, however many records it has.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from django.db import connection

from ansinh.domain.claims.lists import SCHEMAS
from ansinh.domain.coverage.lookup import HOLD_CODES

DEATH: Final = "death"
_CARDS: Final = """
WITH asked AS MATERIALIZED (
    SELECT DISTINCT w.number, coalesce(p.merged_into_id, p.id) AS person
    FROM unnest(%(numbers)s::text[]) AS w(number) JOIN records_person p ON p.si_number = w.number
), cards AS MATERIALIZED (
    SELECT a.number, a.person, c."group" || c.level || lpad(c.province::text, 2, '0') || a.number AS card,
        n.full_name, CASE n.birth_precision WHEN 'year' THEN to_char(n.birth_date, 'YYYY')
            WHEN 'month' THEN to_char(n.birth_date, 'YYYYMM') ELSE to_char(n.birth_date, 'YYYYMMDD') END AS born,
        CASE n.sex WHEN 'male' THEN '1' WHEN 'female' THEN '2' END AS sex, f.code AS registered,
        c.five_year, CASE WHEN c.area BETWEEN 1 AND 3 THEN 'K' || c.area END AS area,
        coalesce(n.died_on, (SELECT min(lower(h.validity)) - 1 FROM records_cardhold h WHERE h.person_id = a.person
            AND h.superseded_at IS NULL AND h.kind = 'death')) AS died_on,
        c.validity, c.ground
    FROM asked a JOIN records_person n ON n.id = a.person
    JOIN records_cardperiod c ON c.person_id = a.person AND c.superseded_at IS NULL
    LEFT JOIN records_facility f ON f.id = c.facility_id
), told AS (
    SELECT 0 AS weight, c.*, '124' AS status, upper(c.validity) AS since, NULL::date AS until
    FROM cards c WHERE c.ground = 'employment' AND NOT upper_inf(c.validity)
    UNION ALL SELECT 1, c.*, '000', lower(c.validity), upper(c.validity) - 1 FROM cards c
    UNION ALL SELECT 2, c.*, h.kind, lower(c.validity * h.validity), upper(c.validity * h.validity) - 1
    FROM cards c JOIN records_cardhold h ON h.person_id = c.person AND h.superseded_at IS NULL AND h.kind <> 'death'
        AND h.validity && c.validity
)
SELECT t.card, t.full_name, t.born, t.sex, t.status, t.registered, t.five_year::text, t.area, t.died_on::text,
    NULL, s.first::text, s.last::text, NULL, t.since::text, t.until::text
FROM told t LEFT JOIN unnest(%(leavers)s::text[], %(leaves)s::date[]) AS l(number, day) ON l.number = t.number
LEFT JOIN LATERAL (
    SELECT lower(s.validity) AS first, upper(s.validity) - 1 AS last FROM records_spell s
    WHERE s.person_id = t.person AND s.superseded_at IS NULL AND s.validity @> l.day LIMIT 1
) s ON true
ORDER BY t.weight, t.since NULLS FIRST, t.card
"""
_PROVINCES: Final = "SELECT DISTINCT left(code, 2) FROM records_office WHERE code ~ '^[0-9]{2}'"
_KEPT: Final = "SELECT EXISTS (SELECT 1 FROM records_cardperiod)"
_COPAID: Final = """
SELECT a.card, a.year::text, coalesce(sum(v.copayment), 0)::text, min(e.holds_from)::text
FROM (SELECT card, extract(year FROM day)::int AS year, min(day) AS day
      FROM unnest(%s::text[], %s::date[]) AS n(card, day) GROUP BY 1, 2) a
JOIN records_person p ON p.si_number = right(a.card, 10)
LEFT JOIN records_carevisit v ON v.person_id = coalesce(p.merged_into_id, p.id) AND v.counts
    AND v.left_on >= make_date(a.year, 1, 1) AND v.left_on <= a.day AND NOT v.claim = ANY(%s::text[])
LEFT JOIN records_copayexemption e ON e.person_id = coalesce(p.merged_into_id, p.id) AND e.year = a.year
    AND e.undone_at IS NULL
GROUP BY a.card, a.year
"""


@dataclass(frozen=True, slots=True)
class Leave:
    """A certificate of leave in a batch: the SI number it is of, the day it begins."""

    number: str
    day: dt.date


def kept() -> bool:
    """Return whether the agency keeps cards at all; an agency that derived none yet checks nobody against them."""
    return bool(_rows(_KEPT, [])[0][0])


def card_register(cards: Sequence[str], leaves: Sequence[Leave]) -> pl.DataFrame:
    """Return what the register says of cards (15 characters); of leaves, whether the person was insured on the day."""
    numbers = sorted({card[5:15] for card in cards if len(card) == 15} | {leave.number for leave in leaves})
    told = {"numbers": numbers, "leavers": [one.number for one in leaves], "leaves": [one.day for one in leaves]}
    codes = {**HOLD_CODES, "000": "000", "124": "124"}
    rows = [(*row[:4], codes[row[4]], *row[5:]) for row in _rows(_CARDS, told)]
    return pl.DataFrame(rows, schema=dict.fromkeys(SCHEMAS["register"], pl.String), orient="row")


def provinces() -> pl.DataFrame:
    """Return the provinces whose cards the agency keeps, by the codes of its offices."""
    return pl.DataFrame(_rows(_PROVINCES, []), schema=dict.fromkeys(SCHEMAS["provinces"], pl.String), orient="row")


def copayments(exempt: Sequence[tuple[str, dt.date]], besides: Sequence[str]) -> pl.DataFrame:
    """Return what bearers of cards co-paid (dong) in the year of a day until that day, and their certificate of it.

    The claims `besides` are left out: they are sent again and told by the batch itself.
    """
    rows = _rows(_COPAID, [[card for card, _ in exempt], [day for _, day in exempt], list(besides)])
    return pl.DataFrame(rows, schema=dict.fromkeys(SCHEMAS["copayments"], pl.String), orient="row")


def _rows(query: str, values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - what the driver takes
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
