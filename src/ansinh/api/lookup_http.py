"""A request and an answer without a framework: what the bare handler and Django both turn theirs into."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec

MOST_BODY: Final = 16_384  # bytes of a question


@dataclass(frozen=True, slots=True)
class Request:
    """A call: path, query as sent, the headers that matter, the body, and the address it came from."""

    path: str
    query: str
    headers: dict[str, str]  # lower-case names
    body: bytes
    address: str

    def json(self) -> dict[str, Any]:
        """Return the body as an object of JSON, {} where it is none."""
        if len(self.body) > MOST_BODY:
            return {}
        try:
            found = msgspec.json.decode(self.body)
        except (msgspec.DecodeError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def form(self) -> dict[str, str]:
        """Return the body as a form, or as an object of JSON where it is one; the first of each name."""
        if self.headers.get("content-type", "").startswith("application/json"):
            return {name: value for name, value in self.json().items() if isinstance(value, str)}
        return _first(self.body[:MOST_BODY].decode("utf-8", "replace"))

    def asked(self) -> dict[str, str]:
        """Return the parameters of the query; the first of each name."""
        return _first(self.query)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: status and JSON."""

    status: int
    body: bytes

    @classmethod
    def of(cls, status: int, value: object) -> "Response":
        """Return the answer with `value` as JSON."""
        return cls(status, msgspec.json.encode(value))


def text(values: dict[str, Any], name: str, most: int = 200) -> str:
    """Return a value that is text, cut to `most` signs; "" for anything else."""
    found = values.get(name, "")
    return found[:most] if isinstance(found, str) else ""


def _first(query: str) -> dict[str, str]:
    """Return the first value of each name."""
    return {name: values[0] for name, values in parse_qs(query, max_num_fields=40).items()}
