"""Places as a dated tree, and which office serves them."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from ansinh.domain.registry.places import PlaceLine
from ansinh.records.models import OfficeTerritory, Place, PlaceSuccessor


def load_places(lines: Sequence[PlaceLine], search: Sequence[str]) -> int:
    """Write places that are not there yet (by kind, code and first day); return how many were written."""
    made = 0
    for line, key in zip(lines, search, strict=True):
        parent = Place.objects.filter(kind="province", code=line.province, valid_from=line.valid_from).first()
        _, new = Place.objects.get_or_create(
            kind=line.kind,
            code=line.code,
            valid_from=line.valid_from,
            defaults={"name": line.name, "name_search": key, "valid_to": line.valid_to, "parent": parent},
        )
        made += new
    return made


def load_successors(pairs: Sequence[tuple[str, str]], day: dt.date, document: str) -> None:
    """Write which province took in which on `day`."""
    old = {place.code: place for place in Place.objects.filter(kind="province", valid_to=day)}
    new = {place.code: place for place in Place.objects.filter(kind="province", valid_from=day)}
    for before, after in pairs:
        PlaceSuccessor.objects.get_or_create(old=old[before], new=new[after], day=day, defaults={"document": document})


_SERVING = """
WITH RECURSIVE up AS (
    SELECT id, parent_id, 0 AS steps FROM records_place WHERE id = %(place)s
    UNION SELECT p.id, p.parent_id, up.steps + 1 FROM up
    LEFT JOIN records_placesuccessor s ON s.old_id = up.id AND s.day <= %(day)s
    JOIN records_place p ON p.id = coalesce(s.new_id, up.parent_id)
)
SELECT o.code FROM up JOIN records_officeterritory t ON t.place_id = up.id AND t.valid_from <= %(day)s
    AND (t.valid_to IS NULL OR t.valid_to > %(day)s)
JOIN records_office o ON o.id = t.office_id ORDER BY up.steps LIMIT 1
"""


def office_serving(place: int, day: dt.date) -> str:
    """Return the code of the office that serves a place on `day`, or the place around it; "" where none does.

    A place that had ended by then is asked through its successor.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SERVING, {"place": place, "day": day})
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def serve(office: int, kind: str, code: str, day: dt.date) -> bool:
    """Say that an office serves the place `code` from `day`; return False where there is no such place."""
    place = _on(day).filter(kind=kind, code=code).first()
    if place is not None:
        OfficeTerritory.objects.get_or_create(office_id=office, place=place, valid_from=day)
    return place is not None


def places_named(names: Sequence[str], day: dt.date) -> list[tuple[int, str, str]]:
    """Return (id, kind, search key) of the places of that day whose key is among `names`."""
    return list(_on(day).filter(name_search__in=list(names)).values_list("id", "kind", "name_search"))


def districts_named(names: Sequence[str], day: dt.date) -> list[tuple[str, str, dt.date]]:
    """Return (search key, code, first day) of the districts of `day` whose key is among `names`."""
    found = _on(day).filter(kind="district", name_search__in=list(names))
    return list(found.values_list("name_search", "code", "valid_from"))


def _on(day: dt.date):  # type: ignore[no-untyped-def] # noqa: ANN202 a query set, named only inside this module
    return Place.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)
