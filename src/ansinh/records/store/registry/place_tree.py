"""The door to the dated tree of places: opened, renamed, closed and taken over. A key is the kind and the code."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from ansinh.domain.registry.trees import Branch
from ansinh.records.models import OfficeTerritory, Place, PlaceSuccessor
from ansinh.records.store.pages.rows import read

_BRANCHES = """
SELECT p.kind || ':' || p.code AS key, p.name, p.kind,
       CASE WHEN a.id IS NULL THEN '' ELSE a.kind || ':' || a.code END AS parent, p.valid_from AS since,
       p.valid_to AS until
FROM records_place p LEFT JOIN records_place a ON a.id = p.parent_id
"""
_LIVES = "p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to > %(day)s) "


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of a day: what it is called, how many places stand under it, and the office that serves it."""

    key: str
    code: str
    name: str
    kind: str
    since: dt.date
    until: dt.date | None
    below: int
    office_code: str
    office_name: str


_ROWS = """
WITH RECURSIVE chain (was, place) AS (
    SELECT id, id FROM records_place
    UNION SELECT s.old_id, c.place FROM records_placesuccessor s JOIN chain c ON c.was = s.new_id WHERE s.day <= %(day)s
)
SELECT p.kind || ':' || p.code AS key, p.code, p.name, p.kind, p.valid_from AS since, p.valid_to AS until,
       (SELECT count(*) FROM chain c JOIN records_place b ON b.parent_id = c.was WHERE c.place = p.id
          AND b.valid_from <= %(day)s AND (b.valid_to IS NULL OR b.valid_to > %(day)s)) AS below,
       coalesce(o.code, '') AS office_code, coalesce(o.name, '') AS office_name
FROM records_place p LEFT JOIN records_officeterritory t ON t.place_id = p.id AND t.valid_from <= %(day)s
    AND (t.valid_to IS NULL OR t.valid_to > %(day)s)
LEFT JOIN records_office o ON o.id = t.office_id
WHERE p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to > %(day)s) AND (
    (%(parent)s = '' AND p.kind = 'province')
    OR p.parent_id IN (SELECT c.was FROM chain c JOIN records_place a ON a.id = c.place
        WHERE a.kind || ':' || a.code = %(parent)s AND a.valid_from <= %(day)s
          AND (a.valid_to IS NULL OR a.valid_to > %(day)s)))
ORDER BY p.code LIMIT %(limit)s
"""


def children(parent: str, day: dt.date, limit: int = 500) -> list[PlaceRow]:
    """Return the places under `parent` ("" gives the provinces) on `day`.

    Those of a place that ended stand under its successor.
    """
    return read(PlaceRow, _ROWS, {"parent": parent, "day": day, "limit": limit})


def branch(key: str, day: dt.date) -> Branch | None:
    """Return the place `key` as it stood on `day`; one of another time where none did, None where there never was."""
    kind, _, code = key.partition(":")
    where = "WHERE p.kind = %(kind)s AND p.code = %(code)s ORDER BY NOT (" + _LIVES + "), p.valid_from DESC LIMIT 1"
    return next(iter(read(Branch, _BRANCHES + where, {"kind": kind, "code": code, "day": day})), None)


def kept(key: str, day: dt.date) -> tuple[bool, bool]:
    """Return whether a place still has places under it, and an office that serves it, from `day` on."""
    place = _on(key, day)
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return (
        bool(children(key, day, 1)),
        OfficeTerritory.objects.filter(later, place_id=place.pk).exists(),
    )


def below(key: str, day: dt.date) -> list[str]:
    """Return the keys of the places right under one, on `day`."""
    return [row.key for row in children(key, day)]


def open_place(new: Branch, search: str) -> None:
    """Write a new place under its parent."""
    kind, _, code = new.key.partition(":")
    above = _on(new.parent, new.since) if new.parent else None
    Place.objects.create(
        kind=kind, code=code, name=new.name, name_search=search, parent=above, valid_from=new.since,
        wage_region=above.wage_region if above else None,
    )  # fmt: skip


def rename(key: str, name: tuple[str, str], day: dt.date, document: str) -> None:
    """Let a place bear another name (and its search key) from `day` on: another row of the same code follows it."""
    old = _on(key, day)
    until = old.valid_to
    Place.objects.filter(pk=old.pk).update(valid_to=day)
    new = Place.objects.create(
        kind=old.kind, code=old.code, name=name[0], name_search=name[1], parent_id=old.parent_id, valid_from=day,
        valid_to=until, wage_region=old.wage_region,
    )  # fmt: skip
    # what was to happen to the place later happens to the row that follows it
    PlaceSuccessor.objects.filter(old=old).update(old=new)
    _follow(old, new, day, document)


def close(key: str, heir: str, day: dt.date, document: str) -> None:
    """End a place on `day`; its heir takes in what stood under it and the office that served it."""
    old = _on(key, day)
    Place.objects.filter(pk=old.pk).update(valid_to=day)
    if heir:
        _follow(old, _on(heir, day), day, document)


def _follow(old: Place, new: Place, day: dt.date, document: str) -> None:
    """Let `new` follow `old`: with the office that served it, unless the new one is served already."""
    PlaceSuccessor.objects.create(old=old, new=new, day=day, document=document)
    running = OfficeTerritory.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    served, mine = running.filter(place=old), running.filter(place=new).exists()
    for one in list(served):
        if not mine:
            OfficeTerritory.objects.create(
                office_id=one.office_id, place=new, valid_from=max(one.valid_from, day), valid_to=one.valid_to
            )
    served.filter(valid_from__gte=day).delete()
    served.filter(valid_from__lt=day).update(valid_to=day)


def _on(key: str, day: dt.date) -> Place:
    """Return the place `key` of `day`, locked."""
    kind, _, code = key.partition(":")
    lives = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    found = Place.objects.select_for_update(no_key=True, of=("self",))
    return found.get(lives, kind=kind, code=code, valid_from__lte=day)
