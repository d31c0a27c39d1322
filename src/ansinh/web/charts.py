"""The charts of the pages, as plain data that static/ansinh/charts.js draws with Chart.js; one form for all.

A chart is lines or bars over labels. Values are floats because they are pixels in a moment: no money is reckoned here.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Literal

Tone = Literal["done", "pace", "needed", "second", "third", "fourth"]
Value = Fraction | int | None


@dataclass(frozen=True, slots=True)
class Series:
    """One line (or row of bars): its name, its tone, its values."""

    name: str
    tone: Tone
    values: Sequence[float | None]
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw: `label` says it in words for who cannot see it; `unit` follows each value."""

    key: str
    label: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    kind: Literal["line", "bar"] = "line"
    zero: bool = True
    places: int = 0

    @property
    def data_id(self) -> str:
        """The id of the JSON beside the canvas."""
        return f"{self.key}-data"

    def data(self) -> dict[str, object]:
        """Return the chart as JSON takes it."""
        return asdict(self)


def series(name: str, tone: Tone, values: Sequence[Value], *, over: int = 1, fill: bool = False) -> Series:
    """Return a series of exact values, each divided by `over` (10**9 for billions)."""
    return Series(name, tone, [None if value is None else float(Fraction(value) / over) for value in values], fill)
