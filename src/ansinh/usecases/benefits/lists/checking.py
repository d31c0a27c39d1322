"""Check a list: read in a limited child, examined, its rows and findings kept; nothing is decided."""

import zlib
from dataclasses import dataclass
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Language, Text
from ansinh.formats.benefits_hsb_rows import HSB
from ansinh.formats.limits import ChildError, comment_limited, read_limited
from ansinh.formats.wire import pack, unpack
from ansinh.records.store.benefits import lists
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.lists.examining import examine

OPEN_STATES = ("received", "checked")
DECIDED = Text("Danh sách đã được giải quyết.", "The list is decided already.")
_FAST = 1  # of zlib: read again within minutes


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: numbers of rows, errors and warnings."""

    list: str
    rows: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Told:
    """Findings as they are kept."""

    items: list[Finding]


def check(key: str, actor: str) -> Checked:
    """Read and examine a list, keep rows and findings, return the counts. A decided list is a RefusedError."""
    facts = lists.facts(key)
    if facts.state not in OPEN_STATES:
        raise RefusedError(DECIDED)
    read: HSB = read_limited("hsb", lists.content(key), name=facts.file_name)
    found = examine(read, facts).findings if len(read.rows) else list(read.findings)
    errors = sum(one.stops for one in found)
    done = Checked(key, len(read.rows), errors, len(found) - errors)
    act = Act(
        "benefit_list.check", actor, object_kind="benefit_list", object_id=key, office=facts.office_code,
        body={"rows": done.rows, "errors": errors, "warnings": done.warnings},
    )  # fmt: skip
    perform(act, lambda: _keep(key, read, found, done))
    return done


def _keep(key: str, read: HSB, found: list[Finding], done: Checked) -> None:
    """Keep rows and findings, unless the list was decided meanwhile."""
    if lists.facts(key, lock=True).state not in OPEN_STATES:
        raise RefusedError(DECIDED)
    counts = {"rows": done.rows, "errors": done.errors, "warnings": done.warnings}
    lists.keep_checked(key, packed(read), packed(Told(found)), counts)


def packed(value: object) -> bytes:
    """Return a value of this floor as bytes."""
    return zlib.compress(pack(value), _FAST)


def unpacked(kind: type, body: bytes) -> Any:  # noqa: ANN401 of the type `kind`
    """Return what `packed` wrote."""
    return unpack(kind, zlib.decompress(body))


def state(key: str) -> str:
    """Return how far a list is: received, checked, accepted, accepted_in_part, returned."""
    return lists.facts(key).state


def findings(key: str) -> list[Finding]:
    """Return the findings of a list in the order of the file; none before the first check."""
    body = lists.findings(key)
    return unpacked(Told, body).items if body else []


def commented_workbook(key: str, *, language: Language = "vi") -> bytes:
    """Return the list as an XLSX with its findings beside the rows; RefusedError where it cannot be opened."""
    try:
        return comment_limited(lists.content(key), findings(key), language=language)
    except ChildError as error:
        raise RefusedError(error.message) from error
