"""The reference of the checker, read from reference.yaml: families, pairs, limits, diseases by sex and age."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def reference() -> dict[str, Any]:
    """Return the reference as the file holds it."""
    text = files("ansinh.domain.claims").joinpath("reference.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def family(name: str) -> list[str]:
    """Return the patterns of service codes of a family; KeyError for an unknown one."""
    patterns: list[str] = reference()["families"][name]
    return patterns
