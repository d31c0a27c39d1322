"""A law that is not: dated values changed for a question, beside today's. Nothing here is kept or announced."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.law.values import Content, Dated, Values, shaped

ASKED = Text("giả định", "what if")
EVENTS = frozenset(
    {"pension.increase", "pension.increase.floor"}
)  # each line is one event: it keeps nothing of the last
LINKED = {"base_salary": ("reference_level",)}  # Art. 141.13, Law 41/2024/QH15: one equals the other
_NO_KEY = Text("Không có tham số “{key}” trong luật.", "The law has no value “{key}”.")
_BAD = Text(
    "Giá trị “{found}” không hợp với {key}: cần dạng như “{like}”.",
    "“{found}” does not fit {key}: it is written like “{like}”.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One value (key of values.yaml) that is another from a day on, as text; parts of a map as I=5500000;II=4900000."""

    key: str
    day: dt.date
    text: str


def with_changes(values: Values, changes: Iterable[Change]) -> Values:
    """Return the values with `changes` in force from their days, marked as asked; what is linked moves along.

    RefusedError, with the way to write it, for an unknown key or a text that does not fit the value.
    """
    parameters = dict(values.parameters)
    given = list(changes)
    named = {change.key for change in given}
    for change in given:
        for key in (change.key, *(key for key in LINKED.get(change.key, ()) if key not in named)):
            if key not in parameters:
                raise RefusedError(_NO_KEY.fill(key=key))
            before = parameters[key].on(change.day)
            if key != change.key and before is None:
                continue  # the linked value does not exist yet on that day
            content = _content(change, before.content if before else parameters[key].dates[0].content)
            parameters[key] = parameters[key].with_line(Dated(change.day, content, ASKED.en, "announced"))
    return Values(parameters)


def _content(change: Change, like: Content) -> Content:
    """Return what was written in the shape of the value it replaces; parts of a map that are not named stay.

    Those of an event do not: a new decree says all of it itself.
    """
    try:
        content = shaped(change.text.strip(), like)
        if isinstance(content, Mapping) and isinstance(like, Mapping):
            given = {name: _checked(text, like.get(name, text)) for name, text in content.items()}
            return given if change.key in EVENTS else {**like, **given}
        return (
            _checked(content, like) if isinstance(content, str) and not isinstance(like, Mapping | tuple) else content
        )
    except (ValueError, ArithmeticError) as error:
        raise RefusedError(_BAD.fill(found=change.text, key=change.key, like=_written(like))) from error


def _checked(text: str, like: str | None) -> str:
    """Return a text that is a number where a number stood; dots between thousands are left out. ValueError if not."""
    if like is None or not _is_number(like):
        if not text:
            raise ValueError(text)
        return text
    whole = text.replace(".", "").replace(" ", "") if like.isdecimal() and text.count(".") != 1 else text
    number = Fraction(whole)
    if number < 0 or (like.isdecimal() and number.denominator != 1):
        raise ValueError(text)
    return whole


def _is_number(text: str) -> bool:
    """Return whether a content is a number."""
    try:
        Fraction(text)
    except ValueError:
        return False
    return True


def _written(like: Content) -> str:
    """Return how a content is written in a change."""
    if isinstance(like, Mapping):
        return ";".join(f"{name}={text}" for name, text in like.items())
    return ",".join(like) if isinstance(like, tuple) else str(like)
