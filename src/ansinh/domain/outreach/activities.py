"""Activities of communication: types, levels and words as data, the states one goes through, what may be counted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from ansinh.core.person_name import search_key
from ansinh.core.text import Text

COUNTED: Final = ("held", "reported")
"""States in which an activity counts as done."""
MOVES: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset({"planned", "held", "reported"}),
    "planned": frozenset({"held", "reported", "cancelled"}),
    "held": frozenset({"reported"}),
    "reported": frozenset(),
    "cancelled": frozenset({"planned"}),
}
"""From a state to those that may follow; a report that was wrong is corrected in its state, with a reason."""


@dataclass(frozen=True, slots=True)
class ActivityType:
    """A type of activity: from .. to, the type it is a part of, whether it is told as a running total."""

    code: str
    name: Text
    since: dt.date
    until: dt.date | None
    part_of: str
    cumulative: bool

    def holds(self, day: dt.date) -> bool:
        """Return whether the type is in use on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of activities by code: types, levels, channels, themes, states; and how files say each."""

    types: Mapping[str, ActivityType]
    levels: Mapping[str, Text]
    channels: Mapping[str, Text]
    themes: Mapping[str, Text]
    states: Mapping[str, Text]
    said: Mapping[str, Mapping[str, str]]

    def read(self, table: str, told: str) -> str | None:
        """Return the code of `told` (a code or a name in either language) in a table of words; None for none."""
        return self.said[table].get(search_key(told.replace("_", " ")))


@cache
def words() -> Words:
    """Return the words of activity_types.yaml."""
    data: Any = yaml.safe_load(
        files("ansinh.domain.outreach").joinpath("activity_types.yaml").read_text(encoding="utf-8")
    )
    return Words(
        {code: _type(code, one) for code, one in data["types"].items()},
        **{table: _names(data[table]) for table in ("levels", "channels", "themes", "states")},
        said={table: _said(entries) for table, entries in data.items()},
    )


def _type(code: str, one: Mapping[str, Any]) -> ActivityType:
    until = one.get("until")
    since = dt.date.fromisoformat(one["since"])
    end = dt.date.fromisoformat(until) if until else None
    return ActivityType(
        code, Text(one["vi"], one["en"]), since, end, one.get("part_of", ""), bool(one.get("cumulative"))
    )


def _names(entries: Mapping[str, Any]) -> dict[str, Text]:
    return {code: Text(one["vi"], one["en"]) for code, one in entries.items()}


def _said(entries: Mapping[str, Any]) -> dict[str, str]:
    """Return every way to say a code, in plain letters."""
    made: dict[str, str] = {}
    for code, one in entries.items():
        for word in (code.replace("_", " "), one["vi"], one["en"], *one.get("said", ())):
            made[search_key(word)] = code
    return made


def counted_in(code: str) -> tuple[str, ...]:
    """Return the types in whose count an activity of a type stands: its own, and the one it is a part of."""
    whole = words().types[code].part_of
    return (code, whole) if whole else (code,)


def may_follow(before: str, after: str) -> bool:
    """Return whether an activity in the state `before` ("" none yet) may go to `after`, or stay with other facts."""
    return after in MOVES[before] or (before == after and before not in {"", "cancelled"})
