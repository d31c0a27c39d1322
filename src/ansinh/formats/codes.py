"""The code lists of the forms: kinds of change and relations to the head of the household."""

from typing import Final

from ansinh.formats.layout import load_data
from ansinh.formats.words import plain

_DATA: Final = load_data("codes.yaml")


def _changes(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return (code -> direction, plain label -> code) of one list."""
    lines: dict[str, list[str]] = _DATA[name]
    return (
        {code: direction for code, (direction, _) in lines.items()},
        {plain(label): code for code, (_, label) in lines.items()},
    )


COMPULSORY, COMPULSORY_LABELS = _changes("compulsory")
VOLUNTARY, VOLUNTARY_LABELS = _changes("voluntary")
HEALTH, HEALTH_LABELS = _changes("health")
LABELS: Final[dict[str, str]] = {code: label for code, (_, label) in _DATA["compulsory"].items()}
RELATIONS: Final[dict[str, str]] = _DATA["relations"]
RELATION_CODES: Final = {plain(label): code for code, label in RELATIONS.items()}
