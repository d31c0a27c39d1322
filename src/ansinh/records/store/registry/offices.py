"""Offices of the agency as a dated tree."""

from collections.abc import Collection
from dataclasses import dataclass

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import Office


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """One office; `path` is the codes from the top, joined by dots."""

    id: int
    code: str
    name: str
    kind: str
    path: str


def office_by_code(code: str) -> OfficeFacts:
    """Return the office `code`; MissingError where there is none."""
    row = Office.objects.filter(code=code).values_list("id", "code", "name", "kind", "path").first()
    if row is None:
        raise MissingError(Text(f"Không có cơ quan BHXH {code}.", f"There is no office {code}."))
    return OfficeFacts(*row)


def office_names(codes: Collection[str]) -> dict[str, str]:
    """Return the names of offices by their codes; an unknown code is not in it."""
    return dict(Office.objects.filter(code__in=set(codes)).values_list("code", "name"))
