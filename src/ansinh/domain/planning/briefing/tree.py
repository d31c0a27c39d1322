"""A briefing as a tree of plain values; the use case turns it into a document of the formats floor.

Numbers in tables stay exact (`int` or `Fraction`), so that a workbook can reckon on; text carries them as printed.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ansinh.domain.planning.progress import Number

Tone = Literal["", "good", "watch", "bad"]
Cell: TypeAlias = str | Number | None


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph; `lead` opens the report; `tone` says whether it asks for attention."""

    text: str
    lead: bool = False
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure to be seen first: what, how much, and under it what it is held against and as of when."""

    label: str
    value: str
    note: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Up to four key figures side by side."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `places` decimals for numbers, None for text; `unit` is printed in the heading."""

    heading: str
    places: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `strong` are the totals by index; `note` says denominator, comparator and day."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One named run of numbers over the labels of a chart; None leaves a gap."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: lines, bars, stacked bars, or bullets (done, plan, pace in this order)."""

    kind: Literal["line", "bar", "stacked", "bullet"]
    title: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str
    note: str = ""
    places: int = 0


Block: TypeAlias = Say | KeyFigures | Table | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole: `about` names the office, the period and the day."""

    key: str
    title: str
    about: str
    parts: tuple[Part, ...]
    footer: str
