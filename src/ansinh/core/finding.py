"""A finding: what is wrong in somebody's input, as a value with an address. All findings are reported at once."""

from dataclasses import dataclass, field
from enum import StrEnum

from ansinh.core.text import Text


class Severity(StrEnum):
    """How much a finding weighs: an error stops its row, a warning is shown and lets it pass."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input: file or sheet, row (1-based, as the sender counts), column as the sender names it."""

    sheet: str = ""
    row: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: where, which rule (code), what was found, what is wrong and how to mend it."""

    code: str
    where: Place
    found: str
    message: Text
    mend: Text
    severity: Severity = Severity.ERROR

    @property
    def stops(self) -> bool:
        """Whether the row cannot be accepted."""
        return self.severity is Severity.ERROR


@dataclass(slots=True)
class Findings:
    """An ordered list of findings, kept in the order of the input."""

    items: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Append one finding."""
        self.items.append(finding)

    def stopped_rows(self) -> set[int]:
        """Return the rows (1-based) that have at least one error."""
        return {item.where.row for item in self.items if item.stops and item.where.row is not None}

    @property
    def stop(self) -> bool:
        """Whether anything at all is an error."""
        return any(item.stops for item in self.items)
