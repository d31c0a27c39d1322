"""A report as one plain tree of values; it becomes Markdown, HTML, PDF, XLSX or JSON."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from ansinh.core.text import Language

Number: TypeAlias = int | Fraction
Tone = Literal["", "good", "watch", "bad"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of plain text; `lead` is the opening sentence, set larger."""

    text: str
    lead: bool = False
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: its label, the number as printed, and under it denominator, comparator and as-of in words."""

    label: str
    value: str
    note: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of key figures, at most four side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; `places` decimals for numbers, None for text (left aligned)."""

    heading: str
    places: int | None = None
    unit: str = ""  # printed after the heading


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """Rows of text or exact numbers (None prints a dash); `strong` rows (by index) are totals."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str | Number | None, ...], ...]
    note: str = ""
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Series:
    """One named run of numbers over the chart's labels; None leaves a gap."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines, bars, stacked bars, or bullets (series: done, plan, pace in this order) over `labels`."""

    kind: Literal["line", "bar", "stacked", "bullet"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    note: str = ""
    places: int = 0


Block: TypeAlias = Paragraph | Figures | DocumentTable | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: `about` names office, period, as-of; `key` is its stable name."""

    key: str
    title: str
    about: str
    language: Language
    sections: tuple[Section, ...]
    footer: str = ""
