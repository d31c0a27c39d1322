"""A form's layout: its columns as data, read once from formats/layouts."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ansinh.formats.words import plain


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `name` of the value it fills, `kind` of its cells, `heading` as printed, words above or before it."""

    number: str
    name: str
    kind: str
    heading: str
    context: str
    pattern: re.Pattern[str] | None
    leaf: str  # the heading in plain letters


@dataclass(frozen=True, slots=True)
class Layout:
    """A form: `need` names the columns without which a table is not this form ("a|b": one of them is enough)."""

    form: str
    need: tuple[str, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return the column that fills `name`; KeyError where there is none."""
        for found in self.fields:
            if found.name == name:
                return found
        raise KeyError(name)


def load_data(name: str) -> Any:  # noqa: ANN401 what a YAML file of this floor holds is known where it is read
    """Return the content of a YAML file of this floor."""
    source = resources.files("ansinh.formats").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(source, Loader=yaml.CSafeLoader)


@cache
def load_layout(name: str) -> Layout:
    """Return the layout in formats/layouts/<name>.yaml."""
    data = load_data(f"layouts/{name}.yaml")
    return Layout(data["form"], tuple(data["need"]), tuple(_field(line) for line in data["fields"]))


def _field(line: list[str]) -> Field:
    """Return one column from its line."""
    number, name, kind, heading, context, pattern = line
    return Field(number, name, kind, heading, context, re.compile(pattern) if pattern else None, plain(heading))
