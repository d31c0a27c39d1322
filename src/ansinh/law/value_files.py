"""Reads the values.yaml of every topic. A malformed file is a broken program: ValueError names file, key and day."""

import datetime as dt
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from ansinh.core.text import Text
from ansinh.law.values import Content, Dated, Parameter, Values

TOPICS = (
    "wages",
    "contributions",
    "voluntary",
    "health",
    "entitlement",
    "cards",
    "claims",
    "interest",
    "arrears",
    "suspension",
    "relief",
    "settings",
    "sickness",
    "convalescence",
    "maternity",
    "occupational",
    "unemployment",
    "deadlines",
    "pension",
    "one_time",
    "survivors",
)
CONFIDENCES = frozenset({"text", "code", "known", "unsure"})


@cache
def load() -> Values:
    """Return the values shipped with the package, read once."""
    return read(files("ansinh.law"))


def read(folder: Traversable) -> Values:
    """Return the values of `folder`, which holds <topic>/values.yaml for every topic; ValueError if malformed."""
    parameters: dict[str, Parameter] = {}
    for topic in TOPICS:
        text = folder.joinpath(topic, "values.yaml").read_text(encoding="utf-8")
        for key, entry in yaml.load(text, Loader=_Loader).items():  # noqa: S506 - a subclass of the safe loader
            if key in parameters:
                message = f"{topic}/values.yaml: {key} appears twice"
                raise ValueError(message)
            parameters[key] = _parameter(topic, key, entry)
    return Values(parameters)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that leaves numbers and dates as text: no float can slip in."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag == "tag:yaml.org,2002:null"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _parameter(topic: str, key: str, entry: dict[str, Any]) -> Parameter:
    """Return one parameter of a file; its days must rise."""
    lines = tuple(_line(topic, key, line) for line in entry["values"])
    days = [line.day for line in lines]
    if days != sorted(set(days)):
        message = f"{topic}/values.yaml: the days of {key} must rise"
        raise ValueError(message)
    label = Text(entry["vi"], entry["en"])
    return Parameter(key, label, entry["unit"], topic, lines, " ".join(entry.get("note", "").split()))


def _line(topic: str, key: str, line: dict[str, Any]) -> Dated:
    """Return one dated line of a file."""
    if line["confidence"] not in CONFIDENCES or not line["citation"]:
        message = f"{topic}/values.yaml: {key} from {line['from']} needs a citation and a known confidence"
        raise ValueError(message)
    return Dated(dt.date.fromisoformat(line["from"]), _content(line["value"]), line["citation"], line["confidence"])


def _content(value: Any) -> Content:  # noqa: ANN401 - whatever YAML holds
    """Return a value as the law keeps it: text, tuple of texts, or map of texts; nulls inside a map are left out."""
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, dict):
        return {str(name): str(item) for name, item in value.items() if item is not None}
    return None if value is None else str(value)
