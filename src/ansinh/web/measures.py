"""Measures as the pages show them: a number with its plan, pace, what is left and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.text import Text
from ansinh.domain.planning.compare import Change, Comparator
from ansinh.domain.planning.progress import Number
from ansinh.domain.planning.situation import Situation, Standing
from ansinh.web.bullet import Bullet, bullet

PEOPLE = ("participants_csi", "participants_vsi", "participants_ui", "participants_hi")
REVENUE = ("revenue_csi", "revenue_hi", "revenue_ui", "revenue_vsi")
AGES = ("debt_late", "debt_outstanding", "debt_prolonged", "debt_hard")

OUTLOOKS = {
    "reached": (Text("đã đạt", "reached"), "green"),
    "feasible": (Text("đúng nhịp", "feasible"), "brand"),
    "at_risk": (Text("cần tăng tốc", "at risk"), "gold"),
    "out_of_reach": (Text("khó đạt", "out of reach"), "gold"),
}
COMPARATORS = {
    Comparator.LAST_MONTH: Text("so với tháng trước", "on last month"),
    Comparator.LAST_QUARTER: Text("so với quý trước", "on last quarter"),
    Comparator.SAME_PERIOD_LAST_YEAR: Text("so với cùng kỳ năm trước", "on the same period last year"),
    Comparator.LAST_DECEMBER: Text("so với cuối năm trước", "on last December"),
    Comparator.LAST_YEARS_PLAN: Text("tỷ lệ kế hoạch so với cùng kỳ", "share of plan against last year's"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator in a month: its standing, its bar, its change on the same period last year."""

    code: str
    standing: Standing
    bar: Bullet | None
    year: Change | None

    @property
    def behind(self) -> Fraction | None:
        """Points behind the pace, or None where it is on pace or has none."""
        done = self.standing.progress
        return -done.gap if done and done.gap is not None and done.gap < 0 else None

    @property
    def outlook(self) -> tuple[Text, str] | None:
        """Whether the plan can still be met: words and tone."""
        return OUTLOOKS.get(self.standing.outlook) if self.standing.outlook else None


def measure(situation: Situation, code: str) -> Measure | None:
    """Return the measure `code` of `situation`, or None where nothing is known."""
    standing = situation.of(code)
    if standing is None:
        return None
    return Measure(code, standing, bullet(standing.progress), standing.change(Comparator.SAME_PERIOD_LAST_YEAR))


def measures(situation: Situation, codes: Sequence[str]) -> list[Measure]:
    """Return the measures among `codes` of which something is known."""
    found = [measure(situation, code) for code in codes]
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class Age:
    """One class of debt: where its part of the bar begins and how wide it is (per cent, as SVG writes it)."""

    measure: Measure
    tone: str
    start: str
    width: str
    share: Fraction


def ages(situation: Situation) -> list[Age]:
    """Return the debt by age, as parts of one bar."""
    found = measures(situation, AGES)
    whole: Number = sum(one.standing.value for one in found)
    parts, start = [], Fraction(0)
    for position, one in enumerate(found, start=1):
        share = Fraction(one.standing.value) * 100 / whole if whole else Fraction(0)
        parts.append(Age(one, f"age-{position}", f"{float(start):.2f}%", f"{float(share):.2f}%", share))
        start += share
    return parts
