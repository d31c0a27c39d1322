"""Lists paged by key: one row more than shown is read, and its existence is the next page."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest

Row = TypeVar("Row")
Id = TypeVar("Id")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """The rows of a page and whether there are more."""

    rows: Sequence[Row]
    more: bool

    @property
    def last(self) -> Row | None:
        """The last row shown: the key of the next page is made from it."""
        return self.rows[-1] if self.rows else None


def cut(rows: Sequence[Row], size: int = SIZE) -> Listing[Row]:
    """Return the first `size` of `rows`, which were asked for with one more."""
    return Listing(rows[:size], len(rows) > size)


def key_of(at: dt.datetime | None, number: UUID) -> str:
    """Return the key of a row in a list by (moment, id), as an address carries it."""
    return f"{at.isoformat()}~{number}" if at else ""


def after(request: HttpRequest, kind: Callable[[str], Id]) -> tuple[dt.date, Id] | None:
    """Return the (day, id) in the address (?after=day~id), None for none; Http404 for one that is no key."""
    day, _, number = request.GET.get("after", "").partition("~")
    if not number:
        return None
    try:
        return dt.date.fromisoformat(day), kind(number)
    except ValueError as error:
        raise Http404 from error


def key_from(text: str) -> tuple[dt.datetime, UUID] | None:
    """Return the (moment, id) in the address, None for none; Http404 for one that is no key."""
    at, _, number = text.partition("~")
    if not number:
        return None
    try:
        return dt.datetime.fromisoformat(at), UUID(number)
    except ValueError as error:
        raise Http404 from error
