"""Offices as planning needs them: one, its subtree, its children."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.planning.situation import Place
from ansinh.records.models import Office


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
