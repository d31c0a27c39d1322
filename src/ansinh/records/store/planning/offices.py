"""Offices as planning needs them: one, its subtree, its children."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.planning.situation import Place
from ansinh.records.models import Office, OfficeSuccessor


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office: `path` is the codes from the top, joined by dots; `parent` is the id of the office above."""

    id: int
    path: str
    parent: int | None
    place: Place


def office(code: str) -> OfficeRow:
    """Return the office `code`; MissingError if there is none."""
    found = Office.objects.filter(code=code).first()
    if found is None:
        raise MissingError(Text(f"Không có cơ quan mang mã {code}.", f"There is no office with the code {code}."))
    return _row(found)


def subtree(top: OfficeRow) -> list[OfficeRow]:
    """Return `top` and every office below it, parents before children."""
    below = Office.objects.filter(Q(pk=top.id) | Q(path__startswith=f"{top.path}."))
    return [_row(one) for one in below.order_by("path")]


def children(top: OfficeRow) -> list[OfficeRow]:
    """Return the offices directly below `top`, by code."""
    return [_row(one) for one in Office.objects.filter(parent_id=top.id).order_by("code")]


def children_of(parents: Sequence[int]) -> dict[int, list[OfficeRow]]:
    """Return the offices directly below each of `parents`."""
    found: dict[int, list[OfficeRow]] = {parent: [] for parent in parents}
    for one in Office.objects.filter(parent_id__in=parents).order_by("code"):
        if one.parent_id is not None:
            found[one.parent_id].append(_row(one))
    return {parent: children for parent, children in found.items() if children}


@dataclass(frozen=True, slots=True)
class Formed:
    """An office formed on `day` from the offices it took over whole."""

    day: dt.date
    taken_over: tuple[int, ...]


def formed_from(ids: Sequence[int]) -> dict[int, Formed]:
    """Return how each of `ids` was formed; offices that took over none, or only parts of one, are left out."""
    rows = list(OfficeSuccessor.objects.filter(new_id__in=ids).values_list("new_id", "old_id", "day"))
    old = [one for _, one, _ in rows]
    shared = OfficeSuccessor.objects.filter(old_id__in=old).values("old_id").annotate(heirs=Count("id"))
    split = {row["old_id"] for row in shared if row["heirs"] > 1}
    formed: dict[int, Formed] = {}
    for new, one, day in rows:
        known = formed.get(new, Formed(day, ()))
        formed[new] = Formed(min(known.day, day), (*known.taken_over, one))
    return {new: one for new, one in formed.items() if not split & set(one.taken_over)}


def by_id(ids: Sequence[int]) -> dict[int, OfficeRow]:
    """Return the offices `ids`."""
    return {one.pk: _row(one) for one in Office.objects.filter(pk__in=ids)}


def by_code(codes: set[str]) -> dict[str, OfficeRow]:
    """Return the offices among `codes` that exist."""
    return {one.code: _row(one) for one in Office.objects.filter(code__in=codes)}


def _row(found: Office) -> OfficeRow:
    """Return a table row as a value."""
    place = Place(found.code, Text(found.name, found.name_en or found.name), found.kind)
    return OfficeRow(found.pk, found.path, found.parent_id, place)
