"""The outlook of three to five years: each indicator a year, two ... from now, by the stated method."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.planning.compare import Values
from ansinh.domain.planning.indicators import Indicator
from ansinh.domain.planning.progress import Number
from ansinh.domain.planning.situation import Reference, Situation
from ansinh.domain.planning.years_ahead import YearsAhead, years_ahead
from ansinh.usecases.planning.situations import situation

CODES = ("participants_csi", "participants_vsi", "participants_ui", "participants_hi", "revenue_total")
_BOUNDS = {"participants_hi": "population", "participants_csi": "labour_force", "participants_ui": "labour_force"}
YEARS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator from its last level on: `level` as of `month` (money: the sum of twelve months), the years after."""

    indicator: Indicator
    month: Month
    level: int
    bound: Reference | None
    ahead: YearsAhead

    def of_bound(self, level: int) -> Fraction | None:
        """Return a level in per cent of what bounds it (population, labour force), or None."""
        return None if self.bound is None else Fraction(100 * level) / self.bound.value


def courses(office: str, month: Month, years: int = 5, codes: Sequence[str] = CODES) -> list[Course]:
    """Return where each of `codes` goes in the `years` after `month`, those of which a month without a gap is known."""
    here = situation(office, month, with_children=False)
    made = []
    for code in codes:
        levels = _levels(here, code)
        if levels:
            bound = here.reference(_BOUNDS[code], month.year) if code in _BOUNDS else None
            most = int(bound.value) if bound is not None and bound.value >= levels[-1] else None
            ahead = years_ahead(levels, years, most=most)
            made.append(Course(here.indicators[code], month, levels[-1], bound, ahead))
    return made


def _levels(here: Situation, code: str) -> list[int]:
    """Return the last levels without a gap, oldest first: people as they are, money as the sum of twelve months."""
    state = here.state(code)
    if state is None:
        return []
    series = here.series(code, state)
    money = here.indicators[code].kind == "flow"
    levels: list[int] = []
    for back in range(len(series)):
        month = here.month.plus(-back)
        value = series.get(month)
        if value is not None and money:
            value = _twelve_months(series, month)
        if value is None:
            break
        levels.insert(0, int(value))
    return levels


def _twelve_months(known: Values, month: Month) -> Number | None:
    """Return the sum of the twelve months up to `month` of a flow that counts from January, or None."""
    december, before = Month.of(month.year - 1, 12), month.plus(-12)
    if month.month == 12:
        return known.get(month)
    parts = (known.get(month), known.get(december), known.get(before))
    if any(part is None for part in parts):
        return None
    now, year, past = (part for part in parts if part is not None)
    return now + year - past


def values(one: Course) -> dict[str, object]:
    """Return a course as plain values for JSON."""
    return {
        "indicator": one.indicator.code, "period": str(one.month), "level": one.level, "method": one.ahead.method,
        "error": one.ahead.error, "naive_error": one.ahead.naive_error, "tried": one.ahead.tried,
        "years": [{"year": y.years, "point": y.point, "low": y.low, "high": y.high} for y in one.ahead.years],
    }  # fmt: skip
