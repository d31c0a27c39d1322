"""The code lists of the forms: kinds of change and relations to the head of the household."""

import re
from collections.abc import Mapping
from typing import Final

from ansinh.formats.layout import load_data
from ansinh.formats.words import plain

_DATA: Final = load_data("codes.yaml")
_OPENING = re.compile(r"\(?([A-Z]{2})\)?\s*([-–:.(]|\)?\Z)")


def _changes(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return (code -> direction, plain label -> code) of one list."""
    lines: dict[str, list[str]] = _DATA[name]
    return (
        {code: direction for code, (direction, _) in lines.items()},
        {plain(label): code for code, (_, label) in lines.items()},
    )


def code_of(written: str, labels: Mapping[str, str]) -> str:
    """Return the code that stands in a cell: alone, before its label ("TM - Tăng mới"), or as the label itself."""
    words = plain(written).replace(" ", "")
    named = next((code for label, code in labels.items() if label.replace(" ", "") == words), "")
    opening = _OPENING.match(written.strip().upper())
    return named or (opening[1] if opening and opening[1] in labels.values() else written.strip().upper())


COMPULSORY, COMPULSORY_LABELS = _changes("compulsory")
VOLUNTARY, VOLUNTARY_LABELS = _changes("voluntary")
HEALTH, HEALTH_LABELS = _changes("health")
LABELS: Final[dict[str, str]] = {code: label for code, (_, label) in _DATA["compulsory"].items()}
RELATIONS: Final[dict[str, str]] = _DATA["relations"]
RELATION_CODES: Final = {plain(label): code for code, label in RELATIONS.items()}
