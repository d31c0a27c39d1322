"""The bullet bar: how much is done (fill), how much should be by now (tick), of what whole."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.domain.planning.progress import Progress

TOLERANCE = 1
"""Points behind the pace that are still "on pace" [ours]: below that the bar turns gold."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """Positions in per cent of the bar as texts for SVG, and a tone: "" on pace, gold behind, red never here."""

    fill: str
    tick: str
    tone: str


def bullet(done: Progress | None) -> Bullet | None:
    """Return the bar of `done`, or None without a plan."""
    if done is None or done.share is None:
        return None
    behind = done.gap is not None and done.gap < -TOLERANCE
    return Bullet(_percent(done.share), _percent(done.expected_share), "gold" if behind else "")


def plain(part: Fraction | int, whole: Fraction | int, tone: str = "") -> Bullet:
    """Return a bar without pace: `part` of `whole`."""
    return Bullet(_percent(Fraction(part) * 100 / Fraction(whole)) if whole else "0", "", tone)


def _percent(share: Fraction | None) -> str:
    """Return a share in per cent, kept inside the bar, as SVG writes it."""
    return "" if share is None else f"{float(max(Fraction(0), min(share, Fraction(100)))):.2f}%"
