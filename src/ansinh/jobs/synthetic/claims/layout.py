"""How a hospital's program knows the tables: root, list, row, fields in order (its own copy, not the checker's)."""

import json
from importlib.resources import files
from typing import Final

Layout = tuple[str, str, str, tuple[str, ...]]


def _load() -> dict[str, Layout]:
    """Return the layout of every table."""
    text = files("ansinh.jobs.synthetic.claims").joinpath("layout.json").read_text(encoding="utf-8")
    return {name: (root, lists, row, tuple(names)) for name, (root, lists, row, names) in json.loads(text).items()}


LAYOUT: Final = _load()
