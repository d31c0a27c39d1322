"""The register of what the machine knows of the law, read from register.yaml."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic: its name, since when it is implemented, the cases that verify it, and its gaps."""

    topic: str
    name: Text
    since: dt.date
    verified_by: tuple[str, ...]
    gaps: tuple[Text, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Return the topics in the order of the file."""
    body = yaml.safe_load(files("ansinh.law").joinpath("register.yaml").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            topic,
            Text(entry["vi"], entry["en"]),
            entry["since"],
            tuple(entry["verified_by"]),
            tuple(Text(gap["vi"], gap["en"]) for gap in entry["gaps"]),
        )
        for topic, entry in body["topics"].items()
    )


@cache
def kept_for_later() -> tuple[str, ...]:
    """Return the keys of dated values that are written down and not used by any rule yet."""
    body = yaml.safe_load(files("ansinh.law").joinpath("register.yaml").read_text(encoding="utf-8"))
    return tuple(body["kept_for_later"])
