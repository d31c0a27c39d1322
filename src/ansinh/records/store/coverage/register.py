"""The register as a counter asks it: one prepared query by number, on whatever connection the caller has."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from ansinh.domain.coverage.card_number import Asked
from ansinh.domain.coverage.lookup import CardSpan, Holder

Execute = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]  # runs one query, returns all its rows
BEFORE: Final = dt.timedelta(days=800)  # cards that ended longer ago are not told
PERSON_FIELDS: Final = 16

_HOLDER = """
SELECT p.id, p.si_number, coalesce(p.personal_id, ''), p.full_name, p.name_search, p.birth_date, p.birth_precision,
    p.sex, p.address, p.died_on, o.code, coalesce(h.kind, ''), coalesce(h.reason, ''),
    EXISTS (SELECT 1 FROM records_cardlink l WHERE l.person_id = p.id AND l.undone_at IS NULL),
    coalesce((SELECT m.misses FROM records_lookupmiss m WHERE m.day = %s
        AND m.number_hash = convert_to('p' || p.id, 'UTF8')), 0),
    (SELECT count(*) FROM (SELECT 1 FROM records_carevisit v WHERE v.person_id = p.id
        AND v.left_on > %s AND v.left_on <= %s LIMIT 50) seen),
    lower(c.validity), upper(c.validity), c."group", c.level, c.province, coalesce(f.code, ''), coalesce(f.name, ''),
    c.area, c.five_year, c.ground
FROM records_person p JOIN records_office o ON o.id = p.office_id
LEFT JOIN records_cardhold h ON h.person_id = p.id AND h.superseded_at IS NULL AND h.validity @> %s
LEFT JOIN records_cardperiod c ON c.person_id = p.id AND c.superseded_at IS NULL
    AND (upper(c.validity) IS NULL OR upper(c.validity) > %s)
LEFT JOIN records_facility f ON f.id = c.facility_id
"""
BY_SI: Final = _HOLDER + "WHERE p.si_number = %s ORDER BY lower(c.validity)"
BY_ID: Final = _HOLDER + "WHERE p.personal_id = %s AND p.merged_into_id IS NULL ORDER BY lower(c.validity)"
BY_PERSON: Final = _HOLDER + "WHERE p.id = %s ORDER BY lower(c.validity)"

_SURVIVOR = "SELECT p.merged_into_id FROM records_person p WHERE p.si_number = %s AND p.merged_into_id IS NOT NULL"
_VISITS = """
SELECT v.claim, f.code, f.name, v.came_at, v.left_at, v.care, v.access, v.diagnosis, v.diagnosis_name, v.outcome,
    v.ending, v.copayment, v.counts
FROM records_carevisit v JOIN records_facility f ON f.id = v.facility_id
WHERE v.person_id = %s AND v.left_on > %s AND v.left_on <= %s ORDER BY v.left_on DESC, v.claim LIMIT 50
"""
_COUNTED = """
SELECT v.left_on, v.copayment FROM records_carevisit v
WHERE v.person_id = %s AND v.left_on >= %s AND v.left_on <= %s AND v.counts AND v.copayment > 0 ORDER BY v.left_on
"""


def holder_of(execute: Execute, asked: Asked, day: dt.date, today: dt.date) -> Holder | None:
    """Return what the register says of the person behind a number, seen from `day`; None where nobody has it.

    A merged number is answered by its survivor.
    """
    if asked.kind == "newborn":
        return None
    query = BY_ID if asked.kind == "personal_id" else BY_SI
    found = _holder(execute(query, _dates(day, today, asked.key)))
    if found is not None and not found.cards and asked.kind != "personal_id":
        merged = execute(_SURVIVOR, [asked.key])
        return holder_by_id(execute, merged[0][0], day, today) if merged else found
    return found


def holder_by_id(execute: Execute, person: int, day: dt.date, today: dt.date) -> Holder | None:
    """Return what the register says of a person, seen from `day`."""
    return _holder(execute(BY_PERSON, _dates(day, today, person)))


def _dates(day: dt.date, today: dt.date, key: str | int) -> list[Any]:
    """Return the values of the query; wrong tries are those of today, whatever day is asked about."""
    return [today, day - dt.timedelta(days=366), day, day, day - BEFORE, key]


def _holder(rows: list[tuple[Any, ...]]) -> Holder | None:
    """Return the holder of the rows of one person, a row for each card."""
    if not rows:
        return None
    cards = tuple(CardSpan(*row[PERSON_FIELDS:]) for row in rows if row[PERSON_FIELDS] is not None)
    return Holder(*(*rows[0][:PERSON_FIELDS], cards))


def recent_visits(execute: Execute, person: int, day: dt.date) -> list[tuple[Any, ...]]:
    """Return visits of the year before `day`, latest first.

    Claim, facility code and name, from, to, kind, access, diagnosis and its name, outcome, ending, co-payment (dong),
    whether it counts.
    """
    return execute(_VISITS, [person, day - dt.timedelta(days=366), day])


def counted_copayments(execute: Execute, person: int, day: dt.date) -> list[tuple[dt.date, int]]:
    """Return the co-payments (day, dong) of the calendar year up to `day` that count towards six base salaries."""
    return [(row[0], row[1]) for row in execute(_COUNTED, [person, day.replace(month=1, day=1), day])]


def note_miss(execute: Execute, day: dt.date, number_hash: bytes) -> None:
    """Count a wrong try at a number (hashed) today."""
    execute(
        "INSERT INTO records_lookupmiss (day, number_hash, misses) VALUES (%s, %s, 1) "
        "ON CONFLICT (day, number_hash) DO UPDATE SET misses = records_lookupmiss.misses + 1 RETURNING misses",
        [day, number_hash],
    )
