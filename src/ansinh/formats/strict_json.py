"""JSON from strangers: no double keys, no NaN, no abyss."""

import json
from typing import Any

from ansinh.formats.faults import refuse
from ansinh.formats.sheet.read import decode_text

MAX_DEPTH = 16


def parse_json(data: bytes) -> Any:  # noqa: ANN401 any JSON
    """Return the value in `data` (UTF-8). Raises RefusedFileError for what is not plain JSON."""
    text = decode_text(data)
    try:
        value = json.loads(text, object_pairs_hook=_single, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        refuse("F-JSON", str(error)[:120] or type(error).__name__)
    return value


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; ValueError where a key comes twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        message = "a key comes twice"
        raise ValueError(message)
    return made


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity."""
    message = f"{name} is no number"
    raise ValueError(message)
