"""One record as it was sent, and what reading found wrong with it: plain values, for the process that reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Rows = Sequence[Sequence[str | None]]  # cells in the order of the table's fields


@dataclass(slots=True)
class Fault:
    """What reading found wrong with one record or file: rule, table, field, what was found."""

    rule: str
    table: str = ""
    row: int | None = None
    field: str = ""
    found: str = ""


@dataclass(slots=True)
class Record:
    """One episode as it was sent: where it stood, who sent it, its tables as rows of text, and what was wrong."""

    file: str
    position: int
    sender: str = ""
    created: str = ""
    standard: str = "130"
    signed: bool | None = None
    tables: dict[str, Rows] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
