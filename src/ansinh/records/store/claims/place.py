"""Which facilities somebody may see claims of: those under their offices, or their own."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import connection

from ansinh.records.store.coverage.periods import people_by_card
from ansinh.records.store.registry.facilities import FacilityFacts, facilities_on, facility_by_id


def codes_under(office_paths: Iterable[str], day: dt.date) -> dict[str, str]:
    """Return code -> name of the facilities managed by offices under `office_paths`."""
    return {line.code: line.name for path in office_paths for line in facilities_on(path, day)}


def own_facility(grants: Iterable[object]) -> FacilityFacts | None:
    """Return the facility a portal user belongs to, from the rights they hold."""
    number = next((getattr(grant, "facility", 0) for grant in grants if getattr(grant, "facility", 0)), 0)
    return facility_by_id(number) if number else None


def person_of_card(card: str) -> int | None:
    """Return the person a card belongs to, where the register knows it."""
    return people_by_card([card]).get(card) if card else None


def facility_numbers(codes: Sequence[str]) -> dict[str, int]:
    """Return code -> id of the facilities among `codes` that the register knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, id FROM records_facility WHERE code = ANY(%s)", [list(codes)])
        return dict(cursor.fetchall())
