"""Health facilities: found by code, listed for an office and day, loaded in bulk; contracts, clerks and choices."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.person_name import search_key
from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class FacilityFacts:
    """One facility and the office that manages its contract."""

    id: int
    code: str
    name: str
    office_id: int
    office_path: str


@dataclass(frozen=True, slots=True)
class FacilityLine:
    """A facility as its contract says on a day; the contract's words are empty where there is none."""

    id: int
    code: str
    name: str
    level: str
    former_level: str
    care: str
    primary_care: bool
    lookups_a_minute: int
    lookups_a_day: int


@dataclass(frozen=True, slots=True)
class NewFacility:
    """A facility to be recorded, with its first contract from `since` on."""

    code: str
    name: str
    office_id: int
    level: str
    former_level: str
    care: str
    since: dt.date
    beds: int = 0
    primary_care: bool = True
    address: str = ""
    lookups_a_minute: int = 60
    lookups_a_day: int = 3000


_FACTS = (
    "SELECT f.id, f.code, f.name, f.office_id, o.path FROM records_facility f JOIN records_office o "
    "ON o.id = f.office_id WHERE "
)
_LINES = """
SELECT f.id, f.code, f.name, coalesce(c.level, ''), coalesce(c.former_level, ''), coalesce(c.care, ''),
    coalesce(c.primary_care, false), coalesce(c.lookups_a_minute, 0), coalesce(c.lookups_a_day, 0)
FROM records_facility f JOIN records_office o ON o.id = f.office_id
LEFT JOIN records_facilitycontract c ON c.facility_id = f.id AND c.superseded_at IS NULL AND c.validity @> %(day)s::date
WHERE (o.path = %(path)s OR o.path LIKE %(path)s || '.%%') AND f.code > %(after)s ORDER BY f.code LIMIT %(limit)s
"""


def facility_by_code(code: str) -> FacilityFacts:
    """Return the facility `code`; MissingError where there is none."""
    return _one("f.code = %s", code, code)


def facility_by_id(facility: int) -> FacilityFacts:
    """Return the facility with this id; MissingError where there is none."""
    return _one("f.id = %s", facility, str(facility))


def _one(condition: str, value: int | str, told: str) -> FacilityFacts:
    """Return the facility of a condition."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS + condition, [value])
        row = cursor.fetchone()
    if row is None:
        raise MissingError(Text(f"Không có cơ sở khám chữa bệnh {told}.", f"There is no health facility {told}."))
    return FacilityFacts(*row)


def facilities_on(office_path: str, day: dt.date, *, after: str = "", limit: int = 10_000) -> list[FacilityLine]:
    """Return the facilities at or under an office by code, after a code, as their contracts say on `day`."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"path": office_path, "day": day, "after": after, "limit": limit})
        return [FacilityLine(*row) for row in cursor.fetchall()]


def load_facilities(rows: Sequence[NewFacility], actor: str) -> int:
    """Record facilities with their first contracts; those whose code is known stay as they are. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(f"COPY fresh_facility ({_STAGED}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*astuple(row), search_key(row.name)))
        cursor.execute(_MADE)
        made = cursor.rowcount
        cursor.execute(_CONTRACTS, [actor])
    return int(made)


_STAGED = (
    "code, name, office_id, level, former_level, care, since, beds, primary_care, address, lookups_a_minute, "
    "lookups_a_day, name_search"
)
_STAGE = """
CREATE TEMPORARY TABLE fresh_facility (code text, name text, office_id bigint, level text, former_level text, care text,
    since date, beds integer, primary_care boolean, address text, lookups_a_minute integer, lookups_a_day integer,
    name_search text) ON COMMIT DROP
"""
_MADE = """
INSERT INTO records_facility (code, name, name_search, office_id, address, beds, opened)
SELECT code, name, name_search, office_id, address, beds, since FROM fresh_facility ON CONFLICT (code) DO NOTHING
"""
_CONTRACTS = """
INSERT INTO records_facilitycontract (facility_id, validity, level, former_level, care, primary_care, lookups_a_minute,
    lookups_a_day, recorded_by)
SELECT f.id, daterange(n.since, NULL), n.level, n.former_level, n.care, n.primary_care, n.lookups_a_minute,
    n.lookups_a_day, %s
FROM fresh_facility n JOIN records_facility f ON f.code = n.code
WHERE NOT EXISTS (SELECT 1 FROM records_facilitycontract c WHERE c.facility_id = f.id)
"""


def register_clerk(facility: int, full_name: str, personal_id: str, since: dt.date, actor: str) -> bool:
    """Register a clerk of the counter from `since` on; False where the person is registered there already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_facilityclerk (facility_id, full_name, name_search, personal_id, validity, "
            "recorded_by) SELECT %s, %s, %s, %s, daterange(%s, NULL), %s WHERE NOT EXISTS ("
            "SELECT 1 FROM records_facilityclerk c "
            "WHERE c.facility_id = %s AND c.personal_id = %s AND c.superseded_at IS NULL AND c.validity @> %s::date)",
            [facility, full_name, search_key(full_name), personal_id, since, actor, facility, personal_id, since],
        )
        return bool(cursor.rowcount)


def choose(choices: Iterable[tuple[int, int, dt.date]], actor: str) -> int:
    """Record from which day people (person, facility, day) registered where; what they chose before ends there."""
    rows = list(choices)
    if not rows:
        return 0
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(_ENDED, [*columns, actor])
        cursor.execute(_CHOSEN, [actor, *columns])
        return int(cursor.rowcount)


_ENDED = """
WITH gone AS (UPDATE records_facilitychoice c SET superseded_at = now()
    FROM unnest(%s::bigint[], %s::bigint[], %s::date[]) w(person, facility, day)
    WHERE c.person_id = w.person AND c.superseded_at IS NULL
    AND (upper(c.validity) IS NULL OR upper(c.validity) > w.day)
    RETURNING c.person_id, c.facility_id, c.validity, w.day)
INSERT INTO records_facilitychoice (person_id, facility_id, validity, recorded_by)
SELECT person_id, facility_id, daterange(lower(validity), day), %s FROM gone WHERE lower(validity) < day
"""
_CHOSEN = """
INSERT INTO records_facilitychoice (person_id, facility_id, validity, recorded_by)
SELECT w.person, w.facility, daterange(w.day, NULL), %s
FROM unnest(%s::bigint[], %s::bigint[], %s::date[]) w(person, facility, day)
"""
