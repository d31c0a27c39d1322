"""The inputs of a case, read by name and kind; a wrong or missing one is told with its place."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ansinh.core.period import Month
from ansinh.core.text import Text


class GivenError(Exception):
    """An input of a case is missing or of the wrong kind."""

    def __init__(self, where: str, wanted: str, found: object) -> None:
        """Say where, what was wanted and what was found."""
        self.message = Text(f"{where}: cần {wanted}, nhận được {found!r}", f"{where}: wanted {wanted}, found {found!r}")
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class Given:
    """One object of inputs at a place."""

    values: Mapping[str, Any]
    place: str = "inputs"

    def raw(self, key: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the input as JSON gave it; GivenError if it is missing."""
        if key not in self.values:
            raise GivenError(f"{self.place}.{key}", "an input", None)
        return self.values[key]

    def whole(self, key: str) -> int:
        """Return a whole number."""
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise GivenError(f"{self.place}.{key}", "a whole number", value)
        return value

    def yes(self, key: str) -> bool:
        """Return true or false."""
        value = self.raw(key)
        if not isinstance(value, bool):
            raise GivenError(f"{self.place}.{key}", "true or false", value)
        return value

    def word(self, key: str, *known: str) -> str:
        """Return a word, one of `known` where they are given."""
        value = self.raw(key)
        if not isinstance(value, str) or (known and value not in known):
            raise GivenError(f"{self.place}.{key}", " | ".join(known) or "a word", value)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words."""
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise GivenError(f"{self.place}.{key}", "a list of words", value)
        return tuple(value)

    def ratio(self, key: str) -> Fraction:
        """Return an exact decimal written as text."""
        try:
            return Fraction(self.word(key))
        except ValueError as error:
            raise GivenError(f"{self.place}.{key}", "a decimal as text", self.raw(key)) from error

    def day(self, key: str) -> dt.date:
        """Return a date."""
        try:
            return dt.date.fromisoformat(self.word(key))
        except ValueError as error:
            raise GivenError(f"{self.place}.{key}", "a date YYYY-MM-DD", self.raw(key)) from error

    def month(self, key: str) -> Month:
        """Return a month."""
        try:
            return Month.parse(self.word(key))
        except ValueError as error:
            raise GivenError(f"{self.place}.{key}", "a month YYYY-MM", self.raw(key)) from error

    def none(self, key: str) -> bool:
        """Return whether the input is null."""
        return self.raw(key) is None

    def inner(self, key: str) -> "Given":
        """Return an object inside."""
        value = self.raw(key)
        if not isinstance(value, dict):
            raise GivenError(f"{self.place}.{key}", "an object", value)
        return Given(value, f"{self.place}.{key}")

    def rows(self, key: str) -> list["Given"]:
        """Return a list of objects."""
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise GivenError(f"{self.place}.{key}", "a list of objects", value)
        return [Given(item, f"{self.place}.{key}[{index}]") for index, item in enumerate(value)]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation: the day whose law applies (None where no dated rule plays a part) and the inputs."""

    at: dt.date | None
    given: Given

    @property
    def day(self) -> dt.date:
        """The day whose law applies; GivenError where it is null."""
        if self.at is None:
            raise GivenError("at", "a date", None)
        return self.at
