"""A line of the outlook with its words: verdict, tone, method."""

from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.domain.planning.forecast import METHODS
from ansinh.domain.planning.outlook import VERDICTS, Line, prospect_kinds
from ansinh.domain.planning.progress import percent
from ansinh.web.bullet import Bullet, plain


@dataclass(frozen=True, slots=True)
class Told:
    """A line with its verdict and method in words, and its bar: what is done of the plan."""

    line: Line
    verdict: Text
    tone: str
    method: Text | None
    bar: Bullet | None

    @property
    def kinds(self) -> str:
        """The reasons of prospects that can bring it forward, as the list of prospects takes them."""
        return ",".join(prospect_kinds().get(self.line.indicator.code, ()))

    @property
    def done(self) -> object:
        """The share of the plan done, in per cent."""
        return percent(self.line.actual, self.line.plan) if self.line.plan else None


def told(line: Line) -> Told:
    """Return a line with its words."""
    verdict, tone = VERDICTS[line.verdict]
    bar = plain(line.actual, line.plan, "gold" if tone == "red" else "") if line.plan else None
    return Told(line, verdict, tone, METHODS[line.forecast.method] if line.forecast else None, bar)
