"""Dated values of the law: look-up by day, refusals by name, announced values on top, a trace of what was used.

A value holds from its day until the next day of the same key. `null` ends it; `unknown` says that it exists and was
not established: then the law refuses by name until the agency enters an announced value. Numbers are text in the
files and exact fractions here; no float is ever made.
"""

import bisect
import datetime as dt
import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from ansinh.core.errors import RefusedError, UnknownValueError
from ansinh.core.text import Text

Content: TypeAlias = str | tuple[str, ...] | Mapping[str, str] | None

UNKNOWN = "unknown"
KEPT_ANSWERS = 65_536


@dataclass(frozen=True, slots=True)
class Announced:
    """A value the agency entered because the texts do not establish it: dated, with its document, by two people."""

    key: str
    day: dt.date
    value: str
    document: str
    entered_by: str
    approved_by: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """One line of a values file: from `day` on the content is this, says `citation`, as surely as `confidence`."""

    day: dt.date
    content: Content
    citation: str
    confidence: str
    announced: Announced | None = None

    @property
    def established(self) -> bool:
        """Whether there is a content to reckon with."""
        return self.content is not None and self.content != UNKNOWN


@dataclass(frozen=True, slots=True)
class Parameter:
    """All dated lines of one key, oldest first, with its name in both languages and its unit."""

    key: str
    label: Text
    unit: str
    topic: str
    dates: tuple[Dated, ...]
    note: str = ""

    def on(self, day: dt.date) -> Dated | None:
        """Return the line in force on `day`; None before the first."""
        position = bisect.bisect_right([line.day for line in self.dates], day)
        return self.dates[position - 1] if position else None

    @property
    def first_known(self) -> dt.date | None:
        """The first day with an established value."""
        return next((line.day for line in self.dates if line.established), None)

    @property
    def shape(self) -> Content:
        """The latest established content, whose shape (text, list, map) a new one takes; None where none is known."""
        return next((line.content for line in reversed(self.dates) if line.established), None)

    def with_line(self, line: Dated) -> "Parameter":
        """Return the parameter with `line` in place of, or beside, the lines of its day."""
        others = [old for old in self.dates if old.day != line.day]
        return replace(self, dates=tuple(sorted([*others, line], key=lambda each: each.day)))


@dataclass(frozen=True, slots=True)
class Value:
    """An established value on a day. `asked` is the day of the question, `since` the first day it holds."""

    key: str
    label: Text
    unit: str
    asked: dt.date
    since: dt.date
    content: Content
    citation: str
    confidence: str
    announced: Announced | None = None

    @property
    def text(self) -> str:
        """The value as written; TypeError for lists and maps."""
        if not isinstance(self.content, str):
            message = f"{self.key} is no single value"
            raise TypeError(message)
        return self.content

    @property
    def number(self) -> Fraction:
        """The value as an exact number in its unit."""
        return _exact(self.text)

    @property
    def whole(self) -> int:
        """The value as a whole number in its unit; ValueError if it is none."""
        return int(self.text)

    @property
    def yes(self) -> bool:
        """The value as yes or no."""
        return self.text == "true"

    @property
    def day(self) -> dt.date:
        """The value as a date."""
        return dt.date.fromisoformat(self.text)

    @property
    def listed(self) -> tuple[str, ...]:
        """The value as a list of words or numbers, as written."""
        if not isinstance(self.content, tuple):
            message = f"{self.key} is no list"
            raise TypeError(message)
        return self.content

    @property
    def by_name(self) -> Mapping[str, str]:
        """The value as a map of names to texts, as written."""
        if not isinstance(self.content, Mapping):
            message = f"{self.key} is no map"
            raise TypeError(message)
        return self.content

    def of(self, name: str) -> Fraction:
        """Return the number under `name` of a map; UnknownValueError where there is none."""
        if name not in self.by_name:
            raise UnknownValueError(_NO_NAME.fill(name=name, key=self.key, day=self.asked))
        return _exact(self.by_name[name])


@lru_cache(maxsize=4096)
def _exact(text: str) -> Fraction:
    """Return the number a text says: a month of a province asks for the same few hundred thousands of times."""
    return Fraction(text)


@dataclass(frozen=True, slots=True)
class Values:
    """Every dated value, passed explicitly to whatever reckons.

    A tracing copy (`tracing`) remembers each look-up, so that an explanation can show what was used. `memo` keeps
    what a kernel derived from these values (tables of a month), so that the next part of a run finds it made; `found`
    keeps the answers already given.
    """

    parameters: Mapping[str, Parameter]
    trace: dict[tuple[str, dt.date], Value] | None = field(default=None, compare=False)
    memo: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)
    found: dict[tuple[str, dt.date], Value | None] = field(default_factory=dict, compare=False, repr=False)

    def find(self, key: str, day: dt.date) -> Value | None:
        """Return the value of `key` on `day`, None where the text says there is none (`null`).

        UnknownValueError, naming the key, the day and the first known day: before the first day, and for `unknown`.
        """
        asked = (key, day)
        if asked not in self.found:
            if len(self.found) >= KEPT_ANSWERS:  # a server asks for ever new days
                self.found.clear()
            self.found[asked] = self._look_up(key, day)
        return self.found[asked]

    def _look_up(self, key: str, day: dt.date) -> Value | None:
        parameter = self._parameter(key)
        line = parameter.on(day)
        if line is None or line.content == UNKNOWN:
            raise self._unknown(parameter, day)
        if line.content is None:
            return None
        value = Value(
            key,
            parameter.label,
            parameter.unit,
            day,
            line.day,
            line.content,
            line.citation,
            line.confidence,
            line.announced,
        )
        if self.trace is not None:
            self.trace[key, line.day] = value
        return value

    def get(self, key: str, day: dt.date) -> Value:
        """Return the value of `key` on `day`; UnknownValueError also where the text says there is none."""
        value = self.find(key, day)
        if value is None:
            raise self._unknown(self._parameter(key), day)
        return value

    def number(self, key: str, day: dt.date) -> Fraction:
        """Return the exact number of `key` on `day`, as `get`."""
        return self.get(key, day).number

    def whole(self, key: str, day: dt.date) -> int:
        """Return the whole number of `key` on `day`, as `get`."""
        return self.get(key, day).whole

    def rate(self, key: str, day: dt.date) -> Fraction:
        """Return the rate of `key` on `day`, zero where the text says that there is none (`null`)."""
        value = self.find(key, day)
        return Fraction(0) if value is None else value.number

    def tracing(self) -> "Values":
        """Return a copy with an empty trace of its own."""
        return Values(self.parameters, trace={})

    def used(self) -> list[Value]:
        """Return the traced values by key and day; empty where nothing is traced."""
        return [value for _, value in sorted((self.trace or {}).items())]

    def with_announced(self, entries: Iterable[Announced]) -> "Values":
        """Return the values with the agency's announced `entries` on top, marked wherever they are used.

        RefusedError unless each entry names its document and two different people.
        """
        parameters = dict(self.parameters)
        for entry in entries:
            if not (entry.document and entry.approved_by and entry.approved_by != entry.entered_by):
                raise RefusedError(_TWO_PEOPLE.fill(key=entry.key, day=entry.day))
            parameter = self._parameter(entry.key)  # refused by name where there is none
            line = Dated(entry.day, shaped(entry.value, parameter.shape), entry.document, "announced", entry)
            parameters[entry.key] = parameters[entry.key].with_line(line)
        return Values(parameters, trace=None if self.trace is None else {})

    def fingerprint(self, day: dt.date) -> str:
        """Return the SHA-256 (hex) of all contents in force on `day`: equal law, equal fingerprint."""
        lines = {key: parameter.on(day) for key, parameter in sorted(self.parameters.items())}
        contents = {key: _plain(line.content) for key, line in lines.items() if line is not None}
        return hashlib.sha256(json.dumps(contents, ensure_ascii=False).encode()).hexdigest()

    def __reduce__(self) -> tuple[type, tuple[dict[str, Parameter], None]]:
        """Pickle as plain parameters, so that a process pool can carry the values; a trace stays behind."""
        return Values, (dict(self.parameters), None)

    def _parameter(self, key: str) -> Parameter:
        if key not in self.parameters:
            raise UnknownValueError(_NO_KEY.fill(key=key))
        return self.parameters[key]

    def _unknown(self, parameter: Parameter, day: dt.date) -> UnknownValueError:
        first = parameter.first_known
        known = _NEVER_KNOWN if first is None else _FIRST_KNOWN.fill(first=first)
        head = _NOT_ESTABLISHED.fill(key=parameter.key, day=day, vi=parameter.label.vi, en=parameter.label.en)
        return UnknownValueError(Text(f"{head.vi}; {known.vi}", f"{head.en}; {known.en}"))


def shaped(text: str, like: Content) -> Content:
    """Return a text that people wrote in the shape of `like`: a map as a=1;b=2, a list as a,b, else the text itself.

    `unknown` stays what it is. ValueError for a part of a map without its name.
    """
    if text == UNKNOWN:
        return UNKNOWN
    if isinstance(like, Mapping):
        parts = dict(part.split("=", 1) for part in text.split(";") if part.strip())
        return {name.strip(): content.strip() for name, content in parts.items()}
    return tuple(part.strip() for part in text.split(",")) if isinstance(like, tuple) else text


def _plain(content: Content) -> object:
    """Return `content` as JSON can hold it."""
    if isinstance(content, Mapping):
        return dict(sorted(content.items()))
    return list(content) if isinstance(content, tuple) else content


_NO_KEY = Text("Không có tham số {key}", "There is no parameter {key}")
_NO_NAME = Text("Tham số {key} không có mục {name} vào ngày {day}", "Parameter {key} has no entry {name} on {day}")
_TWO_PEOPLE = Text(
    "Giá trị công bố của {key} từ {day} cần văn bản và hai người khác nhau (người nhập, người duyệt)",
    "The announced value of {key} from {day} needs a document and two different people (entered, approved)",
)
_NOT_ESTABLISHED = Text(
    "Giá trị {key} ({vi}) vào ngày {day} chưa được xác lập",
    "The value {key} ({en}) on {day} is not established",
)
_FIRST_KNOWN = Text("ngày đầu tiên có giá trị: {first}", "first known day: {first}")
_NEVER_KNOWN = Text("chưa có ngày nào có giá trị", "no day is known")
