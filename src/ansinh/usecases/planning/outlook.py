"""The outlook of an office to the end of the year, and quotas by week: from history, calendar and prospects."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import SPOKEN_YEARS, Month
from ansinh.core.text import Text
from ansinh.domain.planning.forecast import Forecast, forecast
from ansinh.domain.planning.outlook import Line, prospect_kinds, weeks_left
from ansinh.domain.planning.quota import Span, monthly, weekly
from ansinh.domain.planning.situation import Situation
from ansinh.records.store.outreach import prospects
from ansinh.usecases.planning.situations import HISTORY_MONTHS, situation

CODES = ("participants_csi", "participants_vsi", "participants_ui", "participants_hi", "revenue_total")
_NO_OUTLOOK = Text(
    "Chỉ tiêu “{code}” không có dự báo; có: {known}.", "The indicator “{code}” has no outlook; there are: {known}."
)
_NO_PLAN = Text("Chưa giao chỉ tiêu {code} năm {year}.", "No target {code} of {year} is assigned.")


@dataclass(frozen=True, slots=True)
class Outlook:
    """An office and the offices below it, each with its lines."""

    office: str
    month: Month
    lines: list[Line]
    below: list[tuple[str, Text, list[Line]]]


def outlook(office: str, month: Month, *, codes: Sequence[str] = CODES, below: bool = True) -> Outlook:
    """Return where an office stands and will end, by indicator; with the offices below if asked for."""
    here = situation(office, month, with_children=below)
    expected = prospects.expected([one.facts.place.code for one in (here, *here.children)])
    children = [
        (one.facts.place.code, one.facts.place.name, _lines(one, codes, expected[one.facts.place.code], history=False))
        for one in here.children
    ]
    return Outlook(office, month, _lines(here, codes, expected[here.facts.place.code], history=True), children)


def _lines(
    here: Situation, codes: Sequence[str], expected: Mapping[str, tuple[int, int]], *, history: bool
) -> list[Line]:
    """Return the lines of one office; a forecast needs its history.

    `expected` are the people and dong a year that its open prospects are likely to bring, by reason.
    """
    made = []
    for code in codes:
        standing = here.of(code)
        if standing is None:
            continue
        plan = standing.target.value if standing.target is not None else None
        ahead = _forecast(here, code) if history else None
        weeks, money = weeks_left(here.month.last_day), code.startswith("revenue")
        potential = sum(expected.get(kind, (0, 0))[money] for kind in prospect_kinds()[code])
        potential = int(potential * weeks / 52) if money else potential  # what a year brings, so late in the year
        made.append(Line(here.indicators[code], standing.value, plan, ahead, weeks, potential))
    return made


def _forecast(here: Situation, code: str) -> Forecast | None:
    """Return the forecast of the year's end; None in December or without history."""
    until = Month.of(here.month.year, 12)
    known = [(month, value) for month, value in here.trend(code, HISTORY_MONTHS) if value is not None]
    if here.month >= until or not known or known[-1][0].minus(known[0][0]) != len(known) - 1:
        return None
    kind = "stock" if here.indicators[code].kind == "stock" else "flow"
    return forecast([int(value) for _, value in known], known[0][0], until, "stock" if kind == "stock" else "flow")


def quotas(office: str, code: str, day: dt.date, *, by_month: bool = False) -> list[Span]:
    """Return what is left of the year's plan of an office, dealt out over weeks (or months) by working days.

    MissingError for an indicator that has no outlook, RefusedError without a plan; the last closed figures before
    `day` count as done.
    """
    if code not in CODES:
        raise MissingError(_NO_OUTLOOK.fill(code=code, known=", ".join(CODES)))
    if day.year not in SPOKEN_YEARS:
        raise RefusedError(_NO_PLAN.fill(code=code, year=day.year))
    month = Month.containing(day).plus(-1)
    line = next(iter(outlook(office, month, codes=[code], below=False).lines), None)
    if line is None or line.remaining is None:
        raise RefusedError(_NO_PLAN.fill(code=code, year=day.year))
    deal = monthly if by_month else weekly
    return deal(int(line.remaining), day, dt.date(day.year, 12, 31))
