"""Households and the order of their members."""

from django.db import connection

_MAKE = """
INSERT INTO records_household (code, office_id) SELECT DISTINCT w.code, %s::bigint FROM unnest(%s::text[]) w(code)
ON CONFLICT (code) DO NOTHING
"""
_JOIN = """
UPDATE records_person p SET household_id = h.id, household_order = coalesce(nullif(w.position, 0), p.household_order)
FROM unnest(%s::bigint[], %s::text[], %s::int[]) w(person, code, position) JOIN records_household h ON h.code = w.code
WHERE p.id = w.person AND (
    p.household_id IS DISTINCT FROM h.id OR (w.position > 0 AND p.household_order IS DISTINCT FROM w.position))
"""
_DESCRIBE = """
UPDATE records_household h SET address = w.address FROM unnest(%s::text[], %s::text[]) w(code, address)
WHERE h.code = w.code AND h.address = '' AND w.address <> ''
"""
_RELATE = """
UPDATE records_person p SET household_relation = w.relation FROM unnest(%s::bigint[], %s::text[]) w(person, relation)
WHERE p.id = w.person AND w.relation <> '' AND p.household_relation IS DISTINCT FROM w.relation
"""
_ENROLLED = """
SELECT h.code, count(DISTINCT s.person_id)::int FROM records_household h
JOIN records_person p ON p.household_id = h.id
JOIN records_healthspell s ON s.person_id = p.id AND s.superseded_at IS NULL AND s."group" = 'GD'
    AND extract(year FROM lower(s.validity)) = %s
WHERE h.code = ANY(%s) GROUP BY h.code
"""


def join(members: list[tuple[int, str, int]], office: int) -> None:
    """Put people into households: (person, household code, order or 0). Unknown households are made."""
    if not members:
        return
    people, codes, orders = (list(column) for column in zip(*members, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, [office, codes])
        cursor.execute(_JOIN, [people, codes, orders])


def describe(addresses: dict[str, str]) -> None:
    """Give households (by code) the address that TK1-TS says, where none is known."""
    if addresses:
        with connection.cursor() as cursor:
            cursor.execute(_DESCRIBE, [list(addresses), list(addresses.values())])


def relate(relations: dict[int, str]) -> None:
    """Write the relation of people to the head of their household (code 00 is the head)."""
    if relations:
        with connection.cursor() as cursor:
            cursor.execute(_RELATE, [list(relations), list(relations.values())])


def enrolled(codes: list[str], year: int) -> dict[str, int]:
    """Return household code -> members who enrolled in the household scheme in the financial year so far."""
    if not codes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ENROLLED, [year, codes])
        return dict(cursor.fetchall())
