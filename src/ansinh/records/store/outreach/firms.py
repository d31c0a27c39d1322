"""The door to employers of the register as firms to be compared with taxpayers."""

from typing import NamedTuple

from django.db import connection


class Firm(NamedTuple):
    """An employer that no taxpayer was joined to by tax code."""

    id: int
    name: str
    tax_code: str
    phone: str
    address: str


def unmatched(office_ids: list[int], matched: list[int]) -> list[Firm]:
    """Return the employers with an account in the offices that are not among `matched`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.name, coalesce(e.tax_code, ''), e.phone, e.address FROM records_employer e "
            "WHERE NOT e.id = ANY(%s) AND EXISTS (SELECT 1 FROM records_employeraccount a "
            "WHERE a.employer_id = e.id AND a.office_id = ANY(%s)) ORDER BY e.id",
            [matched, office_ids],
        )
        return [Firm(*row) for row in cursor.fetchall()]
