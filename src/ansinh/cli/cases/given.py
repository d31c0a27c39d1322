"""The inputs of a case, read by name and kind; a wrong or missing one is told with its place, in both languages."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from ansinh.core.period import Month
from ansinh.core.text import Text

SHOWN: Final = 120  # characters of what was found
MOST: Final = 10**16  # more dong than the country has: beyond it columns of whole numbers would overflow
DECIMAL: Final = re.compile(r"-?\d{1,16}(\.\d{1,12})?")
MONTH: Final = re.compile(r"\d{4}-\d{2}")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

AN_INPUT = Text("một dữ kiện (null nếu không có vai trò)", "an input (null where it plays no part)")
WHOLE = Text("một số nguyên từ 0", "a whole number from 0")
SIGNED = Text("một số nguyên", "a whole number")
YES_OR_NO = Text("true hoặc false", "true or false")
A_WORD = Text("một chữ", "a word")
WORDS = Text("một danh sách chữ", "a list of words")
A_DECIMAL = Text('số thập phân viết dạng chữ, ví dụ "0.75"', 'a decimal as text, such as "0.75"')
ABOVE_ZERO = Text("số thập phân lớn hơn 0", "a decimal above 0")
A_PART = Text('số thập phân từ 0 đến 1, ví dụ "0.75"', 'a decimal from 0 to 1, such as "0.75"')
A_DAY = Text("một ngày YYYY-MM-DD có thật", "a real date YYYY-MM-DD")
A_MONTH = Text("một tháng YYYY-MM", "a month YYYY-MM")
AN_OBJECT = Text("một đối tượng {...}", "an object {...}")
OBJECTS = Text("một danh sách đối tượng [{...}]", "a list of objects [{...}]")


class GivenError(Exception):
    """An input of a case is missing or of the wrong kind."""

    def __init__(self, where: str, wanted: Text | str, found: object) -> None:
        """Say where, what was wanted (codes are the same in both languages) and what was found."""
        text = wanted if isinstance(wanted, Text) else Text(wanted, wanted)
        shown = json.dumps(found, ensure_ascii=False, default=str)[:SHOWN]
        self.message = Text(f"{where}: cần {text.vi}, nhận được {shown}", f"{where}: wanted {text.en}, found {shown}")
        super().__init__(self.message.en)


class MissingInputError(GivenError):
    """An input is not there at all."""


@dataclass(frozen=True, slots=True)
class Given:
    """One object of inputs at a place."""

    values: Mapping[str, Any]
    place: str = "inputs"

    def refuse(self, key: str, wanted: Text | str) -> GivenError:
        """Return the error of an input that is not what was wanted."""
        return GivenError(f"{self.place}.{key}", wanted, self.values.get(key))

    def raw(self, key: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the input as JSON gave it; MissingInputError if it is missing."""
        if key not in self.values:
            raise MissingInputError(f"{self.place}.{key}", AN_INPUT, None)
        return self.values[key]

    def whole(self, key: str) -> int:
        """Return a whole number that is not below zero."""
        value = self.raw(key)
        if type(value) is not int or not 0 <= value <= MOST:
            raise self.refuse(key, WHOLE)
        return int(value)

    def signed(self, key: str) -> int:
        """Return a whole number that may be below zero, as in a ledger."""
        value = self.raw(key)
        if type(value) is not int or abs(value) > MOST:
            raise self.refuse(key, SIGNED)
        return int(value)

    def between(self, key: str, least: int, most: int = MOST) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.raw(key)
        if type(value) is not int or not least <= value <= most:
            upto = Text("", "") if most == MOST else Text(f" đến {most}", f" to {most}")
            raise self.refuse(key, Text(f"một số nguyên từ {least}{upto.vi}", f"a whole number from {least}{upto.en}"))
        return int(value)

    def one_of(self, key: str, *known: int) -> int:
        """Return a whole number that is one of `known`."""
        value = self.raw(key)
        if type(value) is not int or value not in known:
            raise self.refuse(key, " | ".join(map(str, known)))
        return int(value)

    def yes(self, key: str, *, asked: bool = True) -> bool:
        """Return true or false; null is false where it is not `asked`, that is plays no part."""
        value = self.raw(key)
        if value is None and not asked:
            return False
        if not isinstance(value, bool):
            raise self.refuse(key, YES_OR_NO)
        return value

    def word(self, key: str, *known: str) -> str:
        """Return a word, one of `known` where they are given."""
        value = self.raw(key)
        if not isinstance(value, str) or (known and value not in known):
            raise self.refuse(key, " | ".join(known) or A_WORD)
        return value

    def shaped(self, key: str, shape: re.Pattern[str], wanted: Text) -> str:
        """Return a word that has a shape as a whole."""
        value = self.raw(key)
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise self.refuse(key, wanted)
        return value

    def words(self, key: str, *known: str) -> tuple[str, ...]:
        """Return a list of words, each one of `known` where they are given."""
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.refuse(key, WORDS)
        if known and not set(value) <= set(known):
            raise self.refuse(key, " | ".join(known))
        return tuple(value)

    def ratio(self, key: str) -> Fraction:
        """Return an exact decimal written as text; a whole number may stand without quotes (a float may not)."""
        value = self.raw(key)
        if type(value) is int and abs(value) <= MOST:
            return Fraction(value)
        return Fraction(self.shaped(key, DECIMAL, A_DECIMAL))

    def share(self, key: str) -> Fraction:
        """Return an exact decimal that is not below zero."""
        value = self.ratio(key)
        if value < 0:
            raise self.refuse(key, A_DECIMAL)
        return value

    def part(self, key: str) -> Fraction:
        """Return an exact decimal from 0 to 1: a rate is no multiple."""
        value = self.share(key)
        if value > 1:
            raise self.refuse(key, A_PART)
        return value

    def parts(self, key: str, scale: int) -> int:
        """Return a decimal that is not below zero as a whole number of 1/scale; GivenError where it has more decimals.

        `scale` is a power of ten.
        """
        exact = self.share(key) * scale
        if exact.denominator != 1:
            places = len(str(scale)) - 1
            raise self.refuse(key, Text(f"số thập phân tối đa {places} số lẻ", f"a decimal of at most {places} places"))
        return exact.numerator

    def above_zero(self, key: str) -> Fraction:
        """Return an exact decimal above zero: something is divided by it."""
        value = self.ratio(key)
        if value <= 0:
            raise self.refuse(key, ABOVE_ZERO)
        return value

    def day(self, key: str) -> dt.date:
        """Return a date."""
        try:
            return dt.date.fromisoformat(self.shaped(key, DAY, A_DAY))
        except ValueError as error:
            raise self.refuse(key, A_DAY) from error

    def month(self, key: str) -> Month:
        """Return a month."""
        try:
            return Month.parse(self.shaped(key, MONTH, A_MONTH))
        except ValueError as error:
            raise self.refuse(key, A_MONTH) from error

    def none(self, key: str) -> bool:
        """Return whether the input is null."""
        return self.raw(key) is None

    def inner(self, key: str) -> "Given":
        """Return an object inside."""
        value = self.raw(key)
        if not isinstance(value, dict):
            raise self.refuse(key, AN_OBJECT)
        return Given(value, f"{self.place}.{key}")

    def rows(self, key: str) -> list["Given"]:
        """Return a list of objects."""
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.refuse(key, OBJECTS)
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
            raise GivenError("at", A_DAY, None)
        return self.at
