"""Which lists a facility sends for approval, and what each column of a file is called and may hold; read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: the name the checker uses, the heading of the official catalogue, its kind, what it is in words."""

    name: str
    heading: str
    kind: str
    title: Text
    needed: bool


@dataclass(frozen=True, slots=True)
class ListShape:
    """One list: its name in words, its columns in order, the columns that say one row from another."""

    code: str
    name: Text
    columns: tuple[ListColumn, ...]
    key: tuple[str, ...]
    of_agency: bool = False

    @property
    def dated(self) -> bool:
        """Whether its rows hold from a day to a day."""
        return any(column.name == "valid_from" for column in self.columns)


@cache
def shapes() -> Mapping[str, ListShape]:
    """Return the lists by code, in the order in which they are offered."""
    text = files("ansinh.domain.claims").joinpath("list_columns.yaml").read_text(encoding="utf-8")
    return {code: _shape(code, entry) for code, entry in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def _shape(code: str, entry: dict[str, object]) -> ListShape:
    """Return one list of the file; ValueError where it is malformed."""
    columns, key, name = entry["columns"], entry["key"], entry["name"]
    if not isinstance(columns, dict) or not isinstance(key, list) or not isinstance(name, list):
        message = f"list_columns.yaml: {code}"
        raise TypeError(message)
    made = tuple(
        ListColumn(column, str(heading), str(kind).rstrip("!"), Text(str(vi), str(en)), str(kind).endswith("!"))
        for column, (heading, kind, vi, en) in columns.items()
    )
    return ListShape(code, Text(str(name[0]), str(name[1])), made, tuple(map(str, key)), entry.get("own") == "agency")
