"""Lists paged by key: one row more than shown is read, and its existence is the next page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
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
