"""Published figures as reported values, targets and bases: what an article says of an office, kept as reported.

A figure that the arithmetic contradicts is never taken: it would be printed as ours one day. Nor is a part of a year
where the indicator sums from January, nor a percentage whose level is there. What the figures imply (plans, bases of
comparison, population) comes along as an estimate that says from which figures it follows.
"""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.finding import Finding, Findings, Place, Severity
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.domain.planning.figures import Figure, Report
from ansinh.domain.planning.indicators import Indicator, catalogue, published_code
from ansinh.domain.planning.planning_file import LoadedReference, LoadedTarget, LoadedValue, PlanningFile
from ansinh.domain.planning.verdicts import Assessment, Judged

NATION = "00"
_LEVELS = ("level", "share", "ratio")
_BACK = {"last_december": None, "same_period_last_year": 12, "last_month": 1}
_SERIES = {"coverage_hi": "population", "coverage_si": "labour_force", "coverage_ui": "labour_force"}

_CONTRADICTED = Text(
    "Số in {printed} mâu thuẫn với các số khác (tính ra {computed}): không nhận.",
    "The print {printed} is contradicted by other figures (they give {computed}): not taken.",
)
_NO_PLACE = Text("Chưa có chỉ tiêu tương ứng: không nhận.", "No indicator of ours counts this: not taken.")
_NOT_FROM_JANUARY = Text("Kỳ không bắt đầu từ tháng 1: không nhận.", "The period does not begin in January: not taken.")
_NOTHING = Text("Không cần làm gì.", "Nothing to do.")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with its indicator and month."""

    row: int
    judged: Judged
    indicator: Indicator
    month: Month

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.judged.figure


def values_of(report: Report, assessment: Assessment) -> tuple[PlanningFile, Findings]:
    """Return what the figures bring, and a warning for each level that is not taken."""
    findings = Findings()
    untils = {one.id: one.until for one in report.articles}
    placed = [_place(row, one, untils, findings) for row, one in enumerate(assessment.figures, 1)]
    known = [one for one in placed if one is not None]
    bases = _sound_bases(assessment)
    values = _levels(known, findings) + _earlier(known, bases)
    return PlanningFile(_most_exact(values), _plans(known, bases, report), _references(known, bases)), findings


def _sound_bases(assessment: Assessment) -> dict[str, Fraction]:
    """Return the implied bases that rest on no contradicted figure."""
    refuted = {one.figure.id for one in assessment.figures if one.verdict == "contradicted"}
    return {
        one.denominator.id: one.value
        for one in assessment.bases
        if one.value is not None and one.denominator.implied and not refuted & set(one.denominator.implied.figures)
    }


def _place(row: int, judged: Judged, untils: dict[str, dt.date | None], findings: Findings) -> _Placed | None:
    """Return the figure with its indicator and month, or None (with a warning for levels) where it has no place.

    A figure later than its article's period (cut off for the meeting) belongs to the last month of that period.
    """
    figure = judged.figure
    level = "national" if figure.office == NATION else "province"
    code = published_code(figure.indicator, figure.scheme, figure.state, level)
    if code is None or figure.as_of is None or figure.unit_of_count == "usd":
        if figure.measure in _LEVELS:
            _warn(findings, row, figure, _NO_PLACE)
        return None
    until = untils.get(figure.article)
    day = min(figure.as_of, until) if until is not None else figure.as_of
    return _Placed(row, judged, catalogue()[code], Month.containing(day))


def _levels(known: list[_Placed], findings: Findings) -> list[tuple[Fraction, LoadedValue]]:
    """Return the levels with the rounding of their print."""
    found = []
    for one in known:
        figure, rate = one.figure, one.indicator.is_rate
        if figure.measure not in _LEVELS or (figure.unit_of_count == "percent") != rate or figure.state == "assigned":
            continue
        if one.judged.verdict == "contradicted":
            words = {"printed": figure.printed_text, "computed": decimal_text(one.judged.own_value, 6)}
            _warn(findings, one.row, figure, _CONTRADICTED.fill(**words))
        elif not _whole_period(one):
            _warn(findings, one.row, figure, _NOT_FROM_JANUARY)
        else:
            found.append((figure.rounding, _value(one, one.month, figure.printed, f"{figure.article}: {figure.id}")))
    return found


def _whole_period(one: _Placed) -> bool:
    """Return whether a flow starts where its indicator starts; stocks always fit."""
    if one.indicator.kind != "flow" or one.figure.start is None:
        return one.indicator.kind != "flow"
    return one.figure.start in {dt.date(one.month.year, 1, 1), one.indicator.since}


def _earlier(known: list[_Placed], bases: dict[str, Fraction]) -> list[tuple[Fraction, LoadedValue]]:
    """Return the bases of comparison that changes imply, as values of the earlier month."""
    found = []
    for one in known:
        figure = one.figure
        base = bases.get(figure.denominator or "")
        if figure.comparator not in _BACK or base is None or not figure.measure.startswith("change_"):
            continue
        back = _BACK[figure.comparator]
        month = Month.of(one.month.year - 1, 12) if back is None else one.month.plus(-back)
        if one.indicator.is_rate == (figure.measure == "change_points") and one.judged.verdict != "contradicted":
            rounding = figure.rounding * 10**6  # a base that is implied yields to one that is printed
            found.append((rounding, _value(one, month, base, f"{figure.article}: suy ra từ {figure.id}")))
    return found


def _value(one: _Placed, month: Month, value: Fraction, source: str) -> LoadedValue:
    """Return a reported value."""
    as_of = one.figure.as_of if one.figure.as_of and month == one.month else month.last_day
    return LoadedValue(one.row, one.figure.office, one.indicator.code, month, value, None, as_of, source)


def _most_exact(values: list[tuple[Fraction, LoadedValue]]) -> list[LoadedValue]:
    """Return one value for each office, indicator and month: the one printed with the most digits."""
    best: dict[tuple[str, str, Month], tuple[Fraction, LoadedValue]] = {}
    for rounding, value in values:
        key = (value.office, value.code, value.month)
        if key not in best or rounding < best[key][0]:
            best[key] = (rounding, value)
    return [value for _, value in best.values()]


def _plans(known: list[_Placed], bases: dict[str, Fraction], report: Report) -> list[LoadedTarget]:
    """Return the plans that shares of plan imply, and the assigned rates that points above them imply."""
    found: dict[tuple[str, str, int], LoadedTarget] = {}
    for one in known:
        figure = one.figure
        plan = bases.get(figure.denominator or "")
        points = figure.measure == "change_points" and one.indicator.is_rate
        if figure.comparator != "plan" or plan is None or not (figure.measure == "percent_of_plan" or points):
            continue
        document = report.documents.get(figure.document or "", "") or f"{figure.article}: suy ra từ {figure.id}"
        key = (figure.office, one.indicator.code, one.month.year)
        version = "assigned" if figure.document else "estimate"
        found.setdefault(key, LoadedTarget(one.row, *key, None, version, plan, document))
    return list(found.values())


def _references(known: list[_Placed], bases: dict[str, Fraction]) -> list[LoadedReference]:
    """Return the population and labour force that coverages imply."""
    found: dict[tuple[str, str, int], LoadedReference] = {}
    for one in known:
        figure, series = one.figure, _SERIES.get(one.indicator.code)
        base = bases.get(figure.denominator or "")
        if figure.measure == "share" and series is not None and base is not None:
            key = (figure.office, series, one.month.year)
            found.setdefault(key, LoadedReference(one.row, *key, base, f"{figure.article}: suy ra từ {figure.id}"))
    return list(found.values())


def _warn(findings: Findings, row: int, figure: Figure, message: Text) -> None:
    """Leave a warning: the figure is shown, the rest is taken."""
    place = Place("figures", row, "printed")
    findings.add(Finding("figures.not_taken", place, figure.id, message, _NOTHING, Severity.WARNING))
